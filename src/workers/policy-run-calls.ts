/** Requests that are sent to a policy in the workbench, and what becomes of them. Inputs and states are JSON texts. */
import type { AttackGroup } from '#core/policy/attacks/attack.ts';
import type { Denial } from '#core/policy/denial/denial.ts';
import type { PolicyChange } from '#core/policy/denial/changes.ts';
import type { PolicyEvent } from '#core/policy/events/event.ts';
import type { ActionValues, Action } from '#core/policy/simulate/actions.ts';
import type { Assumption } from '#core/policy/simulate/assumption.ts';
import type { ImageConfig } from '#core/policy/simulate/image-config.ts';
import type { PolicyTest } from '#core/policy/testcases/tests.ts';
import type { ProfileId } from '#core/rego/profile.ts';
import type { Span } from '#core/text/span.ts';

export interface PolicyText {
  readonly policy: string;
  readonly profile: ProfileId;
}

export type RequestOutcome =
  | { readonly kind: 'allowed'; readonly by: 'policy' | 'failures' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'undefined' }
  /** `budget` is ours: the agent would go on. */
  | { readonly kind: 'failed'; readonly of: 'policy' | 'budget'; readonly message: string }
  /** The input is not JSON, and so nothing that the agent could have been asked. */
  | { readonly kind: 'unreadable'; readonly message: string };

/** One request as a person may edit it: JSON as text, because the engine tells numbers apart that JSON.parse does not. */
export interface SentRequest {
  readonly entrypoint: string;
  readonly input: string;
}

export interface PlannedStep extends SentRequest {
  /** What it does for whom, in a few words. */
  readonly title: string;
}

/** What has happened before, and what is looked at. */
export interface Plan {
  readonly setup: readonly PlannedStep[];
  readonly steps: readonly PlannedStep[];
}

export interface RanStep {
  readonly outcome: RequestOutcome;
  readonly prints: readonly string[];
  /** What the agent answers on the wire; absent when it carries the request out, or quietly blanks it. */
  readonly answer?: string;
  /** The data document around the request; absent where a number in it has no JSON text. */
  readonly before?: string;
  readonly after?: string;
  /** Members that the agent's message does not have, so that the policy never sees them. */
  readonly dropped: readonly string[];
  /** Values that no request could have there. */
  readonly misfits: readonly string[];
}

export type RunAnswer =
  | { readonly kind: 'ran'; readonly setup: readonly RanStep[]; readonly steps: readonly RanStep[] }
  /** The engine refuses the policy: with it, no guest starts. */
  | { readonly kind: 'refused'; readonly message: string };

/** A person's actions as a menu has them. */
export type ActionInfo = Pick<
  Action,
  'id' | 'title' | 'command' | 'group' | 'values' | 'note' | 'whenDenied'
>;

export interface PodInfo {
  readonly label: string;
  readonly containers: readonly string[];
  /** What neither the manifest nor anything else says, and was made up, by container. */
  readonly assumed: readonly { readonly container: string; readonly what: readonly Assumption[] }[];
}

/** A manifest, with what is known beside it. */
export interface KnownManifest {
  readonly manifest: string;
  /** Configs of images by the container that has them. */
  readonly images?: readonly (readonly [container: string, config: ImageConfig])[];
  /** More YAML, with ConfigMaps and Secrets. */
  readonly beside?: string;
}

/** A pod of the open manifest by its place among those that have containers; none stands for an example. */
export interface ChosenPod extends KnownManifest {
  readonly pod: number;
}

export type Explained = Pick<Denial, 'kind' | 'way'> & {
  readonly stop?: {
    readonly span: Span;
    readonly text: string;
    readonly line: number;
    readonly outcome: 'false' | 'undefined';
  };
  readonly relation?: NonNullable<Denial['wanted']>['relation'];
  /** Values as they are read, such as `"root"` or `[1, 2]`. */
  readonly wanted?: string;
  /** Where the wanted value is written. */
  readonly wantedAt?: Span;
  readonly saw?: string;
  readonly fields: readonly { readonly name: string; readonly value?: string }[];
  readonly changes: readonly PolicyChange[];
  /** What the evaluation reached and what it did not. */
  readonly covered: readonly { readonly span: Span; readonly held: boolean }[];
};

