/** A document is judged also where the engine cannot be had. */
import { expect, test, vi } from 'vitest';
import { analyse } from './analyse.ts';

vi.mock('#core/policy/check/check.ts', () => {
  throw new TypeError('Failed to fetch dynamically imported module');
});

test('without the engine the rest is there, and what was not looked at is named', async () => {
  const text = 'version = "0.1.0"\nalgorithm = "sha384"\n[data]\n"policy.rego" = """\npackage other\n"""\n';
  const { digests, diagnostics, checks } = await analyse({
    document: { kind: 'text', text },
    manifest: '',
    context: { platform: 'tdx', release: 'v0.21.0', cococtl: false, production: false, now: 0 },
  });
  expect(digests).toMatchObject({ kind: 'computed', decided: 'sha384' });
  expect(diagnostics.map(({ code }) => code)).toContain('initdata/policy-package');
  expect(checks.find(({ name }) => name.startsWith('policy.rego'))?.skipped).toBe(
    'the policy engine could not be loaded',
  );
});
