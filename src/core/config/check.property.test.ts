import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '#core/text/edit.ts';
import { checkAa } from './check-aa.ts';
import { checkCdh } from './check-cdh.ts';
import { checkCross } from './check-cross.ts';
import type { ConfigContext } from './context.ts';
import type { ConfigFinding } from './finding.ts';
import { guestComponentsReleases } from './releases.ts';
import { aaSchema } from './schema/aa.ts';
import { cdhSchema } from './schema/cdh.ts';
import { tableOf, type TableSchema } from './schema/schema.ts';

function pathsOf(table: TableSchema, path: readonly string[]): readonly (readonly string[])[] {
  return Object.entries(table.keys).flatMap(([name, key]) => {
    const own = [...path, name];
    const inner = tableOf(key);
    return [own, ...(inner === undefined ? [] : pathsOf(inner, own))];
  });
}

const known = fc.constantFrom(...pathsOf(aaSchema, []), ...pathsOf(cdhSchema, []));
const path = fc.oneof(
  { weight: 8, arbitrary: known },
  {
    weight: 1,
    arbitrary: fc.constantFrom(['extra'], ['image', 'nydus'], ['KBC', 'Name'], ['socket', 'Path']),
  },
);
const value = fc.constantFrom(
  '1',
  '-1',
  '1.5',
  'true',
  '"yes"',
  '"x"',
  '""',
  '[]',
  '["a"]',
  '[[1]]',
  '{}',
  '{ a = 1 }',
  '1979-05-27',
  '"https://[::1]"',
  '"http://x/?q"',
  '"kbs://a/b"',
  '"file://x"',
  '"${X}"',
  '\'{"default":[]}\'',
  "'{'",
  '"-----BEGIN CERTIFICATE-----"',
);
const line = fc.oneof(
  fc.tuple(path, value).map(([keys, text]) => `${keys.at(-1) ?? ''} = ${text}`),
  fc.tuple(path, value).map(([keys, text]) => `${keys.join('.')} = ${text}`),
  fc.tuple(known, value).map(([keys, text]) => `"${keys.join('.')}" = ${text}`),
  fc.tuple(known, value).map(([keys, text]) => `"${keys.join('[0].')}" = ${text}`),
  path.map((keys) => `[${keys.join('.')}]`),
  path.map((keys) => `[[${keys.join('.')}]]`),
  fc.string(),
);
const text = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, end]) => lines.join(end));
const context: fc.Arbitrary<ConfigContext> = fc.record({
  now: fc.constant(0),
  release: fc.constantFrom(...guestComponentsReleases),
  platform: fc.constantFrom('tdx' as const, 'snp' as const, 'peer-pods' as const),
  profile: fc.record({ cococtl: fc.boolean(), production: fc.boolean() }),
});

test('no text makes a check throw; spans and fixes stay inside the text they name', () => {
  fc.assert(
    fc.property(text, text, context, (aa, cdh, given) => {
      const texts: Readonly<Record<string, string>> = {
        'entry:aa.toml': aa,
        'entry:cdh.toml': cdh,
        'entry:policy.rego': '',
      };
      const findings = [
        ...checkAa(aa, given),
        ...checkCdh(cdh, given),
        ...checkCross({ aa, cdh, imageGate: { decides: aa.length % 2 === 0 } }, given),
      ];
      for (const { source, span, fix, related = [] } of findings) {
        for (const place of [{ source, span }, ...related]) {
          expect(place.span.from).toBeLessThanOrEqual(place.span.to);
          expect(place.span.to).toBeLessThanOrEqual(texts[place.source]?.length ?? -1);
        }
        if (fix !== undefined) {
          expect(fix.edits.length).toBeGreaterThan(0);
          expect(applyEdits(texts[fix.source] ?? '', fix.edits)).not.toBe(texts[fix.source]);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test.for([
  { file: 'aa.toml', check: checkAa },
  { file: 'cdh.toml', check: checkCdh },
])('a fix in $file removes its finding', ({ check }) => {
  fc.assert(
    fc.property(text, context, (before, given) => {
      const findings = check(before, given);
      for (const { code, path: key, fix } of findings) {
        if (fix === undefined || !code.startsWith('config/')) continue;
        const same = (finding: ConfigFinding): boolean => finding.code === code && finding.path === key;
        const after = check(applyEdits(before, fix.edits), given);
        expect(after.filter(same).length).toBeLessThan(findings.filter(same).length);
        expect(after.filter(isSyntax)).toEqual(findings.filter(isSyntax));
      }
    }),
    { numRuns: 300 },
  );
});

/** A fix must not break the file: syntax findings stop every other check. */
function isSyntax({ code }: ConfigFinding): boolean {
  return code.startsWith('toml/') && code !== 'toml/newer-syntax';
}
