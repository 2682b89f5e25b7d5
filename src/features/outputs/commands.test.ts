import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import {
  annotationCommand,
  annotationDigestCommand,
  bindingCommand,
  digestCommand,
  imageCommand,
} from './commands.ts';

const hasShell = spawnSync('bash', ['-c', 'command -v basenc gzip sha384sum']).status === 0;
if (!hasShell) console.warn('skipping 9 cases: bash, gzip and coreutils with basenc are not all here');

const folder = mkdtempSync(join(tmpdir(), 'commands-'));
const document = Buffer.from('version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n');
const gzip = gzipSync(document);
writeFileSync(join(folder, 'initdata.toml'), document);
writeFileSync(join(folder, 'annotation.txt'), gzip.toString('base64'));
writeFileSync(join(folder, 'initdata.img'), Buffer.concat([Buffer.alloc(16), gzip, Buffer.alloc(100)]));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const shell = (command: string) =>
  execFileSync('bash', ['-euo', 'pipefail', '-c', command], { cwd: folder }).toString().trim();
const digest = (algorithm: string, bytes: Uint8Array = document) => createHash(algorithm).update(bytes).digest();
const value = { hex: '', base64: '' };

test.runIf(hasShell).for(['sha256', 'sha384', 'sha512'] as const)('digest by %s', (algorithm) => {
  expect(shell(digestCommand(algorithm))).toBe(digest(algorithm).toString('hex'));
  expect(shell(annotationDigestCommand(algorithm))).toBe(digest(algorithm).toString('hex'));
});

test.runIf(hasShell).for([
  { algorithm: 'sha384', bytes: 48, fitting: 'exact' },
  { algorithm: 'sha512', bytes: 48, fitting: 'cut' },
  { algorithm: 'sha256', bytes: 48, fitting: 'padded' },
  { algorithm: 'sha384', bytes: 64, fitting: 'padded' },
] as const)('$algorithm $fitting in $bytes bytes', ({ algorithm, bytes, fitting }) => {
  const fitted = Buffer.alloc(bytes);
  digest(algorithm).copy(fitted, 0, 0, bytes);
  const command = bindingCommand({ kind: 'field', field: 'X', bytes, value, fitting }, algorithm);
  expect(shell(command)).toBe(fitted.toString('hex'));
});

test.runIf(hasShell)('PCR 8 takes the first 32 bytes', () => {
  const extended = Buffer.concat([Buffer.alloc(32), digest('sha384').subarray(0, 32)]);
  const command = bindingCommand({ kind: 'pcr8', value, fitting: 'cut' }, 'sha384');
  expect(shell(command)).toBe(digest('sha256', extended).toString('hex'));
});

test.runIf(hasShell)('annotation and image give the document back', () => {
  expect(shell(`${annotationCommand} | base64 -d | gunzip | cmp - initdata.toml && echo same`)).toBe('same');
  expect(shell(`${imageCommand(gzip.length)} | cmp - initdata.toml && echo same`)).toBe('same');
});
