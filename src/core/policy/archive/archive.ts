/**
 * Images in files: an OCI image layout as a folder or an archive, and what `docker save` writes. Read on this machine, layer
 * by layer, for the config and for the two files that say who a user is; no layer is held in memory.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
import { blobReader, BrokenTarError, type ByteReader, streamReader, TooLargeError } from './byte-reader.ts';
import { filesOfLayer, type LayerFiles, openLayer, userFiles } from './layer-files.ts';
import { type ArchivedImage, type FoundImage, imagesIn, type NamedFiles } from './layout.ts';
import { isTarHeader, tarEntries } from './tar.ts';

export type ReadArchive =
  | { readonly kind: 'images'; readonly images: readonly ArchivedImage[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Bytes of layers read so far, of all that may have to be read. */
export type ArchiveProgress = (done: number, of: number) => void;

const maxEntries = 100_000;
/** Of an archive that is compressed as a whole, without its compression. */
const maxUnpackedBytes = 4 * 1024 * 1024 * 1024;

/** True for a file that is read as an archive rather than as text, by its first bytes. */
export async function isArchive(file: Blob): Promise<boolean> {
  const first = new Uint8Array(await file.slice(0, 512).arrayBuffer());
  return isGzip(first) || isTarHeader(first);
}

/** Reads an archive. Never throws for what is in it. */
export async function readArchive(
  file: Blob,
  progress: ArchiveProgress = () => undefined,
): Promise<ReadArchive> {
  try {
    const first = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    const plain = isGzip(first) ? await inflated(file) : file;
    return await readLayout(await filesOf(plain), progress);
  } catch (error) {
    return refusalFor(error);
  }
}

/** Reads the files of a layout that is a folder. Never throws for what is in it. */
export async function readLayout(
  files: NamedFiles,
  progress: ArchiveProgress = () => undefined,
): Promise<ReadArchive> {
  try {
    const images = await imagesIn(files);
    if (images.length === 0) {
      return { kind: 'refused', reason: 'neither an index.json nor a manifest.json with images is in it' };
    }
    return { kind: 'images', images: await withUserFiles(images, files, progress) };
  } catch (error) {
    return refusalFor(error);
  }
}

function refusalFor(error: unknown): ReadArchive {
  if (error instanceof BrokenTarError)
    return { kind: 'refused', reason: `it is no archive: ${error.message}` };
  if (error instanceof TooLargeError) return { kind: 'refused', reason: error.message };
  // Decompressors and files say so when what they are given ends early, or is gone.
  return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
}

function isGzip([a, b]: Uint8Array): boolean {
  return a === 0x1f && b === 0x8b;
}

async function inflated(file: Blob): Promise<Blob> {
  const reader = streamReader(file.stream().pipeThrough(new DecompressionStream('gzip')), maxUnpackedBytes);
  const parts: Blob[] = [];
  for (;;) {
    const part = await reader.take(16 * 1024 * 1024);
    if (part.length === 0) return new Blob(parts);
    parts.push(new Blob([part.slice()]));
  }
}

async function filesOf(archive: Blob): Promise<NamedFiles> {
  const files = new Map<string, Blob>();
  const links = new Map<string, string>();
  for await (const { path, kind, size, offset, target } of tarEntries(blobReader(archive))) {
    if (files.size + links.size >= maxEntries) break;
    if (kind === 'file') files.set(path, archive.slice(offset, offset + size));
    // Old archives of docker link layers that several images share.
    else if (kind === 'link') links.set(path, resolvedFrom(path, target));
  }
  for (const [path, target] of links) {
    const file = files.get(target);
    if (file !== undefined) files.set(path, file);
  }
  return files;
}

function resolvedFrom(path: string, target: string): string {
  const parts = target.startsWith('../') ? path.split('/').slice(0, -1) : [];
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

async function withUserFiles(
  images: readonly FoundImage[],
  files: NamedFiles,
  progress: ArchiveProgress,
): Promise<readonly ArchivedImage[]> {
  const sizeOf = (path: string): number => files.get(path)?.size ?? 0;
  const paths = new Set(images.flatMap(({ layers }) => layers));
  const total = [...paths].reduce((sum, path) => sum + sizeOf(path), 0);
  const known = new Map<string, LayerFiles>();
  let done = 0;
  const read = async (path: string): Promise<LayerFiles> => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const file = files.get(path);
    if (file === undefined) throw new UnreadableLayer('a layer is not in the archive');
    const opened = await openLayer(file);
    if (opened.kind === 'unreadable') throw new UnreadableLayer(opened.reason);
    const at = done;
    const found = await filesOfLayer(
      counted(opened.reader, file.size, (bytes) => {
        progress(at + bytes, total);
      }),
    );
    done += file.size;
    progress(done, total);
    known.set(path, found);
    return found;
  };
  const complete: ArchivedImage[] = [];
  for (const { key: _, layers, config, remarks, ...image } of images) {
    try {
      const { passwd, group } = await userFiles(downwards(layers, read));
      const user =
        config.user?.kind === 'config'
          ? { user: { ...config.user, passwd: passwd ?? '', group: group ?? '' } }
          : {};
      complete.push({ ...image, remarks, config: { ...config, ...user } });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const remark = `its users and groups are not known: ${reason}`;
      complete.push({ ...image, config, remarks: [...remarks, remark] });
    }
  }
  return complete;
}

class UnreadableLayer extends Error {
  override readonly name = 'UnreadableLayer';
}

async function* downwards(
  layers: readonly string[],
  read: (path: string) => Promise<LayerFiles>,
): AsyncGenerator<LayerFiles, void, undefined> {
  for (const path of layers.toReversed()) yield await read(path);
}

/** Says now and then how far it is; what a compressed layer gives stands for as much of the file at most. */
function counted(reader: ByteReader, most: number, say: (bytes: number) => void): ByteReader {
  const step = 8 * 1024 * 1024;
  let bytes = 0;
  let said = 0;
  const count = (more: number): void => {
    bytes += more;
    if (bytes - said < step) return;
    said = bytes;
    say(Math.min(bytes, most));
  };
  return {
    async take(wanted) {
      const taken = await reader.take(wanted);
      count(taken.length);
      return taken;
    },
    async skip(wanted) {
      const skipped = await reader.skip(wanted);
      count(skipped);
      return skipped;
    },
    close: reader.close,
  };
}
