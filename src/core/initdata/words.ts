/**
 * What each component logs, word for word, so that people find it when they search. Callers add context around these:
 * the agent `parse initdata failed`, runtime-rs `failed to prepare initdata device config`.
 */
import type { Consumer, ConsumerOutcome } from '../diagnostics/diagnostic.ts';
import type { Utf8Error } from './encoding.ts';

export const supportedVersion = '0.1.0';

export const words = {
  goPanic: 'runtime error: invalid memory address or nil pointer dereference',
  goToml: 'parsing initdata annotation failed: toml',
  rustToml: 'TOML parse error',
  peerPodToml: 'toml: ',
  cococtlToml: 'failed to parse TOML: toml',
  peerPodByteOrderMark: 'toml: invalid character at start of key: ï',
  notUtf8: 'stream did not contain valid UTF-8',
  utf8Error: ({ offset, length }: Utf8Error) =>
    length === undefined
      ? `incomplete utf-8 byte sequence from index ${offset}`
      : `invalid utf-8 sequence of ${length} bytes from index ${offset}`,
  subTable: 'unhandled kv part: string',
  missingField: (field: string) => `missing field \`${field}\``,
  rustVersion: (version: string) => `unsupported version: ${version}, expected: ${supportedVersion}`,
  cococtlVersion: (version: string) => `version: got "${version}", want "${supportedVersion}"`,
  rustAlgorithm: (name: string) =>
    `unsupported algorithm: ${name}, supported algorithms: sha256, sha384, sha512`,
  aaAlgorithm: (name: string) =>
    `unknown variant \`${name}\`, expected one of \`sha256\`, \`sha384\`, \`sha512\`, \`sm3\``,
  peerPodAlgorithm: (name: string) => `Error creating initdata digest, algorithm ${name} is not supported`,
  cococtlAlgorithm: (name: string) => `algorithm: got "${name}", want one of [sha256 sha384 sha512]`,
  cococtlMissing: (key: string) => `missing required data key: ${key}`,
  rustType: (found: string) => `invalid type: ${found}, expected a string`,
  goType: (found: string) => `incompatible types: TOML value has type ${found}; destination has type string`,
} as const;

/** Components that read the document itself, in the order in which it passes them. */
export const documentConsumers = [
  'go',
  'runtime-rs',
  'agent',
  'aa',
  'trustee',
  'caa',
  'cococtl',
  'contrast',
] as const;
export type DocumentConsumer = (typeof documentConsumers)[number];

export function rejects(consumer: Consumer, message?: string): ConsumerOutcome {
  return { consumer, outcome: 'rejects', ...(message === undefined ? {} : { message }) };
}

export function panics(consumer: Consumer, message: string): ConsumerOutcome {
  return { consumer, outcome: 'panics', message };
}

export function accepts(...consumers: readonly Consumer[]): readonly ConsumerOutcome[] {
  return consumers.map((consumer) => ({ consumer, outcome: 'accepts' }));
}

export function ignores(...consumers: readonly Consumer[]): readonly ConsumerOutcome[] {
  return consumers.map((consumer) => ({ consumer, outcome: 'ignores' }));
}

/** Rust's readers of the document: the second host runtime, the guest, and both ends of attestation. */
export function rustRejects(message: string): readonly ConsumerOutcome[] {
  return [
    rejects('runtime-rs', message),
    rejects('agent', message),
    rejects('aa', message),
    rejects('trustee', message),
  ];
}

/** Everybody refuses a text that is not TOML. The lines that they name can differ, so only the beginnings are quoted. */
export const syntaxRefused: readonly ConsumerOutcome[] = [
  rejects('go', words.goToml),
  ...rustRejects(words.rustToml),
  rejects('caa', words.peerPodToml.trim()),
  rejects('cococtl', words.cococtlToml),
  rejects('contrast'),
];

/** What becomes of bytes that are not UTF-8. */
export function notUtf8Refused(error: Utf8Error, utf16: boolean): readonly ConsumerOutcome[] {
  return [
    rejects('go', utf16 ? 'files cannot contain NULL bytes; probably using UTF-16' : 'invalid UTF-8 byte'),
    panics('runtime-rs', words.notUtf8),
    rejects('agent', words.utf8Error(error)),
    rejects('aa', words.notUtf8),
    rejects('trustee'),
    rejects('caa', 'toml: invalid character'),
    rejects('cococtl', `${words.cococtlToml}: invalid character`),
    rejects('contrast'),
  ];
}
