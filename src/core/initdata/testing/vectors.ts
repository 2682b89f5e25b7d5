/** Runs the recorded documents, embeddings and digests of independent programs through this room. */
import { gunzipSync } from 'fflate';
import { parse } from 'smol-toml';
import { encodeBase64 } from '../../annotation/base64.ts';
import {
  bytesOfBase64,
  entriesOf,
  isRecord,
  runCase,
  type Compare,
  type Json,
} from '../../testing/comparison.ts';
import type { RecordedFormat } from '../../testing/recorded.ts';
import { sha256Hex } from '../../testing/sha256.ts';
import { decodeUtf8, encodeUtf8 } from '../../text/utf8.ts';
import type { StringForm } from '../../toml/strings.ts';
import { algorithms, isAlgorithm } from '../algorithm.ts';
import { checkDocumentBytes } from '../check-bytes.ts';
import { ccaComparisonMatches, initDataClaim, verifiers, vtpmRefusal, type InitDataClaim } from '../claim.ts';
import { digestOf, type Digest } from '../digest.ts';
import { addEntry, replaceEntry } from '../edit.ts';
import { applyEdits } from '../../text/edit.ts';
import { canHold, embedString, recommendedForm } from '../embed.ts';
import { hexOf } from '../hex.ts';
import { fitToField, pcr8Of } from '../hostdata.ts';
import { entryOf, outlineOf } from '../outline.ts';
import { documentOutcomes } from '../outcomes.ts';
import { newDocument } from '../starter.ts';
import type { DocumentConsumer } from '../words.ts';

export const formats: readonly RecordedFormat[] = [
  {
    name: 'documents',
    recognises: (file) =>
      entriesOf(file).some(
        ({ row, document_b64: document, expected }) =>
          typeof row === 'string' && document !== undefined && isRecord(expected),
      ),
    run: (file) =>
      Promise.all(
        entriesOf(file).map((entry) => runCase(idOf(entry), (compare) => compareDocument(entry, compare))),
      ),
  },
  {
    name: 'embeddings',
    recognises: (file) => entriesOf(file).some(({ forms }) => isRecord(forms) && 'ml-literal' in forms),
    run: (file) =>
      Promise.all(
        entriesOf(file).map((entry) => runCase(idOf(entry), (compare) => compareEmbedding(entry, compare))),
      ),
  },
  {
    name: 'digests',
    recognises: (file) =>
      entriesOf(file).some(
        (entry) => isRecord(entry['algorithms']) && bytesOf(entry, 'document') !== undefined,
      ),
    run: (file) =>
      Promise.all(
        entriesOf(file).map((entry) => runCase(idOf(entry), (compare) => compareDigests(entry, compare))),
      ),
  },
];

function idOf(entry: Json): string {
  return String(entry['id']);
}

/** Bytes that are recorded as base64, or as base64 of gzip. */
function bytesOf(entry: Json, name: string): Uint8Array<ArrayBuffer> | undefined {
  const plain = entry[`${name}_b64`];
  if (typeof plain === 'string') return bytesOfBase64(plain);
  const packed = entry[`${name}_gzip_b64`];
  return typeof packed === 'string' ? new Uint8Array(gunzipSync(bytesOfBase64(packed))) : undefined;
}

const recordedConsumers: Readonly<Record<string, DocumentConsumer>> = {
  go: 'go',
  runtime_rs: 'runtime-rs',
  agent: 'agent',
  aa: 'aa',
  caa: 'caa',
  coco: 'cococtl',
  contrast: 'contrast',
};

const recordedOutcomes: Readonly<Record<string, string>> = {
  accept: 'accepts',
  reject: 'rejects',
  panic: 'panics',
  ignored: 'ignores',
};

async function compareDocument(entry: Json, compare: Compare): Promise<void> {
  const bytes = bytesOf(entry, 'document') ?? new Uint8Array();
  const outcomes = documentOutcomes(bytes);
  const { value, diagnostics } = checkDocumentBytes(bytes);
  for (const [name, recorded] of Object.entries(isRecord(entry['expected']) ? entry['expected'] : {})) {
    const consumer = recordedConsumers[name];
    if (consumer === undefined || !isRecord(recorded)) continue;
    const found = outcomes[consumer];
    compare(`${name}.outcome`, recordedOutcomes[String(recorded['outcome'])], found.outcome);
    const message = recorded['message'];
    if (typeof message === 'string' && found.message !== undefined) {
      compare(`${name}.message`, message.includes(found.message) ? found.message : message, found.message);
    }
    const explained = diagnostics.some(
      ({ source, consumers }) =>
        source === 'initdata' &&
        consumers?.some(
          (each) => each.consumer === consumer && (each.outcome === 'rejects' || each.outcome === 'panics'),
        ),
    );
    compare(`${name}.explained`, found.outcome === 'rejects' || found.outcome === 'panics', explained);
  }
  const digest = entry['digest'];
  if (isRecord(digest) && isAlgorithm(digest['algorithm'])) {
    compare('digest', digest['hex'], hexOf(await digestOf(bytes, digest['algorithm'])));
    compare('algorithm', digest['algorithm'], value?.algorithm);
  }
  const data = entry['data_sha256'];
  if (!isRecord(data)) return;
  const found: (readonly [string, unknown])[] = [];
  for (const { key, content } of value?.entries ?? [])
    found.push([key, await sha256Hex(encodeUtf8(content))]);
  compare('data', sorted(Object.entries(data)), sorted(found));
  const outlined = outlineOf(decodeUtf8(bytes) ?? '').entries.map(({ key, content }) => ({ key, content }));
  compare('outline', value?.entries, outlined);
}

