/** What can be saved and copied: every output, every entry, and one zip of it all. */
import { annotationKey } from '#core/annotation/annotation.ts';
import { bytesOf } from '#core/analysis/facts.ts';
import { algorithms } from '#core/initdata/algorithm.ts';
import { areOutputsStale, analysisStore } from '#state/analysis.ts';
import { announce } from '#state/announcer.ts';
import { currentOutline } from '#state/outline.ts';
import { documentText, workspace } from '#state/workspace.ts';
import { download } from '#ui/download.ts';

export interface Saving {
  readonly id: string;
  readonly name: string;
  /** The content, or why there is none at the moment. */
  readonly content: string | Uint8Array | undefined;
  readonly missing?: string;
  /** What to know about the content. */
  readonly note?: string;
}

const stale = 'is being computed';

/** Everything that is there now. Outputs of an older text are left out: a file must be of what is on screen. */
export function savings(): readonly Saving[] {
  const inputs = workspace.getState();
  const state = analysisStore.getState();
  const outputs = areOutputsStale(state, inputs) ? undefined : state.outputs;
  const { document, manifest } = inputs;
  const annotated = outputs?.manifest.kind === 'annotated' ? outputs.manifest.text : undefined;
  return [
    {
      id: 'document',
      name: 'initdata.toml',
      content: document.kind === 'text' ? document.text : document.bytes,
    },
    { id: 'annotation', name: 'annotation.txt', content: outputs?.annotation, missing: stale },
    {
      id: 'pod',
      name: 'pod.yaml',
      content: annotated ?? (manifest === '' ? undefined : manifest),
      missing: 'there is no manifest',
      ...(annotated === undefined ? { note: 'without the annotation' } : {}),
    },
    ...entriesOf(),
  ];
}

function entriesOf(): readonly Saving[] {
  const text = documentText();
  if (text === undefined) return [];
  return currentOutline(text).entries.map(({ key, content, closed }, index) => ({
    id: `entry:${String(index)}`,
    name: fileName(key),
    content: closed ? content : undefined,
    missing: 'its end was not found',
  }));
}

/** A key may hold anything; a file name may not. */
function fileName(key: string): string {
  const name = key.replaceAll(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '_');
  return name === '' ? 'entry' : name;
}

export function save({ name, content }: Saving): void {
  if (content === undefined) return;
  download(name, content);
  announce(`Saved ${name}`);
}

export async function saveImage(): Promise<void> {
  const { outputs } = analysisStore.getState();
  if (outputs === undefined) return;
  const { writeImage } = await import('#core/image/image.ts');
  download('initdata.img', writeImage(outputs.gzip));
  announce('Saved initdata.img');
}

/** One zip with everything, and a script that checks that it belongs together. */
export async function saveBundle(): Promise<void> {
  const { document, name } = workspace.getState();
  const { outputs } = analysisStore.getState();
  if (outputs === undefined) return;
  const [{ writeBundle }, { writeImage }] = await Promise.all([
    import('#core/bundle/write.ts'),
    import('#core/image/image.ts'),
  ]);
  const text = documentText();
  const outline = text === undefined ? undefined : currentOutline(text);
  const zip = await writeBundle({
    document: bytesOf(document),
    entries: outline?.entries.filter(({ closed }) => closed) ?? [],
    annotation: outputs.annotation,
    image: writeImage(outputs.gzip),
    manifest: outputs.manifest.kind === 'annotated' ? outputs.manifest.text : undefined,
    algorithm: algorithms.find((algorithm) => algorithm === outline?.algorithm?.value),
  });
  const zipName = `${fileName(name.replaceAll(' ', '-'))}.zip`;
  download(zipName, zip, 'application/zip');
  announce(`Saved ${zipName}`);
}

/** The line for a manifest that is written by hand. */
export function annotationLine(annotation: string): string {
  return `${annotationKey}: ${annotation}`;
}
