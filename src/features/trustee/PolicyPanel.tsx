import { followResourcePolicy, resourcePolicy } from '#state/resource-policy.ts';
import { Banner } from '#ui/Banner.tsx';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import styles from './ResourcePolicy.module.css';
import pages from './Trustee.module.css';
import { PolicyForm } from './PolicyForm.tsx';
import { PolicyText } from './PolicyText.tsx';
import { PolicyTrial } from './PolicyTrial.tsx';
import { Unbound } from './Unbound.tsx';
import { useBound } from './use-trustee.ts';
import { WayBar } from './WayBar.tsx';

/** The policy that guards the secret: made from a form, edited as text, and tried in place. */
export function PolicyPanel() {
  useEffect(followResourcePolicy, []);
  const bound = useBound();
  const failure = useStore(resourcePolicy, (state) => state.failure);
  if (bound?.kind !== 'bound') return <Unbound bound={bound} />;
  return (
    <div className={pages.wide}>
      <WayBar />
      {failure !== undefined && (
        <Banner tone="error" word="Failed" title="Making the policy failed, by a fault of ours.">
          <p>{failure}</p>
        </Banner>
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          <PolicyForm />
          <PolicyText />
        </div>
        <div className={styles.column}>
          <PolicyTrial />
        </div>
      </div>
    </div>
  );
}
