/**
 * Which engine is meant. The same policy text is accepted by one release and refused, or wide open, in another; a profile
 * holds what differs between them.
 *
 * @see https://github.com/kata-containers/kata-containers/blob/main/src/agent/policy/Cargo.toml
 */
import type { Dialect } from './ast.ts';

export type ProfileId = 'kata-3.5' | 'kata-3.11' | 'kata-3.28' | 'kata-3.30' | 'trustee' | 'opa';

/** Features of the regorus crate that decide which builtins exist; `opa` stands for everything pure that OPA has. */
export type BuiltinFeature = 'core' | 'std' | 'regex' | 'base64' | 'base64url' | 'time' | 'opa';

/** Bounds on a policy text; an absent one does not exist in that engine. */
export interface PolicyLimits {
  /** The highest column of a line, in the engine's columns: a tab counts 4, text in quotes its UTF-8 bytes. */
  readonly columns?: number;
  /** UTF-8 bytes of the text. */
  readonly bytes?: number;
  readonly lines?: number;
  /** How deep expressions nest, as parentheses and bodies of comprehensions count; literals and calls do not. */
  readonly nesting?: number;
}

export interface Profile {
  readonly id: ProfileId;
  /** Such as `Kata 3.30 and later`. */
  readonly name: string;
  /** Such as `regorus 8986431`. */
  readonly engine: string;
  /** The dialect of a text without any import. */
  readonly dialect: Dialect;
  /** False when its behaviour is inferred from sources and not compared with recorded answers: said on screen. */
  readonly recorded: boolean;
  readonly limits: PolicyLimits;
  /** True when an ill-typed argument of a builtin ends the evaluation rather than being undefined. */
  readonly strictBuiltinErrors: boolean;
  readonly features: readonly BuiltinFeature[];
  /** Names of functions that the host adds to the engine. */
  readonly extensions: readonly string[];
}

const kataLimits: PolicyLimits = { columns: 65_536, bytes: 16_777_216, lines: 200_000, nesting: 32 };

export const profiles: readonly Profile[] = [
  {
    id: 'kata-3.30',
    name: 'Kata 3.30 and later',
    engine: 'regorus 8986431',
    dialect: 'v1',
    recorded: true,
    limits: kataLimits,
    strictBuiltinErrors: false,
    features: ['core', 'std', 'regex', 'base64', 'base64url'],
    extensions: [],
  },
  {
    id: 'kata-3.28',
    name: 'Kata 3.28 to 3.29',
    engine: 'regorus 0.2.8',
    dialect: 'v0',
    recorded: false,
    limits: {},
    strictBuiltinErrors: false,
    features: ['core', 'std', 'regex', 'base64', 'base64url'],
    extensions: [],
  },
  {
    id: 'kata-3.11',
    name: 'Kata 3.11 to 3.27',
    engine: 'regorus 0.2.6 to 0.2.8',
    dialect: 'v0',
    recorded: false,
    limits: {},
    strictBuiltinErrors: false,
    features: ['core', 'std', 'regex'],
    extensions: [],
  },
  {
    id: 'kata-3.5',
    name: 'Kata 3.5 to 3.10',
    engine: 'regorus 0.1.4',
    dialect: 'v0',
    recorded: false,
    limits: {},
    strictBuiltinErrors: false,
    features: ['core', 'regex'],
    extensions: [],
  },
  {
    id: 'trustee',
    name: 'Trustee',
    engine: 'regorus 0.11.0',
    dialect: 'v1',
    recorded: false,
    limits: { columns: 1_024, bytes: 1_048_576, lines: 20_000, nesting: 32 },
    strictBuiltinErrors: true,
    features: ['core', 'std', 'regex', 'base64', 'time'],
    extensions: ['query_reference_value'],
  },
  {
    id: 'opa',
    name: 'OPA',
    engine: 'OPA 1',
    dialect: 'v1',
    recorded: false,
    limits: {},
    strictBuiltinErrors: false,
    features: ['core', 'std', 'regex', 'base64', 'base64url', 'time', 'opa'],
    extensions: [],
  },
];

/** The profile of an id. */
export function profileOf(id: ProfileId): Profile {
  const found = profiles.find((profile) => profile.id === id);
  if (found === undefined) throw new Error(`no profile ${id}`);
  return found;
}
