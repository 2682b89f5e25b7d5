import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { annotationKey } from '#core/annotation/annotation.ts';
import { announce } from '#core/testing/announce.ts';
import { applyEdits } from '#core/text/edit.ts';
import { injectAnnotation } from './inject.ts';
import { readManifest } from './read.ts';

const folder = new URL('../../../../shared/corpus/manifests/', import.meta.url);
const present = existsSync(folder);
const value = 'H4sIAAAAAAAAA3NMTEpOTElNTwMA';

/** Manifests of the corpus that are not valid YAML, and why. */
const broken: Readonly<Record<string, string>> = {
  'coco-docs-runtime-attestation-tab-bug.yaml': 'manifest/tab-indentation',
  'kata-docs-policy-pod-wrapped-base64.yaml': 'manifest/wrapped-value',
};

describe.skipIf(!present)('real manifests', () => {
  const names = present ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];

  test.for(names)('%s', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const { value: manifest, diagnostics } = readManifest(text);
    const code = broken[name];
    if (code !== undefined) {
      expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
      return;
    }
    expect(diagnostics).toEqual([]);
    manifest?.pods.forEach((pod, index) => {
      const edits = injectAnnotation(text, index, value).value;
      expect(edits, pod.label).toBeDefined();
      const after = applyEdits(text, edits ?? []);
      const own = after
        .split('\n')
        .filter((line) => !line.includes(annotationKey) && !/^\s*(annotations|metadata):\s*$/.test(line));
      const before = text
        .split('\n')
        .filter((line) => !line.includes(annotationKey) && !/^\s*(annotations|metadata):\s*$/.test(line));
      expect(own).toEqual(before);
    });
  });

  test('the fix of a broken one mends what it names', () => {
    for (const [name, code] of Object.entries(broken)) {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const edits = readManifest(text).diagnostics.flatMap(({ fix }) => fix?.edits ?? []);
      const after = readManifest(applyEdits(text, edits));
      expect(edits).not.toEqual([]);
      expect(after.diagnostics.map((diagnostic) => diagnostic.code)).not.toContain(code);
    }
  });
});

test.runIf(!present)('real manifests are absent', () => {
  announce('real manifests: 23 cases skipped, ../shared is not here');
  expect(present).toBe(false);
});
