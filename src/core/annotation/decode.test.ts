import { existsSync, readFileSync } from 'node:fs';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '#core/text/edit.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { decodeAnnotation } from './decode.ts';
import { encodeAnnotation } from './encode.ts';

const document =
  'version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"aa.toml" = \'\'\'\nurl = "http://kbs:8080"\n\'\'\'\n';
const bytes = encodeUtf8(document);
const { annotation } = encodeAnnotation(bytes, 'best');
const gzip = Buffer.from(annotation, 'base64');
const rego = encodeUtf8('# who may do what\npackage agent_policy\n\ndefault ReadStreamRequest := false\n');

function base64(...parts: readonly Uint8Array[]): string {
  return Buffer.concat(parts).toString('base64');
}

function codesOf(value: string): readonly string[] {
  return decodeAnnotation(value).diagnostics.map(({ code }) => code.replace('annotation/', ''));
}

function outcomesOf(value: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    decodeAnnotation(value).consumers.map(({ consumer, outcome }) => [consumer, outcome]),
  );
}

/** The full count of runs takes minutes. */
const patience = process.env['FUZZ_RUNS'] === undefined ? 30_000 : 3_600_000;

test('an annotation of ours', () => {
  const decoded = decodeAnnotation(annotation);
  expect(decoded.diagnostics).toEqual([]);
  expect(decoded.document).toEqual(bytes);
  expect(decoded.hostsReadSameDocument).toBe(true);
  expect(decoded.documentFacts).toEqual({
    bytes: bytes.length,
    utf8: true,
    bom: false,
    nul: false,
    cr: false,
    finalNewline: true,
  });
  expect(decoded.layers.map(({ kind }) => kind)).toEqual(['base64', 'gzip']);
  expect(new Set(decoded.consumers.map(({ outcome }) => outcome))).toEqual(new Set(['accepts']));
});

describe('findings', () => {
  const wrapped = annotation.replace(/.{76}/g, '$&\n');
  const cases = [
    { value: '', codes: ['empty'], from: 0, to: 0 },
    { value: '${INITDATA}', codes: ['placeholder'], from: 0, to: 11 },
    { value: '<base64 of the document>', codes: ['placeholder'], from: 0, to: 24 },
    { value: 'H4sIAAAAAAAA...', codes: ['placeholder'], from: 12, to: 15 },
    { value: wrapped, codes: ['white-space'], from: 76, to: 77 },
    { value: `${annotation} `, codes: ['white-space'], from: annotation.length, to: annotation.length + 1 },
    { value: `"${annotation}"`, codes: ['foreign-character'], from: 0, to: 1 },
    { value: `\u{1F600}${annotation}`, codes: ['foreign-character'], from: 0, to: 2 },
    { value: base64(gzip).slice(0, 33), codes: ['padding'], from: 33, to: 33 },
    { value: base64(encodeUtf8(annotation)), codes: ['base64-twice'] },
    { value: base64(bytes), codes: ['plain-text'] },
    { value: base64(rego), codes: ['agent-policy'] },
    { value: base64(encodeUtf8('initdata'), new Uint8Array(504)), codes: ['disk-image'] },
    { value: base64(deflateSync(bytes)), codes: ['other-compression'] },
    { value: base64(deflateRawSync(bytes)), codes: ['other-compression'] },
    { value: base64(encodeUtf8('This is not compressed at all.')), codes: ['not-gzip'] },
    { value: base64(gzip.subarray(0, 40)), codes: ['gzip-truncated'], from: 52, to: 54 },
    { value: base64(gzip, Buffer.alloc(20)), codes: ['trailing-bytes'] },
    { value: base64(gzip, gzip), codes: ['gzip-members'] },
    { value: base64(gzipSync('')), codes: ['empty-document'] },
    { value: base64(gzipSync(gzip)), codes: ['not-utf8'] },
    { value: base64(gzipSync(Buffer.alloc(17 * 1024 * 1024))), codes: ['too-long'] },
  ];
  test.for(cases)('$codes', { timeout: 30_000 }, ({ value, codes, from, to }) => {
    expect(codesOf(value)).toEqual(codes);
    if (from !== undefined) expect(decodeAnnotation(value).diagnostics[0]?.span).toEqual({ from, to });
  });

  test('damage is placed in the text', () => {
    const broken = Buffer.from(gzip);
    broken[3] = 0x20;
    expect(decodeAnnotation(base64(broken)).diagnostics).toMatchObject([
      { code: 'annotation/gzip-reserved-flags', span: { from: 4, to: 6 } },
    ]);
    broken[3] = 0;
    broken[broken.length - 8] = broken[broken.length - 8]! ^ 1;
    expect(codesOf(base64(broken))).toEqual(['gzip-checksum']);
  });

  test('the fix of a layout yields the value itself', () => {
    const values = [
      wrapped,
      ` ${annotation}\r\n`,
      `'${annotation}'`,
      annotation.replaceAll('+', '-').replaceAll('/', '_').replace(/=*$/, ''),
    ];
    for (const value of values) {
      const [finding] = decodeAnnotation(value).diagnostics;
      expect(applyEdits(value, finding?.fix?.edits ?? [])).toBe(annotation);
    }
  });
});

