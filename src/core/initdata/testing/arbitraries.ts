/** Random documents and contents for the properties of this room. */
import fc from 'fast-check';
import { embedString, canHold } from '../embed.ts';
import type { StringForm } from '../../toml/strings.ts';

/** How often a property is tried: a slice by default, the full count where `FUZZ_RUNS` asks for it. */
export const fuzzRuns = Number(process.env['FUZZ_RUNS'] ?? 300);

/** Milliseconds that a property may take. */
export const fuzzTimeout = 10_000 + fuzzRuns * 20;

/** Content made of what makes embedding hard: quotes, backslashes, line ends, control characters, astral characters. */
export const content = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        "''",
        "'''",
        '"',
        '""',
        '"""',
        '\\',
        '\\\n',
        '\n',
        '\r\n',
        '\r',
        '\t',
        ' ',
        '#',
        '=',
      ),
      fc.constantFrom(
        '\0',
        '\u007f',
        '\u0085',
        '\u2028',
        '\ufeff',
        'é',
        '鍵',
        '🔑',
        'a = 1\n',
        '[data]\n',
        '${X}',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join('').toWellFormed());

const form = fc.constantFrom<StringForm>('ml-literal', 'ml-basic', 'basic', 'literal');
const comment = fc.constantFrom('', '# note', '  # indented "x" = 1', "# '''", '#');
const key = fc.constantFrom('aa.toml', 'cdh.toml', 'policy.rego', 'x', 'ключ.toml', 'a"b', "it's");

export interface RandomDocument {
  readonly text: string;
  readonly entries: readonly { readonly key: string; readonly content: string }[];
}

/** Documents that parse, in many layouts: line ends, comments, blank lines, byte order mark, forms, final newline. */
export const randomDocument: fc.Arbitrary<RandomDocument> = fc
  .record({
    lineEnd: fc.constantFrom('\n', '\r\n'),
    bom: fc.boolean(),
    algorithm: fc.constantFrom('sha256', 'sha384', 'sha512', 'sm3'),
    entries: fc.uniqueArray(fc.record({ key, content, form, comment, blank: fc.boolean() }), {
      maxLength: 4,
      selector: (entry) => entry.key,
    }),
    style: fc.constantFrom('section', 'dotted', 'inline'),
    final: fc.boolean(),
    header: comment,
  })
  .map(({ lineEnd, bom, algorithm, entries, style, final, header }) => {
    const lines = [header, 'version = "0.1.0"', `algorithm = "${algorithm}"`];
    const pairs = entries.map(({ key: name, content: value, form: wanted }) => {
      const kept = canHold(wanted, value) ? wanted : 'ml-basic';
      return `${embedString(name, 'basic')} = ${embedString(value, kept, lineEnd)}`;
    });
    if (style === 'inline') lines.push(`data = {${pairs.join(', ')}}`);
    else {
      if (style === 'section') lines.push('', '[data] # files');
      for (const [index, pair] of pairs.entries()) {
        const entry = entries[index];
        if (entry?.blank === true) lines.push('');
        if (entry !== undefined && entry.comment !== '') lines.push(entry.comment);
        lines.push(style === 'dotted' ? `data.${pair}` : pair);
      }
    }
    const text = (bom ? '\ufeff' : '') + lines.join(lineEnd) + (final ? lineEnd : '');
    return { text, entries: entries.map(({ key: name, content: value }) => ({ key: name, content: value })) };
  });

/** A document with a few of its characters removed, doubled or replaced. */
export const damagedDocument: fc.Arbitrary<string> = fc
  .record({
    document: randomDocument,
    damage: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat({ max: 12 }),
        insert: fc.constantFrom('', "'''", '"""', "'", '"', '\n', '\r', '=', '[', ']', '{', '#', '\0', 'x'),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ document, damage }) => {
    let { text } = document;
    for (const { at, length, insert } of damage) {
      const from = Math.floor(at * text.length);
      text = (text.slice(0, from) + insert + text.slice(from + length)).toWellFormed();
    }
    return text;
  });

const oddLine = fc.constantFrom(
  ...[
    'version = "0.1.0"',
    'version = "1"',
    'version = 0.1',
    'Version = "0.1.0"',
    'VERSION = 1',
    'verison = "0.1.0"',
  ],
  ...[
    'algorithm = "sha256"',
    'algorithm = "sha-384"',
    'algorithm = "sm3"',
    'algorithm = ["x"]',
    'Algorithm = "sha512"',
  ],
  ...[
    'algorithm = 2024-01-02',
    'algorithm.x = "y"',
    'algo = "sha256"',
    'name = "x"',
    '[data]',
    '[data]',
    '[Data]',
    '[[data]]',
  ],
  ...[
    '[data.sub]',
    '[data."aa.toml"]',
    '[other]',
    '[[other]]',
    '[version]',
    'data = "x"',
    'data = 1',
    'data = {}',
    'data = []',
  ],
  ...[
    'data."aa.toml" = ""',
    'data.x = 1',
    'Data."aa.toml" = ""',
    'data = { "aa.toml" = "", "cdh.toml" = "", }',
  ],
  ...[
    '"aa.toml" = ""',
    '"cdh.toml" = ""',
    '"aa.tml" = ""',
    'aa.toml = ""',
    '"n" = 1',
    '"d" = 2024-01-02',
    '"t" = 07:32',
  ],
  ...[
    '"x" = "\\e"',
    '"x" = "\\x41"',
    '"i" = { a = "b" }',
    'nonsense',
    '# comment',
    '',
    '"version" = "0.1.0"',
    'DATA = {}',
  ],
);

/** Documents of lines that each mean something, in any order: what only some readers refuse. */
export const oddDocument: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('', '', '\ufeff'), fc.array(oddLine, { maxLength: 9 }))
  .map(([mark, lines]) => `${mark}${lines.join('\n')}\n`);
