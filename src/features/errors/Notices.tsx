import { useStore } from 'zustand';
import { analysisStore } from '#state/analysis.ts';
import { dismissCrashes, session } from '#state/session.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { defects, dismissDefects } from './defects.ts';
import styles from './Notices.module.css';
import { saveTexts } from './save-texts.ts';

/** What went wrong on our side, until it is dismissed. The texts are never to blame here and never lost. */
export function Notices() {
  const crashes = useStore(session, (state) => state.crashes);
  const failure = useStore(analysisStore, (state) => state.failure);
  const messages = useStore(defects, (state) => state.messages);
  if (crashes.length === 0 && failure === undefined && messages.length === 0) return undefined;
  return (
    <div className={styles.notices}>
      {crashes.length > 0 && (
        <Banner
          tone="risk"
          title={
            crashes.length === 1
              ? 'A worker stopped and was started again.'
              : `Workers stopped ${String(crashes.length)} times and were started again.`
          }
          onDismiss={dismissCrashes}
        >
          <p>Your text is untouched; what was being computed is computed anew. Reason: {crashes.at(-1)}</p>
        </Banner>
      )}
      {failure !== undefined && (
        <Banner
          tone="error"
          title="The document could not be checked. This is a defect of the studio, not of your text."
          actions={
            <Button size="small" onClick={saveTexts}>
              Save the document
            </Button>
          }
        >
          <p>Findings and digests on screen may be of an older text. Reason: {failure}</p>
        </Banner>
      )}
      {messages.length > 0 && (
        <Banner
          tone="error"
          title="Something in the studio failed. Your text is untouched."
          onDismiss={dismissDefects}
          actions={
            <Button size="small" onClick={saveTexts}>
              Save the document
            </Button>
          }
        >
          {messages.map((message) => (
            <p key={message}>{message}</p>
          ))}
        </Banner>
      )}
    </div>
  );
}
