/** One tab at a time saves a document. The browser's Web Locks decide who; a tab that closes lets go by itself. */
export type LockState = 'held' | 'elsewhere';

let release: (() => void) | undefined;

const lockName = (id: string) => `init-data-studio:document:${id}`;

/**
 * Lets go of the document held before and asks for another one.
 *
 * @param onChange told whenever this tab gains or loses the document, also later: when the other tab closes, or takes over
 */
export function holdDocument(id: string, onChange: (state: LockState) => void): void {
  release?.();
  release = undefined;
  if (!('locks' in navigator)) {
    onChange('held');
    return;
  }
  let current = true;
  release = () => {
    current = false;
  };
  const tell = (state: LockState) => {
    if (current) onChange(state);
  };
  void navigator.locks
    .request(lockName(id), { ifAvailable: true }, (lock) => {
      if (lock !== null) return hold(tell);
      tell('elsewhere');
      void navigator.locks.request(lockName(id), () => hold(tell)).catch(lost(tell));
      return undefined;
    })
    .catch(lost(tell));

  function hold(holder: (state: LockState) => void): Promise<void> | undefined {
    if (!current) return undefined;
    holder('held');
    return new Promise((resolve) => {
      release = () => {
        current = false;
        resolve();
      };
    });
  }
}

/** Takes the document from the tab that has it; that tab is told. */
export function takeOver(id: string, onChange: (state: LockState) => void): void {
  release?.();
  release = undefined;
  const taken = navigator.locks.request(lockName(id), { steal: true }, () => {
    onChange('held');
    return new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  void taken.catch(lost(onChange));
}

/** A stolen lock rejects its request: the other tab saves from now on. */
function lost(tell: (state: LockState) => void): () => void {
  return () => {
    tell('elsewhere');
  };
}
