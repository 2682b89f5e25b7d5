/** Which images a layout describes: by the index of OCI, and by the list that `docker save` writes. */
import { digestOf, webCryptoAvailable } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import type { ImageConfig } from '../simulate/image-config.ts';
import { isJsonObject, type Json, jsonAt, type JsonObject } from '../simulate/json.ts';
import { readImageConfigs } from '../simulate/read-image-config.ts';

/** Files by their path in the layout. */
export type NamedFiles = ReadonlyMap<string, Blob>;

export interface ArchivedImage {
  /** Names that the archive gives it. */
  readonly references: readonly string[];
  /** Such as `linux/amd64`. */
  readonly platform?: string;
  /** Digests by which the image can be pulled: of its manifest, and of an index that lists it. */
  readonly digests: readonly string[];
  readonly config: ImageConfig;
  /** Why something of it could not be read, or is not what its digest says. */
  readonly remarks: readonly string[];
}

/** JSON of a manifest or a config is never larger. */
const maxJsonBytes = 8 * 1024 * 1024;
const maxImages = 32;

export interface FoundImage extends ArchivedImage {
  /** Digest or path of the config, to tell two descriptions of one image. */
  readonly key: string;
  /** Paths, the lowest first. */
  readonly layers: readonly string[];
}

function blobPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

async function jsonIn(
  files: NamedFiles,
  path: string,
): Promise<{ value: Json; bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const file = files.get(path);
  if (file === undefined || file.size > maxJsonBytes) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return { value: JSON.parse(new TextDecoder().decode(bytes)) as Json, bytes };
  } catch {
    return undefined;
  }
}

/** The images of a layout, each once, though newer programs write both descriptions of it. */
export async function imagesIn(files: NamedFiles): Promise<readonly FoundImage[]> {
  const found = [...(await ociImages(files)), ...(await dockerImages(files))];
  return merged(found).slice(0, maxImages);
}

/** Images of an index, and of indexes in it. */
async function ociImages(files: NamedFiles): Promise<readonly FoundImage[]> {
  const index = await jsonIn(files, 'index.json');
  return index === undefined ? [] : imagesOfIndex(files, index.value, [], [], 0);
}

async function imagesOfIndex(
  files: NamedFiles,
  index: Json,
  names: readonly string[],
  digests: readonly string[],
  depth: number,
): Promise<readonly FoundImage[]> {
  const found: FoundImage[] = [];
  for (const descriptor of objectsAt(index, ['manifests']).slice(0, maxImages * 4)) {
    const digest = textAt(descriptor, ['digest']);
    // Attestations about an image stand in its index beside it, for no platform.
    if (digest === undefined || textAt(descriptor, ['platform', 'os']) === 'unknown') continue;
    const inner = await jsonIn(files, blobPath(digest));
    if (inner === undefined) continue;
    const references = [...names, ...namesOf(descriptor)];
    const remarks = await digestRemarks(inner.bytes, digest, 'manifest');
    if (objectsAt(inner.value, ['manifests']).length > 0) {
      if (depth < 4) {
        found.push(...(await imagesOfIndex(files, inner.value, references, [...digests, digest], depth + 1)));
      }
      continue;
    }
    const configDigest = textAt(inner.value, ['config', 'digest']);
    const config = configDigest === undefined ? undefined : await configIn(files, blobPath(configDigest));
    if (configDigest === undefined || config === undefined) continue;
    found.push({
      ...config.image,
      key: configDigest,
      references,
      digests: [digest, ...digests],
      remarks: [...remarks, ...(await digestRemarks(config.bytes, configDigest, 'config'))],
      layers: objectsAt(inner.value, ['layers']).flatMap((layer) => {
        const layerDigest = textAt(layer, ['digest']);
        return layerDigest === undefined ? [] : [blobPath(layerDigest)];
      }),
    });
  }
  return found;
}

function namesOf(descriptor: JsonObject): readonly string[] {
  const annotation = (name: string): string | undefined => textAt(descriptor, ['annotations', name]);
  const full = annotation('io.containerd.image.name');
  const short = annotation('org.opencontainers.image.ref.name');
  if (full !== undefined) return [full];
  // A bare tag says nothing of the image.
  return short !== undefined && /[/:]/.test(short) ? [short] : [];
}

/** What `docker save` lists. */
async function dockerImages(files: NamedFiles): Promise<readonly FoundImage[]> {
  const list = await jsonIn(files, 'manifest.json');
  const items = Array.isArray(list?.value) ? (list.value as readonly Json[]) : [];
  const found: FoundImage[] = [];
  for (const item of items.slice(0, maxImages)) {
    const path = textAt(item, ['Config']);
    const config = path === undefined ? undefined : await configIn(files, path);
    if (path === undefined || config === undefined) continue;
    const hex = /([0-9a-f]{64})(\.json)?$/.exec(path)?.[1];
    found.push({
      ...config.image,
      key: hex === undefined ? path : `sha256:${hex}`,
      references: textsAt(item, ['RepoTags']),
      digests: [],
      remarks: hex === undefined ? [] : await digestRemarks(config.bytes, `sha256:${hex}`, 'config'),
      layers: textsAt(item, ['Layers']),
    });
  }
  return found;
}

async function configIn(
  files: NamedFiles,
  path: string,
): Promise<
  | { readonly image: Pick<ArchivedImage, 'config' | 'platform'>; readonly bytes: Uint8Array<ArrayBuffer> }
  | undefined
> {
  const json = await jsonIn(files, path);
  const read = json === undefined ? undefined : readImageConfigs(JSON.stringify(json.value));
  const [first] = read?.kind === 'configs' ? read.configs : [];
  if (json === undefined || first === undefined) return undefined;
  const os = textAt(json.value, ['os']);
  const architecture = textAt(json.value, ['architecture']);
  const platform =
    os === undefined || architecture === undefined ? {} : { platform: `${os}/${architecture}` };
  return { image: { config: first.config, ...platform }, bytes: json.bytes };
}

/** Nothing where the bytes are what the digest says, or nobody can tell. */
async function digestRemarks(
  bytes: Uint8Array<ArrayBuffer>,
  digest: string,
  what: string,
): Promise<readonly string[]> {
  if (!digest.startsWith('sha256:') || !webCryptoAvailable()) return [];
  const actual = `sha256:${hexOf(await digestOf(bytes, 'sha256'))}`;
  return actual === digest ? [] : [`its ${what} has the digest ${actual}, and not ${digest}`];
}

/** One for each config; what either description says of it. */
function merged(images: readonly FoundImage[]): readonly FoundImage[] {
  const byKey = new Map<string, FoundImage>();
  for (const image of images) {
    const known = byKey.get(image.key);
    byKey.set(
      image.key,
      known === undefined
        ? image
        : {
            ...known,
            references: [...new Set([...known.references, ...image.references])],
            digests: [...new Set([...known.digests, ...image.digests])],
          },
    );
  }
  return [...byKey.values()];
}

function objectsAt(value: Json, path: readonly string[]): readonly JsonObject[] {
  const found = jsonAt(value, path);
  return Array.isArray(found) ? (found as readonly Json[]).filter(isJsonObject) : [];
}

function textsAt(value: Json, path: readonly string[]): readonly string[] {
  const found = jsonAt(value, path);
  return Array.isArray(found) ? (found as readonly Json[]).filter((item) => typeof item === 'string') : [];
}

function textAt(value: Json, path: readonly string[]): string | undefined {
  const found = jsonAt(value, path);
  return typeof found === 'string' ? found : undefined;
}
