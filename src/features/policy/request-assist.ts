/** Completion and hover for the input of a request while it is edited as JSON: its fields, from the agent's messages. */
import type { Completion, Hover } from '#core/assist/types.ts';
import {
  fieldsOf,
  fieldTypeAt,
  messageOf,
  typeText,
  type Field,
  type FieldType,
} from '#core/policy/agent/fields.ts';
import type { ProfileId } from '#core/rego/profile.ts';
import type { Assist } from '#editor/text-editor-props.ts';
import { placeInJson } from './json-place.ts';

/** Longer inputs are looked at as far as this: each question reads from the start. */
const maxCharacters = 400_000;

/** What may stand where in the input of a request; nothing for an entry point that no request has. */
export function requestAssist(entrypoint: string, profile: ProfileId): Assist {
  const message = messageOf(entrypoint, profile);
  const fieldsAt = (path: readonly (string | number)[]): readonly Field[] => {
    const type = message === undefined ? undefined : fieldTypeAt(message, path);
    return type?.kind === 'message' ? (fieldsOf(type.name) ?? []) : [];
  };
  return {
    completionsAt(text, offset) {
      const place = offset > maxCharacters ? undefined : placeInJson(text, offset);
      if (place === undefined || message === undefined) return [];
      const { span } = place;
      if (place.kind === 'value') {
        return valuesOf(place.path.at(-1), fieldTypeAt(message, place.path)).map(([label, detail]) =>
          valueOf(label, detail, span),
        );
      }
      const behind = text.slice(span.to);
      const hasColon = /^"?\s*:/.test(behind);
      return fieldsAt(place.path).map((field): Completion => completionOf(field, span, hasColon));
    },
    hoverAt(text, offset): Hover | undefined {
      const place = offset > maxCharacters ? undefined : placeInJson(text, offset);
      if (place?.kind !== 'name') return undefined;
      const { span } = place;
      const name = text.slice(span.from, span.to).replaceAll('"', '');
      const field = fieldsAt(place.path).find((each) => each.name === name);
      if (field === undefined) return undefined;
      return { span, title: `${field.name}: ${typeText(field.type)}`, paragraphs: [field.doc] };
    },
  };
}

/** Kinds of files as the agent names them (reference/agent-policy.md 3.3). */
const fileTypes = ['Regular', 'Directory', 'Symlink', 'Unknown'];

/** Values that may stand in a field, each with what it means; none where anything may. */
function valuesOf(
  name: string | number | undefined,
  type: FieldType | undefined,
): readonly (readonly [value: string, meaning: string])[] {
  if (name === 'file_type') return fileTypes.map((each) => [JSON.stringify(each), 'kind of file']);
  switch (type?.kind) {
    case 'scalar':
      if (type.type === 'bool') return ['true', 'false'].map((value) => [value, 'bool']);
      return type.optional ? [['null', 'not set']] : [];
    case 'enum':
      return type.names.map((meaning, value) => [String(value), meaning]);
    case 'message':
      return [
        ['null', 'not set'],
        ['{}', type.name],
      ];
    case 'list':
    case 'bytes':
      return [['[]', 'none']];
    case 'map':
      return [['{}', 'none']];
    case 'any':
    case undefined:
      return [];
  }
}

function valueOf(
  label: string,
  detail: string,
  replace: { readonly from: number; readonly to: number },
): Completion {
  return { label, kind: 'value', detail, documentation: '', insert: label, replace };
}

function completionOf(
  { name, type, doc }: Field,
  replace: { readonly from: number; readonly to: number },
  hasColon: boolean,
): Completion {
  return {
    label: name,
    kind: 'key',
    detail: typeText(type),
    documentation: doc,
    insert: hasColon ? `"${name}"` : `"${name}": `,
    replace,
  };
}
