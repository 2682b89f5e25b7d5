/** The code of one rule that is not a function: its bodies in turn until one holds, and the values gathered by it. */
import type { Expression, RuleBody, RuleName } from '../ast.ts';
import { Failed, failureAt, failureOf } from '../compile/failure.ts';
import { literalOf } from '../compile/patterns.ts';
import type { DefinedEntry } from '../compile/program.ts';
import { withoutLast } from '../compile/walk.ts';
import {
  addItem,
  canonicalText,
  emptyObject,
  emptySet,
  equalValues,
  newSet,
  type RegoSet,
  type Value,
} from '../value/value.ts';
import { attempt } from './attempt.ts';
import { keep } from './budget.ts';
import { type Compiler, type Emission, newSlots, placeOf } from './compiler.ts';
import { newCompiler, outside } from './expressions.ts';
import { perItem } from './loops.ts';
import type { Evaluate, Machine, Run } from './machine.ts';
import { comparePaths } from './rule-paths.ts';
import type { Linked } from './rules.ts';

/** A value for the data document. */
export interface StoredValue {
  /** Package path included. */
  readonly path: readonly Value[];
  readonly value: Value;
  /** False for the empty set or object that a partial rule leaves when it has no values. */
  readonly isSure: boolean;
}

/** @returns undefined when the rule gives nothing */
export type RuleCode = (machine: Machine) => readonly StoredValue[] | undefined;

/** What one body gathers. It sits in a slot of the frame. */
interface Gathered {
  /** An output was undefined: what was gathered is lost, and the next output fails in the engine. */
  lost: boolean;
  /** Of a rule with one path. */
  single: Value | undefined;
  readonly many: Map<string, { readonly path: readonly Value[]; readonly value: Value }>;
}

interface Head {
  readonly name: RuleName;
  /** In brackets at the end of the name. */
  readonly key: Expression | undefined;
  readonly output: Expression | undefined;
  readonly isSet: boolean;
  /** The last name is the element of the set. */
  readonly isDotSet: boolean;
}

export function compileRule(linked: Linked, entry: DefinedEntry): RuleCode {
  const head = headOf(entry);
  if (head === undefined) return () => undefined;
  const constant = constantPath(entry, head);
  const bodies = bodiesOf(linked, entry, head, constant);
  const fallback = fallbackOf(linked, entry, head, constant);
  return (machine) => {
    for (const { run, size, slot } of bodies) {
      const gathered: Gathered = { lost: false, single: undefined, many: new Map() };
      const slots = newSlots(size);
      slots[slot] = gathered as unknown as Value;
      if (!run(machine, slots)) continue;
      if (gathered.lost) break;
      if (constant !== undefined) {
        if (gathered.single === undefined) break;
        return [{ path: constant, value: gathered.single, isSure: true }];
      }
      const values = [...gathered.many.values()].map((each) => ({ ...each, isSure: true }));
      return values.length < 2 ? values : values.sort((a, b) => comparePaths(a.path, b.path));
    }
    return fallback(machine);
  };
}

function headOf(entry: DefinedEntry): Head | undefined {
  const { head } = entry.rule;
  switch (head.kind) {
    case 'function':
      return undefined;
    case 'set':
      return {
        name: head.name,
        key: undefined,
        output: head.element,
        isSet: true,
        isDotSet: head.element === undefined,
      };
    case 'value': {
      const last = head.name.kind === 'reference' ? head.name.operands.at(-1) : undefined;
      const inBrackets = last?.kind === 'bracket' ? last.index : undefined;
      return {
        name: inBrackets === undefined ? head.name : (withoutLast(head.name) ?? head.name),
        key: inBrackets,
        output: head.assignment?.value,
        isSet: false,
        isDotSet: false,
      };
    }
  }
}

/** The one path of all values, or undefined when the path varies. */
function constantPath(entry: DefinedEntry, { name, key, isDotSet }: Head): readonly Value[] | undefined {
  const path: Value[] = [...entry.module.segments];
  for (const part of partsOf(name)) {
    const value = typeof part === 'string' ? part : literalOf(part);
    if (value === undefined) return undefined;
    path.push(value);
  }
  if (key !== undefined) {
    const value = literalOf(key);
    if (value === undefined) return undefined;
    path.push(value);
  }
  return isDotSet ? path.slice(0, -1) : path;
}

function partsOf(name: RuleName): readonly (string | Expression)[] {
  if (name.kind === 'variable') return [name.name];
  const root = name.base.kind === 'variable' ? name.base.name : '';
  return [root, ...name.operands.map((operand) => (operand.kind === 'dot' ? operand.name : operand.index))];
}

interface BodyCode {
  readonly run: Run;
  readonly size: number;
  readonly slot: number;
}

function bodiesOf(
  linked: Linked,
  entry: DefinedEntry,
  head: Head,
  constant: readonly Value[] | undefined,
): readonly BodyCode[] {
  const compile = (body: RuleBody | undefined, output: Expression | undefined): BodyCode => {
    const compiler = newCompiler(linked, placeOf(entry.module));
    const slot = compiler.environment.slot();
    const emission = emissionOf(entry, head, constant, output, slot);
    const run = body === undefined ? emission.compile(compiler) : compiler.query(body.query, emission);
    return { run, slot, size: compiler.environment.frame.size };
  };
  const { bodies } = entry.rule;
  if (bodies.length === 0) return [compile(undefined, head.output)];
  return bodies.map((body, index) => compile(body, index === 0 ? head.output : body.assignment?.value));
}

