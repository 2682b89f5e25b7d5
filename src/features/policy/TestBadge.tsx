import { testStore } from '#state/policy-tests.ts';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx';
import { useStore } from 'zustand';
import styles from './Policy.module.css';

/** How many tests come out otherwise than expected, on the tab, so that a change that turns one around is seen anywhere. */
export function TestBadge() {
  const count = useStore(
    testStore,
    ({ tests, result }) =>
      tests.filter(({ expected }, index) => {
        const kind = result?.outcomes[index]?.kind;
        return kind !== undefined && kind !== expected;
      }).length,
  );
  if (count === 0) return null;
  return (
    <span className={styles.count}>
      <ToneIcon tone="error" size={14} />
      {count}
      <VisuallyHidden>come out otherwise</VisuallyHidden>
    </span>
  );
}