function sorted(pairs: readonly (readonly [string, unknown])[]): readonly (readonly [string, unknown])[] {
  return pairs.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

const forms: readonly StringForm[] = ['literal', 'ml-literal', 'basic', 'ml-basic'];

function compareEmbedding(entry: Json, compare: Compare): void {
  const bytes = bytesOf(entry, 'content') ?? new Uint8Array();
  const content = decodeUtf8(bytes);
  compare('utf8', entry['utf8'], content !== undefined);
  compare('recommended', entry['recommended'], content === undefined ? null : recommendedForm(content));
  if (content === undefined) return;
  const recorded = isRecord(entry['forms']) ? entry['forms'] : {};
  for (const form of forms) {
    const expected = recorded[form];
    if (!isRecord(expected)) continue;
    compare(`${form}.lossless`, expected['lossless'], canHold(form, content));
    if (!canHold(form, content)) continue;
    for (const lineEnd of ['\n', '\r\n']) {
      compare(`${form} read back`, content, parse(`v = ${embedString(content, form, lineEnd)}`)['v']);
    }
    const tested = bytesOf(expected, 'toml_value');
    if (expected['lossless'] === true && tested !== undefined) {
      const document = `data."f" = ${decodeUtf8(tested) ?? ''}\n`;
      compare(`${form} of others`, content, entryOf(outlineOf(document), 'f')?.content);
      compare(`${form} edited`, 'x', entryOf(outlineOf(edited(document, 'x')), 'f')?.content);
    }
  }
  const added = addEntry(newDocument({ algorithm: 'sha256' }), 'f', content);
  const text = applyEdits(newDocument({ algorithm: 'sha256' }), added.value ?? []);
  compare('in a document', [{ key: 'f', content }], checkDocumentBytes(encodeUtf8(text)).value?.entries);
}

function edited(document: string, content: string): string {
  return applyEdits(document, replaceEntry(document, 'f', content).value ?? []);
}

const fields = { tdx: 48, snp: 32, cca: 64, sgx: 64, se: 256 } as const;

async function compareDigests(entry: Json, compare: Compare): Promise<void> {
  const bytes = bytesOf(entry, 'document') ?? new Uint8Array();
  compare('bytes', entry['bytes'], bytes.length);
  const text = decodeUtf8(bytes);
  if (text !== undefined) compare('declared', entry['declared_algorithm'], outlineOf(text).algorithm?.value);
  for (const algorithm of algorithms) {
    const recorded = isRecord(entry['algorithms']) ? entry['algorithms'][algorithm] : undefined;
    if (isRecord(recorded)) await compareDigest(recorded, await digestOf(bytes, algorithm), compare);
  }
}

async function compareDigest(recorded: Json, digest: Digest, compare: Compare): Promise<void> {
  compare('hex', recorded['hex'], hexOf(digest));
  compare('base64', recorded['base64'], encodeBase64(digest));
  for (const [tee, length] of Object.entries(fields)) {
    const field = isRecord(recorded['fitted']) ? recorded['fitted'][tee] : undefined;
    if (!isRecord(field)) continue;
    const fitted = fitToField(digest, length);
    compare(`fitted.${tee}`, field['hex'], hexOf(fitted));
    compare(`fitted.${tee}.base64`, field['base64'], encodeBase64(fitted));
  }
  const pcr8 = recorded['vtpm_pcr8'];
  if (isRecord(pcr8)) await comparePcr8(pcr8, digest, compare);
  for (const verifier of verifiers) {
    const claims = recorded['init_data_claim'];
    if (isRecord(claims)) {
      compare(`claim.${verifier}`, claims[verifier], claimAsRecorded(await initDataClaim(verifier, digest)));
    }
  }
  const matches = ccaComparisonMatches(digest) ? 'match' : 'mismatch';
  compare('cca', recorded['cca_plaintext_comparison'], matches);
}

async function comparePcr8(recorded: Json, digest: Digest, compare: Compare): Promise<void> {
  const peerPods = recorded['peer_pods'];
  if (isRecord(peerPods)) compare('pcr8', peerPods['pcr8'], hexOf(await pcr8Of(digest)));
  const guest = recorded['attestation_agent'];
  if (!isRecord(guest)) return;
  compare('pcr8 of the agent', guest['pcr8'], hexOf(await pcr8Of(digest)));
  const messages = guest['message'];
  if (!isRecord(messages)) return;
  for (const verifier of ['az-snp-vtpm', 'az-tdx-vtpm', 'tpm'] as const) {
    compare(`refusal of ${verifier}`, messages[verifier], vtpmRefusal(verifier));
  }
}

function claimAsRecorded(claim: InitDataClaim): string | null {
  switch (claim.kind) {
    case 'value':
      return claim.value;
    case 'absent':
      return null;
    case 'fails':
      return 'fails';
  }
}
