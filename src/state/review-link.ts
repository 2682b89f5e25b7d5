/** A review link that was opened and not yet read. Kept apart from the review itself, which is loaded when it is needed. */
import { createStore } from 'zustand/vanilla';

export interface ReceivedLink {
  /** As it stood in the address after `d=`; nothing about it was checked. */
  readonly content: string | undefined;
}

export const receivedLink = createStore<ReceivedLink>()(() => ({ content: undefined }));

export function receiveLink(content: string): void {
  receivedLink.setState({ content });
}

/** Hands the content over once. */
export function takeLink(): string | undefined {
  const { content } = receivedLink.getState();
  receivedLink.setState({ content: undefined });
  return content;
}
