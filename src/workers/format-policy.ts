/** Formats a policy of any engine. */
import { format } from '#core/rego/format/format.ts';
import { profileOf } from '#core/rego/profile.ts';
import { differenceOf } from '#core/text/edit.ts';
import type { FormatAnswer } from './policy-calls.ts';
import type { PolicyText } from './policy-run-calls.ts';

/** Edits that lay a policy out, or why the engine of the profile refuses it. */
export function formatted({ policy, profile }: PolicyText): FormatAnswer {
  const of = profileOf(profile);
  const { value, diagnostics } = format(policy, { name: '', dialect: of.dialect, profile: of });
  if (value === undefined) {
    const [first] = diagnostics.filter(({ severity }) => severity === 'error');
    return { kind: 'refused', reason: first?.message ?? 'the engine does not load it' };
  }
  const difference = differenceOf(policy, value);
  return { kind: 'formatted', edits: difference === undefined ? [] : [difference] };
}
