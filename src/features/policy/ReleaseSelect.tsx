import { EngineSelect } from '../common/EngineSelect.tsx';
import styles from './Policy.module.css';
import { useChosenProfile } from './use-policy.ts';

/** Whose engine answers, and whether its answers were recorded or are inferred. */
export function ReleaseSelect() {
  const { recorded } = useChosenProfile();
  return (
    <div className={styles.release}>
      <EngineSelect quiet />
      {!recorded && (
        <p className={styles.inferred}>
          Inferred from sources, not compared with recorded answers of this release.
        </p>
      )}
    </div>
  );
}
