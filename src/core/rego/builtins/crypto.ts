/** `crypto.*` without certificates and keys: digests and message authentication, in OPA. */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { define, stringArgument } from './arguments.ts';
import type { Builtin } from './builtin.ts';

const hashes = { md5, sha1, sha256, sha512 } as const;

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export const cryptoBuiltins: readonly Builtin[] = [
  ...(['md5', 'sha1', 'sha256'] as const).map((hash) =>
    define({
      name: `crypto.${hash}`,
      arity: 1,
      feature: 'opa',
      evaluate: ([text]) => bytesToHex(hashes[hash](bytesOf(stringArgument(`crypto.${hash}`, text, 0)))),
    }),
  ),
  ...(['md5', 'sha1', 'sha256', 'sha512'] as const).map((hash) =>
    define({
      name: `crypto.hmac.${hash}`,
      arity: 2,
      feature: 'opa',
      evaluate: ([text, key]) => {
        const message = bytesOf(stringArgument(`crypto.hmac.${hash}`, text, 0));
        return bytesToHex(
          hmac(hashes[hash], bytesOf(stringArgument(`crypto.hmac.${hash}`, key, 1)), message),
        );
      },
    }),
  ),
  define({
    name: 'crypto.hmac.equal',
    arity: 2,
    feature: 'opa',
    evaluate: ([a, b]) =>
      stringArgument('crypto.hmac.equal', a, 0) === stringArgument('crypto.hmac.equal', b, 1),
  }),
];
