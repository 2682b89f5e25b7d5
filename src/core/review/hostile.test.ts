/** Pastes that are made to break a reader: nothing throws, nothing runs away. */
import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { annotationKey } from '#core/annotation/annotation.ts';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { encodeBase64 } from '#core/annotation/base64.ts';
import { writeImage } from '#core/image/image.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { mostChoices } from './limits.ts';
import { review } from './paste.ts';
import type { Review, ReviewRequest } from './review.ts';
import { reportOf } from './report/report.ts';
import { markdownReport } from './report/markdown.ts';
import { sarifReport } from './report/sarif.ts';
import { request } from './testing/requests.ts';

const document = `version = "0.1.0"
algorithm = "sha384"

[data]
"aa.toml" = '''
[token_configs.kbs]
url = "https://kbs.example.com"
'''
"policy.rego" = '''
package agent_policy

default ExecProcessRequest := false
ReadStreamRequest if input.container_id == "a"
'''
`;
const { annotation, gzip } = encodeAnnotation(encodeUtf8(document), 'fast');
const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    ${annotationKey}: ${annotation}\nspec:\n  containers:\n  - image: a/b:1\n`;
const token = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"submods":{"cpu0":{"ear.veraison.annotated-evidence":{"init_data":"ab"}}}}').toString('base64url')}.`;

/** Everything that a page does with a review. */
function used(found: Review): string {
  const report = reportOf({ review: found, notes: [], toolVersion: '0', time: 0 });
  return markdownReport(report) + sarifReport(report);
}

describe('hostile pastes are answered', () => {
  const deep = (open: string, close: string, levels: number): string =>
    open.repeat(levels) + close.repeat(levels);
  const bomb = encodeBase64(gzipSync(new Uint8Array(60_000_000)));
  const aliases = `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    ${annotationKey}: x\n${Array.from({ length: 12 }, (_, level) => `a${level}: &a${level} [${Array.from({ length: 9 }, () => (level === 0 ? 'x' : `*a${level - 1}`)).join(',')}]\n`).join('')}`;
  let nested = annotation as string;
  for (let level = 0; level < 12; level++) nested = Buffer.from(nested).toString('base64');

  test.for<readonly [string, () => string | Uint8Array, number]>([
    ['a gzip bomb', () => bomb, 1500],
    ['a gzip bomb in a file', () => gzipSync(new Uint8Array(60_000_000)), 1500],
    ['many encodings', () => nested, 1500],
    [
      'deep YAML',
      () => `apiVersion: v1\nkind: Pod\nx: ${deep('[', ']', 20_000)}\n${annotationKey}: x\n`,
      3000,
    ],
    ['deep JSON', () => `{"kind":"Pod","apiVersion":"v1","x":${deep('[', ']', 50_000)}}`, 3000],
    ['an alias bomb', () => aliases, 1500],
    [
      'two hundred thousand annotations',
      () => `${annotationKey}: H4sI\n`.repeat(200_000).slice(0, 8_000_000),
      6000,
    ],
    ['a megabyte of quotes', () => `"${'\\"'.repeat(500_000)}`, 1500],
    ['a megabyte of back quotes', () => '`'.repeat(1_000_000), 1500],
    ['a megabyte of fences', () => '```\n'.repeat(250_000), 3000],
    ['a megabyte of greater-than signs', () => '> '.repeat(500_000), 1500],
    ['a megabyte of hexadecimal', () => 'ab'.repeat(500_000), 1500],
    ['a megabyte of base64', () => 'QUJD'.repeat(250_000), 1500],
    ['here-documents without end', () => 'cat <<EOF\n'.repeat(20_000), 3000],
    [
      'many here-documents',
      () => `cat <<EOF\nversion = "0.1.0"\nalgorithm = "sha256"\n[data]\nEOF\n`.repeat(2_000),
      6000,
    ],
    ['assignments', () => `a=${'A'.repeat(20)}\n`.repeat(40_000), 3000],
    ['describe lines', () => `Name: x\nAnnotations: ${annotationKey}: H4sI\n`.repeat(8_000), 3000],
    ['a diff of many hunks', () => `@@ -1 +1 @@\n+  ${annotationKey}: H4sI\n`.repeat(20_000), 3000],
    [
      'a token of a megabyte',
      () => `eyJhbGciOiJub25lIn0.${Buffer.from(`{"a":"${'x'.repeat(1_000_000)}"}`).toString('base64url')}.`,
      1500,
    ],
    [
      'a token with many claims',
      () =>
        `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`c${at}`, at])))).toString('base64url')}.`,
      1500,
    ],
    ['a log of many lines', () => '{"kind":"ExecProcessRequest","request":{}}\n'.repeat(50_000), 1500],
    [
      'keys of prototypes',
      () => `version = "0.1.0"\nalgorithm = "sha256"\n[data]\n"__proto__" = "x"\n"constructor" = "y"\n`,
      500,
    ],
    [
      'many entries',
      () =>
        `version = "0.1.0"\nalgorithm = "sha256"\n[data]\n${Array.from({ length: 5_000 }, (_, at) => `"k${at}" = "v"\n`).join('')}`,
      6000,
    ],
    [
      'control characters',
      () => `version = "0.1.0"\nalgorithm = "sha256"\n[data]\n"a" = '''\n\u202e\u0000\u001b[31m\u200b'''\n`,
      500,
    ],
    [
      'an image with a length beyond',
      () => Buffer.concat([encodeUtf8('initdata'), Buffer.alloc(8, 0xff), gzip]),
      500,
    ],
    ['a long file that is no text', () => new Uint8Array(40_000_000).fill(0xfe), 1500],
    ['a long file of text', () => new Uint8Array(40_000_000).fill(0x41), 1500],
    [
      'an image of many megabytes',
      () => {
        const image = new Uint8Array(40_000_000);
        image.set(writeImage(gzip));
        return image;
      },
      3000,
    ],
  ])('%s', { timeout: 60_000 }, async ([, make, milliseconds]) => {
    const paste = make();
    const started = performance.now();
    const found = await review(request(paste, { expected: 'ab'.repeat(48) }));
    const chosen =
      found.choices.length > 1 ? await review(request(paste, { choice: found.choices.length - 1 })) : found;
    expect(used(chosen)).toContain('Init-Data review');
    expect(found.choices.length).toBeLessThanOrEqual(mostChoices);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    // Generous: the machine may be doing other things. A search that grows with the square of the text takes minutes.
    expect(performance.now() - started).toBeLessThan(milliseconds * 4);
  });
});

