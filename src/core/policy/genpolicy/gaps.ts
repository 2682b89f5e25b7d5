/**
 * What is known not to be checked by genpolicy's rules, tried on the policy at hand: in guest-pull mode they look neither at
 * the image that is pulled nor at how many images there are (reference/agent-policy.md 0 and 6.3).
 *
 * @see https://github.com/kata-containers/kata-containers/issues/11354
 */
import type { Profile } from '#core/rego/profile.ts';
import { attacks, runAttacks } from '../attacks/suite.ts';
import type { SimulatedPod } from '../simulate/pod.ts';
import type { SimulatedStep } from '../simulate/step.ts';
import type { Attack } from '../attacks/attack.ts';

export interface GenpolicyGap {
  readonly attack: Attack;
  /** A request that the policy allows and that no honest host sends. */
  readonly witness: SimulatedStep;
  /** What comes before it. */
  readonly before: readonly SimulatedStep[];
}

const known: readonly string[] = [
  'image-source',
  'image-throughout',
  'storage-second',
  'storage-first',
  'storage-none-same-root',
];

export interface GenpolicyGaps {
  readonly gaps: readonly GenpolicyGap[];
  /** False when the policy does not allow what we take for an honest request: then nothing was shown. */
  readonly honestAllowed: boolean;
}

/** The gaps that the policy has, each with a request that shows it. Never throws. */
export function gapsOfGenpolicy(policy: string, pod: SimulatedPod, profile: Profile): GenpolicyGaps {
  const tried = attacks.filter(({ id }) => known.includes(id));
  const results = [...runAttacks(policy, profile, pod, { attacks: tried })];
  const gaps = results.flatMap(({ attack, outcome, results: steps }) => {
    const [first] = steps;
    if (outcome !== 'through' || first === undefined) return [];
    return [{ attack, witness: first.step, before: attack.plan(pod)?.setup ?? [] }];
  });
  return { gaps, honestAllowed: results.some(({ honestAllowed }) => honestAllowed === true) };
}
