/**
 * Policies that others published give the findings that the reference lists for them (reference/agent-policy.md 0, 2.10, 3.4,
 * 6.3), and the output of genpolicy gives no error.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { type ProfileId, profileOf } from '#core/rego/profile.ts';
import { announce } from '#core/testing/announce.ts';
import { policyMatrix } from '../matrix/matrix.ts';
import { ownPolicy } from '../testing/policies.ts';
import { lintPolicy, type PolicyFinding } from './lint.ts';

const shared = join(import.meta.dirname, '../../../../../shared');
const present = existsSync(shared);
const kata: readonly ProfileId[] = ['kata-3.5', 'kata-3.11', 'kata-3.28', 'kata-3.30'];

beforeAll(async () => {
  for (const id of kata) await loadBuiltins(profileOf(id));
});

function documentPolicy(name: string): string {
  const document = parse(readFileSync(join(shared, 'corpus/documents', `${name}.toml`), 'utf8')) as {
    readonly data: Readonly<Record<string, string>>;
  };
  return document.data['policy.rego'] ?? '';
}

/** The policy on the page "Securing your workload". */
function pagePolicy(): string {
  const page = readFileSync(join(shared, 'reference/pages/coco-securing-workloads.txt'), 'utf8');
  const from = page.indexOf('package agent_policy');
  return page.slice(from, page.indexOf('Agent policies get embedded'));
}

function codes(found: readonly PolicyFinding[]): readonly string[] {
  return [...new Set(found.map(({ diagnostic }) => diagnostic.code))].sort();
}

function errors(found: readonly PolicyFinding[]): readonly string[] {
  return codes(found.filter(({ diagnostic }) => diagnostic.severity === 'error'));
}

interface Published {
  readonly name: string;
  readonly policy: () => string;
  readonly profile: ProfileId;
  /** All codes that come out. */
  readonly found: readonly string[];
  /** Those of them that are errors. */
  readonly errors: readonly string[];
  /** How many requests have no rule. */
  readonly missing?: number;
}

const genpolicyFindings = [
  'policy/count-string',
  'policy/create-every-empty',
  'policy/create-exists',
  'policy/create-image-unchecked',
  'policy/exec-string',
  'policy/name-dead',
  'policy/name-incomplete',
  'policy/null-truthiness',
  'policy/print-secret',
  'policy/regex-from-input',
  'policy/unused-variable',
  'policy/use-assignment-operator',
  'policy/zero-arity-function',
];

