/** Published annotations, documents, manifests and an image: recognised, placed and digested as recorded beside them. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { annotationKeyClass } from '#core/platform/annotation-keys.ts';
import { announce } from '#core/testing/announce.ts';
import { entriesOf, isRecord, type Json } from '#core/testing/comparison.ts';
import { sha256Hex } from '#core/testing/sha256.ts';
import { review } from './paste.ts';
import { request } from './testing/requests.ts';

const folder = new URL('../../../../shared/corpus/', import.meta.url);
const index = new URL('INDEX.json', folder);
const entries = existsSync(index) ? entriesOf(JSON.parse(readFileSync(index, 'utf8'))) : [];
announce(
  entries.length > 0
    ? `reviews: ${entries.length} entries of the corpus as recorded`
    : 'reviews: the recorded corpus is skipped, ../shared is not here',
);

function ofKind(
  kind: string,
): readonly { readonly name: string; readonly entry: Json; readonly bytes: () => Uint8Array }[] {
  return entries
    .filter((entry) => entry['kind'] === kind && typeof entry['file'] === 'string')
    .map((entry) => ({
      name: String(entry['slug']),
      entry,
      bytes: () => new Uint8Array(readFileSync(new URL(String(entry['file']), folder))),
    }));
}

const isTrue = (value: unknown, name: string): boolean => isRecord(value) && value[name] === true;

describe('the corpus', () => {
  test('is there or announced', () => {
    expect(entries.length > 0).toBe(existsSync(index));
  });

  test.for(ofKind('annotation'))('annotation $name', async ({ entry, bytes }) => {
    const found = await review(request(bytes()));
    const document = entry['document'];
    if (entry['gzip_magic'] === true) expect(found.paste.kind).toBe('annotation-value');
    if (!isTrue(entry['base64'], 'ok') || !isTrue(entry['gunzip'], 'ok') || !isRecord(document)) return;
    const own = found.subject?.document;
    expect(own === undefined ? undefined : await sha256Hex(own.bytes)).toBe(document['sha256']);
    const published = entry['published_digest'];
    const matches = entry['published_digest_matches'];
    if (!isRecord(published) || !isRecord(matches)) return;
    for (const [algorithm, digest] of Object.entries(published)) {
      const compared = await review(request(bytes(), { expected: String(digest) }));
      // A published value of another algorithm than the document's own does not match, however right its arithmetic is.
      const isOwn = own?.facts.algorithm === algorithm;
      expect(compared.headline.kind).toBe(matches[algorithm] === true && isOwn ? 'matches' : 'differs');
      const { comparison } = compared.subject ?? {};
      if (comparison?.kind === 'differs') expect(comparison.explanation).toBeDefined();
    }
  });

  test.for(ofKind('document'))('document $name', async ({ entry, bytes }) => {
    const found = await review(request(bytes()));
    const document = entry['document'];
    const own = found.subject?.document;
    if (String(entry['file']).endsWith('.json')) {
      expect(found.headline.kind).not.toBe('matches');
      return;
    }
    expect(found.paste.kind).toBe('document');
    expect(own === undefined ? undefined : await sha256Hex(own.bytes)).toBe(
      isRecord(document) ? document['sha256'] : undefined,
    );
    const toml = found.subject?.layers.find(({ kind }) => kind === 'toml');
    expect(toml?.title.startsWith('TOML')).toBe(isTrue(entry['toml'], 'ok'));
    const { digests } = own ?? {};
    if (digests?.kind === 'computed' && isRecord(document)) {
      expect(digests.of.sha384.hex).toBe(document['sha384']);
    }
  });

  test.for(ofKind('manifest'))('manifest $name', async ({ entry, bytes }) => {
    const found = await review(request(bytes()));
    const yaml = entry['yaml'];
    if (!isRecord(yaml) || yaml['ok'] !== true || !Array.isArray(yaml['annotations'])) {
      expect(found.choices.every(({ effective }) => !effective)).toBe(true);
      return;
    }
    const recorded = yaml['annotations']
      .filter(isRecord)
      .flatMap(({ at, keys }) =>
        (Array.isArray(keys) ? keys : [])
          .filter((key): key is string => typeof key === 'string' && annotationKeyClass(key) !== 'other')
          .map((key) => ({ key, path: String(at) })),
      );
    expect(found.choices.map(({ key, path }) => ({ key, path }))).toEqual(recorded);
  });

  test.for(ofKind('image'))('image $name', async ({ entry, bytes }) => {
    const found = await review(request(bytes()));
    expect(found.paste.kind).toBe('image');
    expect(new TextDecoder().decode(found.subject?.document?.bytes)).toBe(entry['payload_text']);
    expect(found.subject?.layers.map(({ kind, state }) => [kind, state])).toEqual([
      ['image', 'ok'],
      ['gzip', 'ok'],
      ['utf8', 'ok'],
      ['toml', 'broken'],
    ]);
  });
});
