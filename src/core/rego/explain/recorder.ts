/**
 * Watches an evaluation: which rule was tried, which statement stopped it with which values, and what was reached at all.
 * Code is compiled with a recorder only when somebody wants to know, so that it costs nothing otherwise.
 */
import type { Expression, Literal } from '../ast.ts';
import type { Source } from '../compile/failure.ts';
import type { FunctionDefinition } from '../compile/functions.ts';
import type { RuleEntry } from '../compile/program.ts';
import type { Evaluate, Run } from '../evaluate/machine.ts';
import type { Span } from '../../text/span.ts';
import { walk } from '../compile/walk.ts';
import { lineAt } from '../compile/failure.ts';
import type { Value } from '../value/value.ts';

/** An operand of a statement with the value it had; without one it was undefined. */
export interface Seen {
  readonly span: Span;
  readonly text: string;
  readonly value?: Value;
}

/** The statement that ended a trial: of several, the one furthest on. */
export interface Stop {
  readonly span: Span;
  readonly text: string;
  /** The engine's line. */
  readonly line: number;
  readonly outcome: 'false' | 'undefined';
  readonly seen: readonly Seen[];
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
  /** Of a function. */
  readonly args?: readonly Value[];
  /** False when the rule gave nothing. */
  readonly held: boolean;
  readonly stop?: Stop;
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

interface OpenTrial {
  readonly trial: Omit<Trial, 'held'>;
  index: number;
  reach: number;
  stop: Stop | undefined;
}

export class Recorder {
  readonly #trials: Trial[] = [];
  readonly #open: OpenTrial[] = [];
  readonly #counts = new Map<
    object,
    { source: Source; span: Span; held: number; false: number; undefined: number }
  >();
  readonly #values = new Map<object, Value | undefined>();

  /** Trials in the order in which they began. */
  get trials(): readonly Trial[] {
    return this.#trials;
  }

  /** What was reached. Expressions that are not listed were never reached. */
  get coverage(): readonly Coverage[] {
    return [...this.#counts.values()].map(({ source, ...rest }) => ({ file: source.name, ...rest }));
  }

  /** Forgets an evaluation, so that the compiled code can serve another. */
  reset(): void {
    this.#trials.length = 0;
    this.#open.length = 0;
    this.#counts.clear();
    this.#values.clear();
  }

  enter(entry: RuleEntry): void {
    const { rule, module } = entry;
    const { name } = rule.kind === 'default' ? rule : rule.head;
    this.#begin('rule', module.source, rule.span, name.span, rule.at, undefined);
  }

  leave(_: RuleEntry, held: boolean): void {
    this.#end(held);
  }

  enterFunction({ rule, head, source }: FunctionDefinition, args: readonly Value[]): void {
    this.#begin('function', source, rule.span, head.name.span, rule.at, args);
  }

  leaveFunction(_: FunctionDefinition, value: Value | undefined): void {
    this.#end(value !== undefined);
  }

  #begin(
    kind: Trial['kind'],
    source: Source,
    span: Span,
    name: Span,
    at: number,
    args: readonly Value[] | undefined,
  ): void {
    const trial = {
      kind,
      name: source.text.slice(name.from, name.to),
      file: source.name,
      span,
      line: lineAt(source, at),
      depth: this.#open.length,
      ...(args === undefined ? {} : { args }),
    };
    this.#open.push({ trial, index: this.#trials.length, reach: -1, stop: undefined });
    this.#trials.push({ ...trial, held: false });
  }

  #end(held: boolean): void {
    const open = this.#open.pop();
    if (open === undefined) return;
    const stop = held ? undefined : open.stop;
    this.#trials[open.index] = { ...open.trial, held, ...(stop === undefined ? {} : { stop }) };
  }

  /** Wraps an expression so that its values are counted and remembered. */
  expression(source: Source, expression: Expression, value: Evaluate): Evaluate {
    return (machine, slots) => {
      const result = value(machine, slots);
      this.#count(source, expression, result);
      this.#values.set(expression, result);
      return result;
    };
  }

  /** Wraps a statement so that its failure is noted with what its operands were. */
  statement(source: Source, literal: Literal, index: number, run: Run): Run {
    const operands = operandsOf(literal);
    return (machine, slots) => {
      for (const operand of operands) this.#values.delete(operand);
      const depth = this.#open.length;
      const held = run(machine, slots);
      // A trial that an error cut off is closed here.
      this.#open.length = Math.min(this.#open.length, depth);
      const value = literal.kind === 'condition' ? this.#values.get(literal.condition) : undefined;
      const outcome = value === false || literal.kind === 'every' ? 'false' : 'undefined';
      // A condition is counted as the expression that it is.
      if (literal.kind !== 'condition' && literal.kind !== 'not')
        this.#count(source, literal, held ? true : outcome === 'false' ? false : undefined);
      const open = this.#open.at(-1);
      if (!held && open !== undefined && index >= open.reach) {
        open.reach = index;
        open.stop = this.#stop(source, literal, outcome, operands);
      }
      return held;
    };
  }

  #stop(source: Source, literal: Literal, outcome: Stop['outcome'], operands: readonly Expression[]): Stop {
    const seen = operands
      .filter((operand) => this.#values.has(operand))
      .map((operand): Seen => {
        const value = this.#values.get(operand);
        const { span } = operand;
        return {
          span,
          text: source.text.slice(span.from, span.to),
          ...(value === undefined ? {} : { value }),
        };
      });
    const { span } = literal;
    return {
      span,
      text: source.text.slice(span.from, span.to),
      line: lineAt(source, literal.at),
      outcome,
      seen,
    };
  }

  #count(source: Source, node: Expression | Literal, value: Value | undefined): void {
    let count = this.#counts.get(node);
    if (count === undefined) {
      count = { source, span: node.span, held: 0, false: 0, undefined: 0 };
      this.#counts.set(node, count);
    }
    if (value === undefined) count.undefined += 1;
    else if (value === false) count.false += 1;
    else count.held += 1;
  }
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
      } else collect(condition);
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
