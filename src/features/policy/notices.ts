/** The last thing that was not done in the Policy mode, and why; shown until it is dismissed or something else is done. */
import { announce } from '#state/announcer.ts';
import { createStore } from 'zustand/vanilla';

export interface PolicyNotice {
  readonly title: string;
  readonly reason: string;
}

export const policyNotice = createStore<{ readonly notice: PolicyNotice | undefined }>()(() => ({
  notice: undefined,
}));

export function tellPolicy(notice: PolicyNotice): void {
  policyNotice.setState({ notice });
  announce(`${notice.title}. ${notice.reason}`);
}

export function dismissNotice(): void {
  policyNotice.setState({ notice: undefined });
}
