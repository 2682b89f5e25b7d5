/**
 * The smallest changes of a policy that would let a denied request further: each with what it gives away, and tried before
 * it is offered.
 */
import { compile, evaluate, parse } from '#core/rego/api.ts';
import type { Expression, Module } from '#core/rego/ast.ts';
import { type SyntaxNode, walk } from '#core/rego/children.ts';
import type { TracedOrigin } from '#core/rego/explain/origins.ts';
import { jsonOf } from '#core/rego/value/json.ts';
import type { Value } from '#core/rego/value/value.ts';
import { applyEdits, insertAt, replaceSpan, type TextEdit } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';
import { verdictOf } from '../agent/agent.ts';
import { isRequestName, requestNamed } from '../requests/request.ts';
import type { Denial, DeniedRequest } from './denial.ts';
import { riskOf } from './fields.ts';

export interface PolicyChange {
  /** What it does to the policy. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** What it gives away. */
  readonly risk: string;
  /** What the same request comes to with the changed policy, in the same state. */
  readonly afterwards: 'allowed' | 'denied' | 'undefined' | 'failed';
}

/** Values longer than this are no small change. */
const maxLength = 2_000;

/** Changes for an explained request, the narrowest first; none where nothing small would do. Never throws. */
export function changesFor(request: DeniedRequest, denial: Denial): readonly PolicyChange[] {
  const { module } = parse(request.policy, {
    name: 'agent_policy',
    dialect: request.profile.dialect,
    profile: request.profile,
  });
  if (module === undefined) return [];
  const proposals =
    denial.kind === 'no-rule'
      ? withoutRule(request, module)
      : denial.kind === 'stopped'
        ? atStop(request, denial, module)
        : [];
  return proposals.map((proposal) => ({ ...proposal, afterwards: tried(request, proposal.edits) }));
}

type Proposal = Omit<PolicyChange, 'afterwards'>;

/** The default decides, or nothing does. */
function withoutRule({ entrypoint, policy }: DeniedRequest, module: Module): readonly Proposal[] {
  const fallback = module.rules.find(
    (rule) => rule.kind === 'default' && rule.name.kind === 'variable' && rule.name.name === entrypoint,
  );
  const risk = isRequestName(entrypoint) ? requestNamed(entrypoint).open.text : riskOf('');
  if (fallback?.kind === 'default') {
    return [
      {
        title: `Allow every ${entrypoint}`,
        edits: [replaceSpan(fallback.value.span, 'true')],
        risk,
      },
    ];
  }
  const at = Math.max(module.package.span.to, ...module.imports.map(({ span }) => span.to));
  const lineEnd = policy.includes('\r\n') ? '\r\n' : '\n';
  const line = (value: boolean): TextEdit =>
    insertAt(at, `${lineEnd}${lineEnd}default ${entrypoint} := ${String(value)}`);
  return [
    {
      title: `Deny every ${entrypoint} by name`,
      edits: [line(false)],
      risk: 'None: the request is refused as before, by a denial and no longer by an internal error.',
    },
    { title: `Allow every ${entrypoint}`, edits: [line(true)], risk },
  ];
}

function atStop(request: DeniedRequest, denial: Denial, module: Module): readonly Proposal[] {
  const { wanted, saw, stop, fields } = denial;
  const field = fields[0]?.name ?? '';
  const risk = riskOf(field);
  const named = field === '' ? 'this value' : field;
  const proposals: Proposal[] = [];
  if (wanted !== undefined && saw !== undefined && wanted.span !== undefined) {
    const place = placeOf(wanted.span, wanted.origins, module);
    const text = regoText(saw);
    if (place !== undefined && text !== undefined && text.length <= maxLength) {
      if (wanted.relation === 'one-of') {
        const edit = withItem(place, text);
        if (edit !== undefined)
          proposals.push({ title: `Also let in ${shortened(text)} for ${named}`, edits: [edit], risk });
      } else if (wanted.relation === 'equal' && isConstant(place)) {
        proposals.push({
          title: `Ask for ${shortened(text)} in ${named}`,
          edits: [replaceSpan(place.span, text)],
          risk,
        });
      }
    }
  }
  if (proposals.length === 0 && stop !== undefined) {
    const edit = withoutStatement(request.policy, stop.span, module);
    if (edit !== undefined) {
      proposals.push({
        title: `Ask nothing of ${named} here`,
        edits: [edit],
        risk: `Any value passes. ${risk}`,
      });
    }
  }
  return proposals;
}

