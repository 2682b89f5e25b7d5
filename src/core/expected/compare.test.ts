import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { encodeBase64 } from '#core/annotation/base64.ts';
import { isAlgorithm, type Algorithm } from '#core/initdata/algorithm.ts';
import { writeImage } from '#core/image/image.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { compareExpected } from './compare.ts';
import type { Comparison, DocumentEdit, Form, Hashed, Notation, WriterId } from './comparison.ts';
import { editsOf } from './edits.ts';
import { testDocument, testDocuments, type TestDocument } from './testing/documents.ts';
import { sortingWriters, writeAs } from './writers.ts';

const documents = testDocuments(true);
const declared = documents.filter(({ algorithm }) => isAlgorithm(algorithm));

function sum(algorithm: string, bytes: Uint8Array | string): Buffer {
  return createHash(algorithm).update(bytes).digest();
}

function own({ algorithm }: TestDocument): Algorithm {
  return isAlgorithm(algorithm) ? algorithm : 'sha256';
}

async function compared(
  one: TestDocument,
  expected: string,
  image?: Uint8Array<ArrayBuffer>,
): Promise<Comparison> {
  const { bytes, version, algorithm, entries } = one;
  const { gzip, annotation } = encodeAnnotation(bytes, 'fast');
  const comparison = await compareExpected({
    expected,
    document: bytes,
    entries,
    wrappings: { value: annotation, gzip: new Uint8Array(gzip), ...(image === undefined ? {} : { image }) },
    ...(version === undefined ? {} : { version }),
    ...(algorithm === undefined ? {} : { algorithm }),
  });
  for (const name of namesIn(comparison)) met.add(name);
  return comparison;
}

/** The ways that were named for mutations, over all documents. */
const met = new Set<string>();

function namesIn(comparison: Comparison): readonly string[] {
  if (comparison.kind === 'matches') return [`notation ${comparison.expected.notation}`];
  if (comparison.kind !== 'differs' || comparison.explanation === undefined) return [];
  const { hashed, form, otherAlgorithm } = comparison.explanation;
  return [
    `notation ${comparison.expected.notation}`,
    `form ${form}`,
    `hash of ${hashed.kind}`,
    ...(otherAlgorithm ? ['other algorithm'] : []),
    ...('edits' in hashed ? hashed.edits.map((edit) => `edit ${edit}`) : []),
    ...(hashed.kind === 'rewritten' ? [`writer ${hashed.writer}`, `${hashed.first} first`] : []),
    ...(hashed.kind === 'base64' ? [`base64 of ${hashed.of}`, `base64 ${hashed.text}`] : []),
    ...(hashed.kind === 'entry' && hashed.key === 'policy.rego' ? ['policy alone'] : []),
  ];
}

function explained(comparison: Comparison): Hashed | undefined {
  return comparison.kind === 'differs' ? comparison.explanation?.hashed : undefined;
}

describe('a value that is the digest', () => {
  test.for(declared.map((one) => ({ name: one.name, one })))(
    'matches in every notation: $name',
    async ({ one }) => {
      const digest = sum(own(one), one.bytes);
      const notations = [
        ['hex', digest.toString('hex')],
        ['hex-upper', digest.toString('hex').toUpperCase()],
        ['base64', digest.toString('base64')],
        ['base64url', digest.toString('base64url')],
        ['hex-in-base64', Buffer.from(digest.toString('hex')).toString('base64')],
        ['hex', `${digest.toString('hex')}  initdata.toml\n`],
        ['hex', digest.toString('hex').replaceAll(/.{8}/g, '$& ')],
        ['hex', `${own(one)}:${digest.toString('hex')}`],
        ['hex', `"init_data": "${digest.toString('hex')}",`],
      ] as const;
      for (const [notation, written] of notations) {
        const comparison = await compared(one, written);
        expect(comparison, written).toMatchObject({ kind: 'matches' });
        const plain = notation === 'base64url' && !/[-_]/.test(written) ? 'base64' : notation;
        if (comparison.kind === 'matches' && /[A-Za-z]/.test(digest.toString('hex'))) {
          expect(comparison.expected.notation).toBe(plain);
        }
      }
    },
  );
});

