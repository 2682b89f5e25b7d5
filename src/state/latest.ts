/** Work that is asked for faster than it can be done: one at a time, what is latest next, what lies between never. */
export interface LatestOnly {
  /** Asks for the work; harmless while it is asked for already. */
  readonly request: () => void;
  /** Ends the work under way and takes back what was asked for. */
  readonly stop: () => void;
}

/**
 * @param work reads what is to be done when it begins; it settles its own failures, but for those of being stopped
 * @param afterMilliseconds how long to wait for more requests before beginning
 */
export function latestOnly(work: (signal: AbortSignal) => Promise<void>, afterMilliseconds = 0): LatestOnly {
  let running: AbortController | undefined;
  let isWanted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const begin = async (): Promise<void> => {
    if (running !== undefined) {
      isWanted = true;
      return;
    }
    const abort = new AbortController();
    running = abort;
    try {
      await work(abort.signal);
    } finally {
      // After a stop somebody else may be running.
      if (running === abort) {
        running = undefined;
        if (isWanted) {
          isWanted = false;
          void begin();
        }
      }
    }
  };
  return {
    request() {
      clearTimeout(timer);
      timer = setTimeout(() => void begin(), afterMilliseconds);
    },
    stop() {
      clearTimeout(timer);
      isWanted = false;
      running?.abort(new DOMException('It was stopped.', 'AbortError'));
      running = undefined;
    },
  };
}
