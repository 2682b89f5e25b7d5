/** Compares `decodeAnnotation` with a file of recorded annotations, field by field. */
import { entriesOf, isRecord, runCase, type Compare, type Json } from '#core/testing/comparison.ts';
import type { CaseResult, RecordedFormat } from '#core/testing/recorded.ts';
import { sha256Hex } from '#core/testing/sha256.ts';
import { decodeAnnotation, type AnnotationLayer, type DecodedAnnotation } from '../decode.ts';
import type { GzipMember } from '../gzip.ts';

export const formats: readonly RecordedFormat[] = [
  {
    name: 'annotation values',
    recognises: (file) =>
      entriesOf(file).some(
        ({ value, base64, expected }) => typeof value === 'string' && isRecord(base64) && isRecord(expected),
      ),
    run: (file) => Promise.all(entriesOf(file).map(runEntry)),
  },
];

async function runEntry(entry: Json): Promise<CaseResult> {
  const id = String(entry['id']);
  const { value } = entry;
  if (typeof value !== 'string') return { id, outcome: 'skipped', difference: 'no value' };
  return runCase(id, (compare) => compareEntry(entry, decodeAnnotation(value), compare));
}

async function compareEntry(entry: Json, decoded: DecodedAnnotation, compare: Compare): Promise<void> {
  const [base64, gzip] = decoded.layers;
  if (base64?.kind === 'base64') {
    await compareBase64(entry['base64'], base64, compare);
    compare('decoded_kind', entry['decoded_kind'], base64.decodedKind);
  }
  if (isRecord(entry['gzip'])) {
    compare('gzip layer', true, gzip?.kind === 'gzip');
    if (gzip?.kind === 'gzip') await compareGzip(entry['gzip'], gzip, compare);
    // A document that only we recover from another form is not in the recording.
    await compareDocument('document', entry['document'], decoded.document, compare);
    const all = decoded.documentOfAllMembers;
    await compareDocument('document_all_members', entry['document_all_members'], all, compare);
    compare('has document', entry['document'] !== undefined, decoded.document !== undefined);
  }
  await compareConsumers(entry, decoded, compare);
}

async function compareBase64(
  recorded: unknown,
  layer: Extract<AnnotationLayer, { kind: 'base64' }>,
  compare: Compare,
): Promise<void> {
  if (!isRecord(recorded)) return;
  const { reading } = layer;
  compare('base64.chars', recorded['chars'], layer.characters);
  compare('base64.strict', recorded['strict'], reading.strict);
  compare('base64.alphabet', recorded['alphabet'], reading.alphabet);
  compare('base64.padding', recorded['padding'], reading.padding);
  compare('base64.padding_chars', recorded['padding_chars'], reading.paddingCharacters);
  compare('base64.leading_whitespace', recorded['leading_whitespace'], reading.leadingWhitespace);
  compare('base64.trailing_whitespace', recorded['trailing_whitespace'], reading.trailingWhitespace);
  const counts = Object.fromEntries(reading.whitespace.map(({ kind, count }) => [kind, count]));
  compare('base64.whitespace', sorted(recorded['whitespace']), sorted(counts));
  const foreign = reading.firstForeign;
  compare(
    'base64.first_foreign',
    recorded['first_foreign'],
    foreign === undefined ? undefined : { index: foreign.offset, codepoint: foreign.codePoint },
  );
  const lenient = recorded['lenient'];
  if (!isRecord(lenient)) return;
  compare('base64.lenient.ok', lenient['ok'], reading.bytes !== undefined);
  compare('base64.lenient.bytes', lenient['bytes'], reading.bytes?.length);
  compare('base64.lenient.sha256', lenient['sha256'], reading.bytes && (await sha256Hex(reading.bytes)));
}

