import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { applyEdits } from '../text/edit.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import { checkDocumentBytes } from './check-bytes.ts';
import { checkInitData } from './check.ts';
import { lossyTextOf } from './encoding.ts';
import { outlineOf } from './outline.ts';
import { documentOutcomes } from './outcomes.ts';
import { damagedDocument, fuzzRuns, fuzzTimeout, oddDocument } from './testing/arbitraries.ts';

const fixtures = new URL('./fixtures/', import.meta.url);

function documentsIn(folder: 'ok' | 'err'): readonly { readonly name: string; readonly text: string }[] {
  return readdirSync(new URL(`${folder}/`, fixtures))
    .filter((name) => name.endsWith('.toml'))
    .map((name) => ({
      name: name.replace('.toml', ''),
      text: decodeUtf8(readFileSync(new URL(`${folder}/${name}`, fixtures))) ?? '',
    }));
}

/** The text that a span points into: the document or one of its entries. */
function sourceText(text: string, source: string): string {
  const key = source.startsWith('entry:') ? source.slice('entry:'.length) : undefined;
  return key === undefined
    ? text
    : (outlineOf(text).entries.find((entry) => entry.key === key)?.content ?? '');
}

function shown(text: string, { code, severity, source, span, fix, consumers }: Diagnostic): string {
  const marked = JSON.stringify(sourceText(text, source).slice(span.from, span.to)).slice(0, 60);
  const lines = [`${severity} ${code} ${source} ${span.from}..${span.to} ${marked}`];
  if (consumers !== undefined)
    lines.push(`  ${consumers.map(({ consumer, outcome }) => `${consumer} ${outcome}`).join(', ')}`);
  if (fix !== undefined) lines.push(`  fix: ${fix.title}`);
  return lines.join('\n');
}

describe('documents that are fine', () => {
  test.for(documentsIn('ok'))('$name', ({ text }) => {
    const { value, diagnostics } = checkInitData(text);
    expect(diagnostics).toEqual([]);
    expect(value).toBeDefined();
  });
});

describe('documents with problems', () => {
  test.for(documentsIn('err'))('$name', async ({ name, text }) => {
    const findings = checkInitData(text).diagnostics.toSorted(compareDiagnostics);
    expect(findings.length).toBeGreaterThan(0);
    const report = findings.map((each) => `${shown(text, each)}\n`).join('');
    await expect(report).toMatchFileSnapshot(`./fixtures/err/${name}.out`);
  });

  test.for(documentsIn('err'))('every fix of $name mends its finding', ({ text }) => {
    for (const { code, message, span, fix, severity } of checkInitData(text).diagnostics) {
      if (fix === undefined) continue;
      if (fix.source !== 'initdata') {
        expect(applyEdits(sourceText(text, fix.source), fix.edits)).not.toBe(sourceText(text, fix.source));
        continue;
      }
      const mended = applyEdits(text, fix.edits);
      const left = checkInitData(mended).diagnostics.filter(
        (each) => each.code === code && each.message === message && each.span.from === span.from,
      );
      expect(left, `${severity} ${code}: ${fix.title}\n${mended.slice(0, 500)}`).toEqual([]);
    }
  });
});

describe('bytes that are not UTF-8', () => {
  const utf16 = Uint8Array.of(0xff, 0xfe, 0x76, 0, 0x3d, 0);
  test.for([
    { note: 'Latin-1', bytes: Uint8Array.of(0x23, 0xfc, 0x0a), code: 'initdata/not-utf8', from: 1 },
    {
      note: 'cut in a character',
      bytes: Uint8Array.of(0x23, 0xe2, 0x82),
      code: 'initdata/not-utf8',
      from: 1,
    },
    { note: 'after an umlaut', bytes: Uint8Array.of(0xc3, 0xbc, 0xff), code: 'initdata/not-utf8', from: 1 },
    { note: 'a surrogate', bytes: Uint8Array.of(0x61, 0xed, 0xa0, 0x80), code: 'initdata/not-utf8', from: 1 },
    { note: 'UTF-16', bytes: utf16, code: 'initdata/utf16', from: 0 },
  ])('$note', ({ bytes, code, from }) => {
    expect(checkDocumentBytes(bytes)).toMatchObject({ diagnostics: [{ code, span: { from } }] });
  });

  test('can be looked at', () => {
    expect(lossyTextOf(utf16)).toBe('\ufeffv=');
    expect(lossyTextOf(Uint8Array.of(0x61, 0xfc))).toBe('a\ufffd');
  });
});

describe('properties', { timeout: fuzzTimeout }, () => {
  test('no text and no bytes make it throw; spans and fixes lie in the text', () => {
    fc.assert(
      fc.property(damagedDocument, (text) => {
        for (const { source, span, fix, related = [] } of checkInitData(text).diagnostics) {
          const { length } = sourceText(text, source);
          for (const each of [
            span,
            ...related.filter((other) => other.source === source).map((other) => other.span),
          ]) {
            expect(each.from >= 0 && each.from <= each.to && each.to <= length).toBe(true);
          }
          if (fix !== undefined) applyEdits(sourceText(text, fix.source), fix.edits);
        }
        documentOutcomes(encodeUtf8(text));
      }),
      { numRuns: fuzzRuns },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(checkDocumentBytes(bytes).diagnostics.length).toBeGreaterThan(0);
        documentOutcomes(bytes);
      }),
      { numRuns: fuzzRuns },
    );
  });

  test('whoever refuses a document as a whole is named by a finding', () => {
    fc.assert(
      fc.property(fc.oneof(oddDocument, damagedDocument), (text) => {
        // Inside [Data] only Go readers look, and the checks say no more than that it has to be [data].
        if (/^\W*(?:Data|DATA)\b/m.test(text)) return;
        const named = new Set<string>(
          checkInitData(text).diagnostics.flatMap(({ source, consumers = [] }) =>
            source === 'initdata'
              ? consumers
                  .filter(({ outcome }) => outcome === 'rejects' || outcome === 'panics')
                  .map(({ consumer }) => consumer)
              : [],
          ),
        );
        const decided = Object.entries(documentOutcomes(encodeUtf8(text))).filter(
          ([, { outcome }]) => outcome !== 'unknown',
        );
        const refusing = decided.filter(([, { outcome }]) => outcome === 'rejects' || outcome === 'panics');
        expect(decided.map(([name]) => name).filter((name) => named.has(name))).toEqual(
          refusing.map(([name]) => name),
        );
      }),
      { numRuns: fuzzRuns },
    );
  });
});
