import type { Journey } from '#core/journey/journey.ts';
import type { NotApplicable, TamperCase } from '#core/journey/tamper.ts';
import { classes } from '#ui/classes.ts';
import { CopyButton } from '#ui/CopyButton.tsx';
import OctagonAlert from 'lucide-react/icons/octagon-alert';
import { Icon } from '#ui/Icon.tsx';
import styles from './Verdict.module.css';
import { verdictOf } from './words.ts';

/** How the way ended. A tampering that nobody noticed is the loudest thing on screen. */
export function VerdictBlock({
  way,
  tamper,
}: {
  readonly way: Journey | NotApplicable;
  readonly tamper: TamperCase | undefined;
}) {
  const { kind, title, words, message } = verdictOf(way, tamper);
  const lesson = way.kind === 'journey' ? way.lesson : undefined;
  const unconfirmed = way.kind === 'journey' ? way.unconfirmed : undefined;
  return (
    <section
      aria-label="How it ends"
      className={classes(
        styles.verdict,
        styles[kind],
        kind === 'honest' && lesson !== undefined && styles.weak,
      )}
    >
      {kind === 'alarm' && <Icon of={OctagonAlert} size={24} className={styles.icon} />}
      <div className={styles.words}>
        {tamper !== undefined && <p className={styles.case}>{tamper.title}</p>}
        <h2 className={styles.title}>{title}</h2>
        <p>{words}</p>
        {message !== undefined && (
          <p className={styles.message}>
            <code>{message}</code>
            <CopyButton text={message} what="the message" iconOnly size="small" />
          </p>
        )}
        {lesson !== undefined && (
          <>
            <p className={styles.hint}>{lesson.hint}</p>
            <p className={styles.fact}>Read in {lesson.fact}</p>
          </>
        )}
        {unconfirmed !== undefined && <p className={styles.fact}>Not confirmed: {unconfirmed}</p>}
      </div>
    </section>
  );
}