function sorted(value: unknown): unknown {
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

async function compareGzip(
  recorded: Json,
  { reading }: Extract<AnnotationLayer, { kind: 'gzip' }>,
  compare: Compare,
): Promise<void> {
  compare('gzip.status', recorded['status'], reading.members[0]?.status);
  compare('gzip.member_count', recorded['member_count'], reading.members.length);
  compare('gzip.trailing_bytes', recorded['trailing_bytes'], reading.trailingBytes);
  compare('gzip.trailing_all_zero', recorded['trailing_all_zero'], reading.trailingAllZero);
  const members = Array.isArray(recorded['members']) ? recorded['members'].filter(isRecord) : [];
  for (const [at, member] of reading.members.entries()) {
    const known = members[at];
    if (known !== undefined) await compareMember(`gzip.members[${at}]`, known, member, compare);
  }
}

async function compareMember(
  path: string,
  recorded: Json,
  member: GzipMember,
  compare: Compare,
): Promise<void> {
  const { header } = member;
  const extra = header?.extra;
  const found: Json = {
    method: header?.method,
    flags: header?.flags,
    mtime: header?.mtime,
    xfl: header?.xfl,
    os: header?.os,
    name: header?.name ?? null,
    comment: header?.comment ?? null,
    extra_hex:
      extra === undefined ? null : Array.from(extra, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    hcrc: header?.headerCrc ?? null,
    reserved_flags: header?.reservedFlags,
    crc_ok: member.crcOk,
    isize_ok: member.isizeOk,
    status: member.status,
    bytes: member.bytes.length,
    partial_bytes: member.bytes.length,
    sha256: await sha256Hex(member.bytes),
  };
  for (const [field, value] of Object.entries(recorded)) compare(`${path}.${field}`, value, found[field]);
}

async function compareDocument(
  path: string,
  recorded: unknown,
  found: Uint8Array | undefined,
  compare: Compare,
): Promise<void> {
  if (!isRecord(recorded)) return;
  compare(`${path}.bytes`, recorded['bytes'], found?.length);
  compare(`${path}.sha256`, recorded['sha256'], found && (await sha256Hex(found)));
}

const consumerNames = { go: 'go', runtime_rs: 'runtime-rs', caa: 'caa', coco: 'cococtl' } as const;
const outcomeWords: Readonly<Record<string, string>> = {
  accept: 'accepts',
  reject: 'rejects',
  panic: 'panics',
  ignored: 'ignores',
  'not-reached': 'not-reached',
  'depends-on-host': 'depends-on-host',
};

/** Words of errors that lie in the layers; others come from parsing the document, which is not looked at here. */
const layerError = /gzip|base64|EOF|flate|end of file|corrupt|UTF-8$/;

async function compareConsumers(entry: Json, decoded: DecodedAnnotation, compare: Compare): Promise<void> {
  const expected = entry['expected'];
  if (!isRecord(expected)) return;
  const settledByLayers: boolean[] = [];
  for (const [name, consumer] of Object.entries(consumerNames)) {
    const recorded = expected[name];
    const found = decoded.consumers.find((outcome) => outcome.consumer === consumer);
    if (!isRecord(recorded) || found === undefined) continue;
    const outcome = outcomeWords[String(recorded['outcome'])];
    const message = typeof recorded['message'] === 'string' ? recorded['message'] : undefined;
    const inDocument = found.outcome === 'accepts' && outcome !== 'accepts';
    if (name === 'go' || name === 'runtime_rs') settledByLayers.push(!inDocument);
    if (inDocument) {
      compare(
        `expected.${name}.message is about the document`,
        false,
        message !== undefined && isLayerError(message),
      );
    } else {
      compare(`expected.${name}.outcome`, outcome, found.outcome);
      if (found.message !== undefined) compare(`expected.${name}.message`, message, found.message);
    }
    compare(`expected.${name}.reads`, recorded['reads'], found.reads);
    compare(
      `expected.${name}.document_sha256`,
      recorded['document_sha256'],
      found.document && (await sha256Hex(found.document)),
    );
  }
  if (settledByLayers.includes(false)) return;
  for (const guest of ['agent', 'aa'] as const) {
    const recorded = expected[guest];
    const found = decoded.consumers.find(({ consumer }) => consumer === guest);
    if (isRecord(recorded))
      compare(`expected.${guest}.outcome`, outcomeWords[String(recorded['outcome'])], found?.outcome);
  }
  compare('hosts_measure_same_document', entry['hosts_measure_same_document'], decoded.hostsReadSameDocument);
}

function isLayerError(message: string): boolean {
  return layerError.test(message) && !/toml/i.test(message);
}
