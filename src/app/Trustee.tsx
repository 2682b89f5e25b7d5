import { ErrorBoundary } from '#features/errors/ErrorBoundary.tsx';
import { offerCommands } from '#features/palette/offered.ts';
import { Strip } from '#features/strip/Strip.tsx';
import { TrusteePanels } from '#features/trustee/TrusteePanels.tsx';
import { trusteeCommands } from '#features/trustee/commands.ts';
import { followBinding } from '#state/trustee.ts';
import { useEffect } from 'react';
import styles from './App.module.css';
import { Pane } from './Pane.tsx';
import workbench from './Workbench.module.css';

/** Measure the open document and hand it over: from the digest to the secret. */
export function Trustee() {
  useEffect(followBinding, []);
  useEffect(() => offerCommands(trusteeCommands), []);
  return (
    <>
      <div data-pane="strip" tabIndex={-1} className={styles.strip}>
        <ErrorBoundary part="The strip">
          <Strip />
        </ErrorBoundary>
      </div>
      <main className={workbench.workbench}>
        <Pane name="answers" label="Trustee" className={workbench.surface}>
          <TrusteePanels />
        </Pane>
      </main>
    </>
  );
}
