/** Reads the form in which peers write values: JSON, but with sets as `set[…]` and keys of any type. */
import { valueFromJson } from '#core/rego/value/json.ts';
import { objectOf, setOf, type Member, type Value } from '#core/rego/value/value.ts';

const scalar = /"(?:[^"\\]|\\.)*"|[-+.\w]+/y;

/** @returns undefined when the text is anything else */
export function readWritten(text: string): Value | undefined {
  let at = 0;
  const list = (): Value[] | undefined => {
    const items: Value[] = [];
    at += 1;
    while (text[at] !== ']') {
      const item = value();
      if (item === undefined) return undefined;
      items.push(item);
      if (text[at] === ',') at += 1;
    }
    at += 1;
    return items;
  };
  const object = (): Value | undefined => {
    const members: Member[] = [];
    at += 1;
    while (text[at] !== '}') {
      const key = value();
      at += 1;
      const member = value();
      if (key === undefined || member === undefined) return undefined;
      members.push([key, member]);
      if (text[at] === ',') at += 1;
    }
    at += 1;
    return objectOf(members);
  };
  const value = (): Value | undefined => {
    if (text.startsWith('set[', at)) {
      at += 3;
      const items = list();
      return items === undefined ? undefined : setOf(items);
    }
    if (text[at] === '[') return list();
    if (text[at] === '{') return object();
    scalar.lastIndex = at;
    const [found] = scalar.exec(text) ?? [];
    if (found === undefined) return undefined;
    at += found.length;
    const reading = valueFromJson(found);
    return reading.kind === 'value' ? reading.value : undefined;
  };
  const whole = value();
  return at === text.length ? whole : undefined;
}
