import { existsSync, readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profileOf } from '#core/rego/profile.ts';
import { review } from '../paste.ts';
import type { ReviewedDocument } from '../review.ts';
import { request } from '../testing/requests.ts';
import { compareInitData } from './compare.ts';
import { diffLines, linesOf, type Line, type LineDiff } from './line-diff.ts';

const ends = { lf: '\n', crlf: '\r\n', cr: '\r', none: '' } as const;

function joined(lines: readonly Line[]): string {
  return lines.map(({ text, end }) => text + ends[end]).join('');
}

function sides({ rows }: LineDiff): readonly [string, string] {
  const a = rows.filter(({ kind }) => kind !== 'added').map(({ line }) => line);
  const b = rows.filter(({ kind }) => kind !== 'removed').map(({ line }) => line);
  return [joined(a), joined(b)];
}

describe('the line diff', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', '\n', '\r\n', '\r', ' ', '\u{1f600}', 'long line'), {
      maxLength: 60,
    })
    .map((parts) => parts.join(''));

  test('gives back both texts, and numbers their lines', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const diff = diffLines(a, b);
        expect(sides(diff)).toEqual([a, b]);
        const numbers = diff.rows.flatMap((row) => (row.kind === 'added' ? [] : [row.a]));
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        expect(diff.removed + diff.added === 0).toBe(a === b);
      }),
    );
  });

  test('is as short as can be for texts that are alike', () => {
    const a = Array.from({ length: 400 }, (_, index) => `line ${index}\n`);
    const b = a.toSpliced(100, 1).toSpliced(200, 0, 'new\n');
    expect(diffLines(a.join(''), b.join(''))).toMatchObject({ removed: 1, added: 1 });
  });

  test.for([
    ['a line end alone', 'a\nb\n', 'a\r\nb\n', { removed: 1, added: 1, onlyWhiteSpace: true }],
    ['a final newline', 'a\nb', 'a\nb\n', { removed: 1, added: 1, onlyWhiteSpace: true }],
    ['a blank', 'a\nb \n', 'a\nb\n', { onlyWhiteSpace: true }],
    ['a word', 'a one z\n', 'a two z\n', { onlyWhiteSpace: false }],
    ['nothing', 'a\n', 'a\n', { removed: 0, added: 0, onlyWhiteSpace: false }],
  ] as const)('sees %s', ([, a, b, found]) => {
    expect(diffLines(a, b)).toMatchObject(found);
  });

  test('marks what changed in a line', () => {
    const [removed, added] = diffLines('url = "http://a"\n', 'url = "https://a"\n').rows;
    expect(removed?.kind === 'removed' && removed.changed).toEqual({ from: 11, to: 11 });
    expect(added?.kind === 'added' && added.changed).toEqual({ from: 11, to: 12 });
  });

  test.for([
    ['nothing in common', (side: string, line: number) => `${side}${line}\n`],
    ['lines in reverse', (side: string, line: number) => `${side === 'a' ? line : 20_000 - line}\n`],
    ['one line over and over', () => 'same\n'],
    ['two in turn', (side: string, line: number) => `${(line + (side === 'a' ? 0 : 1)) % 2}\n`],
  ] as const)('ends soon for %s', ([, lineOf]) => {
    const make = (side: string): string =>
      Array.from({ length: 20_000 }, (_, line) => lineOf(side, line)).join('');
    const [a, b] = [make('a'), make('b')];
    const started = performance.now();
    expect(sides(diffLines(a, b))).toEqual([a, b]);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('lines keep their ends', () => {
    expect(linesOf('a\r\nb\rc\n\nd')).toEqual([
      { text: 'a', end: 'crlf' },
      { text: 'b', end: 'cr' },
      { text: 'c', end: 'lf' },
      { text: '', end: 'lf' },
      { text: 'd', end: 'none' },
    ]);
  });
});

const profile = profileOf('kata-3.30');
const policy =
  'package agent_policy\n\ndefault ExecProcessRequest := false\ndefault ReadStreamRequest := true\n';
const document = (rest = '', rego = policy, url = 'https://a'): string =>
  `version = "0.1.0"\nalgorithm = "sha256"\n${rest}\n[data]\n"aa.toml" = '''\n[token_configs.kbs]\nurl = "${url}"\n'''\n"policy.rego" = '''\n${rego}'''\n`;

async function read(text: string): Promise<ReviewedDocument> {
  const found = (await review(request(text))).subject?.document;
  if (found === undefined) throw new Error('the test document was not read');
  return found;
}

