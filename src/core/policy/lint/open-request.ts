/** Findings of the form: this request can be allowed. */
import type { JsonPath } from '../matrix/places.ts';
import type { RequestName } from '../requests/catalogue.ts';
import { requestNamed } from '../requests/request.ts';
import type { JsonObject } from '../simulate/json.ts';
import type { Finding } from './rule.ts';
import type { LintSubject } from './subject.ts';
import { placeOf } from './syntax.ts';

/** One finding for each of the requests that an ordinary input gets through. */
export function* openRequests(subject: LintSubject, names: readonly RequestName[]): Generator<Finding> {
  for (const name of names) {
    const row = subject.row(name);
    if (row?.allowed === undefined) continue;
    const always = row.standing === 'allowed' ? 'is always allowed' : 'can be allowed';
    yield {
      span: placeOf(subject, name),
      message: `${name} ${always}.`,
      hint: hintFor(name),
      witness: row.allowed,
    };
  }
}

/** One finding for the first of the inputs that gets through with its `fixed` parts. */
export function* openFor(
  subject: LintSubject,
  name: RequestName,
  cases: readonly {
    readonly input: JsonObject;
    readonly fixed: readonly JsonPath[];
    readonly what: string;
  }[],
): Generator<Finding> {
  const standing = subject.row(name)?.standing;
  if (standing !== 'allowed' && standing !== 'conditional' && standing !== 'unreached') return;
  for (const { input, fixed, what } of cases) {
    const witness = subject.search(name, [input], fixed);
    if (witness === undefined) continue;
    yield { span: placeOf(subject, name), message: `${name} is allowed ${what}.`, witness };
    return;
  }
}

function hintFor(name: RequestName): string {
  const { need, denied } = requestNamed(name);
  return need === 'no'
    ? `Set its default to false. Denied: ${denied.short}.`
    : `Ask for what the workload needs. Denied: ${denied.short}.`;
}