describe('a value of the same bytes in another form is explained by it', () => {
  test.for(declared.map((one) => ({ name: one.name, one })))('$name', async ({ one }) => {
    const digest = sum(own(one), one.bytes);
    const extended = sum('sha256', Buffer.concat([Buffer.alloc(32), digest.subarray(0, 32)]));
    const forms: readonly (readonly [string, Buffer])[] = [
      ['pcr8', extended],
      ...(digest.length > 32
        ? ([
            ['cut-32', digest.subarray(0, 32)],
            ['pcr8-of-all-bytes', sum('sha256', Buffer.concat([Buffer.alloc(32), digest]))],
          ] as const)
        : ([['padded-48', Buffer.concat([digest, Buffer.alloc(16)])]] as const)),
      ...(digest.length > 48
        ? ([['cut-48', digest.subarray(0, 48)]] as const)
        : ([['padded-64', Buffer.concat([digest, Buffer.alloc(64 - digest.length)])]] as const)),
      ['padded-256', Buffer.concat([digest, Buffer.alloc(256 - digest.length)])],
    ];
    for (const [form, bytes] of forms) {
      for (const written of [bytes.toString('hex'), bytes.toString('base64')]) {
        expect(await compared(one, written), form).toMatchObject({
          kind: 'differs',
          explanation: { hashed: { kind: 'document' }, form, algorithm: own(one), otherAlgorithm: false },
        });
      }
    }
    for (const algorithm of ['sha256', 'sha384', 'sha512'].filter((name) => name !== own(one))) {
      expect(await compared(one, sum(algorithm, one.bytes).toString('hex'))).toMatchObject({
        explanation: { hashed: { kind: 'document' }, form: 'whole', algorithm, otherAlgorithm: true },
      });
    }
  });
});

