/** The layers that were peeled, with their facts and what each program does at each of them. */
import type { AnnotationLayer, DecodedAnnotation } from '#core/annotation/decode.ts';
import type { DocumentFacts } from '#core/analysis/analysis.ts';
import type { ImageReading } from '#core/image/image.ts';
import type { DocumentOutcomes } from '#core/initdata/outcomes.ts';
import { allVerdicts, documentVerdicts, base64Verdicts, gzipVerdicts, stateFrom } from './verdicts.ts';
import { gzipLayer } from './gzip-layer.ts';
import { fact, grouped, shortened } from './layer-facts.ts';
import type { Layer, LayerState, Verdict } from './review.ts';

/** A layer before it is known what was found at it. */
export type Draft = Omit<Layer, 'findings'>;

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

/** The title of a layer whose text has no syntax of TOML that anybody reads. */
export const notToml = 'not TOML';

/** The document as TOML, with what each of its readers does. */
export function tomlLayer(facts: DocumentFacts, toml: TomlFacts, outcomes: DocumentOutcomes): Draft {
  const verdicts = documentVerdicts(outcomes);
  const state = stateFrom(verdicts);
  return {
    kind: 'toml',
    title: toml.parsed ? `TOML ${facts.version ?? 'without version'}` : notToml,
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
