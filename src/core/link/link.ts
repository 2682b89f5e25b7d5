/**
 * The codec of review links: content in the fragment of an address and nowhere else, compressed, and encrypted when there is
 * a passphrase.
 *
 * A link is `#/review?d=` and base64url of: one byte for the version, one for flags, and for an encrypted link the number of
 * rounds (4 bytes, big-endian), a salt of 16 bytes and a nonce of 12; then the body. The header is authenticated with the
 * body. The body is raw deflate of a JSON header, a zero byte and the content's exact bytes.
 *
 * The room promises that reading gives back exactly what was shared, that nothing in a link makes it throw or inflate
 * without end, and that a wrong passphrase is told from a damaged link as far as that is possible. What may be shared is
 * for others to ask: see review/share-scan.ts.
 */
import { deflateSync } from 'fflate';
import { encodeBase64, readBase64 } from '#core/annotation/base64.ts';
import { inflate } from '#core/annotation/inflate.ts';
import { decodeUtf8, encodeUtf8 } from '#core/text/utf8.ts';

/** What a link carries. */
export interface SharedReview {
  /** The pasted bytes, exactly. */
  readonly content: Uint8Array;
  readonly name?: string;
  /** An expected value that goes with it. */
  readonly expected?: string;
}

/**
 * Longest text behind `d=`. Browsers take more, but chats and mail programs cut addresses; 32 kB of base64url hold
 * a generated policy of 60 kB.
 */
export const maxLinkCharacters = 32_000;

/** Most bytes that a link may unfold to: what a cluster takes of an object, with room for a manifest around it. */
export const maxSharedBytes = 4 * 1024 * 1024;

/** PBKDF2 with SHA-256, as OWASP's Password Storage Cheat Sheet advised in 2023. */
export const keyRounds = 600_000;
/** A link that asks for more would hold the reader up for minutes. */
const mostRounds = 5_000_000;

const version = 1;
const encryptedFlag = 1;
const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
const plainHead = 2;
const encryptedHead = 2 + 4 + saltBytes + nonceBytes;

export type MadeLink =
  /** What stands behind `d=`. */
  | { readonly kind: 'link'; readonly content: string }
  | { readonly kind: 'too-long'; readonly characters: number; readonly limit: number }
  | { readonly kind: 'too-large'; readonly bytes: number; readonly limit: number };

/**
 * Makes a link. The same content without a passphrase gives the same link; with one, salt and nonce are new each time.
 *
 * @param passphrase empty or absent for a link that everyone can read who has it
 * @throws TypeError with a passphrase where WebCrypto is missing (plain http)
 */
export async function makeLink(shared: SharedReview, passphrase = ''): Promise<MadeLink> {
  if (shared.content.length > maxSharedBytes) {
    return { kind: 'too-large', bytes: shared.content.length, limit: maxSharedBytes };
  }
  const body = deflateSync(packed(shared), { level: 9 });
  const bytes =
    passphrase === '' ? joined(Uint8Array.of(version, 0), body) : await encrypted(body, passphrase);
  const content = toUrl(bytes);
  return content.length > maxLinkCharacters
    ? { kind: 'too-long', characters: content.length, limit: maxLinkCharacters }
    : { kind: 'link', content };
}

export type ReadLink =
  | { readonly kind: 'shared'; readonly shared: SharedReview; readonly encrypted: boolean }
  | { readonly kind: 'passphrase-needed' }
  /** Or the link was damaged: the cipher tells the two not apart. */
  | { readonly kind: 'wrong-passphrase' }
  | { readonly kind: 'newer-version'; readonly version: number }
  | { readonly kind: 'too-large'; readonly limit: number }
  /** WebCrypto exists only over https, on localhost and in files. */
  | { readonly kind: 'no-crypto' }
  | { readonly kind: 'damaged'; readonly reason: string };

