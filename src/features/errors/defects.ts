/** Defects of ours that no part of the page caught: shown once each, never thrown at the person. */
import { createStore } from 'zustand/vanilla';

export const defects = createStore<{ readonly messages: readonly string[] }>()(() => ({ messages: [] }));

/** More than this tells nobody anything new. */
const maxMessages = 3;

/** Starts listening; call once, before anything that could fail. */
export function followDefects(): void {
  addEventListener('error', ({ message }) => {
    report(message);
  });
  addEventListener('unhandledrejection', ({ reason }: { readonly reason: unknown }) => {
    // What was called off on purpose is no defect.
    if (reason instanceof DOMException && reason.name === 'AbortError') return;
    report(reason instanceof Error ? reason.message : String(reason));
  });
}

export function dismissDefects(): void {
  defects.setState({ messages: [] });
}

function report(message: string): void {
  // The browser's way to say that a layout took two frames: it delays a measurement and breaks nothing.
  if (message === '' || message.startsWith('ResizeObserver loop')) return;
  defects.setState(({ messages }) =>
    messages.includes(message) || messages.length >= maxMessages
      ? { messages }
      : { messages: [...messages, message] },
  );
}
