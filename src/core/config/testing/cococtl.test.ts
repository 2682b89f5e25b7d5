import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stderr } from 'node:process';
import { expect, test } from 'vitest';
import { checkCertificates } from '#core/certificates/check.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { certificateFieldsOf } from '../certificate-fields.ts';
import { checkAa } from '../check-aa.ts';
import { checkCdh } from '../check-cdh.ts';
import { checkCross, type CrossTexts } from '../check-cross.ts';
import { cococtlFailures } from '../cococtl.ts';
import type { ConfigContext } from '../context.ts';

const folder = new URL('../../../../../shared/corpus/documents/', import.meta.url);
const present = existsSync(folder);
if (!present) stderr.write('skipped: 34 recorded documents against cococtl, as ../shared is not there\n');

const now = Date.UTC(2026, 7, 22);
const context: ConfigContext = { now, profile: { cococtl: true, production: false } };

function entriesOf(name: string): CrossTexts {
  const { entries } = outlineOf(readFileSync(new URL(name, folder), 'utf8'));
  const content = (key: string): string | undefined => entries.find((entry) => entry.key === key)?.content;
  const [aa, cdh] = [content('aa.toml'), content('cdh.toml')];
  return { ...(aa === undefined ? {} : { aa }), ...(cdh === undefined ? {} : { cdh }) };
}

/** Verdicts that cococtl's own tests expect of its fixtures, as far as the data entries decide them. */
test.skipIf(!present).for([
  { name: 'cococtl-valid-with-both.toml', want: [] },
  { name: 'cococtl-invalid-algorithm.toml', want: [] },
  { name: 'cococtl-invalid-missing-cdh.toml', want: ['missing-entry'] },
  { name: 'cococtl-invalid-leaf-no-san.toml', want: ['certificate'] },
])('$name', ({ name, want }) => {
  expect(cococtlFailures(entriesOf(name), now).map(({ kind }) => kind)).toEqual(want);
});

test.skipIf(!present)('what cococtl refuses in the entries is an error in its profile', async () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.toml'));
  const missed: string[] = [];
  for (const name of names) {
    const texts = entriesOf(name);
    const failures = cococtlFailures(texts, now).filter(({ kind }) => kind !== 'missing-entry');
    const findings = [
      ...(texts.aa === undefined ? [] : checkAa(texts.aa, context)),
      ...(texts.cdh === undefined ? [] : checkCdh(texts.cdh, context)),
      ...checkCross(texts, context),
      ...(await checkCertificates(certificateFieldsOf(texts, context), context)),
    ];
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length < Math.min(1, failures.length)) missed.push(name);
  }
  expect(missed).toEqual([]);
  expect(names.length).toBeGreaterThan(30);
});
