/**
 * Watches an evaluation: which rule was tried, which statement stopped it with which values, and what was reached at all.
 * Code is compiled with a recorder only when somebody wants to know, so that it costs nothing otherwise.
 */
import type { Call, Condition, Expression, Literal, Rule } from '../ast.ts';
import type { Source } from '../compile/failure.ts';
import type { FunctionDefinition } from '../compile/functions.ts';
import type { RuleEntry } from '../compile/program.ts';
import type { Evaluate, Run, Slots } from '../evaluate/machine.ts';
import type { Span } from '#core/text/span.ts';
import { walk } from '../compile/walk.ts';
import { lineAt } from '../compile/failure.ts';
import type { Value } from '../value/value.ts';

/** An operand of a statement with the value it had; without one it was undefined. */
export interface Seen {
  readonly span: Span;
  readonly text: string;
  readonly value?: Value;
}

/** What the names of a place stood for at one moment. */
export interface Frame {
  /** Slots by name. */
  readonly names: ReadonlyMap<string, number>;
  readonly slots: readonly (Value | undefined)[];
}

/** The statement that ended a trial: of several, the one that came closest. */
export interface Stop {
  readonly span: Span;
  readonly text: string;
  /** The engine's line. */
  readonly line: number;
  readonly outcome: 'false' | 'undefined';
  readonly seen: readonly Seen[];
  /** How far it came: statements that had held, and a fraction for how far the best of its calls came. */
  readonly closeness: number;
  /** Absent when an argument did not fit a parameter of the head. */
  readonly literal?: Literal;
  readonly frame: Frame;
  /** The trials that began while the statement ran: from the first to before the last. */
  readonly began: readonly [from: number, to: number];
  /** Statements that stopped inside of it: in the body of `every`, or in comprehensions. The last ones, when there are many. */
  readonly inside: readonly Stop[];
}

/** One rule or function definition that was tried. */
export interface Trial {
  readonly kind: 'rule' | 'function';
  readonly name: string;
  readonly file: string;
  readonly span: Span;
  readonly line: number;
  /** How many trials surround this one. */
  readonly depth: number;
  /** Place in the list of trials of the one that surrounds it. */
  readonly parent?: number;
  readonly rule: Rule;
  /** Of a function. */
  readonly args?: readonly Value[];
  /** Of a function: what stands in the call, and what names stood for there. */
  readonly call?: { readonly parameters: readonly Expression[]; readonly frame: Frame };
  /** False when the rule gave nothing. */
  readonly held: boolean;
  readonly stop?: Stop;
  /** Of statements that held: what stopped inside of them, such as items that a comprehension left out. */
  readonly filtered: ReadonlyMap<Literal, readonly Stop[]>;
}

/** What became of one expression or statement over the whole evaluation. */
export interface Coverage {
  readonly file: string;
  readonly span: Span;
  /** Times that it had a value other than false. */
  readonly held: number;
  readonly false: number;
  readonly undefined: number;
}

type Growing<T> = { -readonly [K in keyof T]: T[K] };

interface OpenTrial {
  readonly trial: Growing<Trial>;
  readonly index: number;
  stop: Stop | undefined;
  filtered: Map<Literal, readonly Stop[]> | undefined;
}

type Count = Growing<Coverage>;

/** In the place of a value that was not worked out. */
const unseen: unique symbol = Symbol('unseen');

/** A statement that is running. */
interface Watch {
  readonly open: OpenTrial | undefined;
  readonly level: number;
  readonly names: ReadonlyMap<string, number>;
  readonly slots: Slots;
  inside: Stop[];
  /** The statement runs those that follow it in a loop, and one of them ran. */
  followed: boolean;
}

/** Where a statement stands in its query. */
export interface StatementPlace {
  readonly source: Source;
  readonly literal: Literal;
  /** 0 in the body of a rule, more in the queries of comprehensions and `every`. */
  readonly level: number;
  /** Statements before it, in the order of evaluation, that ask something. */
  readonly passed: number;
  /** True when it runs the statements that follow it. */
  readonly wraps: boolean;
  readonly names: ReadonlyMap<string, number>;
}

const nothing: ReadonlyMap<Literal, readonly Stop[]> = new Map();

/** More trials than a person can read are counted and not kept. */
const maxTrials = 20_000;
const maxInside = 64;