/** Milliseconds of this process; the clock on the wall also counts what other programs do. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** FUZZ_RUNS asks for runs of a usual property; a paste is to be tried ten times as often. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 30) * 10;

describe('mutated pastes', () => {
  const seeds: readonly string[] = [
    annotation,
    pod,
    document,
    `Look:\n\n\`\`\`yaml\n${pod}\`\`\`\n`,
    `${pod}---\n${pod}`,
    `[{"op":"add","path":"/spec/template/metadata/annotations/${annotationKey}","value":"${annotation}"}]`,
    `kubectl annotate pod web ${annotationKey}=${annotation}`,
    `cat <<EOF\n${document}EOF\n`,
    `Name: web\nAnnotations: ${annotationKey}:\n  ${annotation}\nStatus: Running\n`,
    `@@ -1 +1 @@\n-  ${annotationKey}: ${annotation}\n+  ${annotationKey}: ${annotation}\n`,
    JSON.stringify({ 'init-data': { format: 'toml', body: document } }),
    token,
    '{"kind":"ExecProcessRequest","request":{"a":1}}\n',
    'ExecProcessRequest is blocked by policy',
    Buffer.from(gzip).toString('hex'),
    'package agent_policy\n\ndefault ExecProcessRequest := false\n',
    `-----BEGIN CERTIFICATE-----\n${'A'.repeat(64)}\n-----END CERTIFICATE-----\n`,
  ];
  const pieces = fc.constantFrom(
    ...[
      '\n',
      '\r\n',
      '\r',
      '\t',
      ' ',
      '"',
      "'",
      "'''",
      '"""',
      '`',
      '```',
      '{',
      '}',
      '[',
      ']',
      ':',
      '=',
      '==',
      '#',
      '---',
      '|',
      '>',
      '&a',
      '*a',
      '<<',
      '{{ x }}',
    ],
    ...[
      '\u00a0',
      '\ufeff',
      '\u202e',
      '\u0000',
      '\ud800',
      '\u{1f600}',
      '…',
      '...',
      '${X}',
      annotationKey,
      'H4sI',
      'kind: Pod',
      'apiVersion: v1',
      '[data]',
      'version = "0.1.0"',
      'package agent_policy',
      'eyJ',
    ],
  );
  const mutation = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.integer({ min: 0, max: 40 }),
    insert: fc.oneof(pieces, fc.string({ maxLength: 4, unit: 'binary' })),
  });
  const mutated = fc
    .tuple(
      fc.constantFrom(...seeds),
      fc.array(mutation, { maxLength: 5 }),
      fc.constantFrom(undefined, ...seeds),
    )
    .map(([seed, mutations, other]) => {
      let text = seed;
      for (const { at, cut, insert } of mutations) {
        const from = Math.floor(at * text.length);
        text = text.slice(0, from) + insert + text.slice(from + cut);
      }
      return other === undefined ? text : `${text}\n${other}`;
    });

  test('are answered, each within a second', async () => {
    let slowest = 0;
    const reviewed = async (paste: string, rest: Partial<ReviewRequest>): Promise<Review> => {
      const started = cpuTime();
      const found = await review(request(paste, { ...rest, depth: 'headline' }));
      if (found.choices.length > 1) await review(request(paste, { choice: 0, depth: 'headline' }));
      slowest = Math.max(slowest, cpuTime() - started);
      return found;
    };
    await fc.assert(
      fc.asyncProperty(
        mutated,
        fc.boolean(),
        fc.constantFrom('', 'ab'.repeat(32), 'x'),
        async (paste, repaired, expected) => {
          const before = slowest;
          const found = await reviewed(paste, { expected, repaired });
          if (slowest > 1000) {
            // Memory may have been tidied up meanwhile: what is really slow is slow again.
            slowest = before;
            await reviewed(`${paste} `, { expected, repaired });
          }
          expect(slowest).toBeLessThan(1000);
          expect(found.headline.text).not.toBe('');
        },
      ),
      { numRuns: runs },
    );
  }, 3_600_000);

  test('are answered in full, and reported', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (paste) => {
        const found = await review(request(paste));
        const chosen = found.choices.length > 1 ? await review(request(paste, { choice: 0 })) : found;
        expect(used(chosen)).toContain('Init-Data review');
        for (const { evidence } of chosen.sentence) {
          if (evidence?.kind === 'finding') expect(chosen.subject?.findings[evidence.index]).toBeDefined();
          if (evidence?.kind === 'layer') expect(chosen.subject?.layers[evidence.index]).toBeDefined();
        }
      }),
      { numRuns: Math.ceil(runs / 20) },
    );
  }, 3_600_000);
});
