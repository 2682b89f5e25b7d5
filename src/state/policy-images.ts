/**
 * What is known of the images of the open manifest: configs from texts, files and archives, given to the containers that
 * they are of, and what a person fills in.
 */
import { containersOf, digestsOf, otherDigest } from '#core/policy/generate/assign.ts';
import type { ImageConfig } from '#core/policy/simulate/image-config.ts';
import { policyWorker } from '#workers/policy-worker.ts';
import type { GeneratorContainer, GivenImage, GivenSource } from '#workers/policy-generate-calls.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { announce } from './announcer.ts';
import { endOf, idle, type Work } from './policy-workers.ts';
import { reportCrash } from './session.ts';

/** What is known of the image of one container. */
export interface KnownImage {
  readonly source: GivenImage['source'] | 'form';
  /** As it was given, such as the name of a file. */
  readonly from: string;
  readonly config: ImageConfig;
  /** By which the image can be pulled. */
  readonly digest?: string;
  readonly remarks: readonly string[];
}

/** An image that nothing assigns to a container. */
export interface UnplacedImage {
  readonly from: string;
  readonly image: GivenImage;
}

export interface ImagesState {
  /** Those of the pod that a policy is made for. */
  readonly containers: readonly GeneratorContainer[];
  /** By container. */
  readonly known: ReadonlyMap<string, KnownImage>;
  readonly unplaced: readonly UnplacedImage[];
  /** Why the last thing that was given is no image config. */
  readonly refusal: string | undefined;
  readonly reading: Work;
}

const start: ImagesState = {
  containers: [],
  known: new Map(),
  unplaced: [],
  refusal: undefined,
  reading: idle,
};

const writable = createStore<ImagesState>()(() => start);

/** Changed by the functions of this file alone. */
export const imagesStore: Pick<
  StoreApi<ImagesState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writable;

/** Archives are long: they are read beside what a person goes on doing. */
const reading = policyWorker(reportCrash);

/** What was said of the images of one document is nothing to the next one. */
export function forgetImages(): void {
  writable.setState(start);
}

export function setContainers(containers: readonly GeneratorContainer[]): void {
  writable.setState({ containers });
}

/** What a person fills in for a container. */
export function fillIn(container: string, config: ImageConfig): void {
  const digest = writable.getState().known.get(container)?.digest;
  know(container, {
    source: 'form',
    from: 'filled in',
    config: { ...config, from: 'form' },
    ...(digest === undefined ? {} : { digest }),
    remarks: [],
  });
}

export function forgetImage(container: string): void {
  writable.setState(({ known }) => {
    const next = new Map(known);
    next.delete(container);
    return { known: next };
  });
}

function know(container: string, image: KnownImage): void {
  writable.setState(({ known }) => ({ known: new Map([...known, [container, image]]) }));
}

/**
 * Reads what somebody gives, and takes it for the containers that it is of.
 *
 * @param from what it is called, such as the name of a file
 * @param container the one that it is given for; absent when the names in it decide
 */
export async function giveImages(source: GivenSource, from: string, container?: string): Promise<void> {
  const abort = new AbortController();
  current = { abort, source, from, container };
  // A text is read before anybody could see that it is.
  const isLong = source.kind !== 'text';
  writable.setState({ refusal: undefined, reading: isLong ? { kind: 'running', done: 0, of: 0 } : idle });
  try {
    const read = await reading.call('readImages', source, {
      signal: abort.signal,
      onProgress: (done, of) => {
        const mebibytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
        writable.setState({ reading: { kind: 'running', done: mebibytes(done), of: mebibytes(of) } });
      },
    });
    writable.setState({ reading: idle });
    if (read.kind === 'refused') {
      writable.setState({ refusal: `${from} was not taken: ${read.reason}.` });
      announce(`${from} was not taken`);
      return;
    }
    for (const image of preferred(read.images)) place(image, from, container);
  } catch (error) {
    writable.setState({ reading: endOf(error, abort.signal) });
  }
}

/** One after the other: each may be the config of the one image that is left. */
export async function giveFiles(files: readonly File[]): Promise<void> {
  for (const file of files) await giveImages({ kind: 'file', file }, file.name);
}

let current:
  | {
      readonly abort: AbortController;
      readonly source: GivenSource;
      readonly from: string;
      readonly container: string | undefined;
    }
  | undefined;

export function cancelReading(): void {
  current?.abort.abort(new DOMException('Reading was stopped.', 'AbortError'));
}

export function readAgain(): void {
  if (current !== undefined) void giveImages(current.source, current.from, current.container);
}

/** Of one image for several platforms, the one that confidential machines are made of most. */
function preferred(images: readonly GivenImage[]): readonly GivenImage[] {
  const amd64 = images.filter(({ platform }) => platform === 'linux/amd64');
  return images.length > 1 && amd64.length > 0 && images.every(({ platform }) => platform !== undefined)
    ? amd64
    : images;
}

function place(image: GivenImage, from: string, asked: string | undefined): void {
  const { containers, known } = writable.getState();
  const named = asked === undefined ? containersOf(image, containers) : [asked];
  const missing = containers.filter(({ name }) => !known.has(name));
  // What says nothing of itself can only be of the one image that is not known yet.
  const images = new Set(missing.map((each) => each.image));
  const fits = named.length === 0 && images.size === 1 ? missing.map(({ name }) => name) : named;
  if (fits.length === 0) {
    writable.setState(({ unplaced }) => ({ unplaced: [...unplaced, { from, image }] }));
    announce(`${from}: choose the container that it is for`);
    return;
  }
  placeFor(
    image,
    from,
    containers.filter(({ name }) => fits.includes(name)),
  );
}

function placeFor(image: GivenImage, from: string, containers: readonly GeneratorContainer[]): void {
  for (const container of containers) {
    const other = otherDigest(image, container.image);
    const [digest] = digestsOf(image);
    const remarks = other === undefined ? [] : [`The manifest pins another image: ${other}.`];
    know(container.name, {
      source: image.source,
      from,
      config: image.config,
      ...(digest === undefined ? {} : { digest }),
      remarks: [...image.remarks.map((remark) => `${from}: ${remark}.`), ...remarks],
    });
  }
  announce(`${from}: taken for ${containers.map(({ name }) => name).join(', ')}`);
}

/** @param container undefined drops it */
export function placeImage(given: UnplacedImage, container: string | undefined): void {
  writable.setState(({ unplaced }) => ({ unplaced: unplaced.filter((each) => each !== given) }));
  const { containers } = writable.getState();
  placeFor(
    given.image,
    given.from,
    containers.filter(({ name }) => name === container),
  );
}
