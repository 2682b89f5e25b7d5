/** The layers that were peeled, with their facts and what each program does at each of them. */
import type { AnnotationLayer, DecodedAnnotation } from '#core/annotation/decode.ts';
import type { GzipHeader, GzipMember, GzipReading } from '#core/annotation/gzip.ts';
import type { DocumentFacts } from '#core/analysis/analysis.ts';
import type { ImageReading } from '#core/image/image.ts';
import type { DocumentOutcomes } from '#core/initdata/outcomes.ts';
import { allVerdicts, documentVerdicts, base64Verdicts, gzipVerdicts, stateFrom } from './verdicts.ts';
import type { Layer, LayerFact, LayerState, Verdict } from './review.ts';

type Draft = Omit<Layer, 'findings'>;

/** Digits in groups of three, with narrow spaces that do not break. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, '\u202f');
}

function fact(name: string, value: string | number, quoted = false): LayerFact {
  return { name, value: typeof value === 'number' ? grouped(value) : value, quoted };
}

/** The layers of an annotation value, from base64 to the document's bytes. */
export function annotationLayers({ layers, consumers }: DecodedAnnotation): readonly Draft[] {
  const [outer] = layers;
  return layers.map((layer, index): Draft => {
    switch (layer.kind) {
      case 'base64':
        return base64Layer(layer, index === 0 ? verdictsAt(layer, consumers) : [], index);
      case 'gzip': {
        const verdicts =
          outer?.kind === 'base64' && index === 1 ? gzipVerdicts(outer.reading, consumers) : [];
        return gzipLayer(layer.reading, verdicts, index === 1);
      }
      case 'zlib':
      case 'raw-deflate': {
        const { inflated } = layer;
        const verdicts = outer?.kind === 'base64' ? gzipVerdicts(outer.reading, consumers) : [];
        return {
          kind: 'deflate',
          title: layer.kind === 'zlib' ? 'zlib instead of gzip' : 'deflate without gzip',
          state: 'broken',
          facts: [fact('inflated bytes', inflated.bytes.length)],
          verdicts,
        };
      }
    }
  });
}

/** Where the way ends at this layer, all that each reader says of the value. */
function verdictsAt(layer: Base64Layer, consumers: DecodedAnnotation['consumers']): readonly Verdict[] {
  const isEnd = layer.reading.bytes === undefined || isWrongInside(layer.decodedKind);
  return isEnd ? allVerdicts(consumers) : base64Verdicts(layer.reading, consumers);
}

type Base64Layer = Extract<AnnotationLayer, { readonly kind: 'base64' }>;

const wholeWords = {
  lf: 'line feeds',
  cr: 'carriage returns',
  space: 'spaces',
  tab: 'tabs',
  nbsp: 'no-break spaces',
  zwsp: 'zero-width spaces',
  bom: 'byte order marks',
} as const;

function base64Layer(
  { reading, characters, decodedKind }: Base64Layer,
  verdicts: readonly Verdict[],
  index: number,
): Draft {
  const { whitespace, alphabet, padding, bytes, firstForeign } = reading;
  const inside = decodedKind === undefined || decodedKind === 'gzip' ? undefined : insideWords[decodedKind];
  const judged: LayerState = reading.strict === 'ok' ? 'ok' : stateFrom(verdicts);
  const state: LayerState =
    bytes === undefined ? 'broken' : index > 0 || isWrongInside(decodedKind) ? 'broken' : judged;
  return {
    kind: 'base64',
    title: `${index > 0 ? 'base64 again' : 'base64'} ${grouped(characters)}`,
    state,
    facts: [
      fact('characters', characters),
      fact('alphabet', alphabetWords[alphabet]),
      fact('padding', paddingWords[padding]),
      ...whitespace.map(({ kind, count, first }) =>
        fact(wholeWords[kind], `${grouped(count)}, the first at ${grouped(first)}`),
      ),
      ...(firstForeign === undefined
        ? []
        : [
            fact(
              'first other character',
              `U+${firstForeign.codePoint.toString(16).toUpperCase().padStart(4, '0')} at ${grouped(firstForeign.offset)}`,
            ),
          ]),
      ...(reading.nonCanonicalAt === undefined
        ? []
        : [fact('spare bits', `not zero, at ${grouped(reading.nonCanonicalAt)}`)]),
      ...(bytes === undefined ? [] : [fact('decoded bytes', bytes.length)]),
      ...(inside === undefined ? [] : [fact('holds', inside)]),
    ],
    verdicts,
  };
}

