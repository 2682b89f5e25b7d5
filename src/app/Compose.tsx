import { ErrorBoundary } from '#features/errors/ErrorBoundary.tsx';
import { Strip } from '#features/strip/Strip.tsx';
import styles from './App.module.css';
import { useEffect } from 'react';
import { OneColumn } from './OneColumn.tsx';
import type { Layout } from './use-layout.ts';
import { Workbench } from './Workbench.tsx';

/** What the lint of the policy finds is shown here too, once the person rests: the analysis comes first. */
const restMilliseconds = 400;

/** Nothing of it is needed for the page to be there. */
function followLint(): () => void {
  let stop: (() => void) | undefined;
  let isLeft = false;
  void import('#state/policy.ts').then(({ followPolicy }) => {
    if (!isLeft) stop = followPolicy(restMilliseconds);
  });
  return () => {
    isLeft = true;
    stop?.();
  };
}

/** Write Init-Data: what is true of its bytes, and the editors, findings and outputs around them. */
export function Compose({ layout }: { readonly layout: Layout }) {
  useEffect(followLint, []);
  return (
    <>
      <div data-pane="strip" tabIndex={-1} className={styles.strip}>
        <ErrorBoundary part="The strip">
          <Strip />
        </ErrorBoundary>
      </div>
      {layout === 'narrow' ? <OneColumn /> : <Workbench layout={layout} />}
    </>
  );
}
