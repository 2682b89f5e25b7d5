import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { annotationKey } from '#core/annotation/annotation.ts';
import { applyEdits, type TextEdit } from '#core/text/edit.ts';
import { checkManifest } from './check.ts';
import { injectAnnotation, setRuntimeClass } from './inject.ts';
import { readAnnotations } from './placed-annotations.ts';
import { readManifest } from './read.ts';
import { randomManifest } from './testing/random-manifest.ts';

const value = 'H4sIAAAAAAAAA3NMTEpOTElNTwMA';

/** What another reading of the same library makes of the text, the annotation and empty maps left out. */
function rest(text: string): string {
  const documents = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  return JSON.stringify(documents, (key, item: unknown) => {
    if (key === annotationKey || key === 'runtimeClassName') return undefined;
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item ?? undefined;
    const entries = Object.entries(item)
      .filter(([name]) => name !== annotationKey && name !== 'runtimeClassName')
      .filter(
        ([name, inner]) =>
          !(name === 'annotations' && isBare(inner)) && !(name === 'metadata' && isBare(inner)),
      )
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  });
}

function isBare(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return item === null || item === undefined;
  return Object.entries(item).every(
    ([name, inner]) => name === annotationKey || (name === 'annotations' && isBare(inner)),
  );
}

/** Lines of the text that an edit removes or changes. */
function touchedLines(text: string, edits: readonly TextEdit[]): readonly string[] {
  return edits
    .filter(({ span }) => span.to > span.from)
    .flatMap(({ span }) => text.slice(span.from, span.to).split(/\r\n|\n/))
    .filter((line) => line.trim() !== '');
}

describe('injectAnnotation', () => {
  test('changes nothing but the annotation, for manifests in many styles', () => {
    fc.assert(
      fc.property(randomManifest, (text) => {
        const { value: edits, diagnostics } = injectAnnotation(text, 0, value);
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        if (edits === undefined) throw new Error('refused');
        const after = applyEdits(text, edits);
        const found = readManifest(after).value?.pods[0]?.annotations.find(
          ({ key }) => key === annotationKey,
        );
        expect(found?.value).toBe(value);
        expect(rest(after)).toBe(rest(text));
        for (const line of touchedLines(text, edits))
          expect(line).toMatch(/^\s*(old|'old'|~|[|>][+]?|AAAA|BBBB)$/);
        for (const { insert } of edits) expect(insert.includes('\n') && !text.includes('\n')).toBe(false);
        if (text.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n');
        expect(/\r?\n$/.test(after)).toBe(/\r?\n$/.test(text));
      }),
    );
  });

  test('a second time changes nothing at all', () => {
    fc.assert(
      fc.property(randomManifest, (text) => {
        const after = applyEdits(text, injectAnnotation(text, 0, value).value ?? []);
        expect(injectAnnotation(after, 0, value).value).toEqual([]);
      }),
    );
  });

  test('holds any value exactly, base64 or not', () => {
    const anything = fc.string({ unit: 'binary' }).filter((text) => !/[\ud800-\udfff]/.test(text));
    fc.assert(
      fc.property(randomManifest, anything, (text, any) => {
        const edits = injectAnnotation(text, 0, any).value ?? [];
        const pod = readManifest(applyEdits(text, edits)).value?.pods[0];
        expect(pod?.annotations.find(({ key }) => key === annotationKey)?.value).toBe(any);
      }),
    );
  });
});

test('setRuntimeClass changes nothing but the class', () => {
  fc.assert(
    fc.property(randomManifest, (text) => {
      const after = applyEdits(text, setRuntimeClass(text, 0, 'kata-remote').value ?? []);
      expect(readManifest(after).value?.pods[0]?.runtimeClassName?.value).toBe('kata-remote');
      expect(rest(after)).toBe(rest(text));
    }),
  );
});

test('fixes mend their finding and leave the text readable', () => {
  fc.assert(
    fc.property(randomManifest, (text) => {
      const codes = (changed: string): readonly string[] =>
        checkManifest(changed, { platform: 'snp' }).diagnostics.map((finding) => finding.code);
      for (const { fix, code } of checkManifest(text, { platform: 'snp' }).diagnostics) {
        if (fix === undefined) continue;
        const after = applyEdits(text, fix.edits);
        expect(readManifest(after).value).toBeDefined();
        const count = (changed: string): number => codes(changed).filter((other) => other === code).length;
        expect(count(after)).toBe(count(text) - 1);
      }
    }),
  );
});

const pieces = fc.constantFrom(
  ...[
    'kind: Pod',
    '\n',
    '  ',
    '\t',
    '{',
    '}',
    '[',
    ']',
    ':',
    ' - ',
    '&a',
    '*a',
    '<<: *a',
    '"',
    "'",
    '|',
    '>',
    '#',
  ],
  ...[
    'metadata',
    'annotations',
    'spec',
    ': ',
    annotationKey,
    ' = ',
    'H4sIAAAAAAAAAAAAAAAA',
    '\r\n',
    '\ufeff',
    '---\n',
  ],
  ...[
    'template',
    'kind: Deployment\n',
    'kind: List\nitems:\n',
    '!!map',
    '? ',
    '%YAML 1.1',
    '\u0000',
    '😀',
    '{{',
    '\r',
  ],
);

test('no text makes anything throw', () => {
  const text = fc.array(pieces, { maxLength: 30 }).map((list) => list.join(''));
  fc.assert(
    fc.property(text, (any) => {
      expect(
        checkManifest(any, { platform: 'tdx', current: { annotation: value } }).diagnostics,
      ).toBeDefined();
      readAnnotations(any);
      injectAnnotation(any, 0, value, { runtimeClassName: 'kata-remote' });
      setRuntimeClass(any, 0, 'kata-remote');
    }),
  );
});

test.for([
  ['brackets', '['.repeat(5_000)],
  ['braces', '{a: '.repeat(5_000)],
  ['dashes', '- '.repeat(5_000)],
  [
    'aliases upon aliases',
    `a: &a [x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [${n ? `*b${n - 1}, *b${n - 1}` : '*a'}]`).join('\n')}\nkind: Pod\n`,
  ],
])('deep or exploding text is answered: %s', ([, text = '']) => {
  expect(checkManifest(text).diagnostics.length).toBeGreaterThan(0);
  expect(() => injectAnnotation(text, 0, value)).not.toThrow();
});
