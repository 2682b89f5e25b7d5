/**
 * The recorded requests of the Kata suite of regorus: a folder of `policy.rego`, `inputs.txt`, `outputs.json` and
 * `prints.json` for each policy (reference/agent-policy.md 8.2). `prints.json` is what is recognised: lists of lines that
 * begin with the path that the suite gives the policy.
 */
import type { CaseResult, ReadBeside, RecordedFormat } from '#core/testing/recorded.ts';
import { runCase } from '#core/testing/comparison.ts';
import { compile, evaluate, parse } from '../api.ts';
import { loadBuiltins } from '../builtins/registry.ts';
import { profileOf } from '../profile.ts';
import { jsonOf, valueFromUnknown } from '../value/json.ts';

type Prints = readonly (readonly string[])[];

const prefix = /^(tests\/kata\/data\/[^/]+\/policy\.rego):\d+: /;

/** The path that the first line names; undefined when the lines are anything else. */
function pathIn(file: unknown): string | undefined {
  if (!Array.isArray(file)) return undefined;
  const lists: readonly unknown[] = file;
  const isText = (line: unknown): boolean => typeof line === 'string' && prefix.test(line);
  if (!lists.every((list) => Array.isArray(list) && list.every(isText))) return undefined;
  const [first] = (lists as Prints).flat();
  return first === undefined ? undefined : prefix.exec(first)?.[1];
}

/** One request of `inputs.txt`: a line of `["ep":NAME,INPUT],`, which is nearly JSON. */
export function requestsIn(text: string): readonly (readonly [entrypoint: string, input: unknown])[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const json = line.trim().replace('"ep":', '').replace(/,$/, '');
    return JSON.parse(json) as [string, unknown];
  });
}

async function run(file: unknown, read: ReadBeside | undefined): Promise<readonly CaseResult[]> {
  const name = pathIn(file);
  if (name === undefined || read === undefined) return [];
  const textOf = async (beside: string): Promise<string> => new TextDecoder().decode(await read(beside));
  const policy = await textOf('policy.rego').catch(() => undefined);
  // A folder of requests may come without the policy, which is the suite's own.
  if (policy === undefined) {
    return (file as Prints).map((_, index) => ({
      id: `${name} ${String(index)}`,
      outcome: 'skipped',
      difference: 'its policy.rego is not there: `npm run peers` brings it',
    }));
  }
  const outputs = JSON.parse(await textOf('outputs.json')) as readonly unknown[];
  const profile = profileOf('kata-3.30');
  await loadBuiltins(profile);
  // Policies of 2023 and 2024, when the engine read v0.
  const parsed = parse(policy, { name, dialect: 'v0', profile });
  const compiled = compile([parsed], { profile, dialect: 'v0' });
  const requests = requestsIn(await textOf('inputs.txt'));
  return Promise.all(
    requests.map(([entrypoint, input], index) =>
      runCase(`${name} ${String(index)} ${entrypoint}`, (compare) => {
        compare('loadError', '', parsed.loadError?.full ?? '');
        const query = `data.agent_policy.${entrypoint}`;
        const outcome = evaluate(compiled, { query, input: valueFromUnknown(input) });
        compare(
          'value',
          JSON.stringify(outputs[index]),
          outcome.kind === 'value' ? jsonOf(outcome.value) : outcome.kind,
        );
        compare('prints', (file as Prints)[index], outcome.prints);
      }),
    ),
  );
}

export const kataRequestsFormat: RecordedFormat = {
  name: 'kata-requests',
  recognises: (file) => pathIn(file) !== undefined,
  run,
};