const published: readonly Published[] = [
  {
    name: 'the restrictive example of the Init-Data page',
    policy: () => documentPolicy('coco-docs-initdata-3'),
    profile: 'kata-3.30',
    found: [
      'policy/create-exists',
      'policy/create-image-only',
      'policy/create-no-mountpoint',
      'policy/create-no-pause',
      'policy/dialect-other-release',
      'policy/exec-string',
      'policy/name-incomplete',
      'policy/sandbox-true',
    ],
    errors: ['policy/create-image-only', 'policy/create-no-pause'],
    missing: 34,
  },
  {
    name: 'the same, which does not load',
    policy: () => documentPolicy('coco-docs-initdata-3'),
    profile: 'kata-3.28',
    found: ['policy/exec-string', 'policy/name-incomplete', 'rego/if-not-imported', 'rego/in-not-imported'],
    errors: ['rego/if-not-imported', 'rego/in-not-imported'],
    missing: 34,
  },
  {
    name: 'the example of the page on securing workloads',
    policy: pagePolicy,
    profile: 'kata-3.30',
    found: [
      'policy/create-exists',
      'policy/create-image-only',
      'policy/create-index',
      'policy/create-no-mountpoint',
      'policy/create-no-pause',
      'policy/name-incomplete',
    ],
    errors: ['policy/create-image-only', 'policy/create-no-pause'],
    missing: 39,
  },
  {
    name: 'the list of 36 defaults',
    policy: () => documentPolicy('coco-docs-image-pull-proxy-1'),
    profile: 'kata-3.30',
    found: [
      'policy/clock-true',
      'policy/copyfile-true',
      'policy/create-unconditional',
      'policy/entropy-true',
      'policy/ephemeral-true',
      'policy/exec-true',
      'policy/hotplug-true',
      'policy/logs-true',
      'policy/name-dead',
      'policy/name-incomplete',
      'policy/network-true',
      'policy/pause-true',
      'policy/sandbox-true',
      'policy/setpolicy-true',
      'policy/stdin-true',
      'policy/swap-true',
      'policy/update-true',
    ],
    errors: ['policy/create-unconditional', 'policy/exec-true', 'policy/setpolicy-true'],
    missing: 8,
  },
  {
    name: 'the Init-Data of cloud-api-adaptor',
    policy: () => documentPolicy('caa-docs-initdata'),
    profile: 'kata-3.30',
    found: [
      'policy/copyfile-deny',
      'policy/ephemeral-true',
      'policy/import-input',
      'policy/lifecycle-deny',
      'policy/name-dead',
      'policy/name-incomplete',
      'policy/network-true',
      'policy/sandbox-true',
    ],
    errors: ['policy/copyfile-deny', 'policy/lifecycle-deny'],
    missing: 21,
  },
  {
    name: 'the fixture of cococtl',
    policy: () => documentPolicy('cococtl-valid-with-both'),
    profile: 'kata-3.30',
    found: ['policy/create-unconditional', 'policy/name-incomplete'],
    errors: ['policy/create-unconditional'],
    missing: 39,
  },
  ...(['kata-3.28', 'kata-3.30'] as const).map((profile) => ({
    name: 'a policy of genpolicy',
    policy: () => documentPolicy('trustee-integration-with-policy'),
    profile,
    found: genpolicyFindings,
    errors: [],
    missing: 9,
  })),
];

test.for(['kata-3.28', 'kata-3.30'] as const)('our own restrictive start gives no finding for %s', (id) => {
  expect(codes(lintPolicy(ownPolicy('restrictive'), profileOf(id), { milliseconds: 30_000 }))).toEqual([]);
});

if (!present) announce('published policies: 10 cases skipped, ../shared is not here');

describe.runIf(present)('published policies', { timeout: 60_000 }, () => {
  test('the restrictive example leaves 34 requests undefined, and loads in no release before 3.30', () => {
    const text = documentPolicy('coco-docs-initdata-3');
    const { rows } = policyMatrix(text, profileOf('kata-3.30'));
    expect(rows.filter(({ standing }) => standing === 'undefined')).toHaveLength(34);
    for (const id of ['kata-3.5', 'kata-3.11', 'kata-3.28'] as const) {
      const older = policyMatrix(text, profileOf(id));
      expect(older.loadError).toBeDefined();
      expect(older.rows.every(({ standing }) => standing === 'failed')).toBe(true);
    }
  });

  test('what genpolicy leaves open comes with requests that show it', () => {
    const text = documentPolicy('trustee-integration-with-policy');
    const found = lintPolicy(text, profileOf('kata-3.30'), { milliseconds: 30_000 });
    for (const code of [
      'policy/create-image-unchecked',
      'policy/create-exists',
      'policy/create-every-empty',
    ]) {
      const finding = found.find(({ diagnostic }) => diagnostic.code === code);
      expect(finding?.witness?.entrypoint).toBe('CreateContainerRequest');
    }
  });

  test.for(published)('$name for $profile', (sample) => {
    const found = lintPolicy(sample.policy(), profileOf(sample.profile), { milliseconds: 30_000 });
    expect(codes(found)).toEqual(sample.found);
    expect(errors(found)).toEqual(sample.errors);
    const incomplete = found.find(({ diagnostic }) => diagnostic.code === 'policy/name-incomplete');
    expect(Number(incomplete?.diagnostic.message.split(' ', 1)[0] ?? 0)).toBe(sample.missing ?? 0);
  });
});