export class Recorder {
  readonly #trials: Trial[] = [];
  readonly #open: OpenTrial[] = [];
  readonly #watches: Watch[] = [];
  /** Of every expression and statement of the code that was compiled. */
  readonly #counts = new Map<Expression | Literal, Count>();
  /** Places in `#values` of the operands of statements, and of conditions. */
  readonly #places = new Map<Expression | Condition, number>();
  readonly #values: (Value | undefined | typeof unseen)[] = [];
  /** What is the same for all trials of a rule. */
  readonly #rules = new Map<Rule, Pick<Trial, 'name' | 'file' | 'line' | 'span'>>();

  /** Trials in the order in which they began. */
  get trials(): readonly Trial[] {
    return this.#trials;
  }

  /** What was reached. Expressions that are not listed were never reached. */
  get coverage(): readonly Coverage[] {
    return [...this.#counts.values()].flatMap((count) =>
      count.held + count.false + count.undefined === 0 ? [] : [{ ...count }],
    );
  }

  /** Forgets an evaluation, so that the compiled code can serve another. */
  reset(): void {
    this.#trials.length = 0;
    this.#open.length = 0;
    this.#watches.length = 0;
    for (const count of this.#counts.values()) count.held = count.false = count.undefined = 0;
    this.#values.fill(unseen);
  }

  enter({ rule, module }: RuleEntry): void {
    const { name } = rule.kind === 'default' ? rule : rule.head;
    this.#begin({ kind: 'rule', rule, name: name.span }, module.source);
  }

  leave(_: RuleEntry, held: boolean): void {
    this.#end(held);
  }

  enterFunction(
    { rule, head, source }: FunctionDefinition,
    args: readonly Value[],
    parameters: readonly Expression[],
  ): void {
    const watch = this.#watches.at(-1);
    const call =
      watch === undefined || watch.open !== this.#open.at(-1) || this.#trials.length >= maxTrials
        ? {}
        : { call: { parameters, frame: frameOf(watch) } };
    this.#begin({ kind: 'function', rule, name: head.name.span, args, ...call }, source);
  }

  leaveFunction(_: FunctionDefinition, value: Value | undefined): void {
    this.#end(value !== undefined);
  }

  /** A definition whose parameters do not fit the arguments. */
  refuseFunction(
    definition: FunctionDefinition,
    args: readonly Value[],
    parameters: readonly Expression[],
    refused: number,
  ): void {
    this.enterFunction(definition, args, parameters);
    const { head, source } = definition;
    const parameter = head.parameters[refused];
    const open = this.#open.at(-1);
    if (parameter !== undefined && open !== undefined) {
      const { span } = parameter;
      const text = source.text.slice(span.from, span.to);
      const value = args[refused];
      open.stop = {
        span,
        text,
        line: lineAt(source, parameter.at),
        outcome: 'false',
        seen: [{ span, text, ...(value === undefined ? {} : { value }) }],
        closeness: 0,
        frame: { names: new Map(), slots: [] },
        began: [this.#trials.length, this.#trials.length],
        inside: [],
      };
    }
    this.#end(false);
  }

  #begin(
    {
      kind,
      rule,
      name,
      args,
      call,
    }: Pick<Trial, 'kind' | 'rule' | 'args' | 'call'> & { readonly name: Span },
    source: Source,
  ): void {
    const index = this.#trials.length;
    const parent = this.#open.at(-1)?.index;
    let known = this.#rules.get(rule);
    if (known === undefined) {
      known = {
        name: source.text.slice(name.from, name.to),
        file: source.name,
        line: lineAt(source, rule.at),
        span: rule.span,
      };
      this.#rules.set(rule, known);
    }
    // Thousands begin in one evaluation: written out, an object costs a tenth of one that is spread together.
    const trial: Growing<Trial> = {
      kind,
      name: known.name,
      file: known.file,
      span: known.span,
      line: known.line,
      depth: this.#open.length,
      rule,
      held: false,
      filtered: nothing,
    };
    if (parent !== undefined) trial.parent = parent;
    if (args !== undefined) trial.args = args;
    if (call !== undefined) trial.call = call;
    this.#open.push({ trial, index, stop: undefined, filtered: undefined });
    if (index < maxTrials) this.#trials.push(trial);
  }

  #end(held: boolean): void {
    const open = this.#open.pop();
    if (open === undefined || open.index >= this.#trials.length) return;
    const { trial, filtered, stop } = open;
    trial.held = held;
    if (filtered !== undefined) trial.filtered = filtered;
    if (!held && stop !== undefined) trial.stop = stop;
  }

  /** To be called before the code of a statement is compiled: the values of its operands will be asked for. */
  expect(literal: Literal): void {
    for (const operand of operandsOf(literal)) this.#placeOf(operand);
    if (literal.kind === 'condition') this.#placeOf(literal.condition);
  }

  #placeOf(expression: Expression | Condition): number {
    let place = this.#places.get(expression);
    if (place === undefined) {
      place = this.#values.push(unseen) - 1;
      this.#places.set(expression, place);
    }
    return place;
  }

