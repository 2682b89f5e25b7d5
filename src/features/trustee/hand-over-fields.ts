/** Names and addresses that commands need and no document has; they last for this page. */
import { createStore } from 'zustand/vanilla';

export interface HandOverFields {
  /** Undefined while it is the one that the document names. */
  readonly url: string | undefined;
  readonly certificateFile: string;
  readonly adminTokenFile: string;
  readonly secretFile: string;
  readonly referenceName: string;
}

export const handOverFields = createStore<HandOverFields>()(() => ({
  url: undefined,
  certificateFile: '',
  adminTokenFile: '',
  secretFile: 'secret.bin',
  referenceName: 'init_data',
}));

export function setHandOverFields(change: Partial<HandOverFields>): void {
  handOverFields.setState(change);
}
