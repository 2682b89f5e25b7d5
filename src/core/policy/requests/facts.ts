/** The shape of what is known of a request. */

export type RequestGroup =
  | 'lifecycle'
  | 'container'
  | 'exec-and-io'
  | 'files'
  | 'network'
  | 'resources'
  | 'observability'
  | 'administration';

/** What the host gains from a request that is allowed whatever its input is. */
export type Exposure = 'critical' | 'high' | 'medium' | 'low' | 'none';

/**
 * Whether a normal confidential pod needs it (TEE runtime class, no shared file system, static sizing, guest pull): `yes`, it
 * cannot start or would stop; `often`, common features need it; `no`, it can be denied.
 */
export type Need = 'yes' | 'often' | 'no';

/** What genpolicy makes of it when nobody changes its settings. */
export type GenpolicyDefault = 'allows' | 'denies' | 'checks' | 'setting';

/** What something comes to: in a few words for a table, and in a sentence. */
export interface Consequence {
  readonly short: string;
  readonly text: string;
}

export interface RequestFacts {
  readonly group: RequestGroup;
  /** Procedures of the agent's interface that ask for it; a policy sees the name of the message only. */
  readonly procedures: readonly string[];
  /** What it does in the guest. */
  readonly purpose: string;
  /** When the shim sends it. */
  readonly sentWhen: string;
  readonly need: Need;
  readonly exposure: Exposure;
  readonly open: Consequence;
  readonly denied: Consequence;
  readonly genpolicy: GenpolicyDefault;
  /** Not sent on peer pods, whose network the guest sets up itself. */
  readonly localOnly?: true;
  /** Who sends it, when it is one of the two shims only. */
  readonly onlyFrom?: 'go' | 'runtime-rs';
  /** The Kata release that brought it, when that is later than policies themselves. */
  readonly since?: '3.13' | '3.15' | '3.29';
}
