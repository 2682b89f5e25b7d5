/** Compares `readImage` and `writeImage` with a file of recorded images, field by field. */
import {
  bytesOfBase64,
  entriesOf,
  isRecord,
  runCase,
  type Compare,
  type Json,
} from '#core/testing/comparison.ts';
import type { CaseResult, RecordedFormat } from '#core/testing/recorded.ts';
import { sha256Hex } from '#core/testing/sha256.ts';
import { readImage, writeImage, type ImageReading } from '../image.ts';

export const formats: readonly RecordedFormat[] = [
  {
    name: 'disk images',
    recognises: (file) =>
      entriesOf(file).some(
        ({ image_b64, agent_reader }) => typeof image_b64 === 'string' && isRecord(agent_reader),
      ),
    run: (file) => Promise.all(entriesOf(file).map(runEntry)),
  },
];

async function runEntry(entry: Json): Promise<CaseResult> {
  const id = String(entry['id']);
  const text = entry['image_b64'];
  if (typeof text !== 'string') return { id, outcome: 'skipped', difference: 'no image' };
  const image = bytesOfBase64(text);
  return runCase(id, async (compare) => {
    const reading = readImage(image);
    compare('multiple_of_512', entry['multiple_of_512'], reading.wholeSectors);
    if (isRecord(entry['agent_reader'])) await compareAgent(entry['agent_reader'], reading, compare);
    if (isRecord(entry['layout'])) await compareLayout(entry['layout'], reading, image, compare);
  });
}

async function compareAgent(recorded: Json, reading: ImageReading, compare: Compare): Promise<void> {
  const { agent, document } = reading;
  compare('result', recorded['result'], agent.kind);
  compare('kind', recorded['kind'], agent.kind === 'error' ? agent.error : undefined);
  compare(
    'message',
    recorded['message'],
    agent.kind === 'error' || agent.kind === 'panic' ? agent.message : undefined,
  );
  compare('document_bytes', recorded['document_bytes'], document?.length);
  compare('document_sha256', recorded['document_sha256'], document && (await sha256Hex(document)));
  compare('ignored', recorded['ignored_bytes_after_stream_within_length'], reading.ignoredBytes);
}

async function compareLayout(
  recorded: Json,
  reading: ImageReading,
  image: Uint8Array,
  compare: Compare,
): Promise<void> {
  const { stream, member, length } = reading;
  const recordedLength = recorded['length_field'];
  // A number, or digits where it would not be exact.
  const written = typeof recordedLength === 'number' ? recordedLength.toString() : recordedLength;
  compare('length_field', written, length?.toString());
  compare('available', recorded['available'], reading.available);
  compare('padding', recorded['padding'], reading.paddingBytes);
  compare('stream_flags', recorded['stream_flags'], member?.header?.flags);
  compare('name', recorded['name'], member?.header?.name);
  compare('comment', recorded['comment'], member?.header?.comment);
  if (recorded['writer'] === undefined || stream === undefined) return;
  compare('stream_sha256', recorded['stream_sha256'], await sha256Hex(stream));
  compare('written again', await sha256Hex(image), await sha256Hex(writeImage(stream)));
}