function isWrongInside(kind: Base64Layer['decodedKind']): boolean {
  return kind !== undefined && kind !== 'gzip' && kind !== 'gzip-unknown-method';
}

const alphabetWords = {
  standard: 'standard',
  url: 'URL-safe',
  mixed: 'standard and URL-safe mixed',
  other: 'with other characters',
} as const;

const paddingWords = {
  ok: 'as needed',
  missing: 'missing',
  partial: 'one of two signs missing',
  excess: 'too much',
  inside: 'a sign inside the value',
  'impossible-length': 'no padding helps: a character is missing',
  none: 'nothing to pad',
} as const;

const insideWords = {
  'gzip-unknown-method': 'gzip of an unknown method',
  zlib: 'zlib',
  'raw-deflate': 'deflate without a container',
  bzip2: 'bzip2',
  zstd: 'zstd',
  xz: 'xz',
  'disk-image': 'a disk image',
  'text-toml': 'TOML without compression',
  'text-rego': 'Rego without compression',
  'text-base64': 'base64 once more',
  text: 'plain text',
  empty: 'nothing',
  unknown: 'bytes of no known format',
} as const;

/** @param counts whether the readers' verdicts are about this layer; otherwise it is reached by nobody */
export function gzipLayer(reading: GzipReading, verdicts: readonly Verdict[], counts = true): Draft {
  const { members, trailingBytes, trailingAllZero } = reading;
  const [first] = members;
  const clean =
    members.length === 1 &&
    first?.status === 'ok' &&
    trailingBytes === 0 &&
    first.header?.reservedFlags !== true;
  const own: LayerState = first?.status === 'ok' ? (clean ? 'ok' : 'disputed') : 'broken';
  const judged =
    verdicts.length === 0 || clean
      ? own
      : stateFrom(verdicts.filter(({ outcome }) => outcome !== 'not-reached'));
  return {
    kind: 'gzip',
    title: `gzip ${first?.header === undefined ? 'cut' : encoderWords(first.header)}`.trim(),
    state: counts ? judged : own,
    facts: [
      ...(first === undefined ? [] : headerFacts(first)),
      fact('members', members.length),
      ...(first === undefined ? [] : memberFacts(first)),
      ...(trailingBytes > 0
        ? [fact('bytes behind it', `${grouped(trailingBytes)}${trailingAllZero ? ', all zero' : ''}`)]
        : []),
    ],
    verdicts:
      clean && verdicts.every(({ outcome }) => outcome !== 'rejects' && outcome !== 'panics') ? [] : verdicts,
  };
}

function headerFacts({ header }: GzipMember): readonly LayerFact[] {
  if (header === undefined) return [];
  const { mtime, os, xfl, name, comment, extra, headerCrc } = header;
  return [
    fact('time', mtime === 0 ? 'none' : new Date(mtime * 1000).toISOString().replace('.000', '')),
    fact('system', systems.get(os) ?? `number ${os}`),
    fact(
      'extra flags',
      xfl === 2 ? '2, slowest compression' : xfl === 4 ? '4, fastest compression' : String(xfl),
    ),
    ...(name === undefined ? [] : [fact('file name', shortened(name), true)]),
    ...(comment === undefined ? [] : [fact('comment', shortened(comment), true)]),
    ...(extra === undefined ? [] : [fact('extra field', `${grouped(extra.length)} bytes`)]),
    ...(headerCrc === undefined
      ? []
      : [fact('header checksum', headerCrc === 'ok' ? 'agrees' : 'does not agree')]),
    fact('probably made by', encoderOf(header)),
  ];
}

function memberFacts({ status, bytes, crcOk, isizeOk }: GzipMember): readonly LayerFact[] {
  return [
    fact(
      'inflated bytes',
      status === 'ok' ? grouped(bytes.length) : `${grouped(bytes.length)} before the fault`,
    ),
    ...(crcOk === undefined ? [] : [fact('checksum', crcOk ? 'agrees' : 'does not agree')]),
    ...(isizeOk === undefined ? [] : [fact('size at its end', isizeOk ? 'agrees' : 'does not agree')]),
  ];
}

/** A name field can hold a megabyte. */
function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

const systems: ReadonlyMap<number, string> = new Map([
  [0, 'FAT (0)'],
  [3, 'Unix (3)'],
  [7, 'Macintosh (7)'],
  [10, 'NTFS (10)'],
  [11, 'NTFS (11)'],
  [255, 'unknown (255)'],
]);

function encoderWords({ mtime, os }: GzipHeader): string {
  const system = os === 3 ? 'os=unix' : os === 255 ? 'os=unknown' : `os=${os}`;
  return `${system}${mtime === 0 ? '' : ` mtime ${new Date(mtime * 1000).toISOString().slice(0, 10)}`}`;
}

