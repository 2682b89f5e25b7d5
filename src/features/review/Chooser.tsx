import type { Choice, Review } from '#core/review/review.ts';
import { mostChoices } from '#core/review/limits.ts';
import { choose } from '#state/review.ts';
import { Badge } from '#ui/Badge.tsx';
import { Button } from '#ui/Button.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { useState } from 'react';
import { formatCount, formatNumber } from '../common/format.ts';
import styles from './Chooser.module.css';
import { showPlace } from './review-view.ts';
import { Section } from './Section.tsx';

const atOnce = 100;

/** Several things in one paste: each with where it stands, none of them taken for granted. */
export function Chooser({ review }: { readonly review: Review }) {
  const { choices, chosen } = review;
  const [most, setMost] = useState(atOnce);
  if (choices.length < 2) return null;
  if (chosen !== undefined) {
    return (
      <p className={styles.chosen}>
        <span>
          {formatNumber(chosen + 1)} of {formatNumber(choices.length)} in this paste:{' '}
          <strong>{choices[chosen]?.label}</strong>
        </span>
        <Button
          size="small"
          onClick={() => {
            choose(undefined);
          }}
        >
          Show all
        </Button>
      </p>
    );
  }
  return (
    <Section title={`${formatCount(choices.length, 'thing')} to review in this paste`}>
      <ol className={styles.list}>
        {choices.slice(0, most).map((choice, index) => (
          <Row key={`${choice.label} ${String(index)}`} choice={choice} index={index} choices={choices} />
        ))}
      </ol>
      {choices.length > most && (
        <Button
          size="small"
          onClick={() => {
            setMost(most + atOnce);
          }}
        >
          Show {formatNumber(Math.min(atOnce, choices.length - most))} more
        </Button>
      )}
      {choices.length >= mostChoices && (
        <p className={styles.reason}>
          The list ends at {formatNumber(mostChoices)}. Paste a part of it to see what comes after.
        </p>
      )}
    </Section>
  );
}

const kinds = {
  annotation: 'annotation',
  document: 'document',
  image: 'disk image',
  gzip: 'gzip',
  entry: 'one file of Init-Data',
} as const satisfies Record<Choice['kind'], string>;

function Row({
  choice,
  index,
  choices,
}: {
  readonly choice: Choice;
  readonly index: number;
  readonly choices: readonly Choice[];
}) {
  const { label, kind, key, path, status, effective, reason, span, digest, sameAs } = choice;
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.choose}
          onClick={() => {
            choose(index);
          }}
        >
          {label}
        </button>
        <Badge>{kinds[kind]}</Badge>
        {status !== undefined && status !== 'complete' && (
          <Badge tone="risk" icon>
            {status}
          </Badge>
        )}
        {!effective && (
          <Badge tone="risk" icon>
            no runtime takes it from here
          </Badge>
        )}
      </div>
      {(key !== undefined || path !== undefined) && (
        <p className={styles.path}>
          <code>{[path, key].filter((part) => part !== undefined).join(' › ')}</code>
        </p>
      )}
      {reason !== undefined && <p className={styles.reason}>{reason}</p>}
      <div className={styles.foot}>
        {digest !== undefined && <HexGroups hex={digest} name="digest" groups={2} />}
        {sameAs !== undefined && (
          <span className={styles.reason}>same document as {choices[sameAs]?.label ?? 'an earlier one'}</span>
        )}
        {span !== undefined && (
          <button
            type="button"
            className={styles.place}
            onClick={() => {
              showPlace('manifest', span);
            }}
          >
            Show it in the paste
          </button>
        )}
      </div>
    </li>
  );
}
