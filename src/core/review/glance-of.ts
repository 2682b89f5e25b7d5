/** A policy at a glance, as the request matrix works it out, with the findings of the lint. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { lintModel } from '#core/policy/lint/lint.ts';
import { matrixOf } from '#core/policy/matrix/matrix.ts';
import { modelOf } from '#core/policy/matrix/model.ts';
import type { RequestVerdict } from '#core/policy/matrix/verdict.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import type { Profile } from '#core/rego/profile.ts';
import type { PolicyGlance, RequestRow } from './policy-glance.ts';

/** A longer text is judged by its structure alone: one try would take as long as all else. */
const longestSearched = 512 * 1024;

/** Inputs tried for a request whose answer its structure does not show. */
const tries = 12;

/** Milliseconds after which nothing more is tried; the lint has as many of its own. */
const patience = 250;

export interface JudgedPolicy {
  readonly glance: PolicyGlance;
  /** Spans point into `entry:policy.rego`. */
  readonly findings: readonly Diagnostic[];
}

/**
 * What the policy answers to each request, and what is wrong with it. A policy that the engine does not load gives rows that
 * fail. Never throws.
 */
export async function judgePolicy(text: string, profile: Profile): Promise<JudgedPolicy> {
  await loadBuiltins(profile);
  const isLong = text.length > longestSearched;
  const model = modelOf(text, profile);
  const matrix = matrixOf(model, { tries: isLong ? 0 : tries, milliseconds: patience });
  const { parsed } = model.reading;
  const named = model.reading.module?.package.path.join('.');
  const refusal = matrix.loadError ?? matrix.failure;
  const [first] = parsed.diagnostics;
  const glance: PolicyGlance = {
    ...(named === undefined ? {} : { package: named }),
    state: refusal === undefined ? 'loads' : 'refused',
    ...(refusal === undefined
      ? {}
      : { refusal: { message: refusal, span: first?.span ?? { from: 0, to: Math.min(1, text.length) } } }),
    basis: isLong ? 'syntax' : 'evaluation',
    rows: matrix.rows.map(rowOf),
    allowsFailures: matrix.allowsFailures,
  };
  const findings = isLong
    ? parsed.diagnostics
    : lintModel(model, { matrix, milliseconds: patience }).map(({ diagnostic }) => diagnostic);
  return { glance, findings };
}

function rowOf(verdict: RequestVerdict): RequestRow {
  const { name, standing, overridden, places, consequence, effect, fields, tried, failure } = verdict;
  const [place] = places;
  const on = fields
    .slice(0, 3)
    .map(({ text }) => `input.${text}`)
    .join(', ');
  const reasons = {
    allowed: place === undefined ? 'whatever the input is' : `by its ${place.role}, whatever the input is`,
    denied: place === undefined ? 'whatever the input is' : `by its ${place.role}, whatever the input is`,
    undefined: 'no rule and no default',
    failed: failure ?? 'the engine fails',
    conditional:
      on === ''
        ? 'an input that is allowed was found'
        : `depends on ${on}; an input that is allowed was found`,
    unreached:
      tried === 0
        ? `depends on ${on === '' ? 'more than its structure shows' : on}`
        : `depends on ${on === '' ? 'the input' : on}; ${tried} inputs were tried and none is allowed`,
  } as const;
  return {
    name,
    answer: standing === 'unreached' ? 'conditional' : standing,
    reason: reasons[standing],
    overridden,
    consequence: consequence.short,
    effect,
    ...(place === undefined ? {} : { span: place.span }),
  };
}
