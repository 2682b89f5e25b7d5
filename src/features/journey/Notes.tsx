import { classes } from '#ui/classes.ts';
import { wrapped, type Layout } from './layout.ts';
import styles from './Picture.module.css';
import type { Note, Scene } from './scene.ts';

/** Room that one letter takes at the size of notes. */
const letter = 8.6;

/** Beside and behind a note, down the page. */
const margin = 92;

/** What is to be said beside a station: where somebody tampered, and how the way ended. */
export function Notes({ layout, scene }: { readonly layout: Layout; readonly scene: Scene }) {
  return (
    <g aria-hidden="true">
      <Leaders layout={layout} scene={scene} />
      {layout.stations.map((place) => {
        const own = scene.notes.filter(({ at }) => at === place.id);
        if (layout.direction === 'across') {
          return own.map((note) => (
            <text
              key={note.kind}
              {...place.notes[lineOf(note)]}
              textAnchor={place.anchor}
              className={classes(styles.note, styles[note.kind])}
            >
              {note.text}
            </text>
          ));
        }
        const lines = own.flatMap((note) =>
          noteLines(note, layout.width).map((text) => ({ text, kind: note.kind })),
        );
        return lines.map(({ text, kind }, index) => (
          <text key={text} {...place.notes[index]} className={classes(styles.note, styles[kind])}>
            {text}
          </text>
        ));
      })}
    </g>
  );
}

/** A note in lines that fit a picture of this width, drawn down the page. */
export function noteLines(note: Note, width: number): readonly string[] {
  return wrapped(note.text, Math.floor((width - margin) / letter));
}

/** Across, the tampering stands in the upper line and the end in the lower one. */
function lineOf({ kind }: Note): 0 | 1 {
  return kind === 'tampered' ? 0 : 1;
}

/** From a station down to the words about it; below all words, so that they can be read where one crosses another. */
function Leaders({ layout, scene }: { readonly layout: Layout; readonly scene: Scene }) {
  if (layout.direction === 'down') return null;
  return scene.notes.map((note) => {
    const place = layout.stations.find(({ id }) => id === note.at);
    const end = place?.notes[lineOf(note)];
    if (place === undefined || end === undefined) return null;
    const { x } = place.document;
    const { y, height } = place.area;
    return (
      <line key={note.kind} x1={x} x2={x} y1={y + height + 2} y2={end.y - 15} className={styles.leader} />
    );
  });
}
