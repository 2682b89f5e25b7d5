/** Every rule finds something in its bad example and nothing in its good one, in each release for which they hold. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { type ProfileId, profileOf } from '#core/rego/profile.ts';
import { lintPolicy } from './lint.ts';
import { lintRules } from './registry.ts';

const kata: readonly ProfileId[] = ['kata-3.5', 'kata-3.11', 'kata-3.28', 'kata-3.30'];

beforeAll(async () => {
  for (const id of kata) await loadBuiltins(profileOf(id));
});

describe.for(lintRules)('$code', (rule) => {
  test.for(rule.profiles ?? kata)('%s', (id) => {
    const profile = profileOf(id);
    const codes = (text: string): readonly string[] =>
      lintPolicy(text, profile).map(({ diagnostic }) => diagnostic.code);
    expect(codes(rule.bad)).toContain(rule.code);
    expect(codes(rule.good)).not.toContain(rule.code);
  });
});
