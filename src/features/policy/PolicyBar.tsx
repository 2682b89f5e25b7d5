import { Button } from '#ui/Button.tsx';
import { History } from '../history/History.tsx';
import { formatPolicy } from './actions.ts';
import styles from './Policy.module.css';
import { ReleaseSelect } from './ReleaseSelect.tsx';
import { usePolicyText } from './use-policy.ts';

/** Above the editor: whose engine is meant, and what can be done with the text. */
export function PolicyBar() {
  const hasPolicy = usePolicyText() !== undefined;
  return (
    <div className={styles.bar}>
      <p className={styles.file}>policy.rego</p>
      <ReleaseSelect />
      <div className={styles.tools}>
        <Button size="small" variant="quiet" disabled={!hasPolicy} onClick={() => void formatPolicy()}>
          Format
        </Button>
        <History />
      </div>
    </div>
  );
}
