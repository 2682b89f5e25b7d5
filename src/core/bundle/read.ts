/** Opens a zip file written here. It is a file from anywhere: sizes, names and digests are checked before use. */
import { unzipSync, type UnzipFileInfo } from 'fflate';
import { maxDocumentBytes } from '#core/annotation/annotation.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import { digestOf, webCryptoAvailable } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import { bundleFiles, entryFolder, isSafeName } from './names.ts';

/** More files than a document has entries; keeps a crafted directory from costing time. */
const maxFiles = 1000;
/** All files together: document, entries, annotation, image and manifest of the longest document. */
const maxTotalBytes = 6 * maxDocumentBytes;

export type BundleReading =
  | {
      readonly kind: 'bundle';
      readonly document: Uint8Array<ArrayBuffer>;
      readonly annotation?: string;
      readonly image?: Uint8Array<ArrayBuffer>;
      readonly manifest?: string;
      /** Files of `data/` by file name; they are copies, the document is what counts. */
      readonly entries: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
      /** Names that are none of ours and were not read. */
      readonly ignored: readonly string[];
      /** `matched`: every file that was read is listed in digests.txt with its digest. */
      readonly digests: 'matched' | 'absent' | 'not-checked';
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** Names in a zip file, nothing inflated; `undefined` when it is none. Never throws. */
export function bundleNames(bytes: Uint8Array): readonly string[] | undefined {
  const names: string[] = [];
  const files = unzipped(bytes, ({ name }) => {
    if (names.length < maxFiles) names.push(name);
    return false;
  });
  return files === undefined ? undefined : names;
}

/** Reads a bundle. Never throws: whatever is wrong with the file becomes `refused` with the reason. */
export async function readBundle(bytes: Uint8Array): Promise<BundleReading> {
  const ignored: string[] = [];
  let total = 0;
  let tooLong = false;
  let count = 0;
  const files = unzipped(bytes, ({ name, originalSize }) => {
    count++;
    if (!isOurs(name) || count > maxFiles) {
      if (ignored.length < maxFiles) ignored.push(name);
      return false;
    }
    total += originalSize;
    tooLong ||= originalSize > maxDocumentBytes * 2 || total > maxTotalBytes;
    return !tooLong;
  });
  if (tooLong) return refused(`Its files are longer than ${maxTotalBytes} bytes when unpacked.`);
  if (files === undefined) return refused('It is not a zip file that can be read.');
  const document = files.get(bundleFiles.document);
  if (document === undefined) return refused('It has no initdata.toml.');
  const digests = await checkDigests(files);
  if (digests.kind === 'refused') return digests;
  const annotation = textOf(files, bundleFiles.annotation);
  const manifest = textOf(files, bundleFiles.manifest);
  const image = files.get(bundleFiles.image);
  return {
    kind: 'bundle',
    document,
    ...(annotation === undefined ? {} : { annotation }),
    ...(image === undefined ? {} : { image }),
    ...(manifest === undefined ? {} : { manifest }),
    entries: [...files]
      .filter(([name]) => name.startsWith(entryFolder))
      .map(([name, content]) => ({ name: name.slice(entryFolder.length), bytes: content })),
    ignored,
    digests: digests.kind,
  };
}

function refused(reason: string): BundleReading & { readonly kind: 'refused' } {
  return { kind: 'refused', reason };
}

function isOurs(name: string): boolean {
  if (Object.values<string>(bundleFiles).includes(name)) return true;
  return name.startsWith(entryFolder) && isSafeName(name.slice(entryFolder.length));
}

/** The library throws on damaged files, and trusts the directory for lengths: the filter looks at them first. */
function unzipped(
  bytes: Uint8Array,
  filter: (file: UnzipFileInfo) => boolean,
): ReadonlyMap<string, Uint8Array<ArrayBuffer>> | undefined {
  try {
    return new Map(
      Object.entries(unzipSync(bytes, { filter })).map(([name, content]) => [name, new Uint8Array(content)]),
    );
  } catch {
    return undefined;
  }
}

function textOf(files: ReadonlyMap<string, Uint8Array>, name: string): string | undefined {
  const bytes = files.get(name);
  return bytes === undefined ? undefined : decodeUtf8(bytes);
}

const algorithmOfDigits: ReadonlyMap<number, Algorithm> = new Map([
  [64, 'sha256'],
  [96, 'sha384'],
  [128, 'sha512'],
]);

type DigestCheck =
  { readonly kind: 'matched' | 'absent' | 'not-checked' } | (BundleReading & { readonly kind: 'refused' });

/** The zip library does not look at the checksums of the zip: the digests do that, and better. */
async function checkDigests(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<DigestCheck> {
  const list = textOf(files, bundleFiles.digests);
  if (list === undefined) return { kind: 'absent' };
  if (!webCryptoAvailable()) return { kind: 'not-checked' };
  const listed = new Map<string, string>();
  for (const line of list.split('\n')) {
    const [, hex, name] = /^([0-9a-f]+) [ *](.+)$/.exec(line) ?? [];
    if (hex !== undefined && name !== undefined) listed.set(name, hex);
  }
  for (const [name, bytes] of files) {
    if (name === bundleFiles.digests || name === bundleFiles.verify) continue;
    const expected = listed.get(name);
    const algorithm = algorithmOfDigits.get(expected?.length ?? 0);
    if (expected === undefined || algorithm === undefined) {
      return refused(`${name} is not listed in digests.txt.`);
    }
    if (hexOf(await digestOf(bytes, algorithm)) !== expected) {
      return refused(`${name} is not the file that digests.txt lists: it was changed or damaged.`);
    }
  }
  return { kind: 'matched' };
}