/** Reads what stands behind `d=`. Never throws. */
export async function readLink(content: string, passphrase = ''): Promise<ReadLink> {
  if (content.length > maxLinkCharacters * 2) return damaged('it is longer than any link of ours');
  const bytes = /^[\w-]+={0,2}$/.test(content) ? readBase64(content).bytes : undefined;
  if (bytes === undefined) return damaged('it is not base64url');
  const [made = 0, flags = 0] = bytes;
  if (made > version) return { kind: 'newer-version', version: made };
  if (made !== version || (flags & ~encryptedFlag) !== 0) return damaged('its header is not one of ours');
  if ((flags & encryptedFlag) === 0) return opened(bytes.subarray(plainHead), false);
  if (bytes.length < encryptedHead + tagBytes) return damaged('it ends too early');
  if (passphrase === '') return { kind: 'passphrase-needed' };
  if (!hasCrypto()) return { kind: 'no-crypto' };
  const rounds = new DataView(bytes.buffer, bytes.byteOffset).getUint32(2);
  if (rounds < keyRounds || rounds > mostRounds)
    return damaged('it asks for a number of rounds that is out of bounds');
  const body = await decrypted(bytes, rounds, passphrase);
  return body === undefined ? { kind: 'wrong-passphrase' } : opened(body, true);
}

function damaged(reason: string): ReadLink {
  return { kind: 'damaged', reason };
}

function hasCrypto(): boolean {
  return typeof crypto !== 'undefined' && 'subtle' in crypto && typeof crypto.subtle === 'object';
}

function packed({ content, name, expected }: SharedReview): Uint8Array {
  const header = JSON.stringify({
    ...(name === undefined ? {} : { name }),
    ...(expected === undefined || expected === '' ? {} : { expected }),
  });
  return joined(joined(encodeUtf8(header), Uint8Array.of(0)), content);
}

function opened(body: Uint8Array, isEncrypted: boolean): ReadLink {
  const { status, bytes, end } = inflate(body, 0, maxSharedBytes + 64 * 1024);
  if (status === 'limit') return { kind: 'too-large', limit: maxSharedBytes };
  if (status !== 'ok' || end !== body.length) return damaged('its compressed part is damaged');
  const zero = bytes.indexOf(0);
  const header = zero < 0 ? undefined : headerOf(bytes.subarray(0, zero));
  if (header === undefined) return damaged('it has no header');
  return { kind: 'shared', shared: { content: bytes.slice(zero + 1), ...header }, encrypted: isEncrypted };
}

/** What comes from outside is taken only where it has the right type, and never in any length. */
function headerOf(bytes: Uint8Array): Omit<SharedReview, 'content'> | undefined {
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const own = new Map<string, unknown>(Object.entries(value));
    const [name, expected] = [own.get('name'), own.get('expected')];
    return {
      ...(typeof name === 'string' ? { name: name.slice(0, 200) } : {}),
      ...(typeof expected === 'string' ? { expected: expected.slice(0, 4096) } : {}),
    };
  } catch {
    return undefined;
  }
}

async function encrypted(body: Uint8Array<ArrayBuffer>, passphrase: string): Promise<Uint8Array> {
  const head = new Uint8Array(encryptedHead);
  head.set([version, encryptedFlag]);
  new DataView(head.buffer).setUint32(2, keyRounds);
  crypto.getRandomValues(head.subarray(6));
  const key = await keyFrom(passphrase, head.slice(6, 6 + saltBytes), keyRounds, 'encrypt');
  const parameters = { name: 'AES-GCM', iv: head.slice(6 + saltBytes), additionalData: head };
  return joined(head, new Uint8Array(await crypto.subtle.encrypt(parameters, key, body)));
}

async function decrypted(
  bytes: Uint8Array<ArrayBuffer>,
  rounds: number,
  passphrase: string,
): Promise<Uint8Array | undefined> {
  const head = bytes.slice(0, encryptedHead);
  const key = await keyFrom(passphrase, head.slice(6, 6 + saltBytes), rounds, 'decrypt');
  const parameters = { name: 'AES-GCM', iv: head.slice(6 + saltBytes), additionalData: head };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, bytes.slice(encryptedHead)));
  } catch {
    return undefined; // WebCrypto says by an exception that the tag does not fit
  }
}

/** Passphrases are compared as people type them: one form of accents, no blanks around. */
async function keyFrom(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
  usage: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  const typed = encodeUtf8(passphrase.normalize('NFKC').trim());
  const secret = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-GCM', length: 256 }, false, [usage]);
}

function toUrl(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
