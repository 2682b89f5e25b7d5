import { profileOf } from '#core/rego/profile.ts';
import { agentProfileIds, chosenProfile, type AgentProfileId } from '#state/agent-profile.ts';
import { preferences, setPreferences } from '#state/preferences.ts';
import { Select } from '#ui/Select.tsx';
import { useStore } from 'zustand';

/** Whose policy engine answers. One choice, wherever it is made: every finding and every run follows it. */
export function EngineSelect({
  quiet = false,
  description,
}: {
  /** In a row of tools: the label is for screen readers alone. */
  readonly quiet?: boolean;
  readonly description?: string;
}) {
  const kata = useStore(preferences, (state) => state.kata);
  const release = useStore(preferences, (state) => state.release);
  return (
    <Select
      label="Kata release"
      hideLabel={quiet}
      quiet={quiet}
      description={description}
      title="Kata release whose policy engine answers"
      value={kata}
      options={[
        ...agentProfileIds.map((id) => ({ value: id, label: nameOf(id) })),
        {
          value: 'release' as const,
          label: `${chosenProfile({ kata: 'release', release }).name}, as guest-components ${release}`,
        },
      ]}
      onChange={(chosen) => {
        setPreferences({ kata: chosen });
      }}
    />
  );
}

function nameOf(id: AgentProfileId): string {
  const { name, recorded } = profileOf(id);
  return recorded ? name : `${name} (inferred)`;
}
