/**
 * The index of collected annotations, documents, manifests and disk images: each entry names a file beside it, and what
 * independent programs found in that file. It crosses the rooms of the core, so it stands here.
 */
import { decodeAnnotation } from '#core/annotation/decode.ts';
import { readImage } from '#core/image/image.ts';
import { algorithms } from '#core/initdata/algorithm.ts';
import { checkInitData } from '#core/initdata/check.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { readManifest } from '#core/manifest/read.ts';
import { entriesOf, isRecord, runCase, type Compare, type Json } from '#core/testing/comparison.ts';
import type { CaseResult, ReadBeside, RecordedFormat } from '#core/testing/recorded.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';

const kinds = ['annotation', 'document', 'image', 'manifest'];

const record = (value: unknown): Json => (isRecord(value) ? value : {});

/** Digests, length and line ends of a document's bytes. */
async function compareBytes(recorded: Json, bytes: Uint8Array | undefined, compare: Compare): Promise<void> {
  compare('document.bytes', recorded['bytes'], bytes?.length);
  if (bytes === undefined) return;
  for (const algorithm of algorithms) {
    compare(algorithm, recorded[algorithm], hexOf(await digestOf(new Uint8Array(bytes), algorithm)));
  }
}

/** What the document means, when it is TOML. */
function compareMeaning(recorded: Json, bytes: Uint8Array, compare: Compare): void {
  const text = decodeUtf8(bytes);
  const { value, diagnostics } = checkInitData(text ?? '');
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (recorded['ok'] === false) {
    compare('an error is found', true, errors.length > 0);
    return;
  }
  // Files that are TOML but not Init-Data, and parts of documents, have no version to compare.
  if (typeof recorded['version'] !== 'string' || typeof recorded['algorithm'] !== 'string') return;
  compare('toml.version', recorded['version'], value?.version);
  compare('toml.algorithm', recorded['algorithm'], value?.algorithm);
  compare(
    'toml.data_keys',
    recorded['data_keys'],
    value?.entries.map(({ key }) => key),
  );
  const sizes = Object.fromEntries(
    value?.entries.map(({ key, content }) => [key, new TextEncoder().encode(content).length]) ?? [],
  );
  compare('toml.data_value_bytes', recorded['data_value_bytes'], sizes);
}

async function runAnnotation(entry: Json, bytes: Uint8Array, compare: Compare): Promise<void> {
  const value = new TextDecoder().decode(bytes);
  const decoded = decodeAnnotation(value);
  const outer = decoded.layers.find(({ kind }) => kind === 'base64');
  const lineBreaks = /[\r\n]/.test(value);
  if (outer?.kind === 'base64') {
    // coreutils leaves line breaks alone, which the runtimes do not.
    compare('base64.ok', record(entry['base64'])['ok'], lineBreaks || outer.reading.strict === 'ok');
  }
  const member = decoded.layers.find(({ kind }) => kind === 'gzip');
  if (entry['gunzip'] !== undefined) {
    const ok = member?.kind === 'gzip' && member.reading.members.every(({ status }) => status === 'ok');
    compare('gunzip.ok', record(entry['gunzip'])['ok'], ok);
  }
  if (member?.kind === 'gzip') {
    compare('gzip_members', entry['gzip_members'], member.reading.members.length);
    compare('gzip_trailing_bytes', entry['gzip_trailing_bytes'], member.reading.trailingBytes);
  }
  const repaired = record(entry['after_repairing_padding']);
  const document = repaired['document'] ?? entry['document'];
  // Plain text in base64 is what older releases took; it is a document where it is Init-Data.
  if (!isRecord(document) || (entry['gunzip'] === undefined && decoded.document === undefined)) return;
  await compareBytes(document, decoded.document, compare);
  const toml = repaired['toml'] ?? entry['toml'];
  if (decoded.document !== undefined && isRecord(toml)) compareMeaning(toml, decoded.document, compare);
}

async function runEntry(entry: Json, read: ReadBeside): Promise<CaseResult> {
  const { slug, kind, file } = entry;
  return runCase(String(slug), async (compare) => {
    const bytes = await read(String(file));
    switch (kind) {
      case 'annotation':
        return runAnnotation(entry, bytes, compare);
      case 'document':
        await compareBytes(record(entry['document']), bytes, compare);
        if (isRecord(entry['toml'])) compareMeaning(entry['toml'], bytes, compare);
        return undefined;
      case 'image': {
        const image = readImage(bytes);
        compare('length_le', entry['length_le'], Number(image.length));
        compare('gunzip_ok', entry['gunzip_ok'], image.document !== undefined);
        compare('payload_text', entry['payload_text'], new TextDecoder().decode(image.document));
        compare('all_padding_zero', entry['all_padding_zero'], image.paddingAllZero);
        return undefined;
      }
      case 'manifest': {
        const yaml = record(entry['yaml']);
        const { value, diagnostics } = readManifest(new TextDecoder().decode(bytes));
        compare('yaml.ok', yaml['ok'], !diagnostics.some(({ severity }) => severity === 'error'));
        // Ours names the items of a List, the index the List itself.
        const listed = Array.isArray(yaml['kinds']) && yaml['kinds'].includes('List');
        if (yaml['ok'] === true && !listed) compare('yaml.kinds', yaml['kinds'], value?.kinds);
        return undefined;
      }
      default:
        compare('kind', kind, kinds);
        return undefined;
    }
  });
}

export const formats: readonly RecordedFormat[] = [
  {
    name: 'corpus',
    recognises: (file) => {
      const entries = entriesOf(file);
      return (
        entries.length > 0 &&
        entries.every(
          ({ slug, kind, file: name }) =>
            typeof slug === 'string' && typeof name === 'string' && kinds.includes(String(kind)),
        )
      );
    },
    run: async (file, read) => {
      const results: CaseResult[] = [];
      for (const entry of entriesOf(file)) {
        if (read !== undefined) results.push(await runEntry(entry, read));
        else results.push({ id: String(entry['slug']), outcome: 'skipped', difference: 'no file beside it' });
      }
      return results;
    },
  },
];