/** The literal that holds the wanted value: in the statement itself, or in the constant that it refers to. */
function placeOf(span: Span, origins: readonly TracedOrigin[], module: Module): Expression | undefined {
  let own: Expression | undefined;
  walk(module, (node) => {
    if (isLiteral(node) && node.span.from === span.from && node.span.to === span.to) own = node;
  });
  if (own !== undefined) return own;
  const [origin, ...others] = origins;
  if (origin?.kind !== 'rule' || others.length > 0) return undefined;
  const rules = module.rules.filter(
    (rule) =>
      rule.kind === 'rule' && rule.head.name.kind === 'variable' && rule.head.name.name === origin.name,
  );
  const [rule] = rules;
  if (rules.length !== 1 || rule?.kind !== 'rule' || rule.head.kind !== 'value') return undefined;
  let at = rule.head.assignment?.value;
  for (const step of origin.path) {
    if (at === undefined || step === undefined) return undefined;
    if (at.kind === 'object') {
      at = at.members.find(({ key }) => key.kind === 'string' && key.value === step)?.value;
    } else at = at.kind === 'array' && typeof step === 'number' ? at.items[step] : undefined;
  }
  return at;
}

const literalKinds: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'number',
  'string',
  'array',
  'set',
  'object',
]);

function isLiteral(node: SyntaxNode): node is Expression {
  return literalKinds.has(node.kind) && !(node.kind === 'set' && 'name' in node);
}

/** Without names or calls in it. */
function isConstant(expression: Expression): boolean {
  let constant = true;
  walk(expression, (node) => {
    if (!isLiteral(node)) constant = false;
  });
  return constant;
}

/** One more item, in front of the closing bracket. */
function withItem(collection: Expression, text: string): TextEdit | undefined {
  if (collection.kind !== 'array' && collection.kind !== 'set') return undefined;
  const last = collection.items.at(-1);
  if (last !== undefined) return insertAt(last.span.to, `, ${text}`);
  return replaceSpan(collection.span, collection.kind === 'array' ? `[${text}]` : `{${text}}`);
}

/** The statement and its line end, unless it is alone in its body: a rule without one would always hold. */
function withoutStatement(policy: string, span: Span, module: Module): TextEdit | undefined {
  let alone = true;
  walk(module, (node) => {
    if (node.kind !== 'query' || node.literals.length < 2) return;
    if (node.literals.some((literal) => literal.span.from === span.from && literal.span.to === span.to))
      alone = false;
  });
  if (alone) return undefined;
  const before = policy.slice(0, span.from);
  const from = span.from - (/[ \t]*$/.exec(before)?.[0].length ?? 0);
  const after = /^[ \t]*(?:;[ \t]*|\r?\n)?/.exec(policy.slice(span.to, span.to + 200))?.[0].length ?? 0;
  return { span: { from, to: span.to + after }, insert: '' };
}

/** A value as it is written in a policy. JSON is Rego but for sets, which never come from a request. */
function regoText(value: Value): string | undefined {
  return jsonOf(value);
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

/** The same request against the changed policy. */
function tried(request: DeniedRequest, edits: readonly TextEdit[]): PolicyChange['afterwards'] {
  const { profile, entrypoint, input, before } = request;
  const text = applyEdits(request.policy, edits);
  const parsed = parse(text, { name: 'agent_policy', dialect: profile.dialect, profile });
  if (parsed.loadError !== undefined) return 'failed';
  const outcome = evaluate(compile([parsed], { profile }), {
    query: `data.agent_policy.${entrypoint}`,
    input,
    data: before,
    budget: { milliseconds: 2_000 },
  });
  return verdictOf(outcome, profile).kind;
}
