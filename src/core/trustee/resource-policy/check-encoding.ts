/** Values of the document in a form that the claim does not have. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { BindingRow } from '#core/measurement/binding.ts';
import { platformOf } from '#core/platform/platform.ts';
import { replaceSpan } from '#core/text/edit.ts';
import { finding, mend } from './finding.ts';
import type { Word } from './tokens.ts';

/** Literals that are a value of the document in a form in which the claim is not. */
export function encodingFindings(words: readonly Word[], rows: readonly BindingRow[]): readonly Diagnostic[] {
  const right = new Set(rows.flatMap(({ claim }) => (claim.kind === 'value' ? [claim.value] : [])));
  const wrong = new Map<
    string,
    { readonly form: string; readonly row: BindingRow; readonly value: string }
  >();
  for (const row of rows) {
    const { claim, steps, carried, route } = row;
    if (claim.kind !== 'value') continue;
    const add = (written: string, form: string): void => {
      if (!right.has(written) && !wrong.has(written)) wrong.set(written, { form, row, value: claim.value });
    };
    const { field } = carried.kind === 'value' ? carried : { field: platformOf(route.platform).name };
    for (const [index, { value, action }] of steps.entries()) {
      const isLast = index === steps.length - 1;
      const what = isLast ? field : action.kind === 'digest' ? 'the digest' : 'the first bytes of the digest';
      add(value.hex, `${what} in hexadecimal digits`);
      add(value.base64, `${what} in base64`);
      add(value.base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''), `${what} in base64url`);
      add(value.hex.toUpperCase(), `${what} in upper-case digits`);
    }
  }
  return words.flatMap(({ text, isString, span }) => {
    const found = isString ? wrong.get(text) : undefined;
    if (found === undefined) return [];
    const { name } = platformOf(found.row.route.platform);
    return [
      finding(
        'resource-policy/encoding',
        span,
        `This is ${found.form}; on ${name} the claim is another text.`,
        {
          hint: `There init_data is "${found.value}".`,
          ...mend('Write the claim as it is', replaceSpan(span, JSON.stringify(found.value))),
        },
      ),
    ];
  });
}
