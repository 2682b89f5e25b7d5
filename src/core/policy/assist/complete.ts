/** What may be typed at an offset of a policy, which may be broken because it is being typed. */
import { allBuiltins, builtinOf } from '#core/rego/builtins/registry.ts';
import { kinds, tokenAt, tokensOf } from '#core/rego/lexer.ts';
import type { Profile } from '#core/rego/profile.ts';
import type { Span } from '#core/text/span.ts';
import { typeText } from '../agent/fields.ts';
import { modelOf, type PolicyModel } from '../matrix/model.ts';
import type { Origin } from '../matrix/origins.ts';
import { agentRequests, requestExistsIn } from '../requests/request.ts';
import { aboutBuiltin, aboutRequest, fieldsBelow, requestsFor } from './describe.ts';
import { signatureNames, signatureOf, signatureText } from './signatures.ts';
import { symbolAt } from './symbols.ts';
import type { Completion, CompletionKind } from './types.ts';

/** Offers what fits at the offset, the likeliest first; the editor filters by what was typed. */
export function policyCompletionsAt(text: string, offset: number, profile: Profile): readonly Completion[] {
  if (isInsideText(text, offset)) return [];
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, offset);
  const typed = /\w*$/.exec(line)?.[0] ?? '';
  const replace = { from: offset - typed.length, to: offset };
  const before = line.slice(0, line.length - typed.length);
  if (/^\s*import\s+[\w.]*$/.test(before)) return imports(before, replace);
  if (before.endsWith('.')) return members(text, replace, profile);
  if (/^(?:default\s+)?$/.test(before)) return atMargin(text, before !== '', replace, profile);
  return inRule(text, replace, profile);
}

function item(
  kind: CompletionKind,
  label: string,
  detail: string,
  documentation: string,
  replace: Span,
  insert = label,
): Completion {
  return { label, kind, detail, documentation, insert, replace };
}

/** Inside of quotes or a comment nothing is offered. */
function isInsideText(text: string, offset: number): boolean {
  const tokens = tokensOf(text);
  const index = tokenAt(tokens, Math.max(0, offset - 1));
  const kind = tokens.kind[index];
  const from = tokens.from[index] ?? 0;
  const to = tokens.to[index] ?? 0;
  const isString = kind === kinds.string || kind === kinds.escapedString || kind === kinds.rawString;
  if (isString && from < offset && offset < to) return true;
  return tokens.comments.some(({ span }) => span.from < offset && offset <= span.to);
}

function imports(before: string, replace: Span): readonly Completion[] {
  const written = before.replace(/^\s*import\s+/, '');
  return [
    ['rego.v1', 'Read alike by all releases with regorus.'],
    ['future.keywords.if', 'The keyword if, for Kata 3.29 and earlier.'],
    ['future.keywords.in', 'The keyword in, for Kata 3.29 and earlier.'],
    ['future.keywords.every', 'The keyword every, for Kata 3.29 and earlier.'],
    ['future.keywords.contains', 'The keyword contains, for Kata 3.29 and earlier.'],
    ['data.pstate', 'What earlier decisions left behind.'],
  ]
    .filter(([path = '']) => path.startsWith(written))
    .map(([path = '', doc = '']) => item('value', path, 'import', doc, replace, path.slice(written.length)));
}

/** Behind a dot: fields of the input, functions of a family, rules. */
function members(text: string, replace: Span, profile: Profile): readonly Completion[] {
  const dot = replace.from - 1;
  const family = /[\w.]*$/.exec(text.slice(0, dot))?.[0] ?? '';
  const functions = builtinNames().filter((name) => name.startsWith(`${family}.`));
  if (functions.length > 0)
    return functions.flatMap((name) => builtin(name, profile, replace, `${family}.`.length));
  // Without the dot and the path that it stands before, the rule can be read.
  const behind = /^\w*(?:\.\w*)*/.exec(text.slice(replace.to))?.[0].length ?? 0;
  const model = modelOf(text.slice(0, dot) + text.slice(replace.to + behind), profile);
  if (family === 'data') return dataMembers(model, replace);
  const symbol = symbolAt(model, dot);
  const origins = symbol === undefined ? [] : originsAt(model, symbol);
  const rule = ruleAt(model, text, dot);
  const requests = requestsFor(rule, (name) => model.dependenciesOf(name).rules);
  const found = origins.flatMap(({ root, path }) =>
    root === 'input' ? fieldsBelow(path, requests, profile) : [],
  );
  const fields = new Map(found.map((field) => [field.name, field]));
  return [...fields.values()].map(({ name, type, doc }) => item('field', name, typeText(type), doc, replace));
}

