/** Panels that are not seen at first: the one brings a TOML parser along, the other the texts of all examples. */
import { lazy } from 'react';

export const QuickForm = lazy(async () => ({
  default: (await import('#features/form/QuickForm.tsx')).QuickForm,
}));

export const Starters = lazy(async () => ({
  default: (await import('#features/starters/Starters.tsx')).Starters,
}));