describe('a digest of other bytes is explained by the change', () => {
  test.for(documents.map((one) => ({ name: one.name, one })))(
    'edits: $name',
    { timeout: 60_000 },
    async ({ one }) => {
      for (const { bytes, edits } of editsOf(one.bytes, 2)) {
        const hashed = explained(await compared(one, sum(own(one), bytes).toString('hex')));
        // Two ways can lead to the same bytes, such as one newline less of two: then the named one has to lead there.
        expect(hashed?.kind, edits.join()).toBe('edited');
        const named = hashed?.kind === 'edited' ? hashed.edits : [];
        const led = [...editsOf(one.bytes, named.length)].find((way) => way.edits.join() === named.join());
        expect(
          Buffer.compare(led?.bytes ?? Buffer.alloc(0), bytes),
          `${named.join()} for ${edits.join()}`,
        ).toBe(0);
        expect(named.length).toBeLessThanOrEqual(edits.length);
      }
    },
  );

  const reversals = {
    'remove-final-newline': 'add-final-newline',
    'add-final-newline': 'remove-final-newline',
    'lf-to-crlf': 'crlf-to-lf',
    'crlf-to-lf': 'lf-to-crlf',
    'add-bom': 'remove-bom',
    'remove-bom': 'add-bom',
    'add-trailing-spaces': 'remove-trailing-spaces',
  } as const;

  test.for(documents.map((one) => ({ name: one.name, one })))(
    'edits seen from the other side: $name',
    async ({ one }) => {
      for (const { bytes, edits } of editsOf(one.bytes, 1)) {
        const [edit] = edits;
        const back = Object.entries(reversals).find(([name]) => name === edit)?.[1];
        if (back === undefined) continue;
        const mutated = testDocument(one.name, bytes);
        // The way back has to exist: mixed line ends, or blanks that were there before, cannot be told from those added.
        const undone = [...editsOf(bytes, 1)].find((way) => Buffer.compare(way.bytes, one.bytes) === 0);
        if (undone === undefined) continue;
        expect(undone.edits).toEqual([back]);
        expect(explained(await compared(mutated, sum(own(mutated), one.bytes).toString('hex')))).toEqual({
          kind: 'edited',
          edits: [back],
        });
      }
    },
  );

  test.for(documents.map((one) => ({ name: one.name, one })))(
    'a space at one line end: $name',
    async ({ one }) => {
      const text = Buffer.from(one.bytes);
      const lineEnd = text.indexOf('\n', Math.floor(text.length / 2));
      if (lineEnd < 0 || text.length > 100_000) return;
      const at = text[lineEnd - 1] === 0x0d ? lineEnd - 1 : lineEnd;
      const bytes = Buffer.concat([text.subarray(0, at), Buffer.from(' '), text.subarray(at)]);
      const lines = text.toString('latin1').split('\n').length;
      const hashed = explained(await compared(one, sum(own(one), bytes).toString('hex')));
      expect(hashed).toEqual(lines < 250 ? { kind: 'edited', edits: ['add-trailing-space'] } : undefined);
    },
  );

  test.for(documents.map((one) => ({ name: one.name, one })))(
    'what stands around or inside: $name',
    async ({ one }) => {
      const { annotation, gzip } = encodeAnnotation(one.bytes, 'fast');
      const image = writeImage(gzip);
      const plain = encodeBase64(one.bytes);
      const wrapped = (text: string, width: number): string =>
        `${text.replaceAll(new RegExp(`.{${width}}(?=.)`, 'g'), '$&\n')}\n`;
      const ways: readonly (readonly [object, Uint8Array])[] = [
        [{ kind: 'gzip' }, gzip],
        [{ kind: 'image' }, image],
        [{ kind: 'base64', of: 'gzip', text: 'plain' }, encodeUtf8(annotation)],
        [{ kind: 'base64', of: 'gzip', text: 'final-newline' }, encodeUtf8(`${annotation}\n`)],
        [{ kind: 'base64', of: 'document', text: 'plain' }, encodeUtf8(plain)],
        ...(annotation.length > 76
          ? ([
              [{ kind: 'base64', of: 'gzip', text: 'wrapped-76' }, encodeUtf8(wrapped(annotation, 76))],
              [{ kind: 'base64', of: 'gzip', text: 'wrapped-64' }, encodeUtf8(wrapped(annotation, 64))],
            ] as const)
          : []),
        ...one.entries
          .filter(({ key }, index) => one.entries.findIndex((other) => other.key === key) === index)
          .filter(({ content }, index, all) => all.findIndex((other) => other.content === content) === index)
          .map(({ key, content }) => [{ kind: 'entry', key, edits: [] }, encodeUtf8(content)] as const),
      ];
      for (const [hashed, bytes] of ways) {
        expect(explained(await compared(one, sum('sha256', bytes).toString('hex'), image))).toEqual(hashed);
      }
    },
  );

  const writers: readonly WriterId[] = [
    'toml-1',
    'toml-0.5-pretty',
    'toml-0.5',
    'burntsushi',
    'pelletier',
    'cococtl',
    'documentation',
  ];

  test.for(
    declared
      .filter(({ entries, version }) => version !== undefined && entries.length > 0 && entries.length <= 4)
      .map((one) => ({ name: one.name, one })),
  )('written anew: $name', { timeout: 60_000 }, async ({ one }) => {
    const { version = '', algorithm = '', entries } = one;
    for (const writer of writers) {
      for (const order of ordersOf(entries)) {
        if (sortingWriters.includes(writer) && order.some(({ key }, at) => key < (order[at - 1]?.key ?? '')))
          continue;
        const text = writeAs(writer, { version, algorithm, entries: order });
        if (text === undefined || Buffer.compare(encodeUtf8(text), one.bytes) === 0) continue;
        const hashed = explained(await compared(one, sum(own(one), text).toString('hex')));
        const led =
          hashed?.kind === 'rewritten'
            ? writeAs(
                hashed.writer,
                {
                  version,
                  algorithm,
                  entries: hashed.order.map(
                    (key) => entries.find((entry) => entry.key === key) ?? { key, content: '' },
                  ),
                },
                hashed.first,
              )
            : hashed?.kind === 'edited'
              ? text
              : undefined;
        expect(led, `${writer} ${order.map(({ key }) => key).join()}`).toBe(text);
      }
    }
  });
});