function originsAt(model: PolicyModel, symbol: NonNullable<ReturnType<typeof symbolAt>>): readonly Origin[] {
  const { span } = symbol;
  switch (symbol.kind) {
    case 'field':
      return model.origins().of(symbol.facts, symbol.expression);
    case 'local':
      return model.origins().of(symbol.facts, { kind: 'variable', name: symbol.name, span, at: span.from });
    case 'rule':
    case 'import':
    case 'builtin':
      return [];
  }
}

function dataMembers({ reading }: PolicyModel, replace: Span): readonly Completion[] {
  return [
    item('value', 'pstate', 'the state', 'What operations of earlier decisions left behind.', replace),
    ...(reading.isAgentPolicy
      ? [item('value', 'agent_policy', 'this policy', 'The rules of this policy.', replace)]
      : []),
  ];
}

/** The rule that an offset is in: by the tree, or the last one that begins before it at the margin. */
function ruleAt(model: PolicyModel, text: string, offset: number): string | undefined {
  const facts = model.origins().facts.find(({ rule: { span } }) => span.from <= offset && offset <= span.to);
  if (facts !== undefined) return facts.name;
  const heads = [...text.slice(0, offset).matchAll(/^(?:default\s+)?([A-Za-z_]\w*)/gm)];
  return heads.at(-1)?.[1];
}

function atMargin(text: string, isDefault: boolean, replace: Span, profile: Profile): readonly Completion[] {
  const defined = new Set([...text.matchAll(/^\s*default\s+(\w+)/gm)].map(([, name]) => name));
  const requests = agentRequests
    .filter((request) => requestExistsIn(request, profile.id))
    .flatMap((request): readonly Completion[] => {
      const { name, open, denied, need } = request;
      const documentation = aboutRequest(request).join('\n');
      if (!isDefault) return [item('request', name, open.short, documentation, replace)];
      if (defined.has(name)) return [];
      return [
        item(
          'request',
          name,
          `denied: ${denied.short}`,
          documentation,
          replace,
          `${name} := ${need === 'yes'}`,
        ),
      ];
    });
  if (isDefault) return requests;
  const words = ['default ', 'import ', 'package agent_policy'];
  return [...requests, ...words.map((word) => item('keyword', word.trim(), '', '', replace, word))];
}

function inRule(text: string, replace: Span, profile: Profile): readonly Completion[] {
  const model = modelOf(text.slice(0, replace.from) + text.slice(replace.to), profile);
  const facts = model
    .origins()
    .facts.find(({ rule: { span } }) => span.from <= replace.from && replace.from <= span.to);
  const locals = [...(facts?.locals ?? [])].map((name) =>
    item('variable', name, 'of this rule', '', replace),
  );
  const rules = [...model.reading.rules.keys()].map((name) => item('rule', name, 'rule', '', replace));
  const words = [
    'some',
    'every',
    'not',
    'in',
    'if',
    'else',
    'with',
    'as',
    'contains',
    'true',
    'false',
    'null',
  ];
  return [
    item('variable', 'input', 'the request', 'What the agent was asked to do.', replace),
    item(
      'variable',
      'data',
      'state and rules',
      'The state below pstate, and the rules of the policy.',
      replace,
    ),
    ...locals,
    ...rules,
    ...words.map((word) => item('keyword', word, '', '', replace)),
    ...builtinNames().flatMap((name) => builtin(name, profile, replace, 0)),
  ];
}

/** Those of the agent, then those of the other engines that are loaded. */
function builtinNames(): readonly string[] {
  return [...new Set([...signatureNames, ...[...allBuiltins()].map(({ name }) => name)])];
}

/** A builtin that the release has, written from a letter on. */
function builtin(name: string, profile: Profile, replace: Span, from: number): readonly Completion[] {
  if (name !== 'print' && builtinOf(name, profile) === undefined) return [];
  const signature = signatureOf(name);
  const detail = signature === undefined ? name : signatureText(name, signature);
  const documentation = aboutBuiltin(name, profile).join('\n');
  const label = name.slice(from);
  return [item('function', label, detail, documentation, replace, `${label}(`)];
}