export interface AttackAnswer {
  readonly id: string;
  readonly group: AttackGroup;
  readonly title: string;
  readonly gain: string;
  readonly reference: string;
  readonly outcome: 'through' | 'stopped' | 'not-applicable';
  /** Absent where there is no honest request in its place. */
  readonly honestAllowed?: boolean;
  /** Steps before the attack that were not allowed. */
  readonly setupStopped: number;
  /** Entry point and outcome of each of its own requests. */
  readonly steps: readonly { readonly entrypoint: string; readonly outcome: RequestOutcome['kind'] }[];
}

/** A message of the agent, as it was found in what somebody pasted. */
export interface EventAnswer {
  readonly kind: PolicyEvent['kind'];
  readonly entrypoint: string;
  readonly message: string;
  readonly layers: number;
  readonly complete: boolean;
  /** Prints by the rules of the policy on screen that they stand in; without a rule where the line is in none. */
  readonly prints: readonly {
    readonly rule?: { readonly name: string; readonly span: Span };
    readonly lines: readonly string[];
  }[];
  /** The request, where a print shows all of it. */
  readonly input?: string;
  readonly error?: NonNullable<PolicyEvent['error']>;
}

export interface PasteAnswer {
  readonly events: readonly EventAnswer[];
  /** A log of requests: how many there are, and lines that are none. */
  readonly log?: { readonly requests: number; readonly unread: readonly number[] };
}

export interface ReplayedRequest {
  readonly line: number;
  readonly entrypoint: string;
  readonly outcome: RequestOutcome['kind'];
}

/** A saved request; `input` is JSON text, which may leave fields out. */
export interface SavedTest {
  readonly description: string;
  readonly entrypoint: string;
  readonly input: string;
  readonly expected: PolicyTest['expected'];
}

export type TestFile =
  | {
      readonly kind: 'tests';
      readonly tests: readonly SavedTest[];
      readonly unread: readonly { readonly index: number; readonly reason: string }[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

export interface PolicyRunCalls {
  readonly pods: { readonly request: KnownManifest; readonly response: readonly PodInfo[] };
  readonly actions: { readonly request: object; readonly response: readonly ActionInfo[] };
  readonly plan: {
    readonly request: ChosenPod & { readonly action: string; readonly values: ActionValues };
    readonly response: Plan;
  };
  /** Sends the requests of a plan to one agent; its progress counts requests. */
  readonly run: {
    readonly request: PolicyText & {
      readonly setup: readonly SentRequest[];
      readonly steps: readonly SentRequest[];
    };
    readonly response: RunAnswer;
  };
  /** Why one request, in this state, was not allowed. */
  readonly explain: {
    readonly request: PolicyText & SentRequest & { readonly before: string };
    readonly response: Explained | undefined;
  };
  /** All attacks; its progress counts them. */
  readonly attacks: {
    readonly request: PolicyText & ChosenPod;
    readonly response: readonly AttackAnswer[];
  };
  readonly attackPlan: {
    readonly request: ChosenPod & { readonly id: string };
    readonly response: Plan | undefined;
  };
  readonly readPaste: {
    readonly request: PolicyText & { readonly text: string };
    readonly response: PasteAnswer;
  };
  /** Sends a whole log to an agent with the policy; its progress counts requests. */
  readonly replay: {
    readonly request: PolicyText & { readonly text: string };
    readonly response: readonly ReplayedRequest[];
  };
  /** The request of a line of a log, with those before it. */
  readonly replayPlan: {
    readonly request: { readonly text: string; readonly line: number };
    readonly response: Plan;
  };
  /** Outcomes of saved requests, sent in order to one agent. */
  readonly test: {
    readonly request: PolicyText & { readonly tests: readonly SentRequest[] };
    readonly response: readonly RequestOutcome[];
  };
  readonly readTests: { readonly request: { readonly text: string }; readonly response: TestFile };
  readonly writeTests: {
    readonly request: { readonly tests: readonly SavedTest[] };
    /** How many the file cannot say. */
    readonly response: { readonly text: string; readonly left: number };
  };
}
