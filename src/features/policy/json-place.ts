/** Where an offset stands in a JSON text that is being written: the path around it, and whether a name belongs there. */
import type { Span } from '#core/text/span.ts';

export type JsonPlace =
  /** A member's name, whole or in part; `span` holds it with its quotes, and is empty where nothing is written yet. */
  | { readonly kind: 'name'; readonly path: readonly (string | number)[]; readonly span: Span }
  /** A value; `span` holds what is written of it, a text with its quotes. */
  | { readonly kind: 'value'; readonly path: readonly (string | number)[]; readonly span: Span };

interface Level {
  readonly kind: 'object' | 'array';
  index: number;
  name: string;
  /** Behind a colon, until the next comma. */
  inValue: boolean;
}

/** Reads as far as the offset and to the end of the name there. Undefined outside of every object. Never throws. */
export function placeInJson(text: string, offset: number): JsonPlace | undefined {
  const levels: Level[] = [];
  let at = 0;
  while (at < offset) {
    const character = text[at] ?? '';
    const level = levels.at(-1);
    if (character === '"') {
      const to = endOfString(text, at);
      if (
        to >= offset &&
        !(to === offset && text[to - 1] === '"' && to - at > 1 && level?.inValue === true)
      ) {
        return placeOf(levels, { from: at, to });
      }
      if (level?.kind === 'object' && !level.inValue) level.name = unquoted(text.slice(at, to));
      at = to;
      continue;
    }
    if (character === '{') levels.push({ kind: 'object', index: 0, name: '', inValue: false });
    else if (character === '[') levels.push({ kind: 'array', index: 0, name: '', inValue: true });
    else if (character === '}' || character === ']') levels.pop();
    else if (character === ':' && level?.kind === 'object') level.inValue = true;
    else if (character === ',' && level?.kind === 'object') level.inValue = false;
    else if (character === ',' && level !== undefined) level.index += 1;
    at += 1;
  }
  const word = /[\w-]*$/.exec(text.slice(Math.max(0, offset - maxWord), offset))?.[0].length ?? 0;
  return placeOf(levels, { from: offset - word, to: offset });
}

/** No number and no word of JSON is longer. */
const maxWord = 32;

function placeOf(levels: readonly Level[], span: Span): JsonPlace | undefined {
  const last = levels.at(-1);
  if (last === undefined) return undefined;
  const around = levels.slice(0, -1).map(stepOf);
  if (last.kind === 'object' && !last.inValue) return { kind: 'name', path: around, span };
  return { kind: 'value', path: [...around, stepOf(last)], span };
}

function stepOf({ kind, name, index }: Level): string | number {
  return kind === 'object' ? name : index;
}

/** Behind the closing quotes, or at the end of the line where there are none. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length) {
    const character = text[at];
    if (character === '\n') return at;
    if (character === '"') return at + 1;
    at += character === '\\' ? 2 : 1;
  }
  return text.length;
}

function unquoted(quoted: string): string {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : '';
  } catch {
    return quoted.replaceAll('"', '');
  }
}
