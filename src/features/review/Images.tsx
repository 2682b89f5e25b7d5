import type { ImageRow } from '#core/review/review.ts';
import { Badge } from '#ui/Badge.tsx';
import type { Tone } from '#ui/tone.ts';
import { formatNumber } from '../common/format.ts';
import { anchors, showPlace } from './review-view.ts';
import { Section } from './Section.tsx';
import styles from './Tables.module.css';
import type { ReviewText } from './texts.ts';
import { placesIn } from './texts.ts';

const pinning = {
  digest: { word: 'by digest', tone: 'neutral' },
  tag: { word: 'by tag', tone: 'risk' },
  neither: { word: 'neither tag nor digest', tone: 'risk' },
  pattern: { word: 'by pattern', tone: 'risk' },
} as const satisfies Record<ImageRow['pinned'], { readonly word: string; readonly tone: Tone }>;

/** The images that the policy lets run, and whether a name can come to mean another image. */
export function Images({
  images,
  texts,
}: {
  readonly images: readonly ImageRow[];
  readonly texts: readonly ReviewText[];
}) {
  if (images.length === 0) return null;
  const placeOf = placesIn(texts);
  const byDigest = images.filter(({ pinned }) => pinned === 'digest').length;
  return (
    <Section title="Images" aside={`${formatNumber(byDigest)} of ${formatNumber(images.length)} by digest`}>
      <ul className={styles.rows}>
        {images.map(({ reference, pinned, source, span }, index) => (
          <li
            key={`${reference} ${String(span.from)}`}
            id={anchors.image(index)}
            tabIndex={-1}
            className={styles.row}
          >
            <code className={styles.main}>{reference}</code>
            <Badge tone={pinning[pinned].tone} icon={pinning[pinned].tone === 'risk'}>
              {pinning[pinned].word}
            </Badge>
            <button
              type="button"
              className={styles.place}
              onClick={() => {
                showPlace(source, span);
              }}
            >
              {placeOf(source, span.from)}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
