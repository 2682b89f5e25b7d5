/** `hex.*`, `urlquery.*` and `uuid.*`, in OPA. */
import { numberFromBigInt } from '../value/number.ts';
import { membersOf, objectOf, type Value } from '../value/value.ts';
import { define, objectArgument, stringArgument, stringsArgument } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

function unescaped(name: string, text: string): string {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) {
    throw new BuiltinError(`${name}: invalid URL escape`, 0);
  }
  const bytes: number[] = [];
  for (const [part, hex] of text.matchAll(/%([0-9a-fA-F]{2})|[^%]+/g)) {
    if (hex === undefined) bytes.push(...new TextEncoder().encode(part.replaceAll('+', ' ')));
    else bytes.push(Number.parseInt(hex, 16));
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

function pairsOf(text: string): readonly (readonly [string, string])[] {
  const name = 'urlquery.decode_object';
  const pairs: (readonly [string, string])[] = [];
  for (const part of text.split('&')) {
    if (part.includes(';')) throw new BuiltinError(`${name}: invalid semicolon separator in query`, 0);
    if (part === '') continue;
    const equals = part.indexOf('=');
    const [key, value] = equals === -1 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
    pairs.push([unescaped(name, key), unescaped(name, value)]);
  }
  return pairs;
}

function decodedObject(text: string): Value {
  const values = new Map<string, string[]>();
  for (const [key, value] of pairsOf(text)) {
    const list = values.get(key);
    if (list === undefined) values.set(key, [value]);
    else list.push(value);
  }
  return objectOf(values);
}

function encodedObject(value: Value): string {
  const object = objectArgument('urlquery.encode_object', value, 0);
  const pairs: string[] = [];
  for (const [key, member] of membersOf(object)) {
    const name = escaped(stringArgument('urlquery.encode_object', key, 0));
    const texts =
      typeof member === 'string' ? [member] : stringsArgument('urlquery.encode_object', member, 0);
    for (const text of texts) pairs.push(`${name}=${escaped(text)}`);
  }
  return pairs.join('&');
}

const hex = '([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})';
/** Digits alone, or with dashes, behind `urn:uuid:` or between any two characters: the library of OPA asks no more. */
const uuidForms: readonly RegExp[] = [
  new RegExp(`^(?:urn:uuid:)?${hex}$`, 'i'),
  new RegExp(`^.${hex}.$`, 'is'),
  new RegExp(`^${hex.replaceAll('-(', '(')}$`, 'i'),
];

const variants: readonly (readonly [mask: number, value: number, name: string])[] = [
  [0x80, 0x00, 'Reserved'],
  [0xc0, 0x80, 'RFC4122'],
  [0xe0, 0xc0, 'Microsoft'],
  [0xe0, 0xe0, 'Future'],
];

/** Version and variant, and of those made from a clock what the clock was; the time in nanoseconds since 1970. */
function uuidParts(text: string): Value | undefined {
  const parts = uuidForms.map((form) => form.exec(text)).find((match) => match !== null);
  if (parts === undefined) return undefined;
  const [, low = '', middle = '', high = '', sequence = '', node = ''] = parts;
  const version = Number.parseInt(high.charAt(0), 16);
  const top = Number.parseInt(sequence.slice(0, 2), 16);
  const variant = variants.find(([mask, value]) => (top & mask) === value)?.[2] ?? 'Reserved';
  const members: [string, Value][] = [
    ['variant', variant],
    ['version', version],
  ];
  if (version === 1 || version === 2) {
    members.push(
      ['clocksequence', Number.parseInt(sequence, 16) & 0x3fff],
      ['nodeid', node.toLowerCase().match(/../g)?.join('-') ?? ''],
      ['macvariables', macVariables(Number.parseInt(node.slice(0, 2), 16))],
    );
  }
  if (version === 2) {
    const domains = ['Person', 'Group', 'Org'];
    members.push(
      ['domain', domains[Number.parseInt(sequence.slice(2), 16)] ?? ''],
      ['id', Number.parseInt(low, 16)],
    );
  }
  const ticks = ticksOf(version, low, middle, high);
  // Go's nanoseconds have 64 bits.
  if (ticks !== undefined) {
    members.push(['time', numberFromBigInt(BigInt.asIntN(64, (ticks - reformTicks) * 100n))]);
  }
  // Regorus knows the clocks of the versions 6 and 7, OPA does not.
  if (version === 7) members.push(['time', numberFromBigInt(BigInt(`0x${low}${middle}`) * 1_000_000n)]);
  return objectOf(members);
}

/** From the reform of the calendar to 1970, in hundreds of nanoseconds, in which these versions count from there. */
const reformTicks = 0x01b2_1dd2_1381_4000n;

function ticksOf(version: number, low: string, middle: string, high: string): bigint | undefined {
  if (version === 1 || version === 2) return BigInt(`0x${high.slice(1)}${middle}${low}`);
  return version === 6 ? BigInt(`0x${low}${middle}${high.slice(1)}`) : undefined;
}

function macVariables(first: number): string {
  const scope = (first & 2) === 0 ? 'global:' : 'local:';
  return scope + ((first & 1) === 0 ? 'unicast' : 'multicast');
}

/** Version 4. */
function randomUuid(random: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replaceAll(/[xy]/g, (place) =>
    (place === 'x' ? Math.floor(random() * 16) : 8 + Math.floor(random() * 4)).toString(16),
  );
}

export const webEncodingBuiltins: readonly Builtin[] = [
  define({
    name: 'hex.encode',
    arity: 1,
    feature: 'opa',
    evaluate: ([text]) =>
      Array.from(new TextEncoder().encode(stringArgument('hex.encode', text, 0)), (byte) =>
        byte.toString(16).padStart(2, '0'),
      ).join(''),
  }),
  define({
    name: 'hex.decode',
    arity: 1,
    feature: 'opa',
    evaluate: ([text]) => {
      const digits = stringArgument('hex.decode', text, 0);
      if (!/^(?:[0-9a-fA-F]{2})*$/.test(digits))
        throw new BuiltinError('hex.decode: invalid hexadecimal text', 0);
      const bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    },
  }),
  define({
    name: 'urlquery.encode',
    arity: 1,
    feature: 'opa',
    evaluate: ([text]) => escaped(stringArgument('urlquery.encode', text, 0)),
  }),
  define({
    name: 'urlquery.decode',
    arity: 1,
    feature: 'opa',
    evaluate: ([text]) => unescaped('urlquery.decode', stringArgument('urlquery.decode', text, 0)),
  }),
  define({
    name: 'urlquery.encode_object',
    arity: 1,
    feature: 'opa',
    evaluate: ([value]) => encodedObject(value),
  }),
  define({
    name: 'urlquery.decode_object',
    arity: 1,
    feature: 'opa',
    evaluate: ([text]) => decodedObject(stringArgument('urlquery.decode_object', text, 0)),
  }),
  define({
    name: 'uuid.parse',
    arity: 1,
    feature: 'opa',
    evaluate: ([text]) => uuidParts(stringArgument('uuid.parse', text, 0)),
  }),
  // The same for a name during one evaluation, as the evaluator keeps what is not deterministic.
  define({
    name: 'uuid.rfc4122',
    arity: 1,
    feature: 'opa',
    deterministic: false,
    evaluate: ([name], context) => {
      stringArgument('uuid.rfc4122', name, 0);
      return randomUuid(context.random);
    },
  }),
];
