/** Data as a policy has it: JSON, with short lists and objects on one line so that a person can read it. */
import { isJsonObject, type Json } from '../simulate/json.ts';

const lineLength = 110;

/** The text of a value, indented by tabs as the rules are. */
export function dataText(value: Json, depth = 0): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || line.length + depth * 4 <= lineLength)
    return spaced(value);
  const indent = '\t'.repeat(depth + 1);
  const end = `,\n${'\t'.repeat(depth)}`;
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(
      ([name, item]) => `${indent}${JSON.stringify(name)}: ${dataText(item, depth + 1)}`,
    );
    return `{\n${members.join(',\n')}${end}}`;
  }
  return `[\n${value.map((item) => indent + dataText(item, depth + 1)).join(',\n')}${end}]`;
}

/** On one line, with a blank behind each comma and colon. */
function spaced(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (!isJsonObject(value)) return `[${value.map(spaced).join(', ')}]`;
  const members = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${spaced(item)}`);
  return `{${members.join(', ')}}`;
}
