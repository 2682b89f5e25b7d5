/** Names and references as closures: where a name lives, and which rules a reference means, is decided here. */
import type { Reference } from '../ast.ts';
import { Failed, failureAt } from '../compile/failure.ts';
import type { Program, RuleGroup } from '../compile/program.ts';
import { dottedPathOf, rootName } from '../compile/walk.ts';
import { debugString, debugValue } from '../value/debug.ts';
import { readableJson } from '../value/json.ts';
import { type Compiler, queryPath } from './compiler.ts';
import { partAt, partOf, readDocument } from './document.ts';
import type { Evaluate } from './machine.ts';

/** The first `count` operands of a reference. */
export function referenceTo(compiler: Compiler, reference: Reference, count: number): Evaluate {
  const names: string[] = [];
  for (let place = count; place > 0; place -= 1) {
    const operand = reference.operands[place - 1];
    if (operand === undefined) break;
    if (operand.kind === 'dot') names.unshift(operand.name);
    else if (operand.index.kind === 'string' && !operand.index.raw) names.unshift(operand.index.value);
    else return chained(bracketsAt(compiler, reference, place - 1, names), names);
  }
  const { base } = reference;
  if (base.kind === 'variable') return variableAt(compiler, base.name, base.at, names);
  return chained(compiler.expression(base), names);
}

function chained(value: Evaluate, names: readonly string[]): Evaluate {
  if (names.length === 0) return value;
  return (machine, slots) => partAt(value(machine, slots), names);
}

/** Operand `place` of a reference: brackets with an index that is worked out. */
function bracketsAt(
  compiler: Compiler,
  reference: Reference,
  place: number,
  rest: readonly string[],
): Evaluate {
  const operand = reference.operands[place];
  if (operand?.kind !== 'bracket') throw new Error('not brackets');
  const id = compiler.program.plans.loopIds.get(operand);
  const index = compiler.expression(operand.index);
  const value = referenceTo(compiler, reference, place);
  const isData = rootName(reference) === 'data';
  const path = isData ? dottedPathOf(reference, place) : undefined;
  const suffix = rest.map((name) => `.${name}`).join('');
  const { linked } = compiler;
  const found: Evaluate = (machine, slots) => {
    const key = index(machine, slots);
    if (path !== undefined && key !== undefined) {
      linked.ensurePath(machine, `${path}.${typeof key === 'string' ? key : readableJson(key)}${suffix}`);
    }
    const collection = value(machine, slots);
    if (key === undefined) return undefined;
    const part = partOf(collection, key);
    if (part === undefined && isData && (typeof key === 'number' || typeof key === 'bigint')) {
      return partOf(collection, readableJson(key));
    }
    return part;
  };
  if (id === undefined) return found;
  return (machine, slots) => {
    const item = machine.items[id];
    return item === undefined ? found(machine, slots) : item;
  };
}

export function variableAt(
  compiler: Compiler,
  name: string,
  at: number,
  fields: readonly string[],
): Evaluate {
  const local = compiler.environment.find(name);
  if (local !== undefined) {
    const { slot } = local;
    if (fields.length === 0) return (_, slots) => slots[slot];
    return (_, slots) => partAt(slots[slot], fields);
  }
  if (name === 'input') {
    if (fields.length === 0) return (machine) => machine.world.input;
    return (machine) => partAt(machine.world.input, fields);
  }
  if (name === 'data') return dataAt(compiler, fields);
  return globalAt(compiler, name, at, fields);
}

/** A rule of the package or an import. */
function globalAt(compiler: Compiler, name: string, at: number, fields: readonly string[]): Evaluate {
  const { program, linked, place } = compiler;
  if (program.modules.length === 0) return () => undefined;
  const path = `${place.path}.${name}`;
  const segments = [...(place.module?.segments ?? [queryPath.slice('data.'.length)]), name];
  const group = longestGroup(program, path, fields, 0);
  const imported = program.imports.get(path);
  if (!program.groups.has(path) && imported === undefined) return unsafe(compiler, name, at, segments);
  if (group === undefined && imported !== undefined) {
    return chained(compiler.unwatched(imported), fields);
  }
  const full = [...segments, ...fields];
  if (group === undefined) return (machine) => readDocument(machine.world.document, full);
  const { id } = group;
  return (machine) => {
    if (machine.world.groups[id] !== 1) linked.ensureGroup(machine, group);
    return readDocument(machine.world.document, full);
  };
}

/** A name that nothing gives a value: the message shows the values of all others. */
export function unsafe(compiler: Compiler, name: string, at: number, segments: readonly string[]): Evaluate {
  const scopes = compiler.environment.scopes();
  const path = segments.map(debugString).join(', ');
  const { source } = compiler.place;
  return (_, slots) => {
    const shown = scopes.map((scope) => {
      const locals = scope.map(([each, slot]) => `${debugString(each)}: ${debugValue(slots[slot])}`);
      return `{${locals.join(', ')}}`;
    });
    const message = `var ${name} is unsafe (path [${path}], scopes [${shown.join(', ')}])`;
    throw new Failed(failureAt('evaluate', source, at, message));
  };
}

function dataAt(compiler: Compiler, fields: readonly string[]): Evaluate {
  const { program, linked, place } = compiler;
  if (fields.length === 0) {
    return (machine) => {
      if (machine.active.length === 0) linked.evaluateAll(machine);
      return readDocument(machine.world.document, fields);
    };
  }
  const path = ['data', ...fields].join('.');
  const modules = program.modules.filter(
    (module) => module !== place.module && (module.path === path || module.path.startsWith(`${path}.`)),
  );
  const group = longestGroup(program, 'data', fields, 1);
  return (machine) => {
    for (const module of modules) {
      if (machine.world.modules[module.id] !== 1) linked.ensureModule(machine, module);
    }
    if (group !== undefined && machine.world.groups[group.id] !== 1) linked.ensureGroup(machine, group);
    return readDocument(machine.world.document, fields);
  };
}

/** The group of the longest path for which there are rules. */
function longestGroup(
  program: Program,
  path: string,
  fields: readonly string[],
  least: number,
): RuleGroup | undefined {
  for (let count = fields.length; count >= least; count -= 1) {
    const group = program.groups.get([path, ...fields.slice(0, count)].join('.'));
    if (group !== undefined) return group;
  }
  return undefined;
}
