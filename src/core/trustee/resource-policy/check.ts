/**
 * Common mistakes in a resource policy, found in its text. What the engine itself refuses comes with its own findings;
 * a rule is only judged by what can be read off it, so that an unusual policy is left alone.
 */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { BindingRow } from '#core/measurement/binding.ts';
import { parse } from '#core/rego/api.ts';
import type { Expression, Module, Rule } from '#core/rego/ast.ts';
import { regoFinding } from '#core/rego/finding.ts';
import { profileOf } from '#core/rego/profile.ts';
import { replaceSpan } from '#core/text/edit.ts';
import { pointAt, type Span } from '#core/text/span.ts';
import { encodingFindings } from './check-encoding.ts';
import { pathFindings } from './check-paths.ts';
import { finding, mend } from './finding.ts';
import { wordsOf, type Word } from './tokens.ts';

export interface ResourcePolicyContext {
  /** Rows of the document on the platforms that the policy is for; empty when nothing is known of them. */
  readonly rows: readonly BindingRow[];
}

const trustee = profileOf('trustee');

/** Findings with spans in `resource-policy`. Never throws. */
export function checkResourcePolicy(text: string, { rows }: ResourcePolicyContext): readonly Diagnostic[] {
  const parsed = parse(text, {
    name: '',
    dialect: trustee.dialect,
    profile: trustee,
    source: 'resource-policy',
  });
  const { module, loadError, diagnostics } = parsed;
  if (loadError !== undefined && diagnostics.every(({ severity }) => severity !== 'error')) {
    const message = `Trustee does not load the policy: ${loadError.message}.`;
    return [...diagnostics, regoFinding('rego/syntax', 'resource-policy', pointAt(0), message)];
  }
  // What is left of a broken text would only give rise to more findings.
  if (module === undefined || loadError !== undefined) return diagnostics;
  const words = wordsOf(parsed.tokens);
  const reads = readingOf(words);
  const open = openRule(module, text);
  return [
    ...diagnostics,
    ...packageFindings(module),
    ...nameFindings(module, words, text),
    ...(open === undefined ? readingFindings(module, reads, rows, text) : [alwaysAllows(open)]),
    ...pathFindings(words, text),
    ...encodingFindings(words, rows),
  ];
}

function packageFindings({ package: { path, pathSpan } }: Module): readonly Diagnostic[] {
  if (path.length === 1 && path[0] === 'policy') return [];
  return [
    finding('resource-policy/package', pathSpan, `The package is ${path.join('.')}; Trustee asks policy.`, {
      ...mend('Call the package policy', replaceSpan(pathSpan, 'policy')),
    }),
  ];
}

const askedRule = 'allow';

/** The first word of a rule's name: `allow` for `allow` and `allow.x`. */
function nameOf(rule: Rule, text: string): { readonly name: string; readonly span: Span } {
  const { span } = rule.kind === 'default' ? rule.name : rule.head.name;
  const name = /^\w+/.exec(text.slice(span.from, span.to))?.[0] ?? '';
  return { name, span: { from: span.from, to: span.from + name.length } };
}

function nameFindings(module: Module, words: readonly Word[], text: string): readonly Diagnostic[] {
  const names = module.rules.map((rule) => nameOf(rule, text));
  if (names.some(({ name }) => name === askedRule)) return [];
  const meant = names.find(({ name }) => /^allow/i.test(name));
  if (meant === undefined) {
    return [
      finding('resource-policy/rule-name', module.package.pathSpan, 'The policy has no rule allow.', {
        hint: 'Write `default allow := false` and a rule `allow if { … }`.',
      }),
    ];
  }
  const edits = words
    .filter(({ text: word, isString }) => !isString && word === meant.name)
    .map(({ span }) => replaceSpan(span, askedRule));
  return [
    finding(
      'resource-policy/rule-name',
      meant.span,
      `The rule is called ${meant.name}; Trustee asks allow.`,
      {
        hint: 'A page of the documentation shows this name in two examples; they deny everything.',
        ...mend(`Rename ${meant.name} to allow`, ...edits),
      },
    ),
  ];
}

/** A rule `allow` that is true whatever the token says. */
function openRule({ rules }: Module, text: string): Span | undefined {
  for (const rule of rules) {
    const { name, span } = nameOf(rule, text);
    if (name !== askedRule) continue;
    if (rule.kind === 'default') {
      if (isTrue(rule.value)) return span;
    } else if (rule.head.kind === 'value' && rule.bodies.length === 0) {
      const { assignment } = rule.head;
      if (assignment === undefined || isTrue(assignment.value)) return span;
    }
  }
  return undefined;
}

function isTrue(expression: Expression): boolean {
  return expression.kind === 'boolean' && expression.value;
}

function alwaysAllows(span: Span): Diagnostic {
  return finding('resource-policy/always-allows', span, 'allow is true for every token.', {
    hint: 'Ask for an affirming status and the expected init_data.',
  });
}

interface Reading {
  readonly status: Word | undefined;
  readonly initData: Word | undefined;
  readonly document: Word | undefined;
}

function readingOf(words: readonly Word[]): Reading {
  const first = (...names: readonly string[]): Word | undefined =>
    words.find(({ text }) => names.includes(text));
  return {
    status: first('ear.status'),
    initData: first('init_data'),
    document: first('init_data_claims', 'agent_policy_claims'),
  };
}

function readingFindings(
  module: Module,
  { status, initData, document }: Reading,
  rows: readonly BindingRow[],
  text: string,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const asked = initData ?? document;
  const allow = module.rules
    .filter(({ kind }) => kind === 'rule')
    .map((rule) => nameOf(rule, text))
    .find(({ name }) => name === askedRule);
  if (asked !== undefined && status === undefined) {
    const body = bodyOf(module, text);
    const line = '\n\tevery submodule in input.submods { submodule["ear.status"] == "affirming" }';
    found.push(
      finding('resource-policy/no-status', asked.span, 'Init-Data is compared, and no status is asked for.', {
        hint: 'Ask every submodule for the status affirming.',
        ...(body === undefined ? {} : mend('Ask for the status', { span: pointAt(body), insert: line })),
      }),
    );
  }
  if (asked === undefined && allow !== undefined) {
    found.push(
      finding('resource-policy/no-init-data', allow.span, 'Nothing in the policy looks at Init-Data.', {
        hint: 'Compare init_data with the value of the document, unless any guest may have the resource.',
      }),
    );
  }
  const hostWrites = rows.length === 0 || rows.some(isWrittenByHost);
  if (initData !== undefined && document === undefined && hostWrites) {
    found.push(
      finding(
        'resource-policy/document-not-asked',
        initData.span,
        'The policy compares init_data and does not ask whether the document came with the evidence.',
        {
          hint: 'Add `is_object(….init_data_claims)`. A program that the host may start in a guest without the document can send the document itself: only a guest image whose own policy refuses everything ends that.',
        },
      ),
    );
  }
  return found;
}

function isWrittenByHost({ route, carried }: BindingRow): boolean {
  return carried.kind === 'value' && route.writer.kind === 'host' && route.plaintext === 'sent';
}

/** Where the body of the first rule `allow` starts, behind its brace. */
function bodyOf({ rules }: Module, text: string): number | undefined {
  for (const rule of rules) {
    if (rule.kind === 'default' || nameOf(rule, text).name !== askedRule) continue;
    const open = text.indexOf('{', rule.head.span.to);
    if (open >= 0 && open < rule.span.to) return open + 1;
  }
  return undefined;
}