  /** Wraps an expression so that its values are counted, and remembered where they are expected. */
  expression(source: Source, expression: Expression, value: Evaluate): Evaluate {
    const count = this.#countOf(source, expression);
    const place = this.#places.get(expression);
    const values = this.#values;
    return (machine, slots) => {
      const result = value(machine, slots);
      if (result === undefined) count.undefined += 1;
      else if (result === false) count.false += 1;
      else count.held += 1;
      if (place !== undefined) values[place] = result;
      return result;
    };
  }

  /** Wraps a statement so that its failure is noted with what its operands were. */
  statement(place: StatementPlace, run: Run): Run {
    const { source, literal, level, wraps, names } = place;
    const watched = watchedOf(place);
    const places = watched.operands.map((operand) => this.#placeOf(operand));
    const condition = literal.kind === 'condition' ? this.#placeOf(literal.condition) : undefined;
    // A condition is counted as the expression that it is.
    const isCounted = literal.kind !== 'condition' && literal.kind !== 'not';
    const count = isCounted ? this.#countOf(source, literal) : undefined;
    const values = this.#values;
    return (machine, slots) => {
      const open = this.#open.at(-1);
      // A trial that is not kept needs no statements.
      if (open !== undefined && open.index >= maxTrials) return run(machine, slots);
      for (const each of places) values[each] = unseen;
      const depth = this.#open.length;
      const height = this.#watches.length;
      const began = this.#trials.length;
      const watch: Watch = { open, level, names, slots, inside: [], followed: false };
      for (const outer of this.#watches)
        if (outer.open === open && outer.level === level) outer.followed = true;
      this.#watches.push(watch);
      const held = run(machine, slots);
      // What an error cut off is closed here.
      this.#open.length = Math.min(this.#open.length, depth);
      this.#watches.length = height;
      const value = condition === undefined ? undefined : values[condition];
      const outcome = value === false || literal.kind === 'every' ? 'false' : 'undefined';
      if (count !== undefined) {
        if (held) count.held += 1;
        else count[outcome] += 1;
      }
      if (open === undefined) return held;
      if (held) {
        if (watch.inside.length > 0) (open.filtered ??= new Map()).set(literal, watch.inside);
      } else if (!wraps || !watch.followed) {
        this.#stopped(watched, watch, outcome, began);
      }
      return held;
    };
  }

  /** Wraps a loop over brackets of a statement, which may end before the statement is reached. */
  loop(place: StatementPlace, run: Run): Run {
    const { level, names } = place;
    const watched = watchedOf(place);
    return (machine, slots) => {
      const open = this.#open.at(-1);
      if (open !== undefined && open.index >= maxTrials) return run(machine, slots);
      const height = this.#watches.length;
      const began = this.#trials.length;
      const watch: Watch = { open, level, names, slots, inside: [], followed: false };
      this.#watches.push(watch);
      const held = run(machine, slots);
      this.#watches.length = height;
      if (!held && !watch.followed && open !== undefined) {
        this.#stopped(watched, watch, 'undefined', began);
      }
      return held;
    };
  }

  /** Keeps what came closest, or hands it to the statement that surrounds its query. */
  #stopped(statement: WatchedStatement, watch: Watch, outcome: Stop['outcome'], began: number): void {
    const { open } = watch;
    const { place } = statement;
    if (open === undefined) return;
    const closeness = place.passed + this.#fraction(open.index, began, watch.inside);
    if (place.level === 0) {
      if (open.stop !== undefined && open.stop.closeness > closeness) return;
      open.stop = this.#stop(statement, watch, outcome, began, closeness);
      return;
    }
    const outer = this.#watches.findLast((each) => each.open === open && each.level < place.level);
    if (outer === undefined) return;
    outer.inside.push(this.#stop(statement, watch, outcome, began, closeness));
    if (outer.inside.length > maxInside) outer.inside.shift();
  }

  /** How far the best of the calls and inner statements came, below 1. */
  #fraction(parent: number, began: number, inside: readonly Stop[]): number {
    let best = 0;
    for (let index = began; index < this.#trials.length; index += 1) {
      const trial = this.#trials[index];
      if (trial?.parent === parent && !trial.held && trial.stop !== undefined) {
        best = Math.max(best, trial.stop.closeness + 1);
      }
    }
    for (const stop of inside) best = Math.max(best, stop.closeness + 1);
    return best / (best + 1);
  }

  #stop(
    statement: WatchedStatement,
    watch: Watch,
    outcome: Stop['outcome'],
    began: number,
    closeness: number,
  ): Stop {
    const { source, literal } = statement.place;
    const seen: Seen[] = [];
    for (const operand of statement.operands) {
      const value = this.#values[this.#placeOf(operand)];
      if (value === unseen) continue;
      const text = source.text.slice(operand.span.from, operand.span.to);
      seen.push(value === undefined ? { span: operand.span, text } : { span: operand.span, text, value });
    }
    const { span } = literal;
    statement.line ??= lineAt(source, literal.at);
    return {
      span,
      text: source.text.slice(span.from, span.to),
      line: statement.line,
      outcome,
      seen,
      closeness,
      literal,
      frame: frameOf(watch),
      began: [began, this.#trials.length],
      inside: watch.inside,
    };
  }

  #countOf(source: Source, node: Expression | Literal): Count {
    let count = this.#counts.get(node);
    if (count === undefined) {
      count = { file: source.name, span: node.span, held: 0, false: 0, undefined: 0 };
      this.#counts.set(node, count);
    }
    return count;
  }
}

