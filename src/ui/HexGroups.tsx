import { Fragment, type ClipboardEvent } from 'react';
import { classes } from './classes.ts';
import { groupsOf } from './hex-groups.ts';
import styles from './HexGroups.module.css';
import type { Tone } from './tone.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/**
 * Hex digits in groups of eight. The gaps are drawn, not written, so that a copy has none; screen readers get the digits
 * in one piece. With `compareTo`, groups that differ are underlined and counted in words.
 */
export function HexGroups({
  hex,
  name,
  tone = 'measured',
  compareTo,
  groups,
}: {
  readonly hex: string;
  /** What the digits are, such as "sha384 digest". */
  readonly name: string;
  readonly tone?: Tone;
  readonly compareTo?: string | undefined;
  /** Shows the first groups only, for narrow places; screen readers still get the whole. */
  readonly groups?: number | undefined;
}) {
  const all = groupsOf(hex, compareTo);
  const shown = groups === undefined ? all : all.slice(0, groups);
  const differing = all.filter((group) => group.differs).length;
  return (
    <span className={styles.whole}>
      <VisuallyHidden>{`${name} ${hex}`}</VisuallyHidden>
      <code aria-hidden="true" className={classes(styles.hex, styles[tone])} onCopy={copyUnspaced}>
        {shown.map((group) => (
          <Fragment key={group.at}>
            <span className={classes(styles.group, group.differs && styles.differs)}>{group.digits}</span>
            <wbr />
          </Fragment>
        ))}
        {shown.length < all.length && <span className={styles.rest}>…</span>}
      </code>
      {differing > 0 && (
        <span className={styles.word}>
          {differing === 1
            ? '1 group differs'
            : `${String(differing)} of ${String(all.length)} groups differ`}
        </span>
      )}
    </span>
  );
}

/** Some browsers write line breaks for the places where the digits wrapped. */
function copyUnspaced(event: ClipboardEvent) {
  const selected = document.getSelection()?.toString() ?? '';
  event.clipboardData.setData('text/plain', selected.replaceAll(/\s/g, ''));
  event.preventDefault();
}
