/** The panels of the page: where features meet the layout. A panel that is absent has no place on screen. */
import type { ComponentType } from 'react';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export interface Slots {
  readonly Strip?: ComponentType;
  readonly Rail?: ComponentType;
  readonly EditorArea?: ComponentType;
  readonly Problems?: ComponentType;
  readonly QuickForm?: ComponentType;
  readonly Outputs?: ComponentType;
  readonly OpenButton?: ComponentType;
  readonly SaveMenu?: ComponentType;
  readonly DocumentsButton?: ComponentType;
  readonly DropTarget?: ComponentType;
  readonly Starters?: ComponentType<DialogProps>;
}

export const slots: Slots = {};
