/**
 * The generator: what was chosen, and the policy that follows from it, the open manifest and what is known of its images;
 * written again whenever one of them changes, and tried each time before it is offered.
 */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { addEntry } from '#core/initdata/edit.ts';
import type { Span } from '#core/text/span.ts';
import { replaceSpan } from '#core/text/edit.ts';
import type { ProfileId } from '#core/rego/profile.ts';
import { policyWorker } from '#workers/policy-worker.ts';
import type {
  GeneratedAnswer,
  GeneratorInput,
  GeneratorSettings,
  TriedAnswer,
} from '#workers/policy-generate-calls.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { chosenProfile } from './agent-profile.ts';
import { latestOnly } from './latest.ts';
import { forgetImages, imagesStore, setContainers } from './policy-images.ts';
import { rememberOfPod } from './pod-facts.ts';
import { choosePolicyPod, runStore } from './policy-run.ts';
import { policyKey, policyText } from './policy-text.ts';
import { endOf, idle, type Work } from './policy-workers.ts';
import { preferences } from './preferences.ts';
import { reportCrash } from './session.ts';
import { changeDocument, changeEntryContent, changeManifest, documentText, workspace } from './workspace.ts';

export interface GenerateState {
  readonly pod: number;
  readonly beside: string;
  readonly settings: GeneratorSettings;
  /** `none` when the manifest has no pod. */
  readonly generated: GeneratedAnswer | 'none' | undefined;
  readonly tried:
    { readonly policy: string; readonly profile: ProfileId; readonly answer: TriedAnswer } | undefined;
  readonly trying: Work;
}

const start: GenerateState = {
  pod: 0,
  beside: '',
  settings: { logs: false, stdin: false, copied: 'declared', secrets: false, commands: [] },
  generated: undefined,
  tried: undefined,
  trying: idle,
};

const writable = createStore<GenerateState>()(() => start);

/** Changed by the functions of this file alone. */
export const generateStore: Pick<
  StoreApi<GenerateState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writable;

const generating = policyWorker(reportCrash);

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
    imagesStore.subscribe((now, before) => {
      if (now.known !== before.known) request();
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
  const before = ofDocument;
  ofDocument = id;
  if (before !== undefined && before !== id) {
    writable.setState(start);
    forgetImages();
  }
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

function inputOf({ pod, beside, settings }: GenerateState): GeneratorInput {
  const { manifest } = workspace.getState();
  const { known } = imagesStore.getState();
  const configs = [...known].map(([name, { config }]) => [name, config] as const);
  return { manifest, pod, beside, settings, configs };
}

async function write(signal: AbortSignal): Promise<void> {
  const input = inputOf(writable.getState());
  rememberOfPod({ images: input.configs, beside: input.beside });
  const { id: profile } = chosenProfile(preferences.getState());
  try {
    const generated = await generating.call('generate', input, { signal });
    setContainers(generated?.containers ?? []);
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
