/** Files that a journey gives to the app and takes from it, and what Node says about their bytes. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Download, Page } from '@playwright/test';
import { expect } from './test.ts';

export const annotationKey = 'io.katacontainers.config.hypervisor.cc_init_data';

/** A document without findings that stop anything, whose lines are the given ones. */
export function documentWith(content: string, algorithm = 'sha384'): string {
  return `version = "0.1.0"\nalgorithm = "${algorithm}"\n\n[data]\n"aa.toml" = '''\n${content}'''\n`;
}

export const aaToml = '[token_configs]\n[token_configs.kbs]\nurl = "https://kbs.example.com:8080"\n';

export function hexDigest(algorithm: 'sha256' | 'sha384' | 'sha512', bytes: string | Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

/** As `gzip | base64 -w0` makes it, and not as the app does. */
export function annotationBy(document: string | Uint8Array): string {
  return gzipSync(document).toString('base64');
}

export function podWith(annotation: string, name = 'web'): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  annotations:
    ${annotationKey}: ${annotation}
spec:
  runtimeClassName: kata-qemu-tdx
  containers:
    - name: web
      image: registry.example.com/web@sha256:${'a'.repeat(64)}
`;
}

/** What the browser hands over as a file while `action` runs. */
export async function savedBy(page: Page, action: () => Promise<void>): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await action();
  return contentOf(await download);
}

async function contentOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

/** Compares bytes in a way that shows where they differ. */
export function expectSameBytes(actual: Uint8Array, expected: string | Uint8Array): void {
  expect(Buffer.from(actual).toString('latin1')).toBe(Buffer.from(expected).toString('latin1'));
}
