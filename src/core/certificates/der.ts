/** Distinguished Encoding Rules, as much of them as a certificate needs. Strict: what is not DER is no element. */

export interface DerElement {
  readonly tag: number;
  /** The whole element, tag and length included. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8String: 0x0c,
  bmpString: 0x1e,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The element that `bytes` consists of, or `undefined` when they are not exactly one. */
export function readElement(bytes: Uint8Array): DerElement | undefined {
  const element = elementAt(bytes, 0);
  return element?.whole.length === bytes.length ? element : undefined;
}

/** The elements inside a constructed one, or `undefined` when its content is not a series of elements. */
export function childrenOf({ content }: DerElement): readonly DerElement[] | undefined {
  const children: DerElement[] = [];
  let at = 0;
  while (at < content.length) {
    const child = elementAt(content, at);
    if (child === undefined) return undefined;
    children.push(child);
    at += child.whole.length;
  }
  return children;
}

function elementAt(bytes: Uint8Array, at: number): DerElement | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let from = at + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) return undefined;
    length = 0;
    for (let index = 0; index < count; index++) length = length * 256 + (bytes[from + index] ?? 0);
    if (length < 0x80 || bytes[from] === 0) return undefined;
    from += count;
  }
  const to = from + length;
  return to > bytes.length
    ? undefined
    : { tag, whole: bytes.subarray(at, to), content: bytes.subarray(from, to) };
}

/** Dotted form of an object identifier. */
export function objectIdOf({ content }: DerElement): string {
  const parts: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (parts.length === 0) {
      const first = Math.min(2, Math.floor(value / 40));
      parts.push(first, value - first * 40);
    } else {
      parts.push(value);
    }
    value = 0;
  }
  return parts.join('.');
}

const utf8 = new TextDecoder();
const latin1 = new TextDecoder('latin1');
const utf16 = new TextDecoder('utf-16be');

/** The text of any of the string types. */
export function textOf({ tag, content }: DerElement): string {
  if (tag === tags.utf8String) return utf8.decode(content);
  return tag === tags.bmpString ? utf16.decode(content) : latin1.decode(content);
}

/** Milliseconds since 1970, or `undefined` when the element is no time. */
export function timeOf({ tag, content }: DerElement): number | undefined {
  const text = latin1.decode(content);
  const pattern =
    tag === tags.utcTime
      ? /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/
      : tag === tags.generalizedTime
        ? /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/
        : undefined;
  const match = pattern?.exec(text);
  if (match === null || match === undefined) return undefined;
  const [written = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const year = tag === tags.utcTime ? (written < 50 ? 2000 + written : 1900 + written) : written;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const valid = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60;
  return valid ? date.getTime() : undefined;
}

/** Bits of a positive integer; leading zero bytes do not count. */
export function bitLengthOf(content: Uint8Array): number {
  const first = content.findIndex((byte) => byte !== 0);
  if (first === -1) return 0;
  return (content.length - first - 1) * 8 + (32 - Math.clz32(content[first] ?? 0));
}
