/**
 * `io.jwt.*` of OPA as far as one secret goes: tokens are read, signed and verified with HMAC. What needs a public key
 * ends the evaluation rather than to say that a signature is wrong.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc7519
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { jsonOf, valueFromJson } from '../value/json.ts';
import {
  emptyObject,
  equalValues,
  isArray,
  isNumber,
  isObject,
  memberOf,
  membersOf,
  type RegoObject,
  type Value,
} from '../value/value.ts';
import { define, objectArgument, stringArgument } from './arguments.ts';
import { encodeBase64, urlAlphabet } from './base64.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';
import { notAnswered, publicKeysNeeded } from './unavailable.ts';

/** By the algorithm that a header names. */
const hashes = { HS256: sha256, HS384: sha384, HS512: sha512 } as const;

const publicKeyAlgorithm = /^(?:RS|PS|ES)(?:256|384|512)$|^EdDSA$/;

interface Token {
  /** The three parts as they are written. */
  readonly parts: readonly [header: string, payload: string, signature: string];
  readonly header: RegoObject;
  readonly signature: Uint8Array;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** As Go decodes: without padding, and whatever the last bits say. */
function decoded(text: string, what: string): Uint8Array {
  const digits = text.replace(/=+$/, '');
  if (!/^[\w-]*$/.test(digits) || digits.length % 4 === 1) {
    throw new BuiltinError(`JWT ${what} had invalid encoding`, 0);
  }
  const bytes = atob(digits.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
}

function encoded(text: string): string {
  return encodeBase64(bytesOf(text), urlAlphabet, false);
}

function jsonObject(text: string): RegoObject {
  const reading = valueFromJson(text);
  if (reading.kind === 'value' && isObject(reading.value)) return reading.value;
  throw new BuiltinError('decoded JSON type was not an Object', 0);
}

function tokenOf(name: string, value: Value): Token {
  const text = stringArgument(name, value, 0);
  const [header, payload, signature, ...more] = text.split('.');
  if (header === undefined || payload === undefined || signature === undefined || more.length > 0) {
    throw new BuiltinError('encoded JWT must have 3 sections', 0);
  }
  const fields = jsonObject(textOf(decoded(header, 'header')));
  if (memberOf(fields, 'enc') !== undefined) {
    throw new BuiltinError('JWT is a JWE object, which is not supported', 0);
  }
  return { parts: [header, payload, signature], header: fields, signature: decoded(signature, 'signature') };
}

/** A token may hold a token, in quotes or not. */
function decode(value: Value): Value {
  let token = tokenOf('io.jwt.decode', value);
  let payload = textOf(decoded(token.parts[1], 'payload'));
  while (memberOf(token.header, 'cty') === 'JWT') {
    token = tokenOf('io.jwt.decode', payload.replaceAll(/^["']+|["']+$/g, ''));
    payload = textOf(decoded(token.parts[1], 'payload'));
  }
  return [token.header, jsonObject(payload), bytesToHex(token.signature)];
}

function hasSignature(token: Token, algorithm: keyof typeof hashes, secret: string): boolean {
  const [header, payload] = token.parts;
  const expected = hmac(hashes[algorithm], bytesOf(secret), bytesOf(`${header}.${payload}`));
  return bytesToHex(expected) === bytesToHex(token.signature);
}

function isHmac(algorithm: Value | undefined): algorithm is keyof typeof hashes {
  return typeof algorithm === 'string' && Object.hasOwn(hashes, algorithm);
}

interface Constraints {
  readonly secret: string;
  readonly algorithm: string | undefined;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  /** Seconds since 1970. */
  readonly time: number;
}

const constraintNames: ReadonlySet<Value> = new Set(['cert', 'secret', 'alg', 'iss', 'aud', 'time']);

function constraintsOf(value: Value, context: BuiltinContext): Constraints {
  const name = 'io.jwt.decode_verify';
  const object = objectArgument(name, value, 1);
  for (const [key] of membersOf(object)) {
    if (!constraintNames.has(key)) throw new BuiltinError('unknown token validation constraint', 1);
  }
  const text = (key: string): string | undefined => {
    const given = memberOf(object, key);
    if (given === undefined || typeof given === 'string') return given;
    throw new BuiltinError(`${key} constraint: must be a string`, 1);
  };
  const secret = text('secret') ?? '';
  const hasKeys = text('cert') !== undefined;
  if (hasKeys && secret !== '') throw new BuiltinError('duplicate key constraints', 1);
  if (hasKeys) throw notAnswered(`${name} with a certificate`, publicKeysNeeded);
  if (secret === '') throw new BuiltinError('no key constraint', 1);
  const time = memberOf(object, 'time');
  if (time !== undefined && (!isNumber(time) || time < 0)) {
    throw new BuiltinError('token time constraint: must be a number that is not negative', 1);
  }
  return {
    secret,
    algorithm: text('alg'),
    issuer: text('iss'),
    audience: text('aud'),
    time: Number(time ?? context.now) / 1e9,
  };
}

/** RFC 7515: an algorithm is named, and nothing that must be understood is unknown. */
function isSoundHeader(header: RegoObject): boolean {
  const critical = memberOf(header, 'crit');
  const known: ReadonlySet<Value> = new Set(['alg', 'kid', 'typ', 'cty', 'crit']);
  if (critical !== undefined) {
    if (!isArray(critical) || critical.length === 0)
      throw new BuiltinError('crit: must be a nonempty list', 0);
    if (critical.some((name) => memberOf(header, name) !== undefined && !known.has(name))) return false;
  }
  for (const name of ['alg', 'kid', 'typ', 'cty']) {
    const value = memberOf(header, name);
    if (value !== undefined && typeof value !== 'string')
      throw new BuiltinError(`${name}: must be a string`, 0);
  }
  return (memberOf(header, 'alg') ?? '') !== '';
}

function secondsOf(payload: RegoObject, claim: string): number | undefined {
  const value = memberOf(payload, claim);
  if (value === undefined || isNumber(value)) return value === undefined ? undefined : Number(value);
  throw new BuiltinError(`${claim} value must be a number`, 0);
}

function meetsClaims(payload: RegoObject, constraints: Constraints): boolean {
  const { issuer, audience, time } = constraints;
  if (issuer !== undefined && memberOf(payload, 'iss') !== issuer) return false;
  const given = memberOf(payload, 'aud');
  if (given === undefined ? audience !== undefined && audience !== '' : !isAudience(given, audience ?? '')) {
    return false;
  }
  const expiry = secondsOf(payload, 'exp');
  const start = secondsOf(payload, 'nbf');
  return (expiry === undefined || time < expiry) && (start === undefined || time >= start);
}

function isAudience(given: Value, wanted: string): boolean {
  return isArray(given) ? given.some((one) => equalValues(one, wanted)) : given === wanted;
}

const unverified: Value = [false, emptyObject, emptyObject];

function decodeVerified(value: Value, given: Value, context: BuiltinContext): Value {
  const constraints = constraintsOf(given, context);
  for (let text = value; ;) {
    const token = tokenOf('io.jwt.decode_verify', text);
    if (!isSoundHeader(token.header)) return unverified;
    const algorithm = memberOf(token.header, 'alg');
    if (constraints.algorithm !== undefined && constraints.algorithm !== algorithm) return unverified;
    if (!isHmac(algorithm) || !hasSignature(token, algorithm, constraints.secret)) return unverified;
    const payload = textOf(decoded(token.parts[1], 'payload'));
    const content = memberOf(token.header, 'cty');
    if (typeof content === 'string' && content.toUpperCase() === 'JWT') {
      text = payload;
      continue;
    }
    const claims = jsonObject(payload);
    return meetsClaims(claims, constraints) ? [true, token.header, claims] : unverified;
  }
}

/** @param key a JSON Web Key, or a set of them of which the first signs */
function signed(name: string, header: string, payload: string, key: RegoObject): Value {
  const keys = memberOf(key, 'keys');
  const first = keys !== undefined && isArray(keys) ? keys[0] : key;
  if (first === undefined || !isObject(first)) throw new BuiltinError('no keys found in JWK set', 2);
  const fields = jsonObject(header);
  const algorithm = memberOf(fields, 'alg');
  const type = memberOf(fields, 'typ');
  if ((type === undefined || type === 'JWT') && valueFromJson(payload).kind === 'refused') {
    throw new BuiltinError('type is JWT but payload is not JSON', 1);
  }
  if (typeof algorithm === 'string' && publicKeyAlgorithm.test(algorithm)) {
    throw notAnswered(`${name} with ${algorithm}`, publicKeysNeeded);
  }
  if (!isHmac(algorithm)) throw new BuiltinError('unknown JWS algorithm', 0);
  const secret = memberOf(first, 'k');
  if (memberOf(first, 'kty') !== 'oct' || typeof secret !== 'string')
    throw new BuiltinError('not a key for HMAC', 2);
  const plain = `${encoded(header)}.${encoded(payload)}`;
  const signature = hmac(hashes[algorithm], decoded(secret, 'key'), bytesOf(plain));
  return `${plain}.${encodeBase64(signature, urlAlphabet, false)}`;
}

function compactJson(value: Value): string {
  const text = jsonOf(value);
  if (text === undefined) throw new BuiltinError('a number cannot be written');
  // As Go writes JSON, which may stand in a page.
  return text.replaceAll(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export const tokenBuiltins: readonly Builtin[] = [
  define({ name: 'io.jwt.decode', arity: 1, feature: 'opa', evaluate: ([value]) => decode(value) }),
  ...(['HS256', 'HS384', 'HS512'] as const).map((algorithm) => {
    const name = `io.jwt.verify_${algorithm.toLowerCase()}`;
    return define({
      name,
      arity: 2,
      feature: 'opa',
      evaluate: ([value, secret]) =>
        hasSignature(tokenOf(name, value), algorithm, stringArgument(name, secret, 1)),
    });
  }),
  define({
    name: 'io.jwt.decode_verify',
    arity: 2,
    feature: 'opa',
    evaluate: ([value, constraints], context) => decodeVerified(value, constraints, context),
  }),
  define({
    name: 'io.jwt.encode_sign',
    arity: 3,
    feature: 'opa',
    evaluate: ([header, payload, key]) =>
      signed(
        'io.jwt.encode_sign',
        compactJson(header),
        compactJson(payload),
        objectArgument('io.jwt.encode_sign', key, 2),
      ),
  }),
  define({
    name: 'io.jwt.encode_sign_raw',
    arity: 3,
    feature: 'opa',
    evaluate: ([header, payload, key]) => {
      const name = 'io.jwt.encode_sign_raw';
      const fields = stringArgument(name, header, 0);
      return signed(name, fields, stringArgument(name, payload, 1), jsonObject(stringArgument(name, key, 2)));
    },
  }),
];