/** A statement with what is worked out once. */
interface WatchedStatement {
  readonly place: StatementPlace;
  readonly operands: readonly Expression[];
  /** The engine's line; found when it is first needed. */
  line: number | undefined;
}

function watchedOf(place: StatementPlace): WatchedStatement {
  return { place, operands: operandsOf(place.literal), line: undefined };
}

/** Slots change while an evaluation goes on. */
function frameOf({ names, slots }: Watch): Frame {
  return { names, slots: [...slots] };
}

/**
 * True for statements that can stop an evaluation because of what they look at. Prints and declarations cannot; neither can
 * a name for something, unless a function of the policy may refuse to give it.
 */
export function asksSomething(literal: Literal, isFunction: (call: Call) => boolean): boolean {
  if (literal.kind === 'some') return false;
  if (literal.kind !== 'condition') return true;
  const { condition } = literal;
  if (condition.kind === 'call' && condition.path.join('.') === 'print') return false;
  const isName =
    condition.kind === 'assign' || (condition.kind === 'unify' && condition.left.kind === 'variable');
  if (!isName) return true;
  let calls = false;
  walk(condition, {
    enter(node) {
      calls ||= node.kind === 'call' && isFunction(node);
      return true;
    },
  });
  return calls;
}

/** What a person wants to see of a statement: names, references and calls in it. */
function operandsOf(literal: Literal): readonly Expression[] {
  const operands: Expression[] = [];
  const collect = (expression: Expression): void => {
    walk(expression, {
      enter(node) {
        if (node.kind === 'variable' || node.kind === 'reference') {
          operands.push(node);
          return false;
        }
        if (node.kind === 'call') operands.push(node);
        return true;
      },
    });
  };
  switch (literal.kind) {
    case 'condition':
    case 'not': {
      const { condition } = literal;
      if (condition.kind === 'assign' || condition.kind === 'unify') {
        collect(condition.left);
        collect(condition.right);
      } else {
        // What is compared is of interest as a whole.
        const sides =
          condition.kind === 'comparison'
            ? [condition.left, condition.right]
            : condition.kind === 'membership'
              ? [condition.value, condition.collection]
              : [];
        operands.push(
          ...sides.filter(
            ({ kind }) => kind.endsWith('comprehension') || kind === 'set-operation' || kind === 'arithmetic',
          ),
        );
        collect(condition);
      }
      break;
    }
    case 'some-in':
      collect(literal.collection);
      break;
    case 'every':
      collect(literal.domain);
      break;
    case 'some':
  }
  return operands;
}