function emissionOf(
  entry: DefinedEntry,
  head: Head,
  constant: readonly Value[] | undefined,
  output: Expression | undefined,
  slot: number,
): Emission {
  // The engine looks at the key only when there is a value: `p[x] if …` ends with its first result.
  const fixedName = partsOf(head.name).every(
    (part) => typeof part === 'string' || literalOf(part) !== undefined,
  );
  const fixedKey = head.key === undefined || literalOf(head.key) !== undefined;
  const early = fixedName && (output === undefined || (fixedKey && literalOf(output) !== undefined));
  return {
    early,
    rows: false,
    compile(compiler) {
      const run = perItem(compiler, [head.key, output], () =>
        constant === undefined
          ? varying(compiler, entry, head, output, slot)
          : fixed(compiler, entry, head, constant, output, slot),
      );
      if (output === undefined) return run;
      return (machine, slots) => {
        run(machine, slots);
        return !(slots[slot] as unknown as Gathered).lost;
      };
    },
  };
}

/** Of a rule whose values all have one path. */
function fixed(
  compiler: Compiler,
  entry: DefinedEntry,
  head: Head,
  path: readonly Value[],
  output: Expression | undefined,
  slot: number,
): Run {
  const value = outputOf(compiler, head, path, output);
  return (machine, slots) => {
    const gathered = slots[slot] as unknown as Gathered;
    const result = value(machine, slots);
    if (result === undefined) {
      gathered.lost = true;
      return false;
    }
    if (gathered.lost) throw notAnObject();
    if (head.isSet) {
      gathered.single ??= newSet();
      addItem(gathered.single as RegoSet, result);
      keep(machine.meter, 1);
    } else if (gathered.single === undefined) {
      gathered.single = result;
    } else if (!equalValues(gathered.single, result)) {
      throw multipleOutputs(entry, head);
    }
    return true;
  };
}

function outputOf(
  compiler: Compiler,
  head: Head,
  path: readonly Value[],
  output: Expression | undefined,
): Evaluate {
  if (output !== undefined) return compiler.expression(output);
  if (!head.isDotSet) return () => true;
  const element = partsOf(head.name).at(-1) ?? '';
  const literal = typeof element === 'string' ? element : (literalOf(element) ?? path.length);
  return () => literal;
}

function varying(
  compiler: Compiler,
  entry: DefinedEntry,
  head: Head,
  output: Expression | undefined,
  slot: number,
): Run {
  // Brackets are worked out from the last to the first, then the key, then the value.
  const parts = partsOf(head.name).map((part) =>
    typeof part === 'string' ? part : compiler.expression(part),
  );
  const key = head.key === undefined ? undefined : compiler.expression(head.key);
  const value = output === undefined ? undefined : compiler.expression(output);
  return (machine, slots) => {
    const gathered = slots[slot] as unknown as Gathered;
    const path: Value[] = [...entry.module.segments];
    let defined = true;
    const found: (Value | undefined)[] = [];
    for (const part of parts.toReversed()) {
      found.unshift(typeof part === 'string' ? part : part(machine, slots));
    }
    if (key !== undefined) found.push(key(machine, slots));
    for (const part of found) {
      if (part === undefined) defined = false;
      else path.push(part);
    }
    const element = head.isDotSet ? path.pop() : true;
    const result = value === undefined ? element : value(machine, slots);
    if (!defined || result === undefined) {
      gathered.lost = true;
      return false;
    }
    if (gathered.lost) throw notAnObject();
    const text = canonicalText(path);
    const known = gathered.many.get(text);
    keep(machine.meter, 1);
    if (head.isSet) {
      const set = known?.value ?? newSet();
      addItem(set as RegoSet, result);
      if (known === undefined) gathered.many.set(text, { path, value: set });
    } else if (known === undefined) {
      gathered.many.set(text, { path, value: result });
    } else if (!equalValues(known.value, result)) {
      throw multipleOutputs(entry, head);
    }
    return true;
  };
}

/** What a partial rule leaves when no body gave a value: an empty set or object, where its path is known. */
function fallbackOf(
  linked: Linked,
  entry: DefinedEntry,
  head: Head,
  constant: readonly Value[] | undefined,
): RuleCode {
  if (!head.isSet && head.key === undefined) return () => undefined;
  const value = head.isSet ? emptySet : emptyObject;
  if (head.isSet && constant !== undefined) {
    const path = head.isDotSet ? [...entry.module.segments, ...constantParts(head)] : constant;
    return () => [{ path, value, isSure: false }];
  }
  const compiler = newCompiler(linked, placeOf(entry.module));
  const parts = partsOf(head.name).map((part) =>
    typeof part === 'string' ? part : outside(compiler, (inner) => inner.expression(part)),
  );
  return (machine) =>
    attempt(machine, () => {
      const path: Value[] = [...entry.module.segments];
      for (const part of parts) {
        const found = typeof part === 'string' ? part : part(machine, []);
        // The engine makes the way up to the first undefined part.
        if (found === undefined) return [{ path, value: emptyObject, isSure: false }];
        path.push(found);
      }
      return [{ path, value, isSure: false }];
    });
}

function constantParts(head: Head): readonly Value[] {
  return partsOf(head.name).flatMap((part) => (typeof part === 'string' ? part : (literalOf(part) ?? [])));
}

function notAnObject(): Failed {
  return new Failed(failureOf('evaluate', 'not an object'));
}

function multipleOutputs(entry: DefinedEntry, head: Head): Failed {
  const message = 'rules must not produce multiple outputs';
  return new Failed(failureAt('evaluate', entry.module.source, head.name.at, message));
}
