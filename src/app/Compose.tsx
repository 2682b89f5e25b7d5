import { ErrorBoundary } from '#features/errors/ErrorBoundary.tsx';
import { Strip } from '#features/strip/Strip.tsx';
import styles from './App.module.css';
import { OneColumn } from './OneColumn.tsx';
import type { Layout } from './use-layout.ts';
import { Workbench } from './Workbench.tsx';

/** Write Init-Data: what is true of its bytes, and the editors, findings and outputs around them. */
export function Compose({ layout }: { readonly layout: Layout }) {
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
