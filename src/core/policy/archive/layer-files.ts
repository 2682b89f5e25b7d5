/** The passwd and group files of an image, from its layers: the uppermost that has one counts, unless one above removes it. */
import { blobReader, type ByteReader, streamReader } from './byte-reader.ts';
import { tarEntries } from './tar.ts';

/** What a layer does to a file: a new content, or taking it away; absent where it leaves it as it is. */
export interface LayerFiles {
  readonly passwd?: string | undefined;
  readonly group?: string | undefined;
  readonly removesPasswd: boolean;
  readonly removesGroup: boolean;
}

export interface UserFiles {
  readonly passwd?: string;
  readonly group?: string;
}

/** Larger ones are no passwd files. */
const maxFileBytes = 1024 * 1024;
/** Of one layer, uncompressed: the largest images of models have tens of gigabytes, in layers of their own. */
const maxLayerBytes = 64 * 1024 * 1024 * 1024;

export type OpenedLayer =
  | { readonly kind: 'layer'; readonly reader: ByteReader }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** A layer by its first bytes: plain, or compressed in a way that browsers know. */
export async function openLayer(blob: Blob): Promise<OpenedLayer> {
  const [a, b, c, d] = new Uint8Array(await blob.slice(0, 4).arrayBuffer());
  if (a === 0x1f && b === 0x8b) {
    const stream = blob.stream().pipeThrough(new DecompressionStream('gzip'));
    return { kind: 'layer', reader: streamReader(stream, maxLayerBytes) };
  }
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) {
    return { kind: 'unreadable', reason: 'a layer is compressed with zstd, which browsers cannot undo' };
  }
  return { kind: 'layer', reader: blobReader(blob) };
}

/** Reads one layer to its end. Throws what `tarEntries` throws. */
export async function filesOfLayer(reader: ByteReader): Promise<LayerFiles> {
  const contents = new Map<string, string>();
  let removesPasswd = false;
  let removesGroup = false;
  for await (const entry of tarEntries(reader)) {
    const { path } = entry;
    if (!path.startsWith('etc') && !path.startsWith('.wh.')) continue;
    if (path === '.wh..wh..opq' || path === '.wh.etc' || path === 'etc/.wh..wh..opq') {
      removesPasswd = true;
      removesGroup = true;
    }
    if (path === 'etc/.wh.passwd') removesPasswd = true;
    if (path === 'etc/.wh.group') removesGroup = true;
    if ((path === 'etc/passwd' || path === 'etc/group') && entry.kind === 'file') {
      const bytes = await entry.read(maxFileBytes);
      if (bytes !== undefined) contents.set(path, new TextDecoder().decode(bytes));
    }
  }
  await reader.close();
  return {
    passwd: contents.get('etc/passwd'),
    group: contents.get('etc/group'),
    removesPasswd,
    removesGroup,
  };
}

/**
 * The files as the container sees them; absent where no layer has one.
 *
 * @param layers from the uppermost to the lowest; read one by one until both are found
 */
export async function userFiles(layers: AsyncIterable<LayerFiles>): Promise<UserFiles> {
  let passwd: string | null | undefined;
  let group: string | null | undefined;
  for await (const layer of layers) {
    passwd = passwd === undefined ? (layer.passwd ?? (layer.removesPasswd ? null : undefined)) : passwd;
    group = group === undefined ? (layer.group ?? (layer.removesGroup ? null : undefined)) : group;
    if (passwd !== undefined && group !== undefined) break;
  }
  return {
    ...(typeof passwd === 'string' ? { passwd } : {}),
    ...(typeof group === 'string' ? { group } : {}),
  };
}
