import { chooseReplay, journeyStore } from '#state/journey.ts';
import { workspace } from '#state/workspace.ts';
import { Select } from '#ui/Select.tsx';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { followStored, storedList } from '../documents/stored.ts';

const example = 'example';

/** Whose document is replayed: an example of ours, or another one that this browser keeps. */
export function ReplaySource() {
  const stored = useStore(storedList, (state) => state.list);
  const chosen = useStore(journeyStore, (state) => state.replay?.id);
  const current = useStore(workspace, (state) => state.id);
  useEffect(followStored, []);
  const others = (stored ?? []).filter(({ id }) => id !== current);
  if (others.length === 0) return null;
  return (
    <Select
      label="The other pod’s document"
      value={chosen ?? example}
      options={[
        { value: example, label: 'An example of ours' },
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id) => void chooseReplay(id === example ? undefined : id)}
    />
  );
}
