/** What is being looked at, once that takes longer than a moment, and how to stop it. */
import { announce } from '#state/announcer.ts';
import { createStore } from 'zustand/vanilla';

export interface Looking {
  /** The file, or what else is looked at. */
  readonly at: string;
  readonly stop: () => void;
}

export const looking = createStore<{ readonly now: Looking | undefined }>()(() => ({ now: undefined }));

/** Below this, words that come and go would only flicker. */
const quietMilliseconds = 300;

/**
 * Runs `look` and says so while it takes long.
 *
 * @param look is aborted when the person stops it, and then rejects
 */
export async function lookAt<T>(at: string, look: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const now: Looking = {
    at,
    stop: () => {
      abort.abort(new DOMException('Looking at it was stopped.', 'AbortError'));
    },
  };
  const timer = setTimeout(() => {
    looking.setState({ now });
    announce(`Looking at ${at}`);
  }, quietMilliseconds);
  try {
    return await look(abort.signal);
  } finally {
    clearTimeout(timer);
    if (looking.getState().now === now) looking.setState({ now: undefined });
  }
}
