import { analyse } from '#core/analysis/analyse.ts';
import { latestRelease } from '#core/config/releases.ts';
import type { PlatformId } from '#core/platform/platform.ts';
import { describe, expect, test } from 'vitest';
import type { Example } from './example.ts';
import { ownExamples } from './own.ts';
import { publishedExamples } from './published.ts';

const findingsOf = async ({ document, manifest, platform }: Example) => {
  const { diagnostics } = await analyse({
    document: { kind: 'text', text: document },
    manifest,
    context: {
      platform,
      release: latestRelease,
      cococtl: true,
      production: true,
      now: Date.UTC(2026, 10, 22),
    },
  });
  return diagnostics;
};

/** What is left to say about a starter: the KBS that only its owner knows, and what the platform itself is. */
const leftToSay: Readonly<Partial<Record<PlatformId, readonly string[]>>> = {
  se: ['platform/not-bound'],
  'coco-dev': ['platform/not-bound', 'platform/development-class'],
};

describe('our own starters', () => {
  test.for(ownExamples)('$title has no error, and no risk but its KBS', async (example) => {
    const findings = await findingsOf(example);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const risks = findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
    const allowed = ['config/placeholder-host', ...(leftToSay[example.platform] ?? [])];
    expect(risks.filter((code) => !allowed.includes(code))).toEqual([]);
  });
});

describe('published examples', () => {
  test.for([
    { id: 'published-init-data-older', code: 'manifest/old-key' },
    { id: 'published-encrypted-images', code: 'initdata/unsupported-version' },
    { id: 'published-contrast-policy', code: 'manifest/agent-policy-key' },
  ])('$id: $code', async ({ id, code }) => {
    const example = publishedExamples.find((candidate) => candidate.id === id);
    const findings = example === undefined ? [] : await findingsOf(example);
    expect(findings.map((finding) => finding.code)).toContain(code);
  });
});

test('ids are unique', () => {
  const ids = [...ownExamples, ...publishedExamples].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
