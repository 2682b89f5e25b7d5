/** Our answer to a question, in the form of the peers. */
import { compile, evaluate, parse, type ParsedModule } from '#core/rego/api.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { jsonOf, valueFromJson, valueFromUnknown } from '#core/rego/value/json.ts';
import {
  copyObject,
  emptyObject,
  isArray,
  isComposite,
  isObject,
  itemsOf,
  membersOf,
  objectOf,
  putMember,
  type RegoObject,
  type Value,
} from '#core/rego/value/value.ts';
import type { Answer, Question, Reply } from '../../../bench/peers/peer.ts';

const profile = profileOf('kata-3.30');
await loadBuiltins(profile);

/** JSON, but with sets as `set[…]` and keys of any type. */
export function written(value: Value): string {
  if (!isComposite(value)) return jsonOf(value) ?? 'unwritable';
  if (isArray(value)) return `[${value.map(written).join(',')}]`;
  if (value.kind === 'set') return `set[${itemsOf(value).map(written).join(',')}]`;
  const members = [...membersOf(value)].map(([key, member]) => `${written(key)}:${written(member)}`);
  return `{${members.join(',')}}`;
}

function dataOf(text: string | undefined): RegoObject {
  const data = copyObject(valueFromUnknown({ pstate: {} }) as RegoObject);
  const reading = text === undefined ? undefined : valueFromJson(text);
  if (reading?.kind !== 'value' || !isObject(reading.value)) return data;
  for (const [key, value] of membersOf(reading.value)) putMember(data, key, value);
  return data;
}

export function answerOurselves({ dialect, modules, data, inputs, queries }: Question): Reply {
  const parsed: ParsedModule[] = [];
  for (const [name, text] of modules) {
    const module = parse(text, { name, dialect, profile });
    if (module.loadError !== undefined) return { kind: 'load-error', message: module.loadError.full };
    parsed.push(module);
  }
  const compiled = compile(parsed, { profile, dialect });
  const base = dataOf(data);
  const answers: Answer[] = [];
  for (const text of inputs) {
    const reading = text === null ? undefined : valueFromJson(text);
    for (const query of queries) {
      if (reading?.kind === 'refused') {
        answers.push({ kind: 'refused', message: reading.message, prints: [] });
        continue;
      }
      const input = reading === undefined ? {} : { input: reading.value };
      const outcome = evaluate(compiled, { query, data: base, ...input });
      const beside = { prints: outcome.prints, forgiven: outcome.forgiven !== undefined };
      switch (outcome.kind) {
        case 'value':
          answers.push({ kind: 'value', value: written(outcome.value), ...beside });
          break;
        case 'rows': {
          const rows = outcome.rows.map(({ expressions, bindings }) => {
            const values = expressions.map(written);
            if (bindings.size === 0 && values.length === 1) return values[0];
            return `(${values.join(' ')} ${written(bindings.size === 0 ? emptyObject : objectOf(bindings))})`;
          });
          answers.push({ kind: 'value', value: rows.join(' '), ...beside });
          break;
        }
        case 'undefined':
          answers.push({ kind: 'undefined', ...beside });
          break;
        case 'failed': {
          const { kind, text: message } = outcome.failure;
          answers.push(
            kind === 'crash' ? { kind: 'panic', ...beside } : { kind: 'failed', message, ...beside },
          );
        }
      }
    }
  }
  return { kind: 'answers', answers };
}
