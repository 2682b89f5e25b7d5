/** Why a request was not allowed, as plain data for the screen. */
import type { Denial } from '#core/policy/denial/denial.ts';
import type { Coverage } from '#core/rego/explain/recorder.ts';
import { readableJson } from '#core/rego/value/json.ts';
import type { Explained } from './policy-run-calls.ts';

/** Values as they are read, and no more of the syntax than can be shown. */
export function explained({
  kind,
  way,
  stop,
  wanted,
  saw,
  fields,
}: Denial): Omit<Explained, 'changes' | 'covered'> {
  return {
    kind,
    way,
    fields: fields.map(({ name, value }) => ({
      name,
      ...(value === undefined ? {} : { value: readableJson(value) }),
    })),
    ...(stop === undefined
      ? {}
      : { stop: { span: stop.span, text: stop.text, line: stop.line, outcome: stop.outcome } }),
    ...(wanted === undefined ? {} : { relation: wanted.relation }),
    ...(wanted?.value === undefined ? {} : { wanted: readableJson(wanted.value) }),
    ...(wanted?.span === undefined ? {} : { wantedAt: wanted.span }),
    ...(saw === undefined ? {} : { saw: readableJson(saw) }),
  };
}

/** What the evaluation reached, and whether it held there. */
export function coveredBy(coverage: readonly Coverage[]): Explained['covered'] {
  return coverage.map(({ span, held }) => ({ span, held: held > 0 }));
}
