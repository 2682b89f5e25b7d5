/** `base64.*`, `base64url.*`, `json.*` but for paths. */
import { jsonOf, prettyJsonOf, valueFromJson } from '../value/json.ts';
import { membersOf, sizeOf, type Value } from '../value/value.ts';
import { define, objectArgument, stringArgument } from './arguments.ts';
import { decodeBase64, encodeBase64, standardAlphabet, urlAlphabet } from './base64.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

/** Invalid UTF-8 becomes U+FFFD. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function bytesOf(name: string, value: Value): Uint8Array {
  return new TextEncoder().encode(stringArgument(name, value, 0));
}

function marshalled(text: string | undefined): string {
  if (text !== undefined) return text;
  throw new BuiltinError('could not serialize to json\nCaused by\ncould not serialize number');
}

interface Layout {
  readonly pretty: boolean;
  readonly indent: string;
  readonly prefix: string;
}

function layoutOf(options: Value): Layout {
  let layout: Layout = { pretty: true, indent: '\t', prefix: '' };
  for (const [option, value] of membersOf(objectArgument('json.marshal_with_options', options, 1))) {
    if (option === 'pretty') {
      if (typeof value !== 'boolean')
        throw new BuiltinError('marshaling option `pretty` must be true or false', 1);
      layout = { ...layout, pretty: value };
    } else if (option === 'indent' || option === 'prefix') {
      if (typeof value !== 'string') throw new BuiltinError('marshaling option `pretty` must be string', 1);
      layout = { ...layout, [option]: value };
    } else {
      throw new BuiltinError('marshaling option must be one of `indent`, `prefix` or `pretty`', 1);
    }
  }
  return layout;
}

function laidOut(value: Value, layout: Layout): string {
  return marshalled(prettyJsonOf(value))
    .split('\n')
    .map((line) => {
      const content = line.trimStart();
      return layout.prefix + layout.indent.repeat(Math.floor((line.length - content.length) / 2)) + content;
    })
    .join('\n');
}

export const encodingBuiltins: readonly Builtin[] = [
  define({
    name: 'base64.encode',
    arity: 1,
    feature: 'base64',
    evaluate: ([value]) => encodeBase64(bytesOf('base64.encode', value), standardAlphabet, true),
  }),
  define({
    name: 'base64.decode',
    arity: 1,
    feature: 'base64',
    evaluate: ([value]) => {
      const decoded = decodeBase64(bytesOf('base64.decode', value), standardAlphabet, true);
      if (decoded.kind === 'bytes') return textOf(decoded.bytes);
      throw new BuiltinError(`decode failed\nCaused by\n${decoded.message}`, 0);
    },
  }),
  define({
    name: 'base64.is_valid',
    arity: 1,
    feature: 'base64',
    evaluate: ([value]) =>
      decodeBase64(bytesOf('base64.is_valid', value), standardAlphabet, true).kind === 'bytes',
  }),
  define({
    name: 'base64url.encode',
    arity: 1,
    feature: 'base64url',
    evaluate: ([value]) => encodeBase64(bytesOf('base64url.encode', value), urlAlphabet, true),
  }),
  define({
    name: 'base64url.encode_no_pad',
    arity: 1,
    feature: 'base64url',
    evaluate: ([value]) => encodeBase64(bytesOf('base64url.encode_no_pad', value), urlAlphabet, false),
  }),
  define({
    name: 'base64url.decode',
    arity: 1,
    feature: 'base64url',
    evaluate: ([value]) => {
      const bytes = bytesOf('base64url.decode', value);
      for (const padded of [true, false]) {
        const decoded = decodeBase64(bytes, urlAlphabet, padded);
        if (decoded.kind === 'bytes') return textOf(decoded.bytes);
      }
      throw new BuiltinError('not a valid url', 0);
    },
  }),
  define({
    name: 'json.is_valid',
    arity: 1,
    evaluate: ([text]) => valueFromJson(stringArgument('json.is_valid', text, 0)).kind === 'value',
  }),
  define({ name: 'json.marshal', arity: 1, evaluate: ([value]) => marshalled(jsonOf(value)) }),
  define({
    name: 'json.marshal_with_options',
    arity: 2,
    evaluate: ([value, options]) => {
      const layout = layoutOf(options);
      const compact = !layout.pretty || sizeOf(objectArgument('json.marshal_with_options', options, 1)) === 0;
      return compact ? marshalled(jsonOf(value)) : laidOut(value, layout);
    },
  }),
  define({
    name: 'json.unmarshal',
    arity: 1,
    evaluate: ([text]) => {
      const reading = valueFromJson(stringArgument('json.unmarshal', text, 0));
      if (reading.kind === 'value') return reading.value;
      throw new BuiltinError('could not deserialize json.');
    },
  }),
];
