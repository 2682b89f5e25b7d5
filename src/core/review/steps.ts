/** Long work in steps, so that who asked for it can take it back: the caller's side of it. */
export interface Steps {
  /**
   * Awaited between two steps. Gives messages their turn when that is due, and rejects when nobody waits for the answer
   * any more: the work ends there, and nothing of it is kept.
   */
  readonly next: () => Promise<void>;
  /** The same question inside a step that waits for something else anyway. */
  readonly stopped: () => boolean;
}

/** For callers who wait to the end. */
export const toTheEnd: Steps = { next: () => Promise.resolve(), stopped: () => false };
