/** Small questions about the tree that several rules ask. */
import type { Call, Expression, Rule } from '#core/rego/ast.ts';
import { rootName } from '#core/rego/compile/walk.ts';
import type { Span } from '#core/text/span.ts';
import type { TextEdit } from '#core/text/edit.ts';
import type { RequestName } from '../requests/catalogue.ts';
import { isRequestName } from '../requests/request.ts';
import { decisionOf } from '../matrix/structure.ts';
import type { LintSubject } from './subject.ts';

/** The first part of a rule's name. */
export function nameOf(rule: Rule): string {
  return rootName(rule.kind === 'default' ? rule.name : rule.head.name);
}

/** Where the name of a rule stands. */
export function nameSpan(rule: Rule): Span {
  return (rule.kind === 'default' ? rule.name : rule.head.name).span;
}

/** Rules that answer requests, with the request. */
export function* requestRules({ module }: LintSubject): Generator<readonly [RequestName, Rule]> {
  for (const rule of module.rules) {
    const name = nameOf(rule);
    if (isRequestName(name)) yield [name, rule];
  }
}

/** Where a request is decided: the default or rule that says true as it is written, else the last rule. */
export function placeOf({ reading, module }: LintSubject, name: string): Span {
  const rules = reading.rules.get(name) ?? [];
  const open = rules.find((rule) => rule.kind === 'default' && decisionOf(rule.value) === 'allow');
  const rule = open ?? rules.findLast((each) => each.kind === 'rule') ?? rules[0];
  return rule === undefined ? module.package.pathSpan : nameSpan(rule);
}

/** Takes away the lines of a span, when nothing else stands on them. */
export function withoutLines(text: string, { from, to }: Span): TextEdit {
  let start = from;
  while (start > 0 && text[start - 1] !== '\n' && (text[start - 1] === ' ' || text[start - 1] === '\t'))
    start -= 1;
  const rest = /^[ \t]*(?:#[^\n]*)?\r?\n/.exec(text.slice(to));
  const isAlone = start === 0 || text[start - 1] === '\n';
  if (!isAlone || (rest === null && to < text.length)) return { span: { from, to }, insert: '' };
  return { span: { from: start, to: to + (rest?.[0].length ?? 0) }, insert: '' };
}

/** The text of a string that is written out. */
export function stringOf(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'string' ? expression.value : undefined;
}

/** The name under which a builtin is called; undefined for functions of the policy. */
export function builtinName({ origins }: LintSubject, call: Call): string | undefined {
  return origins.calleeOf(call) === undefined ? call.path.join('.') : undefined;
}

/** The smallest number of letters to change, add or take away; at most `limit`, else undefined. */
export function distanceOf(a: string, b: string, limit: number): number | undefined {
  if (Math.abs(a.length - b.length) > limit) return undefined;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  const distance = row[b.length] ?? 0;
  return distance <= limit ? distance : undefined;
}

/** The name closest to one that is not known, when it is close. */
export function closest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let limit = Math.max(2, Math.floor(name.length / 4)) + 1;
  for (const candidate of known) {
    const distance = distanceOf(name.toLowerCase(), candidate.toLowerCase(), limit - 1);
    if (distance === undefined) continue;
    best = candidate;
    limit = distance;
    if (limit === 0) break;
  }
  return best;
}
