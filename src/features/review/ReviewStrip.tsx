import { annotationKey } from '#core/annotation/annotation.ts';
import type { Review } from '#core/review/review.ts';
import { reviewStore } from '#state/review.ts';
import { CopyButton } from '#ui/CopyButton.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { Meter } from '#ui/Meter.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useDeferredValue } from 'react';
import { useStore } from 'zustand';
import { formatBytes, formatNumber, formatPercent } from '../common/format.ts';
import { countBySeverity, severities, severityWords } from '../common/severity.ts';
import { useMedia } from '../common/use-media.ts';
import { annotationsLimit } from '../strip/SizeGauge.tsx';
import { PlatformSelect } from '../strip/PlatformSelect.tsx';
import { RequestCount } from '../strip/RequestCount.tsx';
import strip from '../strip/Strip.module.css';
import { focusSoon, showEvidence } from './review-view.ts';
import styles from './ReviewStrip.module.css';
import { useReview } from './use-review.ts';

/** What is true of the bytes under review: the same strip as Compose's, about another document. */
export function ReviewStrip() {
  // After the headline: a person reads that first.
  const review = useDeferredValue(useReview());
  const isWhole = useStore(reviewStore, ({ depth }) => depth === 'full');
  return (
    <section aria-label="Byte truth" className={strip.strip}>
      <div className={strip.choice}>
        <PlatformSelect />
      </div>
      <Digest review={review} />
      {review?.subject?.value !== undefined && <Size value={review.subject.value} />}
      {isWhole && review?.subject !== undefined && <Counts review={review} />}
      <RequestCount />
    </section>
  );
}

function Digest({ review }: { readonly review: Review | undefined }) {
  const wide = useMedia('(min-width: 1360px)');
  const narrow = useMedia('(max-width: 1151px)');
  const phone = useMedia('(max-width: 479px)');
  const digests = review?.subject?.document?.digests;
  if (digests?.kind !== 'computed' || digests.decided === undefined) {
    return (
      <p className={styles.nothing}>{review === undefined ? 'Nothing under review' : 'No digest of this'}</p>
    );
  }
  const { decided } = digests;
  const { hex } = digests.of[decided];
  return (
    <div className={styles.digest}>
      <span className={styles.algorithm}>{decided}</span>
      <HexGroups hex={hex} name={`${decided} digest`} groups={wide ? 5 : phone ? 1 : narrow ? 2 : 4} />
      <CopyButton text={hex} what={`${decided} digest`} iconOnly size="small" />
    </div>
  );
}

function Size({ value }: { readonly value: string }) {
  const size = annotationKey.length + value.length;
  return (
    <button
      type="button"
      className={strip.gauge}
      title={`The annotation takes ${formatNumber(size)} of the ${formatNumber(annotationsLimit)} bytes that all annotations of one object may have`}
      onClick={() => {
        showEvidence({ kind: 'digest' });
      }}
    >
      <span>{formatBytes(size)}</span>
      <span className={strip.bar}>
        <Meter
          label="Annotation against the limit"
          value={size}
          max={annotationsLimit}
          text={`${formatNumber(size)} of ${formatNumber(annotationsLimit)} bytes`}
          tone={size > annotationsLimit ? 'error' : size > annotationsLimit / 2 ? 'risk' : 'accent'}
        />
      </span>
      <span className={strip.percent}>{formatPercent(size, annotationsLimit)}</span>
    </button>
  );
}

function Counts({ review }: { readonly review: Review }) {
  const findings = review.subject?.findings ?? [];
  const counts = countBySeverity(findings);
  return (
    <fieldset aria-label="Findings" className={strip.counts}>
      {severities.map((severity) => {
        const { word, plural, tone } = severityWords[severity];
        const count = counts[severity];
        const name = `${String(count)} ${count === 1 ? word : plural}`;
        return (
          <button
            key={severity}
            type="button"
            className={strip.count}
            aria-label={`${name}: show`}
            title={name}
            disabled={count === 0}
            onClick={() => {
              focusSoon(`review-finding-${String(findings.findIndex((one) => one.severity === severity))}`);
            }}
          >
            <ToneIcon tone={tone} size={14} className={count === 0 ? strip.none : undefined} />
            {count}
          </button>
        );
      })}
    </fieldset>
  );
}
