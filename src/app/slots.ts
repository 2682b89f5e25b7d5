/** The panels of the page: where features meet the layout. A panel that is absent has no place on screen. */
import { lazy, type ComponentType } from 'react';
import { DocumentsButton } from '#features/documents/DocumentsButton.tsx';
import { EditorArea } from '#features/editing/EditorArea.tsx';
import { DropTarget } from '#features/open/DropTarget.tsx';
import { OpenButton } from '#features/open/OpenButton.tsx';
import { Outputs } from '#features/outputs/Outputs.tsx';
import { Problems } from '#features/problems/Problems.tsx';
import { Rail } from '#features/rail/Rail.tsx';
import { SaveMenu } from '#features/save/SaveMenu.tsx';
import { Strip } from '#features/strip/Strip.tsx';

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

// Not seen at first: the one brings a TOML parser along, the other the texts of all examples.
const QuickForm = lazy(async () => ({
  default: (await import('#features/form/QuickForm.tsx')).QuickForm,
}));
const Starters = lazy(async () => ({
  default: (await import('#features/starters/Starters.tsx')).Starters,
}));

export const slots: Slots = {
  Strip,
  Rail,
  EditorArea,
  Problems,
  QuickForm,
  Outputs,
  OpenButton,
  SaveMenu,
  DocumentsButton,
  DropTarget,
  Starters,
};
