import { rootName } from '#core/rego/compile/walk.ts';
import type { Span } from '#core/text/span.ts';
import { pathText } from '#core/policy/matrix/origins.ts';
import type { RequestName } from '#core/policy/requests/catalogue.ts';
import { agentRequests } from '#core/policy/requests/request.ts';
import { policy } from '../examples.ts';
import { type UnknownStep, unknownStep } from '../fields.ts';
import type { LintRule } from '../rule.ts';
import type { LintSubject } from '../subject.ts';
import { closest } from '../syntax.ts';

export const inputFieldUnknown: LintRule = {
  code: 'policy/input-field-unknown',
  about: 'agent',
  why: 'The agent drops what its messages do not have. An absent field is undefined: what asks for it fails, what negates it passes.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.Process.Args == ["uptime"]
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.process.Args == ["uptime"]
}`),
  *find(subject) {
    for (const { span, text, readers } of unknownFields(subject)) {
      const [first, ...others] = readers;
      if (first === undefined) continue;
      const { name, known } = first.unknown;
      const likely = closest(name, known);
      yield {
        span,
        message:
          others.length === 0
            ? `${first.request} has no field input.${text}.`
            : `No request here has a field input.${text}.`,
        ...(likely === undefined ? {} : { hint: `Did you mean ${likely}?` }),
      };
    }
  },
};

interface Reader {
  readonly request: RequestName;
  readonly unknown: UnknownStep;
}

interface UnknownField {
  readonly span: Span;
  readonly text: string;
  /** The path up to the name that is not there. */
  readonly upTo: string;
  /** Read of the input itself, and not under another name. */
  readonly isDirect: boolean;
  readonly readers: Reader[];
}

/**
 * Reads of fields that none of the requests has that come to them. Under a name a value may come from several requests, and
 * so a field that any request has is let pass there.
 */
function unknownFields(subject: LintSubject): readonly UnknownField[] {
  const found = new Map<string, UnknownField>();
  const passed = new Set<string>();
  const profile = subject.profile.id;
  for (const { name: request } of agentRequests) {
    if (!subject.reading.rules.has(request)) continue;
    for (const facts of subject.dependenciesOf(request).facts) {
      for (const read of facts.reads) {
        const isDirect = rootName(read) === 'input';
        for (const { path } of subject.inputOf(facts, read)) {
          const text = pathText(path);
          const key = `${read.span.from} ${text}`;
          const unknown = unknownStep(path, request, profile);
          const isElsewhere =
            !isDirect && agentRequests.some(({ name }) => unknownStep(path, name, profile) === undefined);
          if (unknown === undefined || isElsewhere) passed.add(key);
          else {
            const known = found.get(key);
            if (known !== undefined) known.readers.push({ request, unknown });
            else {
              const upTo = pathText(path.slice(0, unknown.index + 1));
              found.set(key, { span: read.span, text, upTo, isDirect, readers: [{ request, unknown }] });
            }
          }
        }
      }
    }
  }
  for (const key of passed) found.delete(key);
  // Where the field gets its other name is where it is wrong.
  const fields = [...found.values()];
  const direct = new Set(fields.flatMap(({ isDirect, upTo }) => (isDirect ? [upTo] : [])));
  return fields.filter(({ isDirect, upTo }) => isDirect || !direct.has(upTo));
}
