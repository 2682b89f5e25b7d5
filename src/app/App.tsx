import { Strip } from '#features/strip/Strip.tsx';
import { DropTarget } from '#features/open/DropTarget.tsx';
import { useStore } from 'zustand';
import { ErrorBoundary } from '#features/errors/ErrorBoundary.tsx';
import { Notices } from '#features/errors/Notices.tsx';
import { announce, announcer } from '#state/announcer.ts';
import { AnnounceContext } from '#ui/announce.ts';
import { LiveRegion } from '#ui/LiveRegion.tsx';
import styles from './App.module.css';
import { Dialogs } from './Dialogs.tsx';
import { Header } from './Header.tsx';
import { OneColumn } from './OneColumn.tsx';
import { SkipLinks } from './SkipLinks.tsx';
import { useLayout } from './use-layout.ts';
import { Workbench } from './Workbench.tsx';

export function App() {
  const layout = useLayout();
  return (
    <ErrorBoundary part="The page">
      <AnnounceContext value={announce}>
        <div className={styles.app}>
          <SkipLinks />
          <Header layout={layout} />
          <div data-pane="strip" tabIndex={-1} className={styles.strip}>
            <ErrorBoundary part="The strip">
              <Strip />
            </ErrorBoundary>
          </div>
          <Notices />
          {layout === 'narrow' ? <OneColumn /> : <Workbench layout={layout} />}
        </div>
        <ErrorBoundary part="Dropping and pasting">
          <DropTarget />
        </ErrorBoundary>
        <Dialogs />
        <Speaker />
      </AnnounceContext>
    </ErrorBoundary>
  );
}

function Speaker() {
  const { message, count } = useStore(announcer);
  // The same words twice are two messages to a reader only if the text differs: a space that is not spoken does.
  return <LiveRegion message={message + '\u00A0'.repeat(count % 2)} />;
}
