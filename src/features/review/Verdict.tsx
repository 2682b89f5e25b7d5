import type { Review, SentencePart } from '#core/review/review.ts';
import { classes } from '#ui/classes.ts';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx';
import { showEvidence } from './review-view.ts';
import styles from './Verdict.module.css';
import { headlineTones } from './words.ts';

/** The answer in one line, and the paragraph that says what it is and does; each claim leads to what shows it. */
export function Verdict({
  review,
  stale,
  isWhole,
}: {
  readonly review: Review;
  readonly stale: boolean;
  /** False while the files are read: what was not looked at yet must not read as if nothing had been found. */
  readonly isWhole: boolean;
}) {
  const { headline, sentence } = review;
  // Where there is nothing to review, both may say the same.
  const detail = headline.detail === sentence.map(({ text }) => text).join('') ? undefined : headline.detail;
  const tone = headlineTones[headline.kind];
  return (
    <section
      data-pane="verdict"
      tabIndex={-1}
      id="review-answer"
      aria-labelledby="review-headline"
      className={classes(styles.verdict, stale && styles.stale)}
    >
      <h2 id="review-headline" className={classes(styles.headline, styles[tone])}>
        <ToneIcon tone={tone} size={20} className={styles.icon} />
        <span>{headline.text}</span>
      </h2>
      {detail !== undefined && <p className={styles.detail}>{detail}</p>}
      {isWhole && sentence.length > 0 && (
        <p className={styles.sentence}>
          {sentence.map((part, index) => (
            // The parts of one sentence have no other identity than their order.
            // oxlint-disable-next-line react/no-array-index-key
            <Part key={index} part={part} />
          ))}
        </p>
      )}
    </section>
  );
}

const toneWords = { plain: '', 'good-to-know': '', risk: 'risk: ', error: 'error: ' } as const;

function Part({ part }: { readonly part: SentencePart }) {
  const { text, quoted, tone, evidence } = part;
  const words = (
    <>
      {toneWords[tone] !== '' && <VisuallyHidden>{toneWords[tone]}</VisuallyHidden>}
      {quoted ? <q className={styles.quoted}>{text}</q> : text}
    </>
  );
  const className = classes(styles[tone]);
  if (evidence === undefined) return <span className={className}>{words}</span>;
  const [, before = '', , after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return (
    <>
      {before}
      <a
        href="#review-evidence"
        className={classes(styles.claim, className)}
        onClick={(event) => {
          // The address says which mode is open, and goes on to say it.
          event.preventDefault();
          showEvidence(evidence);
        }}
      >
        {toneWords[tone] !== '' && <VisuallyHidden>{toneWords[tone]}</VisuallyHidden>}
        {quoted ? <q className={styles.quoted}>{text.trim()}</q> : text.trim()}
      </a>
      {after}
    </>
  );
}
