import { expect, test } from 'vitest';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { annotationKey } from '#core/annotation/annotation.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { scanBeforeSharing } from './share-scan.ts';

const secret = `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(64)}\n-----END PRIVATE KEY-----\n`;
const document = (content: string): string =>
  `version = "0.1.0"\nalgorithm = "sha256"\n[data]\n"aa.toml" = '''\n${content}'''\n`;
const pod = (content: string): string =>
  `kind: Pod\napiVersion: v1\nmetadata:\n  annotations:\n    ${annotationKey}: ${encodeAnnotation(encodeUtf8(document(content)), 'fast').annotation}\n`;

test.for([
  ['a plain document', document('x = 1\n'), []],
  ['a private key', document(secret), ['secret/private-key']],
  ['a private key inside an annotation', pod(secret), ['secret/private-key']],
  ['an annotation alone', pod('x = 1\n'), []],
  ['a password in a URL', document('url = "https://user:pass@host"\n'), ['secret/url-credentials']],
] as const)('%s', ([, paste, codes]) => {
  expect(scanBeforeSharing(encodeUtf8(paste)).blocking.map(({ code }) => code)).toEqual(codes);
});
