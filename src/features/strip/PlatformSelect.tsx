import { isPlatformId, platforms } from '#core/platform/platform.ts';
import { preferences, setPreferences } from '#state/preferences.ts';
import { Select } from '#ui/Select.tsx';
import { useStore } from 'zustand';

const options = platforms.map(({ id, name }) => ({ value: id, label: name }));

/** Where the pod is to run: a choice of the person, never a byte of the document. */
export function PlatformSelect() {
  const platform = useStore(preferences, (state) => state.platform);
  return (
    <Select
      label="Platform"
      hideLabel
      quiet
      value={platform}
      options={options}
      title="Platform: a choice of yours, not part of the document"
      onChange={(id) => {
        if (isPlatformId(id)) setPreferences({ platform: id });
      }}
    />
  );
}
