import { Dialog } from '#ui/Dialog.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Traffic } from './Traffic.tsx';
import { PhoneHome } from './PhoneHome.tsx';
import { Policy } from './Policy.tsx';
import styles from './PrivacyDialog.module.css';
import { CheckYourself, Limits, Offline } from './words.tsx';

/** The promise, what enforces it, how to check it, and what it does not cover. */
export function PrivacyDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="large"
      title="Privacy, and its proof"
      description="What you open or write here stays in this browser. That is not a promise to trust but a rule that the browser enforces on this page."
    >
      <div className={styles.sections}>
        <section>
          <h3 className={styles.heading}>Requests since this page was loaded</h3>
          <Traffic />
        </section>
        <section>
          <h3 className={styles.heading}>Try to phone home</h3>
          <PhoneHome />
        </section>
        <section>
          <h3 className={styles.heading}>The policy in force</h3>
          <Policy />
        </section>
        <section>
          <h3 className={styles.heading}>What this does not protect from</h3>
          <Limits />
        </section>
        <section>
          <Disclosure summary="How to check it yourself">
            <CheckYourself />
          </Disclosure>
          <Disclosure summary="How to use it without a network">
            <Offline />
          </Disclosure>
        </section>
      </div>
    </Dialog>
  );
}
