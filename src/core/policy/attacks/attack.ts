/**
 * What a hostile host tries. The list was fixed from the descriptions of requests and of genpolicy's gaps before any policy
 * was tried against it (reference/agent-policy.md 3.2, 6.3, 6.4 and 8.1): whatever a policy can refuse, and nothing else.
 *
 * Not in the list, as no policy can tell it from what an honest host does: the content of copied files, DNS servers and
 * addresses, signals, resource limits, pausing the VM, traffic, and ending a container.
 */
import type { SimulatedPod } from '../simulate/pod.ts';
import type { SimulatedStep } from '../simulate/step.ts';

export type AttackGroup =
  /** What is run, and from which image. */
  | 'image'
  /** How it is run. */
  | 'process'
  /** What it can see and touch. */
  | 'isolation'
  /** What is run beside it, and in which order. */
  | 'sequence'
  | 'exec'
  | 'streams'
  | 'files'
  | 'network'
  | 'sandbox'
  | 'administration';

export interface AttackPlan {
  /** What an honest host has sent before. Its denials end nothing: a hostile host goes on. */
  readonly setup: readonly SimulatedStep[];
  /** All of them must be allowed for the attack to get through. */
  readonly steps: readonly SimulatedStep[];
  /** What an honest host sends in place of the first step, when there is such a request. */
  readonly honest?: SimulatedStep;
}

export interface Attack {
  /** Stable, in kebab-case. */
  readonly id: string;
  readonly group: AttackGroup;
  /** What the host does, in a few words. */
  readonly title: string;
  /** What it gains. */
  readonly gain: string;
  /** Section of reference/agent-policy.md that it was taken from. */
  readonly reference: '3.2' | '6.3' | '6.4' | '8.1' | '2';
  /** Undefined when the pod has nothing to attack in this way. */
  readonly plan: (pod: SimulatedPod) => AttackPlan | undefined;
}
