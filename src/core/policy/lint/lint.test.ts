/** Every rule finds something in its bad example and nothing in its good one, in each release for which they hold. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { policyCodes } from '#core/diagnostics/codes/policy.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { type ProfileId, profileOf, profiles } from '#core/rego/profile.ts';
import { applyEdits } from '#core/text/edit.ts';
import { acceptanceOf, withAcceptance } from './accepted.ts';
import { lintPolicy } from './lint.ts';
import { rulePageOf } from './pages.ts';
import { lintRules } from './registry.ts';
import { syntaxRules } from './syntax-rules.ts';

const kata: readonly ProfileId[] = ['kata-3.5', 'kata-3.11', 'kata-3.28', 'kata-3.30'];

beforeAll(async () => {
  for (const profile of profiles) await loadBuiltins(profile);
});

function codesOf(text: string, id: ProfileId): readonly string[] {
  return lintPolicy(text, profileOf(id)).map(({ diagnostic }) => diagnostic.code);
}

describe.for([...lintRules, ...syntaxRules])('$code', (rule) => {
  test.for(rule.profiles ?? kata)('%s', (id) => {
    expect(codesOf(rule.bad, id)).toContain(rule.code);
    expect(codesOf(rule.good, id)).not.toContain(rule.code);
  });

  test('marks a piece of the text, and its fix mends it', () => {
    const id = rule.profiles?.at(-1) ?? 'kata-3.30';
    const found = lintPolicy(rule.bad, profileOf(id)).filter(
      ({ diagnostic }) => diagnostic.code === rule.code,
    );
    for (const { diagnostic } of found) {
      const { from, to } = diagnostic.span;
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(rule.bad.length);
      expect(to).toBeGreaterThanOrEqual(from);
      expect(diagnostic.message).not.toBe('');
    }
    if (!rule.code.startsWith('policy/')) return;
    let text = rule.bad;
    for (let round = 0; round < 10; round += 1) {
      const next = lintPolicy(text, profileOf(id)).find(({ diagnostic }) => diagnostic.code === rule.code);
      const edits = next?.diagnostic.fix?.edits;
      if (edits === undefined) break;
      text = applyEdits(text, edits);
    }
    const hasFix = found.some(({ diagnostic }) => diagnostic.fix !== undefined);
    if (hasFix) expect(codesOf(text, id)).not.toContain(rule.code);
  });
});

test('every rule has a page', () => {
  for (const { code } of [...lintRules, ...syntaxRules]) {
    const page = rulePageOf(code);
    expect(page?.title).toMatch(/^\S.*[^.]$/);
    expect(page?.reference).toMatch(/^https:/);
  }
  for (const { code, why } of lintRules) expect([code, rulePageOf(code)?.why]).toEqual([code, why]);
});

test('every code has its rule, and every rule its own code', () => {
  expect(lintRules.map(({ code }) => code)).toEqual(Object.keys(policyCodes));
});

test('rules about the agent leave other policies alone', () => {
  const text = 'package policy\n\nimport rego.v1\n\ndefault allow := false\n';
  expect(codesOf(text, 'trustee')).toEqual([]);
});

test('findings can be accepted for as long as what they mark stays', () => {
  const text = 'package agent_policy\n\ndefault ExecProcessRequest := true\n';
  const finding = lintPolicy(text, profileOf('kata-3.30')).find(
    ({ diagnostic }) => diagnostic.code === 'policy/exec-true',
  );
  if (finding === undefined) throw new Error('nothing found');
  const accepted = [{ code: 'policy/exec-true', marked: 'ExecProcessRequest', reason: 'a lesson' }];
  expect(acceptanceOf(finding.diagnostic, text, accepted)).toEqual(accepted[0]);
  expect(acceptanceOf({ ...finding.diagnostic, span: { from: 0, to: 1 } }, text, accepted)).toBeUndefined();
  expect(withAcceptance(finding.diagnostic, text, [], ' a lesson ')).toEqual(accepted);
  const again = withAcceptance(finding.diagnostic, text, accepted, 'another');
  expect(again.map(({ reason }) => reason)).toEqual(['another']);
  expect(withAcceptance(finding.diagnostic, text, again, '')).toEqual([]);
});

test('an unknown field is marked where it is read, not where it is used under a name', () => {
  const text = `package agent_policy

import rego.v1

CopyFileRequest if {
	source := input.symlink_src
	source.size == 1
	under(source)
}

under(given) if given.path == "/"

ExecProcessRequest if input.process.args[0] == "id"
`;
  const marked = lintPolicy(text, profileOf('kata-3.30'))
    .filter(({ diagnostic }) => diagnostic.code === 'policy/input-field-unknown')
    .map(({ diagnostic: { span, hint } }) => [text.slice(span.from, span.to), hint]);
  expect(marked).toEqual([
    ['input.process.args[0]', 'Did you mean Args?'],
    ['input.symlink_src', undefined],
  ]);
});

test.for([
  ['kata-3.30', 'ExecProcessRequest if { input.process.Terminal == false }', 'warning'],
  ['kata-3.30', 'ExecProcessRequest if { some arg in input.process.Args; arg == "id" }', 'info'],
  ['kata-3.28', 'ExecProcessRequest { input.process.Terminal == false }', 'info'],
] as const)('what %s reads, another release reads otherwise: %s', ([id, rule, severity]) => {
  const found = lintPolicy(`package agent_policy\n\n${rule}\n`, profileOf(id));
  const finding = found.find(({ diagnostic }) => diagnostic.code === 'policy/dialect-other-release');
  expect(finding?.diagnostic.severity).toBe(severity);
});

test('circles of many rules are found in linear time', () => {
  const chain = Array.from({ length: 3_000 }, (_, index) => `r${index} if r${index + 1}`);
  const text = (last: string): string =>
    `package agent_policy\n\nimport rego.v1\n\n${chain.join('\n')}\n${last}\n`;
  expect(codesOf(text('r3000 := true'), 'kata-3.30')).not.toContain('policy/recursion');
  expect(
    codesOf(text('r3000 if r0'), 'kata-3.30').filter((code) => code === 'policy/recursion'),
  ).toHaveLength(1);
});

test('an aborted lint asks no further rule', () => {
  const found = lintPolicy('package other', profileOf('kata-3.30'), { signal: { aborted: true } });
  expect(found).toEqual([]);
});

const runs = Number(process.env['FUZZ_RUNS'] ?? 60);
const patience = process.env['FUZZ_RUNS'] === undefined ? 30_000 : 3_600_000;

describe('no text makes the lint throw', { timeout: patience }, () => {
  const pieces = [...lintRules, ...syntaxRules].flatMap(({ bad, good, code }) =>
    code === 'rego/too-many-lines' || code === 'rego/line-too-long' ? [] : [bad, good],
  );
  const text = fc.oneof(
    fc.string({ maxLength: 200, unit: 'binary' }),
    // Examples cut and put together anew.
    fc
      .array(fc.tuple(fc.constantFrom(...pieces), fc.nat(400), fc.nat(400)), { minLength: 1, maxLength: 4 })
      .map((parts) =>
        parts.map(([piece, from, length]) => piece.slice(from % piece.length).slice(0, length)).join('\n'),
      ),
    fc
      .tuple(
        fc.constantFrom(...pieces),
        fc.nat(400),
        fc.constantFrom('{', '}', '"', 'not ', '[_]', ' := ', 'with input as {}', ''),
      )
      .map(([piece, at, part]) => piece.slice(0, at) + part + piece.slice(at + 1)),
  );
  test.for(profiles.map(({ id }) => id))('%s', (id) => {
    fc.assert(
      fc.property(text, (policy) => {
        for (const { diagnostic } of lintPolicy(policy, profileOf(id), { tries: 4 })) {
          expect(diagnostic.span.to).toBeLessThanOrEqual(policy.length);
        }
      }),
      { numRuns: runs },
    );
  });
});
