import type { Station, StationId } from '#core/journey/station.ts';
import { classes } from '#ui/classes.ts';
import type { PlacedStation, Point } from './layout.ts';
import styles from './Picture.module.css';
import { middle } from './Rails.tsx';
import { isComparer } from './words.ts';

const radius = 11;

/** Stations that hold the document alone, or the digest alone; all others hold both. */
const onOneRail: Partial<Readonly<Record<StationId, 'document' | 'digest'>>> = {
  document: 'document',
  annotation: 'document',
  field: 'digest',
  evidence: 'digest',
};

/** A station on its rails: full where it goes on, hollow where nobody compares, crossed where the way ends. */
export function Node({
  station,
  place,
  isAlarm,
}: {
  readonly station: Station;
  readonly place: PlacedStation;
  /** The secret was released although somebody tampered. */
  readonly isAlarm: boolean;
}) {
  const rail = onOneRail[place.id];
  const center = rail === undefined ? middle(place) : place[rail];
  const size = place.id === 'secret' ? 17 : radius;
  const shape = classes(styles.node, styles[`node-${station.passage.kind}`], isAlarm && styles.alarm);
  const { document, digest } = place;
  return (
    <>
      {rail === undefined && place.id !== 'secret' ? (
        <rect
          x={Math.min(document.x, digest.x) - radius}
          y={Math.min(document.y, digest.y) - radius}
          width={Math.abs(digest.x - document.x) + 2 * radius}
          height={Math.abs(digest.y - document.y) + 2 * radius}
          rx={radius}
          className={shape}
        />
      ) : (
        <circle cx={center.x} cy={center.y} r={isAlarm ? size + 4 : size} className={shape} />
      )}
      <path
        d={glyphOf(station, center)}
        className={classes(styles.glyph, styles[`glyph-${station.passage.kind}`])}
      />
    </>
  );
}

/** A cross where the way ends, an equals sign where two values were found the same, a key at the end. */
function glyphOf({ id, passage }: Station, { x, y }: Point): string {
  if (passage.kind === 'stops') return `M${x - 5} ${y - 5}l10 10m0 -10l-10 10`;
  if (id === 'secret') return keyAt(x, y);
  if (passage.kind === 'passes' && isComparer(id)) return `M${x - 5} ${y - 3}h10m-10 6h10`;
  return '';
}

function keyAt(x: number, y: number): string {
  return `M${x - 1} ${y}a4 4 0 1 1 -8 0a4 4 0 1 1 8 0h10v4m-4 -4v3`;
}