/** All orders of few; of four the first and the last ones, and all of them in `npm run fuzz`. */
function ordersOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length <= 1) return [items];
  const everyOrder = process.env['FUZZ_RUNS'] !== undefined;
  const all = items.flatMap((item, index) =>
    ordersOf([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
  return everyOrder || all.length <= 6 ? all : [...all.slice(0, 3), ...all.slice(-3)];
}

/** Every way that there is: a new one does not compile until it is named here, and then has to be met above. */
const ways = {
  notation: {
    hex: true,
    'hex-upper': true,
    base64: true,
    base64url: true,
    'hex-in-base64': true,
  } satisfies Record<Notation, true>,
  form: {
    whole: true,
    'cut-32': true,
    'cut-48': true,
    'padded-48': true,
    'padded-64': true,
    'padded-256': true,
    pcr8: true,
    'pcr8-of-all-bytes': true,
  } satisfies Record<Form, true>,
  'hash of': {
    document: true,
    edited: true,
    rewritten: true,
    entry: true,
    gzip: true,
    image: true,
    base64: true,
  } satisfies Record<Hashed['kind'], true>,
  edit: {
    'remove-final-newline': true,
    'remove-final-newlines': true,
    'add-final-newline': true,
    'one-final-newline': true,
    'lf-to-crlf': true,
    'crlf-to-lf': true,
    'remove-bom': true,
    'add-bom': true,
    'remove-trailing-spaces': true,
    'add-trailing-spaces': true,
    'add-trailing-space': true,
  } satisfies Record<DocumentEdit, true>,
  writer: {
    'toml-1': true,
    'toml-0.5-pretty': true,
    'toml-0.5': true,
    burntsushi: true,
    pelletier: true,
    cococtl: true,
    documentation: true,
  } satisfies Record<WriterId, true>,
  'base64 of': { gzip: true, document: true },
  base64: { plain: true, 'final-newline': true, 'wrapped-76': true, 'wrapped-64': true },
  other: { algorithm: true },
  policy: { alone: true },
};

test('every way was met by a mutation and named for it', () => {
  const missing = Object.entries(ways)
    .flatMap(([kind, names]) => Object.keys(names).map((name) => `${kind} ${name}`))
    .filter((name) => !met.has(name));
  expect(missing).toEqual([]);
});

describe('what cannot be compared', () => {
  const [one] = declared;
  const bytes = one?.bytes ?? new Uint8Array();
  test.for([
    ['', { kind: 'unchecked', reason: 'none-given' }],
    [' \n', { kind: 'unchecked', reason: 'none-given' }],
    [
      '4bebff28',
      {
        kind: 'unchecked',
        reason: 'unreadable',
        detail: 'It has 8 hexadecimal digits; a digest has 64, 96 or 128.',
      },
    ],
    ['hello', { kind: 'unchecked', reason: 'unreadable' }],
    ['x'.repeat(1_000_000), { kind: 'unchecked', reason: 'unreadable' }],
    ['ab'.repeat(32), { kind: 'differs', complete: true }],
  ] as const)('%#', async ([expected, result]) => {
    expect(await compareExpected({ expected, document: bytes, entries: [] })).toMatchObject(result);
  });

  test('a long document ends the search at its bound', { timeout: 60_000 }, async () => {
    const document = new Uint8Array(8 * 1024 * 1024).fill(0x61);
    const started = performance.now();
    const comparison = await compareExpected({
      expected: 'ab'.repeat(32),
      document,
      entries: [],
      algorithm: 'sha256',
    });
    expect(comparison).toMatchObject({ kind: 'differs' });
    expect(performance.now() - started).toBeLessThan(40_000);
    expect(
      await compareExpected({ expected: 'ab'.repeat(32), document, entries: [], stopped: () => true }),
    ).toMatchObject({ kind: 'differs', complete: false, tried: 0 });
  });
});
