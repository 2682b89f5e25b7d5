/** What a screen reader is told. One polite region shows `message`; the latest one wins when several come at once. */
import { createStore } from 'zustand/vanilla';

export interface Announcement {
  readonly message: string;
  /** Grows with each announcement, so that the same words twice are spoken twice. */
  readonly count: number;
}

/** At most one announcement in this time, so that the region never storms. */
const quietMilliseconds = 1_000;

export const announcer = createStore<Announcement>()(() => ({ message: '', count: 0 }));

let last = Number.NEGATIVE_INFINITY;
let waiting: string | undefined;

export function announce(message: string): void {
  const wait = last + quietMilliseconds - performance.now();
  if (wait <= 0) {
    speak(message);
    return;
  }
  if (waiting === undefined) setTimeout(speakWaiting, wait);
  waiting = message;
}

function speakWaiting(): void {
  if (waiting !== undefined) speak(waiting);
  waiting = undefined;
}

function speak(message: string): void {
  last = performance.now();
  announcer.setState(({ count }) => ({ message, count: count + 1 }));
}
