import { useId, type ReactNode } from 'react';
import { classes } from '#ui/classes.ts';
import styles from './Legend.module.css';
import { Hatch } from './Ground.tsx';
import picture from './Picture.module.css';

/** What lines and marks of the picture mean. */
export function Legend() {
  const hatch = useId();
  return (
    <ul className={styles.legend} aria-label="Legend">
      <Entry words="the document">
        <line x1="1" x2="27" y1="8" y2="8" className={picture.rail} />
      </Entry>
      <Entry words="its digest">
        <line x1="1" x2="27" y1="8" y2="8" className={classes(picture.rail, picture.digest)} />
      </Entry>
      <Entry words="not the owner’s bytes">
        <line x1="1" x2="27" y1="8" y2="8" className={classes(picture.rail, picture['is-other'])} />
      </Entry>
      <Entry words="not trusted">
        <Hatch id={hatch} />
        <rect
          x="1"
          y="1"
          width="26"
          height="14"
          rx="3"
          className={classes(picture.band, picture.untrusted)}
        />
        <rect x="1" y="1" width="26" height="14" rx="3" fill={`url(#${hatch})`} />
      </Entry>
      <Entry words="goes on">
        <circle cx="14" cy="8" r="6" className={classes(picture.node, picture['node-passes'])} />
      </Entry>
      <Entry words="found the same">
        <circle cx="14" cy="8" r="7" className={classes(picture.node, picture['node-passes'])} />
        <path d="M11 6.5h6m-6 3h6" className={classes(picture.glyph, styles.small)} />
      </Entry>
      <Entry words="compares nothing">
        <circle cx="14" cy="8" r="6" className={classes(picture.node, picture['node-unaware'])} />
      </Entry>
      <Entry words="stops">
        <circle cx="14" cy="8" r="7" className={classes(picture.node, picture['node-stops'])} />
        <path d="M11 5l6 6m0 -6l-6 6" className={classes(picture.glyph, styles.small)} />
      </Entry>
    </ul>
  );
}

function Entry({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <li className={styles.entry}>
      <svg width="28" height="16" aria-hidden="true">
        {children}
      </svg>
      {words}
    </li>
  );
}
