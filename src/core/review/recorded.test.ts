/** Reviews of recorded values and documents: the outcomes per program are those of the programs themselves. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { annotationKey } from '#core/annotation/annotation.ts';
import type { Consumer } from '#core/diagnostics/diagnostic.ts';
import { announce } from '#core/testing/announce.ts';
import { bytesOfBase64, entriesOf, isRecord, type Json } from '#core/testing/comparison.ts';
import { sha256Hex } from '#core/testing/sha256.ts';
import { encodeBase64 } from '#core/annotation/base64.ts';
import { gzipSync } from 'fflate';
import { review } from './paste.ts';
import type { Review, Verdict } from './review.ts';
import { request } from './testing/requests.ts';

const vectors = new URL('../../../../shared/vectors/', import.meta.url);
const entries = (file: string): readonly Json[] => {
  const url = new URL(file, vectors);
  return existsSync(url) ? entriesOf(JSON.parse(readFileSync(url, 'utf8'))) : [];
};
const values = entries('annotations.json');
const documents = entries('documents.json');
announce(
  values.length > 0
    ? `reviews: ${values.length} recorded annotations, ${documents.length} recorded documents`
    : 'reviews: recorded annotations and documents are skipped, ../shared is not here',
);

const names: Readonly<Record<string, Consumer>> = {
  go: 'go',
  runtime_rs: 'runtime-rs',
  agent: 'agent',
  aa: 'aa',
  caa: 'caa',
  coco: 'cococtl',
};
const words: Readonly<Record<string, Verdict['outcome']>> = {
  accept: 'accepts',
  reject: 'rejects',
  panic: 'panics',
  ignored: 'ignores',
};

function recordedOutcomes(entry: Json): readonly (readonly [Consumer, Verdict['outcome']])[] {
  const expected = entry['expected'];
  if (!isRecord(expected)) return [];
  return Object.entries(names).flatMap(([name, consumer]) => {
    const one = expected[name];
    const outcome = isRecord(one) && typeof one['outcome'] === 'string' ? words[one['outcome']] : undefined;
    return outcome === undefined ? [] : [[consumer, outcome] as const];
  });
}

function outcomeOf({ subject }: Review, consumer: Consumer): Verdict['outcome'] | undefined {
  return subject?.outcomes.find((one) => one.consumer === consumer)?.outcome;
}

describe('recorded annotations', () => {
  test('are there or announced', () => {
    expect(values.length === 0).toBe(!existsSync(new URL('annotations.json', vectors)));
  });

  test.for(values.map((entry) => ({ id: String(entry['id']), entry })))('$id', async ({ entry }) => {
    const value = String(entry['value']);
    const found = await review(request(`{"${annotationKey}": ${JSON.stringify(value)}}`));
    expect(found.choices).toHaveLength(1);
    for (const [consumer, outcome] of recordedOutcomes(entry)) {
      // An attestation agent or kata-agent whose host delivers nothing is recorded apart.
      if (consumer === 'agent' || consumer === 'aa') continue;
      expect(outcomeOf(found, consumer), `${consumer}: ${JSON.stringify(found.subject?.outcomes)}`).toBe(
        outcome,
      );
    }
    const document = entry['document'];
    const bytes = found.subject?.document?.bytes;
    if (bytes !== undefined && isRecord(document) && typeof document['sha256'] === 'string') {
      expect(await sha256Hex(bytes)).toBe(document['sha256']);
    }
    if (entry['fine_everywhere'] === true) {
      expect(found.subject?.layers.map(({ state }) => state)).not.toContain('broken');
    }
  });
});

describe('recorded documents', () => {
  test('are there or announced', () => {
    expect(documents.length === 0).toBe(!existsSync(new URL('documents.json', vectors)));
  });

  test.for(documents.map((entry) => ({ id: String(entry['id']), entry })))('$id', async ({ entry }) => {
    const bytes = bytesOfBase64(String(entry['document_b64']));
    const value = encodeBase64(gzipSync(bytes, { mtime: 0 }));
    const found = await review(request(`{"${annotationKey}": "${value}"}`));
    for (const [consumer, outcome] of recordedOutcomes(entry)) {
      if (consumer === 'agent' || consumer === 'aa') continue;
      const own = outcomeOf(found, consumer);
      if (own === 'unknown') continue;
      expect(own, `${consumer}: ${JSON.stringify(found.subject?.outcomes)}`).toBe(outcome);
    }
    const recorded = entry['digest'];
    const digests = found.subject?.document?.digests;
    if (typeof recorded === 'string' && digests?.kind === 'computed' && digests.decided !== undefined) {
      expect(digests.of[digests.decided].hex).toBe(recorded);
    }
  });
});
