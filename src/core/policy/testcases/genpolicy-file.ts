/**
 * The `testcases.json` of genpolicy: an array of cases with a description, a kind, a request and whether it is allowed
 * (reference/agent-policy.md 8.1). A case that is not allowed must be denied there: an internal error fails it.
 *
 * @see https://github.com/kata-containers/kata-containers/tree/main/src/tools/genpolicy/tests/policy
 */
import { isJsonObject } from '../simulate/json.ts';
import type { PolicyTest } from './tests.ts';

export type ReadTests =
  | {
      readonly kind: 'tests';
      readonly tests: readonly PolicyTest[];
      /** Cases that are none, by their place in the file, with what is missing. */
      readonly unread: readonly { readonly index: number; readonly reason: string }[];
    }
  /** The text is no JSON array. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Reads a file of cases. Requests are kept as they are: their defaults are filled in when they run. Never throws. */
export function readTests(text: string): ReadTests {
  let cases: unknown;
  try {
    cases = JSON.parse(text);
  } catch (error) {
    return { kind: 'refused', reason: error instanceof Error ? error.message : 'not JSON' };
  }
  if (!Array.isArray(cases)) return { kind: 'refused', reason: 'not an array of cases' };
  const tests: PolicyTest[] = [];
  const unread: { readonly index: number; readonly reason: string }[] = [];
  for (const [index, each] of (cases as readonly unknown[]).entries()) {
    const test = testOf(each);
    if (typeof test === 'string') unread.push({ index, reason: test });
    else tests.push(test);
  }
  return { kind: 'tests', tests, unread };
}

function testOf(value: unknown): PolicyTest | string {
  if (!isJsonObject(value)) return 'not an object';
  const { description, allowed, kind, request } = value;
  if (typeof kind !== 'string') return '"kind" is no text';
  if (typeof allowed !== 'boolean') return '"allowed" is neither true nor false';
  if (!isJsonObject(request)) return '"request" is no object';
  return {
    description: typeof description === 'string' ? description : '',
    entrypoint: kind,
    input: request,
    expected: allowed ? 'allowed' : 'denied',
  };
}

export interface WrittenTests {
  readonly text: string;
  /** Tests that expect an internal error, which the file cannot say: they are left out. */
  readonly left: readonly PolicyTest[];
}

/** Writes tests as genpolicy writes its own: two blanks of indentation, members in alphabetical order, a line end. */
export function writeTests(tests: readonly PolicyTest[]): WrittenTests {
  const sayable = tests.filter(({ expected }) => expected === 'allowed' || expected === 'denied');
  const cases = sayable.map(({ description, entrypoint, input, expected }) => ({
    allowed: expected === 'allowed',
    description,
    kind: entrypoint,
    request: input,
  }));
  const text = `${JSON.stringify(cases, undefined, 2)}\n`;
  return { text, left: tests.filter((test) => !sayable.includes(test)) };
}
