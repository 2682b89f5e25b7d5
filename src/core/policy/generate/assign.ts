/** Which containers an image config is about, by the names and digests that come with it. */
import { fullImageName } from '../simulate/image-config.ts';

export interface NamedImage {
  readonly references: readonly string[];
  readonly digests: readonly string[];
  /** Of the container that a captured request was for. */
  readonly container?: string;
}

export interface ImageUse {
  /** Of the container. */
  readonly name: string;
  readonly image: string;
}

/** Names of the containers whose image it is; none where nothing says so. */
export function containersOf(image: NamedImage, containers: readonly ImageUse[]): readonly string[] {
  const named = containers.filter(({ name }) => name === image.container);
  const found = named.length > 0 ? named : containers.filter((each) => isOf(image, each));
  return found.map(({ name }) => name);
}

function isOf(image: NamedImage, { image: used }: ImageUse): boolean {
  const full = fullImageName(used);
  const digest = digestOf(full);
  if (digest !== undefined && digestsOf(image).includes(digest)) return true;
  return image.references.some((reference) => fullImageName(reference) === full);
}

/** Digests by which the image can be pulled. */
export function digestsOf({ references, digests }: NamedImage): readonly string[] {
  return [...digests, ...references.flatMap((reference) => digestOf(reference) ?? [])];
}

/** The digest that pins an image, when it is known not to be that of the given one. */
export function otherDigest(image: NamedImage, used: string): string | undefined {
  const pinned = digestOf(used);
  const known = digestsOf(image);
  return pinned === undefined || known.length === 0 || known.includes(pinned) ? undefined : pinned;
}

function digestOf(reference: string): string | undefined {
  const at = reference.indexOf('@');
  return at < 0 ? undefined : reference.slice(at + 1);
}
