/** A comparison of what is under review with something else: inputs, and the worker's answer. Nothing of it is stored. */
import type { CompareAnswer, Paste } from '#workers/calls.ts';
import { createStore } from 'zustand/vanilla';
import { announce } from './announcer.ts';
import { preferences } from './preferences.ts';
import { contextOf, currentReview, reviewCalls, reviewStore } from './review.ts';
import { workspace } from './workspace.ts';

export interface Comparing {
  /** True while the place for the other one is open. */
  readonly isOpen: boolean;
  readonly other: Paste | undefined;
  /** What the other one is called on screen. */
  readonly name: string;
  readonly choice: number | undefined;
  readonly answer: CompareAnswer | undefined;
  readonly isRunning: boolean;
  readonly failure: string | undefined;
}

const nothing: Comparing = {
  isOpen: false,
  other: undefined,
  name: '',
  choice: undefined,
  answer: undefined,
  isRunning: false,
  failure: undefined,
};

export const comparing = createStore<Comparing>()(() => nothing);

let running: AbortController | undefined;

// Another document under review is another comparison; another expected value is not.
reviewStore.subscribe((now, before) => {
  if (now.paste !== before.paste && before.paste !== undefined) closeComparing();
  else if (now.answer !== before.answer && now.depth === 'full') void run();
});

export function openComparing(): void {
  comparing.setState({ isOpen: true });
}

export function closeComparing(): void {
  running?.abort();
  running = undefined;
  comparing.setState(nothing);
}

export function compareWith(other: Paste): void {
  const name = other.name ?? 'the other one';
  comparing.setState({ isOpen: true, other, name, choice: undefined, answer: undefined });
  void run();
}

/** Compares with the document that Compose has open, as it is now. */
export function compareWithWorkspace(): void {
  const { document, name } = workspace.getState();
  const called = `“${name}” in Compose`;
  compareWith(
    document.kind === 'text'
      ? { kind: 'text', text: document.text, name: called }
      : { kind: 'bytes', bytes: document.bytes, name: called },
  );
}

export function chooseOther(choice: number): void {
  comparing.setState({ choice });
  void run();
}

async function run(): Promise<void> {
  const { other, choice } = comparing.getState();
  const first = currentReview()?.subject?.document;
  if (other === undefined || first === undefined) return;
  running?.abort();
  const abort = new AbortController();
  running = abort;
  comparing.setState({ isRunning: true, failure: undefined });
  const context = { ...contextOf(preferences.getState()), now: Date.now() };
  try {
    const answer = await reviewCalls.call(
      'compare',
      { first, second: { paste: other, choice, expected: '', context } },
      { signal: abort.signal },
    );
    if (running !== abort) return;
    comparing.setState({ answer, isRunning: false });
    announce('The comparison is there.');
  } catch (error) {
    if (running !== abort) return;
    comparing.setState({ isRunning: false, failure: error instanceof Error ? error.message : String(error) });
  } finally {
    if (running === abort) running = undefined;
  }
}