describe('consumers', () => {
  const cases = [
    { name: 'line break', value: `${annotation}\n`, go: 'accepts', rust: 'panics', coco: 'accepts' },
    { name: 'space at the end', value: `${annotation} `, go: 'rejects', rust: 'panics', coco: 'accepts' },
    {
      name: 'trailing zeros',
      value: base64(gzip, Buffer.alloc(12)),
      go: 'rejects',
      rust: 'accepts',
      coco: 'rejects',
    },
    { name: 'nothing', value: '', go: 'ignores', rust: 'ignores', coco: 'rejects' },
    { name: 'gzip of nothing', value: base64(gzipSync('')), go: 'panics', rust: 'ignores', coco: 'rejects' },
    { name: 'plain text', value: base64(bytes), go: 'rejects', rust: 'panics', coco: 'rejects' },
  ];
  test.for(cases)('$name', ({ value, go, rust, coco }) => {
    expect(outcomesOf(value)).toMatchObject({ go, 'runtime-rs': rust, cococtl: coco });
  });

  test('two members are two documents', () => {
    const decoded = decodeAnnotation(base64(gzip, gzipSync('"b" = "c"\n')));
    expect(decoded.hostsReadSameDocument).toBe(false);
    expect(decoded.document).toEqual(bytes);
    expect(decoded.documentOfAllMembers).toEqual(encodeUtf8(`${document}"b" = "c"\n`));
  });

  test('an offset in a long value is counted as Go counts it, from the piece that was read', () => {
    let state = 1;
    const noise = Uint8Array.from({ length: 4000 }, () => (state = Math.imul(state, 48271) >>> 0) >>> 24);
    const long = base64(gzipSync(noise));
    const value = `${long.slice(0, 1030)} ${long.slice(1030)}`;
    const go = decodeAnnotation(value).consumers.find(({ consumer }) => consumer === 'go');
    expect(go?.message).toBe('uncompressing initdata with gzip error: illegal base64 data at input byte 6');
  });
});

describe('other forms are peeled', () => {
  test('base64 twice and three times', () => {
    const twice = Buffer.from(annotation).toString('base64');
    expect(decodeAnnotation(twice).document).toEqual(bytes);
    expect(decodeAnnotation(Buffer.from(twice).toString('base64')).document).toEqual(bytes);
  });

  test('zlib, deflate and plain text', () => {
    expect(decodeAnnotation(base64(deflateSync(bytes))).document).toEqual(new Uint8Array(bytes));
    expect(decodeAnnotation(base64(deflateRawSync(bytes))).document).toEqual(new Uint8Array(bytes));
    expect(decodeAnnotation(base64(bytes)).document).toEqual(bytes);
  });

  test('a cut stream leaves what there was', () => {
    const { document: found, recovered } = decodeAnnotation(base64(gzip.subarray(0, -8)));
    expect(found).toBeUndefined();
    expect(recovered).toEqual(bytes);
  });
});

test('any text is decoded without a throw', { timeout: patience }, () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.uint8Array({ maxLength: 60 }).map((noise) => base64(noise)),
    fc.uint8Array({ maxLength: 60 }).map((noise) => base64(gzip.subarray(0, 12), noise)),
    fc
      .tuple(fc.nat(annotation.length), fc.string({ maxLength: 3 }))
      .map(([at, extra]) => annotation.slice(0, at) + extra + annotation.slice(at)),
  );
  fc.assert(
    fc.property(text, (value) => {
      const { diagnostics } = decodeAnnotation(value);
      for (const { span } of diagnostics) {
        expect(span.from).toBeLessThanOrEqual(span.to);
        expect(span.to).toBeLessThanOrEqual(value.length);
      }
    }),
  );
});

const corpus = new URL('../../../../shared/corpus/', import.meta.url);
const present = existsSync(corpus);
if (!present) process.stderr.write('skipped: 19 published annotations, as ../shared is not there\n');

interface PublishedAnnotation {
  readonly kind: string;
  readonly slug: string;
  readonly file: string;
  readonly base64: { readonly ok: boolean };
  readonly gzip_magic?: boolean;
  readonly gunzip?: { readonly ok: boolean };
  readonly document?: {
    readonly bytes: number;
    readonly has_bom: boolean;
    readonly has_cr: boolean;
    readonly ends_with_newline: boolean;
  };
}

describe.skipIf(!present)('published annotations', () => {
  const index = present
    ? (JSON.parse(readFileSync(new URL('INDEX.json', corpus), 'utf8')) as {
        readonly entries: readonly PublishedAnnotation[];
      })
    : { entries: [] };
  const entries = index.entries.filter(({ kind }) => kind === 'annotation');
  test.for(entries)('$slug', (entry) => {
    const decoded = decodeAnnotation(readFileSync(new URL(entry.file, corpus), 'utf8'));
    const [outer, inner] = decoded.layers;
    expect(outer?.kind).toBe('base64');
    if (outer?.kind !== 'base64') return;
    const { strict, whitespace } = outer.reading;
    // The index was made with a decoder that skips line breaks.
    expect(strict === 'ok' || (whitespace.length > 0 && outer.reading.padding === 'ok')).toBe(
      entry.base64.ok,
    );
    if (entry.gzip_magic !== undefined) expect(outer.decodedKind === 'gzip').toBe(entry.gzip_magic);
    if (entry.gunzip !== undefined && inner?.kind === 'gzip') {
      expect(inner.reading.members[0]?.status === 'ok').toBe(entry.gunzip.ok);
    }
    if (entry.document === undefined || decoded.documentFacts === undefined) return;
    expect(decoded.documentFacts).toMatchObject({
      bytes: entry.document.bytes,
      bom: entry.document.has_bom,
      cr: entry.document.has_cr,
      finalNewline: entry.document.ends_with_newline,
    });
  });
});

test('work grows with the length of the value, not with its square', { timeout: patience }, () => {
  const many = 20_000;
  const values = [
    base64(...Array.from({ length: many }, () => gzipSync(''))),
    base64(Buffer.from('\n'.repeat(many * 20))),
    `A${' '.repeat(many * 20)}A`,
  ];
  for (const value of values) expect(decodeAnnotation(value).diagnostics.length).toBeGreaterThan(0);
});
