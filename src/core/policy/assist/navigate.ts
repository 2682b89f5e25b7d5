/** Definitions, references, renaming and the outline of a policy. */
import type { Rule } from '#core/rego/ast.ts';
import { builtinOf } from '#core/rego/builtins/registry.ts';
import { rootName } from '#core/rego/compile/walk.ts';
import { replaceSpan } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';
import type { PolicyModel } from '../matrix/model.ts';
import { isRequestName } from '../requests/request.ts';
import { occurrencesOf, symbolAt } from './symbols.ts';
import type { Occurrence, OutlineItem, Renaming } from './types.ts';

/** Where the name at an offset is defined: all definitions of a rule, the first mention of a local name. */
export function definitionsAt(model: PolicyModel, offset: number): readonly Occurrence[] {
  return referencesAt(model, offset).filter(({ role }) => role === 'definition');
}

/** Every place that means the same as the name at an offset, in the order of the text. */
export function referencesAt(model: PolicyModel, offset: number): readonly Occurrence[] {
  const symbol = symbolAt(model, offset);
  return symbol === undefined ? [] : occurrencesOf(model, symbol);
}

const keywords: ReadonlySet<string> = new Set(
  [
    'as',
    'contains',
    'data',
    'default',
    'else',
    'every',
    'false',
    'if',
    'import',
    'in',
    'input',
    'not',
    'null',
  ].concat(['package', 'some', 'true', 'with']),
);

/** Edits that give the name at an offset another one, wherever it means the same. */
export function renameAt(model: PolicyModel, offset: number, name: string): Renaming {
  const symbol = symbolAt(model, offset);
  if (symbol === undefined || symbol.kind === 'builtin' || symbol.kind === 'field') {
    return { kind: 'refused', reason: 'There is no name of this policy here.' };
  }
  if (!/^[A-Za-z_]\w*$/.test(name) || name === '_' || keywords.has(name)) {
    return { kind: 'refused', reason: `${name} cannot be a name.` };
  }
  const { reading, origins } = model;
  if (symbol.kind !== 'local' && builtinOf(name, reading.profile) !== undefined) {
    return { kind: 'refused', reason: `${name} is a builtin.` };
  }
  const concerned = symbol.kind === 'local' ? [symbol.facts] : origins().facts;
  const isTaken = reading.rules.has(name) || concerned.some(({ locals }) => locals.has(name));
  if (isTaken && name !== symbol.name) return { kind: 'refused', reason: `${name} is there already.` };
  const edits = occurrencesOf(model, symbol)
    .filter(({ span }) => reading.text.slice(span.from, span.to) === symbol.name)
    .map(({ span }) => replaceSpan(span, name));
  return { kind: 'edits', edits };
}

/** Package, imports and every rule of the policy, in the order of the text. Empty for a text without a package. */
export function outlineOf({ reading: { module, text } }: PolicyModel): readonly OutlineItem[] {
  if (module === undefined) return [];
  const named = (kind: OutlineItem['kind'], span: Span, nameSpan: Span, detail: string): OutlineItem => ({
    name: text.slice(nameSpan.from, nameSpan.to),
    kind,
    detail,
    span,
    nameSpan,
  });
  const items = [
    named('package', module.package.span, module.package.pathSpan, ''),
    ...module.imports.map(({ span, pathSpan, alias }) =>
      named('import', span, pathSpan, alias === undefined ? '' : `as ${alias.name}`),
    ),
    ...module.rules.map((rule) => {
      const { span } = rule.kind === 'default' ? rule.name : rule.head.name;
      return named(kindOf(rule), rule.span, span, detailOf(rule, text));
    }),
  ];
  return items.toSorted((a, b) => a.span.from - b.span.from);
}

function kindOf(rule: Rule): OutlineItem['kind'] {
  if (isRequestName(rootName(rule.kind === 'default' ? rule.name : rule.head.name))) return 'request';
  if (rule.kind === 'default') return 'default';
  if (rule.head.kind === 'function') return 'function';
  return rule.head.kind === 'set' ? 'set' : 'rule';
}

const maxDetail = 40;

function detailOf(rule: Rule, text: string): string {
  if (rule.kind === 'rule' && rule.head.kind === 'function') {
    return `(${rule.head.parameters.map(({ span }) => text.slice(span.from, span.to)).join(', ')})`;
  }
  const value =
    rule.kind === 'default' ? rule.value : rule.head.kind === 'set' ? undefined : rule.head.assignment?.value;
  if (value === undefined) return '';
  const written = text.slice(value.span.from, value.span.to).replaceAll(/\s+/g, ' ');
  const shown = written.length > maxDetail ? `${written.slice(0, maxDetail)}…` : written;
  return rule.kind === 'default' ? `default ${shown}` : shown;
}
