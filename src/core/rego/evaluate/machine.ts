/** The state of one evaluation. Compiled closures get it with the slots of the frame that they run in. */
import type { EngineFailure } from '../compile/failure.ts';
import type { DefinedEntry, Program } from '../compile/program.ts';
import type { BuiltinContext } from '../builtins/builtin.ts';
import type { Recorder } from '../explain/recorder.ts';
import type { RegoObject, Value } from '../value/value.ts';
import type { Meter } from './budget.ts';
import type { Document } from './document.ts';
import type { RulePaths } from './rule-paths.ts';

/** Values of the variables of one rule, function call or query; what queries gather sits between them. */
export type Slots = (Value | undefined)[];

export type Evaluate = (machine: Machine, slots: Slots) => Value | undefined;
export type Run = (machine: Machine, slots: Slots) => boolean;
export type Match = (machine: Machine, slots: Slots, value: Value) => boolean;

/** What `with` puts in place of a function. */
export type Override =
  { readonly kind: 'value'; readonly value: Value } | { readonly kind: 'function'; readonly path: string };

/**
 * Input, data and the values of rules, which depend on them. Every `with` makes a world of its own, in which rules are
 * evaluated anew.
 */
export interface World {
  input: Value | undefined;
  readonly document: Document;
  /** Input and data without values of rules, on which a `with` inside of this world builds. */
  baseInput: Value | undefined;
  baseData: Value;
  /** By rule: 1 once its value is in the document. */
  readonly evaluated: Uint8Array;
  /** By group of rules: 1 once all of them are. */
  groups: Uint8Array;
  readonly modules: Uint8Array;
  readonly paths: RulePaths;
  overrides: ReadonlyMap<string, Override> | undefined;
}

/** A row of a user query while it is gathered. */
export interface RowState {
  expressions: readonly Value[];
  readonly rows: Row[];
}

export interface Row {
  readonly expressions: readonly Value[];
  /** By name; a declared variable without a value is left out. */
  readonly bindings: ReadonlyMap<string, Value>;
}

export interface Machine {
  readonly program: Program;
  readonly meter: Meter;
  world: World;
  /** Base data as it was given: it wins over the values of rules. */
  readonly data: RegoObject;
  /** By loop: the item that it is at. One place for all frames, as in the engine. */
  readonly items: (Value | undefined)[];
  /** Rules being evaluated, the innermost last. */
  readonly active: DefinedEntry[];
  readonly prints: string[];
  readonly builtins: BuiltinContext;
  /** Failures of function definitions that were let go, as another definition gave a value. */
  readonly forgiven: EngineFailure[];
  /** Results of builtins that are not deterministic, by name and arguments. */
  readonly results: Map<string, Value>;
  /** Functions that the host adds to the engine of a profile. */
  readonly extension: (name: string, args: readonly Value[]) => Value | undefined;
  row: RowState | undefined;
  readonly recorder: Recorder | undefined;
}