describe('the comparison of two documents', () => {
  test.for([
    ['nothing', document(), { same: 'bytes', changes: [] }],
    ['a comment', document('# why\n'), { same: 'meaning', changes: [{ kind: 'form' }] }],
    ['line ends', document().replace('\n\n[data]', '\r\n\n[data]'), { same: 'meaning' }],
    [
      'the algorithm',
      document().replace('sha256', 'sha384'),
      { same: 'neither', changes: [{ kind: 'algorithm', before: 'sha256', after: 'sha384' }] },
    ],
    [
      'an address',
      document('', policy, 'https://b'),
      {
        changes: [
          { kind: 'endpoint', what: 'changed', before: 'https://a', after: 'https://b' },
          { kind: 'entry' },
        ],
      },
    ],
    [
      'an entry more',
      `${document()}"cdh.toml" = "x = 1\\n"\n`,
      { changes: [{ kind: 'entry', what: 'added', after: 'cdh.toml' }], policies: 'same' },
    ],
    [
      'a looser policy',
      document('', policy.replace('ExecProcessRequest := false', 'ExecProcessRequest := true')),
      {
        policies: 'compared',
        changes: [
          {
            kind: 'request',
            what: 'looser',
            after: 'ExecProcessRequest',
            witness: { request: 'ExecProcessRequest', allowedBy: 'second' },
          },
          { kind: 'entry' },
        ],
      },
    ],
    [
      'a stricter policy',
      document('', policy.replace('ReadStreamRequest := true', 'ReadStreamRequest := false')),
      {
        changes: [{ kind: 'request', what: 'stricter', witness: { allowedBy: 'first' } }, { kind: 'entry' }],
      },
    ],
    [
      'a policy that does not load',
      document('', 'package agent_policy\n\nx := {'),
      { policies: 'not-loaded' },
    ],
  ] as const)('finds %s', async ([, second, found]) => {
    expect(await compareInitData(await read(document()), await read(second), profile)).toMatchObject(found);
  });

  test('asks the policies as the engine of the chosen release does', async () => {
    const older = policy.replace(
      'default ReadStreamRequest := true',
      'ReadStreamRequest { input.stdin == "x" }',
    );
    const [first, second] = [await read(document()), await read(document('', older))];
    expect(await compareInitData(first, second, profile)).toMatchObject({ policies: 'not-loaded' });
    expect(await compareInitData(first, second, profileOf('kata-3.28'))).toMatchObject({
      policies: 'compared',
      changes: [{ kind: 'request', what: 'stricter', after: 'ReadStreamRequest' }, { kind: 'entry' }],
    });
  });

  test('ends between two steps when nobody waits for it', async () => {
    const stopping = {
      next: () => Promise.reject(new DOMException('stopped', 'AbortError')),
      stopped: () => true,
    };
    const [first, second] = [await read(document()), await read(document('# why\n'))];
    await expect(compareInitData(first, second, profile, stopping)).rejects.toThrow('stopped');
  });

  test('names each of several addresses', async () => {
    const two = document().replace(
      'url = "https://a"',
      'url = "https://a"\n[token_configs.coco_as]\nurl = "https://c"',
    );
    const { changes } = await compareInitData(
      await read(two),
      await read(document().replace(/\[token_configs[^']*/, '')),
      profile,
    );
    expect(changes.filter(({ kind }) => kind === 'endpoint')).toHaveLength(2);
    expect(new Set(changes.map(({ text }) => text)).size).toBe(changes.length);
  });

  test('files show what differs as text', async () => {
    const { files } = await compareInitData(
      await read(document()),
      await read(document('', policy, 'https://b')),
      profile,
    );
    expect(files.map(({ key, kind }) => [key, kind])).toEqual([
      ['initdata.toml', 'changed'],
      ['aa.toml', 'changed'],
      ['policy.rego', 'same'],
    ]);
  });

  const folder = new URL('../../../../../shared/corpus/documents/', import.meta.url);
  test.skipIf(!existsSync(folder))('every document of the corpus against the next', async () => {
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.toml'))
      .slice(0, 12);
    let before: ReviewedDocument | undefined;
    for (const file of files) {
      const { subject } = await review(request(new Uint8Array(readFileSync(new URL(file, folder)))));
      const after = subject?.document;
      if (before !== undefined && after !== undefined) {
        const { changes, files: differences } = await compareInitData(before, after, profile);
        expect(changes.every(({ text }) => text.endsWith('.'))).toBe(true);
        const [whole] = differences;
        if (whole?.diff !== undefined) expect(sides(whole.diff)).toEqual([before.text, after.text]);
      }
      before = after;
    }
    expect(files.length).toBeGreaterThan(5);
  });
});
