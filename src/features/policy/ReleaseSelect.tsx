import { profileOf } from '#core/rego/profile.ts';
import { agentProfileIds, chosenProfile } from '#state/agent-profile.ts';
import { preferences, setPreferences } from '#state/preferences.ts';
import { Select } from '#ui/Select.tsx';
import { useStore } from 'zustand';
import styles from './Policy.module.css';

/** Whose engine answers. The one place of this choice: findings, matrix and every run follow it. */
export function ReleaseSelect() {
  const kata = useStore(preferences, (state) => state.kata);
  const release = useStore(preferences, (state) => state.release);
  const { recorded } = chosenProfile({ kata, release });
  const name = (id: (typeof agentProfileIds)[number]) => {
    const profile = profileOf(id);
    return profile.recorded ? profile.name : `${profile.name} (inferred)`;
  };
  return (
    <div className={styles.release}>
      <Select
        label="Kata release"
        hideLabel
        quiet
        title="Kata release whose policy engine answers"
        value={kata}
        options={[
          ...agentProfileIds.map((id) => ({ value: id, label: name(id) })),
          {
            value: 'release' as const,
            label: `${chosenProfile({ kata: 'release', release }).name}, as guest-components ${release}`,
          },
        ]}
        onChange={(chosen) => {
          setPreferences({ kata: chosen });
        }}
      />
      {!recorded && (
        <p className={styles.inferred}>
          Inferred from sources, not compared with recorded answers of this release.
        </p>
      )}
    </div>
  );
}
