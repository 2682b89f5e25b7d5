import { classes } from './classes.ts';
import styles from './Meter.module.css';
import type { Tone } from './tone.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** How much of a limit is used. The bar is full at the limit and beyond; the words say by how much it is passed. */
export function Meter({
  label,
  value,
  max,
  text,
  tone = 'accent',
  marks = [],
  wide = false,
}: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** The value in words, such as "3.6 kB of 262 kB". */
  readonly text: string;
  readonly tone?: Tone;
  /** Further limits below `max`, drawn as lines. */
  readonly marks?: readonly number[];
  readonly wide?: boolean;
}) {
  const percent = (amount: number) => `${String(Math.min(100, Math.max(0, (amount / max) * 100)))}%`;
  return (
    <span className={classes(styles.box, wide && styles.wide)}>
      <VisuallyHidden>
        <meter aria-label={label} aria-valuetext={text} value={value} max={max}>
          {text}
        </meter>
      </VisuallyHidden>
      {/* Drawn beside the native element, whose own bar looks different in every browser. */}
      <svg aria-hidden="true" className={classes(styles.bar, styles[tone])}>
        <rect width={percent(value)} height="100%" className={styles.value} />
        {marks.map((mark) => (
          <line key={mark} x1={percent(mark)} x2={percent(mark)} y1="0" y2="100%" className={styles.mark} />
        ))}
      </svg>
    </span>
  );
}
