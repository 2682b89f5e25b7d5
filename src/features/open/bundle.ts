/** Opens a zip that was saved here: the document in it, with its manifest. */
import { documentFromBytes } from '#core/analysis/facts.ts';
import type { BundleReading } from '#core/bundle/read.ts';
import { announce } from '#state/announcer.ts';
import { switchTo } from '#state/documents.ts';
import { readBundle } from '#state/recognition.ts';
import { showTab } from '#state/view.ts';
import { lookAt } from './looking.ts';
import { ask } from './openings.ts';

export async function openBundle(bytes: Uint8Array, name: string): Promise<void> {
  const bundle = await lookAt(name, (signal) => readBundle(bytes, signal)).catch(
    (error: unknown): BundleReading => ({
      kind: 'refused',
      // Looking can be stopped, and a worker can die.
      reason: error instanceof Error ? error.message : String(error),
    }),
  );
  if (bundle.kind === 'refused') {
    ask({ kind: 'nothing', title: 'The zip was not opened', reason: bundle.reason });
    return;
  }
  const { document, manifest, digests, ignored } = bundle;
  await switchTo({
    name,
    document: documentFromBytes(document),
    ...(manifest === undefined ? {} : { manifest }),
  });
  showTab('initdata');
  const checked = {
    matched: 'Every file matches digests.txt.',
    absent: 'It lists no digests, so nothing was compared.',
    'not-checked': 'Its digests were not compared: this page cannot compute them.',
  }[digests];
  announce(`Opened ${name}. ${checked}`);
  if (digests !== 'matched' || ignored.length > 0) {
    const left = ignored.length === 0 ? '' : ` Not read: ${ignored.slice(0, 5).join(', ')}.`;
    ask({ kind: 'nothing', title: `Opened ${name}`, reason: `${checked}${left}` });
  }
}
