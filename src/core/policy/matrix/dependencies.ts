/** What the answer to a request depends on: rules, fields of the input, the state. Read from the syntax tree. */
import type { Call } from '#core/rego/ast.ts';
import type { Span } from '#core/text/span.ts';
import { type Origins, pathText, type RuleFacts, type Step } from './origins.ts';

/** A field of the input, at the deepest place at which it is read. */
export interface FieldUse {
  readonly path: readonly Step[];
  /** Such as `storages[_].source`, without the leading `input`. */
  readonly text: string;
  readonly spans: readonly Span[];
}

export interface Dependencies {
  /** Names of rules and functions, the one that was asked for included. */
  readonly rules: ReadonlySet<string>;
  readonly facts: readonly RuleFacts[];
  readonly fields: readonly FieldUse[];
  /** The input is read at all, also as a whole. */
  readonly readsInput: boolean;
  /** The data document is read beyond the rules of the policy: decisions change with what was decided before. */
  readonly readsState: boolean;
  /** What is read of the data document is the state alone: no rule is needed that is not listed. */
  readonly isClosed: boolean;
  /** Calls of builtins, or of names that nothing defines. */
  readonly calls: readonly Call[];
}

/** Follows a rule to everything that it may need. */
export function dependenciesOf(name: string, origins: Origins): Dependencies {
  const rules = new Set([name]);
  const facts: RuleFacts[] = [];
  const calls: Call[] = [];
  const fields = new Map<string, { path: readonly Step[]; text: string; spans: Span[] }>();
  let readsInput = false;
  let readsState = false;
  let isClosed = true;
  for (const each of rules) {
    for (const fact of origins.named(each)) {
      facts.push(fact);
      for (const call of fact.calls) {
        const callee = origins.calleeOf(call);
        if (callee === undefined) calls.push(call);
        else rules.add(callee);
      }
      for (const read of fact.reads) {
        for (const { root, rule, path } of origins.of(fact, read)) {
          if (root === 'rule') rules.add(rule);
          else if (root === 'data') {
            readsState = true;
            if (path[0] !== 'pstate') isClosed = false;
          } else {
            readsInput = true;
            if (path.length === 0) continue;
            const text = pathText(path);
            const known = fields.get(text);
            if (known === undefined) fields.set(text, { path, text, spans: [read.span] });
            else known.spans.push(read.span);
          }
        }
      }
    }
  }
  return { rules, facts, calls, readsInput, readsState, isClosed, fields: deepest([...fields.values()]) };
}

/** Without those through which another is reached. */
function deepest(fields: readonly FieldUse[]): readonly FieldUse[] {
  const prefixes = new Set<string>();
  for (const { path } of fields) {
    for (let count = 1; count < path.length; count += 1) prefixes.add(pathText(path.slice(0, count)));
  }
  return fields
    .filter(({ text }) => !prefixes.has(text))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
}
