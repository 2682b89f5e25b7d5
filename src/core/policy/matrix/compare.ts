/**
 * Two policies beside each other. One is called looser only with a request that it allows and the other does not: anything
 * else is not known.
 */
import type { ProfileId } from '#core/rego/profile.ts';
import type { RequestName } from '../requests/catalogue.ts';
import { agentRequests, requestExistsIn } from '../requests/request.ts';
import type { JsonObject } from '../simulate/json.ts';
import { answerTo, type Answer } from './decide.ts';
import { matrixOf, type MatrixOptions, type PolicyMatrix } from './matrix.ts';
import type { PolicyModel } from './model.ts';
import { initialData } from './reading.ts';
import { specimensOf } from './specimens.ts';
import type { RequestVerdict, Witness } from './verdict.ts';

/**
 * How the second policy stands to the first for one request.
 *
 * - `looser`, `stricter`, `both`: with witnesses;
 * - `same`: both have the same one answer whatever the input is, by their structure;
 * - `refused-otherwise`: neither ever allows it, but one denies and the other answers with an internal error;
 * - `no-difference-found`: among the inputs that were tried.
 */
export type Relation = 'looser' | 'stricter' | 'both' | 'same' | 'refused-otherwise' | 'no-difference-found';

export interface RequestComparison {
  readonly name: RequestName;
  readonly relation: Relation;
  readonly first: RequestVerdict;
  readonly second: RequestVerdict;
  /** Allowed by the second policy and not by the first. */
  readonly looser?: Witness;
  /** Allowed by the first policy and not by the second. */
  readonly stricter?: Witness;
  /** Number of requests that both were asked. */
  readonly tried: number;
}

export interface MatrixComparison {
  readonly first: PolicyMatrix;
  readonly second: PolicyMatrix;
  readonly rows: readonly RequestComparison[];
}

/** Compares two policies for all requests that the release of the second has. */
export function comparePolicies(
  first: PolicyModel,
  second: PolicyModel,
  options: MatrixOptions = {},
): MatrixComparison {
  const ofFirst = matrixOf(first, options);
  const ofSecond = matrixOf(second, options);
  const rows = agentRequests
    .filter((request) => requestExistsIn(request, second.reading.profile.id))
    .flatMap(({ name }): readonly RequestComparison[] => {
      const one = ofFirst.rows.find((row) => row.name === name);
      const other = ofSecond.rows.find((row) => row.name === name);
      return one === undefined || other === undefined ? [] : [compared(first, second, one, other)];
    });
  return { first: ofFirst, second: ofSecond, rows };
}

function compared(
  first: PolicyModel,
  second: PolicyModel,
  ofFirst: RequestVerdict,
  ofSecond: RequestVerdict,
): RequestComparison {
  const { name } = ofFirst;
  let looser: Witness | undefined;
  let stricter: Witness | undefined;
  let tried = 0;
  for (const witness of witnessesOf(name, second.reading.profile.id, ofFirst, ofSecond)) {
    tried += 1;
    const one = passes(first, witness);
    const other = passes(second, witness);
    if (other && !one) looser ??= witness;
    if (one && !other) stricter ??= witness;
  }
  const relation = relationOf(ofFirst, ofSecond, looser, stricter);
  return {
    name,
    relation,
    first: ofFirst,
    second: ofSecond,
    ...(looser === undefined ? {} : { looser }),
    ...(stricter === undefined ? {} : { stricter }),
    tried,
  };
}

function relationOf(
  first: RequestVerdict,
  second: RequestVerdict,
  looser: Witness | undefined,
  stricter: Witness | undefined,
): Relation {
  if (looser !== undefined && stricter !== undefined) return 'both';
  if (looser !== undefined) return 'looser';
  if (stricter !== undefined) return 'stricter';
  const certain = [first, second].every(
    ({ standing }) => standing !== 'conditional' && standing !== 'unreached',
  );
  if (!certain) return 'no-difference-found';
  return first.standing === second.standing ? 'same' : 'refused-otherwise';
}

/** Ordinary inputs, and what either policy was found to allow or to refuse. */
function witnessesOf(
  name: RequestName,
  profile: ProfileId,
  ...verdicts: readonly RequestVerdict[]
): readonly Witness[] {
  const found = verdicts.flatMap(({ allowed, refused }): readonly Witness[] =>
    [allowed, refused].flatMap((each) =>
      each === undefined ? [] : [{ entrypoint: name, input: each.input, before: each.before }],
    ),
  );
  const ordinary = specimensOf(name, profile).map((input: JsonObject): Witness => ({
    entrypoint: name,
    input,
    before: [],
  }));
  return [...found, ...ordinary];
}

/** The answer to a request after those before it, each as far as the policy allows it. */
export function answerAfter(model: PolicyModel, { entrypoint, input, before }: Witness): Answer | undefined {
  let data = initialData;
  for (const sent of before) {
    const answer = answerTo(model.reading, sent.entrypoint, sent.input, data);
    if (answer?.kind === 'allowed') data = answer.data;
  }
  return answerTo(model.reading, entrypoint, input, data);
}

/** Whether a request passes, be it by the allowance of failures. */
function passes(model: PolicyModel, witness: Witness): boolean {
  const answer = answerAfter(model, witness);
  if (answer === undefined) return false;
  if (answer.kind === 'allowed') return true;
  return model.reading.allowsFailures && answer.kind !== 'failed';
}
