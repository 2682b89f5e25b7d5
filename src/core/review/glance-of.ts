/** A policy at a glance, as the request matrix works it out. */
import { policyMatrix } from '#core/policy/matrix/matrix.ts';
import type { RequestVerdict } from '#core/policy/matrix/verdict.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { parse } from '#core/rego/api.ts';
import { profileOf } from '#core/rego/profile.ts';
import type { PolicyGlance, RequestRow } from './policy-glance.ts';

/** A longer text is judged by its structure alone: one try would take as long as all else. */
const longestSearched = 512 * 1024;

/** The release whose engine is asked: the current one. */
const profile = profileOf('kata-3.30');

/**
 * What the policy answers to each request. A policy that the engine does not load gives rows that fail.
 *
 * @param tries most inputs for one request whose answer its structure does not show; 0 asks the engine nothing
 */
export async function glanceOf(text: string, tries: number): Promise<PolicyGlance> {
  await loadBuiltins(profile);
  const searched = text.length > longestSearched ? 0 : tries;
  const matrix = policyMatrix(text, profile, { tries: searched, milliseconds: 250 });
  const parsed = parse(text, { name: 'agent_policy', dialect: profile.dialect, profile });
  const named = parsed.module?.package.path.join('.');
  const refusal = matrix.loadError ?? matrix.failure;
  const [first] = parsed.diagnostics;
  return {
    ...(named === undefined ? {} : { package: named }),
    state: refusal === undefined ? 'loads' : 'refused',
    ...(refusal === undefined
      ? {}
      : { refusal: { message: refusal, span: first?.span ?? { from: 0, to: Math.min(1, text.length) } } }),
    basis: searched === 0 ? 'syntax' : 'evaluation',
    rows: matrix.rows.map(rowOf),
    allowsFailures: matrix.allowsFailures,
  };
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
