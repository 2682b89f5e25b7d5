/** One zip file with everything: the document, what was made of it, and a script that checks that it belongs together. */
import { zipSync, type Zippable } from 'fflate';
import { annotationKey } from '#core/annotation/annotation.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { bundleFiles, entryFolder, fileNamesOf } from './names.ts';
import { verifyScript } from './verify-script.ts';

export interface BundleInput {
  /** The exact document. */
  readonly document: Uint8Array<ArrayBuffer>;
  readonly entries: readonly { readonly key: string; readonly content: string }[];
  readonly annotation: string;
  readonly image: Uint8Array;
  /** The manifest with the annotation in it. */
  readonly manifest?: string | undefined;
  /** Of the document; sha256 lists the files where it is missing or unknown. */
  readonly algorithm?: Algorithm | undefined;
}

/** Zip files carry local time without a zone; this is the earliest they can say, and the same everywhere. */
const fixedTime = new Date(1980, 0, 1, 0, 0, 0);

const executable = { attrs: 0o100755 << 16, os: 3 } as const;
const regular = { attrs: 0o100644 << 16, os: 3 } as const;

/**
 * Writes the zip file. The same input gives the same bytes, in every engine and on every day.
 *
 * @throws when the page has no WebCrypto (see `webCryptoAvailable`): a bundle without digests would check nothing.
 */
export async function writeBundle(input: BundleInput): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = input.algorithm ?? 'sha256';
  const names = fileNamesOf(input.entries.map(({ key }) => key));
  const listed: readonly (readonly [string, Uint8Array<ArrayBuffer>])[] = [
    [bundleFiles.document, input.document],
    ...input.entries.map(
      ({ content }, index) => [`${entryFolder}${names[index] ?? ''}`, encodeUtf8(content)] as const,
    ),
    [bundleFiles.annotation, encodeUtf8(input.annotation)],
    [bundleFiles.image, new Uint8Array(input.image)],
    ...(input.manifest === undefined ? [] : [[bundleFiles.manifest, encodeUtf8(input.manifest)] as const]),
    [bundleFiles.readme, encodeUtf8(readme(input, names, algorithm))],
  ];
  const lines = await Promise.all(
    listed.map(async ([name, bytes]) => `${hexOf(await digestOf(bytes, algorithm))}  ${name}\n`),
  );
  const files: Zippable = {};
  for (const [name, bytes] of listed) files[name] = [bytes, regular];
  files[bundleFiles.digests] = [encodeUtf8(lines.join('')), regular];
  files[bundleFiles.verify] = [encodeUtf8(verifyScript(algorithm)), executable];
  return zipSync(files, { level: 9, mtime: fixedTime });
}

function readme(input: BundleInput, names: readonly string[], algorithm: Algorithm): string {
  const renamed = input.entries
    .map(({ key }, index) => ({ key, name: names[index] ?? '' }))
    .filter(({ key, name }) => key !== name);
  return [
    'Init-Data',
    '',
    'initdata.toml   the document: its bytes are what is measured',
    'data/           each of its entries as a file, for reading; not part of what is measured',
    `annotation.txt  value of ${annotationKey}`,
    'initdata.img    the disk image that a host runtime attaches to the guest',
    ...(input.manifest === undefined ? [] : ['pod.yaml        the manifest with the annotation']),
    `digests.txt     ${algorithm} digests of these files, for \`${algorithm}sum -c digests.txt\``,
    'verify.sh       checks with coreutils and gzip that the files belong together: `sh verify.sh`',
    '',
    'Init-Data is protected from change, not from being read: the host sees all of it.',
    ...(input.algorithm === undefined
      ? [
          '',
          'The document names no known algorithm: the digests here are sha256 and no hardware carries them.',
        ]
      : []),
    ...(renamed.length === 0 ? [] : ['', 'Entries whose key is no plain file name:']),
    ...renamed.map(({ key, name }) => `data/${name} is ${JSON.stringify(key)}`),
    '',
  ].join('\n');
}
