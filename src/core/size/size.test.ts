import { describe, expect, test } from 'vitest';
import { annotationKey } from '#core/annotation/annotation.ts';
import { readManifest } from '#core/manifest/read.ts';
import { costOfEntries } from './cost.ts';
import { annotationLimit } from './limits.ts';
import { checkSize, otherAnnotationBytes, sizesOf, type SizeFacts } from './size.ts';

const place = { source: 'annotation', span: { from: 0, to: 4 } } as const;
const key = annotationKey.length;

describe('checkSize', () => {
  test.for<{ facts: SizeFacts; codes: readonly string[]; severity?: string }>([
    { facts: { annotationLength: 4000 }, codes: [] },
    {
      facts: { annotationLength: annotationLimit - key, kind: 'Deployment' },
      codes: ['size/annotations'],
      severity: 'warning',
    },
    {
      facts: { annotationLength: annotationLimit - key + 1, kind: 'Deployment' },
      codes: ['size/annotations'],
      severity: 'error',
    },
    {
      facts: { annotationLength: annotationLimit - key, otherBytes: 1 },
      codes: ['size/annotations'],
      severity: 'error',
    },
    { facts: { annotationLength: annotationLimit / 2 - key }, codes: [] },
    { facts: { annotationLength: annotationLimit / 2 - key + 1 }, codes: ['size/client-side-apply'] },
    { facts: { annotationLength: annotationLimit / 2 - key + 1, kind: 'Job' }, codes: [] },
    {
      facts: { annotationLength: 14_500, platform: 'peer-pods-aws' },
      codes: ['size/user-data'],
      severity: 'warning',
    },
    {
      facts: { annotationLength: 16_385, platform: 'peer-pods-aws' },
      codes: ['size/user-data'],
      severity: 'error',
    },
    { facts: { annotationLength: 16_385, platform: 'tdx' }, codes: [] },
    {
      facts: { annotationLength: 15_000, recompressedLength: 17_000, platform: 'peer-pods-aws' },
      codes: ['size/user-data'],
      severity: 'error',
    },
    {
      facts: { annotationLength: 49_153, platform: 'peer-pods' },
      codes: ['size/user-data'],
      severity: 'error',
    },
  ])('$facts', ({ facts, codes, severity }) => {
    const findings = checkSize(facts, place);
    expect(findings.map(({ code }) => code)).toEqual(codes);
    if (severity !== undefined) expect(findings[0]?.severity).toBe(severity);
  });
});

test('the other annotations of a pod are counted in bytes, the one of Init-Data is not', () => {
  const text = `kind: Pod\nmetadata:\n  annotations:\n    é: ü\n    ${annotationKey}: x\n    ab: cd\n`;
  const [pod] = readManifest(text).value?.pods ?? [];
  expect(pod && otherAnnotationBytes(pod)).toBe(8);
});

test('shares of every provider with a limit', () => {
  const { userData, annotations } = sizesOf({ annotationLength: 8192 });
  expect(annotations.used).toBe(8192 + key);
  expect(userData.map(({ limit, usage }) => [limit.provider, usage.level])).toEqual([
    ['aws', 'fine'],
    ['azure', 'fine'],
    ['gcp', 'fine'],
    ['alibaba', 'fine'],
    ['ibm', 'fine'],
  ]);
});

test('an entry costs what the annotation is shorter without it', () => {
  const text = 'head\nAAAA\nBBBBBBBB\n';
  const entries = [
    { key: 'a', content: 'AAAA\n', lineSpan: { from: 5, to: 10 } },
    { key: 'b', content: 'é', lineSpan: { from: 10, to: 19 } },
  ];
  expect(costOfEntries(text, entries, (document) => document.length)).toEqual([
    { key: 'a', bytes: 5, characters: 8 },
    { key: 'b', bytes: 2, characters: 12 },
  ]);
});
