/**
 * The generator: what is known of the images of the open manifest, what was chosen, and the policy that follows, written
 * again whenever one of them changes and tried each time before it is offered.
 */
import { containersOf, digestsOf, otherDigest } from '#core/policy/generate/assign.ts';
import type { ImageConfig } from '#core/policy/simulate/image-config.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { addEntry } from '#core/initdata/edit.ts';
import type { Span } from '#core/text/span.ts';
import { replaceSpan } from '#core/text/edit.ts';
import type { ProfileId } from '#core/rego/profile.ts';
import { policyWorker } from '#workers/policy-worker.ts';
import type {
  GeneratedAnswer,
  GeneratorContainer,
  GeneratorInput,
  GeneratorSettings,
  GivenImage,
  GivenSource,
  TriedAnswer,
} from '#workers/policy-generate-calls.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { chosenProfile } from './agent-profile.ts';
import { announce } from './announcer.ts';
import { latestOnly } from './latest.ts';
import { rememberOfPod } from './pod-facts.ts';
import { choosePolicyPod, runStore } from './policy-run.ts';
import { policyKey, policyText } from './policy-text.ts';
import { endOf, idle, type Work } from './policy-workers.ts';
import { preferences } from './preferences.ts';
import { reportCrash } from './session.ts';
import { changeDocument, changeEntryContent, changeManifest, documentText, workspace } from './workspace.ts';

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

export interface GenerateState {
  readonly pod: number;
  readonly beside: string;
  readonly settings: GeneratorSettings;
  /** By container. */
  readonly known: ReadonlyMap<string, KnownImage>;
  readonly unplaced: readonly UnplacedImage[];
  /** `none` when the manifest has no pod. */
  readonly generated: GeneratedAnswer | 'none' | undefined;
  readonly tried:
    { readonly policy: string; readonly profile: ProfileId; readonly answer: TriedAnswer } | undefined;
  /** Why the last thing that was given is no image config. */
  readonly refusal: string | undefined;
  readonly reading: Work;
  readonly trying: Work;
}

const start: GenerateState = {
  pod: 0,
  beside: '',
  settings: { logs: false, stdin: false, copied: 'declared', secrets: false, commands: [] },
  known: new Map(),
  unplaced: [],
  generated: undefined,
  tried: undefined,
  refusal: undefined,
  reading: idle,
  trying: idle,
};

const writable = createStore<GenerateState>()(() => start);

/** Changed by the functions of this file alone. */
export const generateStore: Pick<
  StoreApi<GenerateState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writable;

const generating = policyWorker(reportCrash);
/** Archives are long: they are read beside what a person goes on doing. */
const reading = policyWorker(reportCrash);

const afterMilliseconds = 150;
const writing = latestOnly(write, afterMilliseconds);

let ofDocument: string | undefined;

/** Follows manifest and release while the generator is on screen. @returns stops following */
export function followGenerator(): () => void {
  const stops = [
    workspace.subscribe((now, before) => {
      if (now.manifest !== before.manifest || now.id !== before.id) request();
    }),
    preferences.subscribe((now, before) => {
      if (now.kata !== before.kata || now.release !== before.release) request();
    }),
  ];
  request();
  return () => {
    for (const stop of stops) stop();
  };
}

/** What was said of the images of one document is nothing to the next one. */
function request(): void {
  const { id } = workspace.getState();
  if (ofDocument !== undefined && ofDocument !== id) writable.setState(start);
  ofDocument = id;
  writable.setState({ pod: runStore.getState().pod });
  writing.request();
}

export function chooseGeneratedPod(pod: number): void {
  writable.setState({ pod });
  choosePolicyPod(pod);
  writing.request();
}

export function setBeside(beside: string): void {
  writable.setState({ beside });
  writing.request();
}

export function changeSettings(change: Partial<GeneratorSettings>): void {
  writable.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
  writing.request();
}

/** @param commands undefined takes them back */
export function setExtraCommands(container: string, commands: readonly (readonly string[])[]): void {
  const { settings } = writable.getState();
  const others = settings.commands.filter(([name]) => name !== container);
  changeSettings({ commands: commands.length === 0 ? others : [...others, [container, commands]] });
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
  writing.request();
}

function know(container: string, image: KnownImage): void {
  writable.setState(({ known }) => ({ known: new Map([...known, [container, image]]) }));
  writing.request();
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
  writable.setState({ refusal: undefined, reading: { kind: 'running', done: 0, of: 0 } });
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
  const { generated, known } = writable.getState();
  const containers = typeof generated === 'object' ? generated.containers : [];
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
  const { generated } = writable.getState();
  writable.setState(({ unplaced }) => ({ unplaced: unplaced.filter((each) => each !== given) }));
  const containers = typeof generated === 'object' ? generated.containers : [];
  placeFor(
    given.image,
    given.from,
    containers.filter(({ name }) => name === container),
  );
}

function inputOf({ pod, beside, settings, known }: GenerateState): GeneratorInput {
  const { manifest } = workspace.getState();
  const configs = [...known].map(([name, { config }]) => [name, config] as const);
  return { manifest, pod, beside, settings, configs };
}

async function write(signal: AbortSignal): Promise<void> {
  const input = inputOf(writable.getState());
  rememberOfPod({ images: input.configs, beside: input.beside });
  const { id: profile } = chosenProfile(preferences.getState());
  try {
    const generated = await generating.call('generate', input, { signal });
    writable.setState({ generated: generated ?? 'none', trying: idle });
    if (generated === undefined) return;
    writable.setState({ trying: { kind: 'running', done: 0, of: 0 } });
    const answer = await generating.call(
      'tryGenerated',
      { ...input, policy: generated.policy, profile },
      {
        signal,
        onProgress: (done, of) => {
          if (done % 8 === 0) writable.setState({ trying: { kind: 'running', done, of } });
        },
      },
    );
    const tried = answer === undefined ? undefined : { policy: generated.policy, profile, answer };
    writable.setState({ tried, trying: idle });
  } catch (error) {
    writable.setState({ trying: endOf(error, signal) });
  }
}

export function cancelTrying(): void {
  writing.stop();
  writable.setState({ trying: { kind: 'cancelled' } });
}

export function generateAgain(): void {
  writing.request();
}

/** Writes the digest of an image into the manifest, behind the name that stands there. */
export function pinImage(container: string, span: Span, digest: string): void {
  const { manifest } = workspace.getState();
  const written = manifest.slice(span.from, span.to);
  const quote = /^["']/.exec(written)?.[0] ?? '';
  const name = quote === '' ? written : written.slice(1, -1);
  changeManifest(`Pin the image of ${container}`, [replaceSpan(span, `${quote}${name}@${digest}${quote}`)]);
}

export const useLabel = 'Use the generated policy';

/**
 * Puts the generated policy into the document, as one step that can be undone.
 *
 * @returns why nothing was changed; empty when it was
 */
export function takeGenerated(policy: string): readonly Diagnostic[] {
  const text = documentText();
  if (text === undefined) return [];
  return policyText() === undefined
    ? changeDocument(useLabel, addEntry(text, policyKey, policy))
    : changeEntryContent(useLabel, policyKey, policy);
}
