/** What the engine says of a resource policy that it loads and then refuses at every request. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { compile, evaluate, parse } from '#core/rego/api.ts';
import { profileOf } from '#core/rego/profile.ts';
import { pointAt } from '#core/text/span.ts';
import { finding } from './finding.ts';

const trustee = profileOf('trustee');

/** Never throws once `loadBuiltins` was awaited for the profile of Trustee. */
export function prepareFindings(text: string): readonly Diagnostic[] {
  const parsed = parse(text, {
    name: '',
    dialect: trustee.dialect,
    profile: trustee,
    source: 'resource-policy',
  });
  if (parsed.loadError !== undefined) return [];
  const outcome = evaluate(compile([parsed], { profile: trustee }), { query: 'true' });
  if (outcome.kind !== 'failed' || outcome.failure.kind !== 'prepare') return [];
  const { message, at } = outcome.failure;
  const span = at === undefined ? pointAt(0) : { from: at, to: Math.min(at + 1, text.length) };
  return [
    finding(
      'resource-policy/prepare-failure',
      span,
      `Trustee loads the policy and fails every request: ${message}.`,
      {
        hint: 'Mend the rule at this place: the engine looks at all rules before the first request.',
        consumers: [{ consumer: 'trustee', outcome: 'rejects', message }],
      },
    ),
  ];
}
