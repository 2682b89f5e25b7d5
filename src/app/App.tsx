import { DropTarget } from '#features/open/DropTarget.tsx';
import { Suspense, useEffect, useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { ErrorBoundary } from '#features/errors/ErrorBoundary.tsx';
import { Notices } from '#features/errors/Notices.tsx';
import { announce, announcer } from '#state/announcer.ts';
import { markPage } from '#state/timing.ts';
import { view } from '#state/view.ts';
import { AnnounceContext } from '#ui/announce.ts';
import { LiveRegion } from '#ui/LiveRegion.tsx';
import styles from './App.module.css';
import { Dialogs } from './Dialogs.tsx';
import { Header } from './Header.tsx';
import { Compose, Policy, Review, Trustee } from './lazy-modes.ts';
import { modeWords } from './mode-words.ts';
import { receivers } from './receivers.ts';
import { SkipLinks } from './SkipLinks.tsx';
import { useLayout } from './use-layout.ts';

export function App() {
  const layout = useLayout();
  const mode = useStore(view, (state) => state.mode);
  useEffect(() => {
    document.title = modeWords[mode].pageTitle;
  }, [mode]);
  return (
    <ErrorBoundary part="The page">
      <AnnounceContext value={announce}>
        <div className={styles.app} data-mode={mode}>
          <SkipLinks mode={mode} />
          <Header layout={layout} mode={mode} />
          <Notices />
          <ErrorBoundary key={mode} part={modeWords[mode].label}>
            <Suspense fallback={<Loading />}>
              {mode === 'compose' && <Compose layout={layout} />}
              {mode === 'review' && <Review />}
              {mode === 'policy' && <Policy layout={layout} />}
              {mode === 'trustee' && <Trustee />}
              <Drawn />
            </Suspense>
          </ErrorBoundary>
        </div>
        <ErrorBoundary part="Dropping and pasting">
          <DropTarget {...receivers[mode]} />
        </ErrorBoundary>
        <Dialogs />
        <Speaker />
      </AnnounceContext>
    </ErrorBoundary>
  );
}

/** Beside a mode in its Suspense: its effect runs with the mode in the page, before the browser paints both. */
function Drawn() {
  useLayoutEffect(markPage, []);
  return null;
}

/** Holds the place of a mode for the moment that its files take; the landmark is there from the start. */
function Loading() {
  return <main className={styles.loading} aria-busy="true" />;
}

function Speaker() {
  const { message, count } = useStore(announcer);
  // The same words twice are two messages to a reader only if the text differs: a space that is not spoken does.
  return <LiveRegion message={message + '\u00A0'.repeat(count % 2)} />;
}
