import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '#core/text/edit.ts';
import { checkCommand } from './check-command.ts';
import { initDataClaims } from './init-data-claims.ts';
import { layBeside, readToken } from './read-token.ts';
import { checkResourcePolicy } from './resource-policy/check.ts';
import { decideResource } from './resource-policy/decide.ts';
import { generateResourcePolicy } from './resource-policy/generate.ts';
import { documentText, measured, rowIn, type Measured } from './testing/rows.ts';
import { previewToken } from './token-preview.ts';

let document: Measured;
beforeAll(async () => {
  document = await measured(documentText('sha256'));
});

/** Texts that are made of what the rules look for, so that they meet it. */
function textOf(words: readonly string[]): fc.Arbitrary<string> {
  const word = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
  return fc.array(word, { maxLength: 30 }).map((parts) => parts.join(''));
}

const policyWords = [
  'package policy\n',
  'default allow := false\n',
  'allow',
  'allowed',
  ' if {\n',
  '}\n',
  'input.submods.cpu["ear.status"]',
  'input["init_data"]',
  ' == ',
  '"affirming"',
  'split(data["resource-path"], "/")',
  'data["resource-path"]',
  '"',
  '(',
  '\n',
];

const commandWords = [
  'kbs-client ',
  'genpolicy -y pod.yaml ',
  'set-resource-policy ',
  '--default ',
  '"$(cat a.toml)"',
  'get-resource ',
  '> x',
  '\\\n',
  '\n',
  '#',
];

describe('any text', () => {
  test('is checked as a policy, and its fixes can be applied', () => {
    fc.assert(
      fc.property(textOf(policyWords), (text) => {
        for (const { fix, span } of checkResourcePolicy(text, document)) {
          expect(span.from).toBeGreaterThanOrEqual(0);
          expect(span.to).toBeLessThanOrEqual(text.length);
          if (fix !== undefined) applyEdits(text, fix.edits);
        }
      }),
    );
  });

  test('is checked as a command, and its fixes can be applied', () => {
    fc.assert(
      fc.property(textOf(commandWords), (text) => {
        for (const { fix, span } of checkCommand(text)) {
          expect(span.to).toBeLessThanOrEqual(text.length);
          if (fix !== undefined) applyEdits(text, fix.edits);
        }
      }),
    );
  });

  test('is read as a token or refused', () => {
    const json = fc.json().map((text) => `{"submods": {"cpu0": ${text}}}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), json), (text) => {
        const reading = readToken(text);
        if (reading.kind === 'claims')
          expect(layBeside(reading.claims, reading.claims)).toBeInstanceOf(Array);
      }),
    );
  });

  test('can be an entry', () => {
    const entry = fc.record({
      key: fc.oneof(fc.constantFrom('aa.toml', 'policy.rego', '__proto__'), fc.string()),
      content: fc.oneof(
        fc.string(),
        fc.json().map((text) => `policy_data := {"a": ${text}}`),
      ),
    });
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const { claims, notes } = initDataClaims({ entries });
        expect(notes).toHaveLength(entries.length);
        expect(JSON.parse(JSON.stringify(claims))).toEqual(claims);
      }),
    );
  });
});

test('a generated policy loads and guards, whatever it is called', async () => {
  const part = fc.string({ unit: 'binary', maxLength: 20 });
  const row = rowIn(document, 'snp/kata-qemu-snp');
  const token = previewToken({ row, initData: document.initData, layout: 'cpu0' });
  if (token.kind !== 'claims') throw new Error(token.reason);
  const { claims } = token;
  await fc.assert(
    fc.asyncProperty(part, part, part, part, part, async (label, repository, type, tag, other) => {
      const { text } = generateResourcePolicy({
        documents: [{ label, rows: [row] }],
        resources: [{ repository, type, tag }],
        olderTokens: false,
      });
      const kindOf = async (path: readonly string[]): Promise<string> =>
        (await decideResource(text, { claims, plugin: 'resource', path })).kind;
      expect(await kindOf([repository, type, tag])).toBe('allowed');
      expect(await kindOf([repository, type, `${tag}${other}x`])).toBe('denied');
    }),
  );
});