/** What the header fields suggest, which proves nothing: everybody may write them. */
function encoderOf({ mtime, os, xfl, name, comment }: GzipHeader): string {
  if (comment === 'Generated by Confidential Containers') return 'the image writer of runtime-rs';
  if (name !== undefined && os === 3) return 'the gzip command, from a file';
  if (os === 255 && mtime === 0)
    return xfl === 2 ? 'this studio, or Go with best compression' : 'Go, Rust or fflate';
  if (os === 255) return 'Python, or Go with a time';
  if (os === 3 && mtime === 0)
    return xfl === 0 ? 'gzip from standard input, or a browser' : 'gzip -9 from standard input';
  if (os === 3) return 'a Unix program that writes the time';
  if (os === 0) return 'Java, or a program for FAT';
  return 'not known';
}

/** The head of a disk image. */
export function imageLayer(image: ImageReading): Draft {
  const { agent, length, available, paddingBytes, paddingAllZero, wholeSectors } = image;
  const message = agent.kind === 'error' || agent.kind === 'panic' ? agent.message : undefined;
  const outcome = ({ ok: 'accepts', error: 'rejects', panic: 'panics', 'not-detected': 'ignores' } as const)[
    agent.kind
  ];
  const fromHead = image.stream === undefined;
  return {
    kind: 'image',
    title: 'disk image',
    state: agent.kind === 'ok' ? 'ok' : fromHead ? 'broken' : 'disputed',
    facts: [
      ...(length === undefined ? [] : [fact('length field', String(length))]),
      fact('bytes behind the head', available),
      fact('padding', `${grouped(paddingBytes)}${paddingAllZero ? ', all zero' : ', not all zero'}`),
      fact('whole sectors of 512', wholeSectors ? 'yes' : 'no'),
    ],
    verdicts:
      agent.kind === 'ok'
        ? []
        : [{ consumer: 'agent', outcome, ...(message === undefined ? {} : { message }) }],
  };
}

/** Text or not, and how its lines end. */
export function utf8Layer(
  facts: DocumentFacts,
  badByte: number | undefined,
  outcomes: DocumentOutcomes,
): Draft {
  return {
    kind: 'utf8',
    title: facts.utf8 ? 'UTF-8' : 'not UTF-8',
    state: facts.utf8 ? 'ok' : 'broken',
    facts: [
      fact('bytes', facts.bytes),
      fact('byte order mark', facts.byteOrderMark ? 'yes, and it is measured' : 'no'),
      fact('line ends', lineEndWords[facts.lineEnds]),
      fact('final newline', facts.finalNewline ? 'yes' : 'no'),
      ...(badByte === undefined ? [] : [fact('first byte that is not UTF-8', badByte)]),
    ],
    verdicts: facts.utf8 ? [] : documentVerdicts(outcomes),
  };
}

const lineEndWords = { none: 'none', lf: 'LF', crlf: 'CRLF', cr: 'CR', mixed: 'mixed' } as const;

export interface TomlFacts {
  readonly parsed: boolean;
  /** True where syntax of TOML 1.1 is used, which older parsers refuse. */
  readonly newer: boolean;
}

/** The document as TOML, with what each of its readers does. */
export function tomlLayer(facts: DocumentFacts, toml: TomlFacts, outcomes: DocumentOutcomes): Draft {
  const verdicts = documentVerdicts(outcomes);
  const state = stateFrom(verdicts);
  return {
    kind: 'toml',
    title: toml.parsed ? `TOML ${facts.version ?? 'without version'}` : 'not TOML',
    state: toml.parsed ? state : 'broken',
    facts: [
      fact('syntax', toml.parsed ? (toml.newer ? 'TOML 1.1' : 'TOML 1.0') : 'broken'),
      fact('version', facts.version ?? 'none', facts.version !== undefined),
      fact('algorithm', facts.algorithm ?? 'none', facts.algorithm !== undefined),
    ],
    verdicts: verdicts.every(({ outcome }) => outcome === 'accepts') ? [] : verdicts,
  };
}

/** The data entries. */
export function filesLayer({ entries }: DocumentFacts): Draft {
  const count = entries.length;
  return {
    kind: 'files',
    title: count === 1 ? '1 file' : `${count} files`,
    state: 'ok',
    facts: entries
      .slice(0, 50)
      .map(({ key, bytes }) => ({ name: shortened(key), value: `${grouped(bytes)} bytes`, quoted: true })),
    verdicts: [],
  };
}
