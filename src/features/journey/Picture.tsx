import { stationIds, type Station, type StationId } from '#core/journey/station.ts';
import type { TamperCase } from '#core/journey/tamper.ts';
import { classes } from '#ui/classes.ts';
import { useId, useRef, type KeyboardEvent } from 'react';
import { excerptOf } from './excerpt.ts';
import { acrossFrom, layoutAcross, layoutDown, wrapped, type Layout, type PlacedStation } from './layout.ts';
import { Node } from './Node.tsx';
import styles from './Picture.module.css';
import { Rails } from './Rails.tsx';
import { sceneOf, type Note, type Scene } from './scene.ts';
import { nextStation, stationPanelId, stationTabId } from './stepping.ts';
import { passageWords, stationName, stationNames, stationNumber, partyNames } from './words.ts';

/** Room that one letter of the code face takes at the size of notes. */
const letter = 7.3;

interface PictureProps {
  readonly stations: readonly Station[];
  readonly tamper: TamperCase | undefined;
  readonly width: number;
}

/**
 * The way as a picture, in which each station is a tab: arrow keys step from one to the next, and what a station sees
 * stands in the panel below.
 */
export function Picture({
  stations,
  tamper,
  width,
  selected,
  onSelect,
}: PictureProps & {
  readonly selected: StationId;
  readonly onSelect: (station: StationId, by: 'keys' | 'pointer') => void;
}) {
  const svg = useRef<SVGSVGElement>(null);
  const { layout, scene } = drawnFor({ stations, tamper, width });
  function step(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = nextStation(event.key, selected);
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next, 'keys');
    svg.current?.querySelector<SVGElement>(`#${stationTabId(next)}`)?.focus();
  }
  return (
    <svg
      ref={svg}
      role="tablist"
      aria-label="The way from the document to the secret"
      aria-orientation={layout.direction === 'across' ? 'horizontal' : 'vertical'}
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${String(layout.width)} ${String(layout.height)}`}
      className={styles.picture}
      data-direction={layout.direction}
    >
      <Ground layout={layout} scene={scene} selected={selected} />
      {layout.stations.map((place) => {
        const station = stationOf(stations, place.id);
        const isSelected = place.id === selected;
        return (
          <g
            key={place.id}
            role="tab"
            id={stationTabId(place.id)}
            aria-label={labelOf(station, tamper !== undefined)}
            aria-selected={isSelected}
            aria-controls={stationPanelId}
            tabIndex={isSelected ? 0 : -1}
            className={classes(styles.station, isSelected && styles.selected)}
            onKeyDown={step}
            onClick={() => {
              onSelect(place.id, 'pointer');
            }}
          >
            <rect {...place.area} rx={6} className={styles.area} />
            <StationDrawing station={station} place={place} isAlarm={scene.release === 'unnoticed'} />
          </g>
        );
      })}
      <Notes layout={layout} scene={scene} />
    </svg>
  );
}

/** The same picture for paper: down the page, and nothing to press. The list beside it has its words. */
export function PrintedPicture(props: PictureProps) {
  const { layout, scene } = drawnFor(props);
  return (
    <svg
      aria-hidden="true"
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${String(layout.width)} ${String(layout.height)}`}
      className={styles.picture}
      data-direction={layout.direction}
    >
      <Ground layout={layout} scene={scene} />
      {layout.stations.map((place) => (
        <StationDrawing
          key={place.id}
          station={stationOf(props.stations, place.id)}
          place={place}
          isAlarm={scene.release === 'unnoticed'}
        />
      ))}
      <Notes layout={layout} scene={scene} />
    </svg>
  );
}

function drawnFor({ stations, tamper, width }: PictureProps): {
  readonly layout: Layout;
  readonly scene: Scene;
} {
  const scene = sceneOf(stations, tamper);
  if (width >= acrossFrom) return { scene, layout: layoutAcross(width, scene.notes.length > 0) };
  const lines = (id: StationId) =>
    scene.notes.filter(({ at }) => at === id).flatMap((note) => noteLines(note, width)).length;
  return { scene, layout: layoutDown(width, lines) };
}

function noteLines(note: Note, width: number): readonly string[] {
  return wrapped(noteText(note), Math.floor((width - 100) / letter));
}

function noteText({ kind, text }: Note): string {
  return kind === 'tampered' ? `Tampered: ${text}` : text;
}

function stationOf(stations: readonly Station[], id: StationId): Station {
  const found = stations.find((station) => station.id === id);
  if (found === undefined) throw new Error(`no station ${id}`);
  return found;
}

/** Territories as bands, and the rails above them. */
function Ground({
  layout,
  scene,
  selected,
}: {
  readonly layout: Layout;
  readonly scene: Scene;
  readonly selected?: StationId;
}) {
  const pattern = useId();
  const chosen = layout.stations.find(({ id }) => id === selected);
  return (
    <g aria-hidden="true">
      <defs>
        <pattern
          id={pattern}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="6" className={styles.hatch} />
        </pattern>
      </defs>
      {layout.territories.map(({ territory, band, name }) => (
        <g key={territory.stations[0]}>
          <rect {...band} rx={6} className={styles.band} />
          {territory.isUntrusted && <rect {...band} rx={6} fill={`url(#${pattern})`} />}
          <text {...name} className={styles.party}>
            {layout.direction === 'across' ? territory.name : territory.shortName}
          </text>
        </g>
      ))}
      {chosen !== undefined && <rect {...chosen.area} rx={6} className={styles.chosen} />}
      <Rails layout={layout} scene={scene} />
    </g>
  );
}

function StationDrawing({
  station,
  place,
  isAlarm,
}: {
  readonly station: Station;
  readonly place: PlacedStation;
  readonly isAlarm: boolean;
}) {
  const excerpt = excerptOf(station);
  const lines = place.name.length > 1 ? stationNames[place.id] : [stationName(place.id)];
  return (
    <g className={station.passage.kind === 'not-reached' ? styles.faint : undefined}>
      {lines.map((line, index) => (
        <text key={line} {...place.name[index]} className={styles.name}>
          {index === 0 && <tspan className={styles.number}>{stationNumber(place.id)} </tspan>}
          {line}
        </text>
      ))}
      <Node station={station} place={place} isAlarm={isAlarm && place.id === 'secret'} />
      {excerpt !== undefined && (
        <>
          <text {...place.label} className={styles.label}>
            {excerpt.label}
          </text>
          <text
            {...place.value}
            className={classes(
              styles.value,
              (excerpt.form === 'digest' || excerpt.form === 'measured') && styles.measured,
              excerpt.differs && styles.differs,
            )}
          >
            {excerpt.differs ? `≠ ${excerpt.text}` : excerpt.text}
          </text>
        </>
      )}
    </g>
  );
}

/** What is to be said beside a station: where somebody tampered, and how the way ended. */
function Notes({ layout, scene }: { readonly layout: Layout; readonly scene: Scene }) {
  return (
    <g aria-hidden="true">
      {layout.stations.map((place) => {
        const own = scene.notes.filter(({ at }) => at === place.id);
        if (layout.direction === 'across') {
          return own.map((note) => <NoteAcross key={note.kind} note={note} place={place} />);
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

/** The tampering in the upper line, the end in the lower one, each with a leader from its station. */
function NoteAcross({ note, place }: { readonly note: Note; readonly place: PlacedStation }) {
  const at = place.notes[note.kind === 'tampered' ? 0 : 1];
  if (at === undefined) return null;
  const { x } = place.document;
  return (
    <g>
      <line
        x1={x}
        x2={x}
        y1={place.area.y + place.area.height + 2}
        y2={at.y - 13}
        className={styles.leader}
      />
      <text {...at} textAnchor={place.anchor} className={classes(styles.note, styles[note.kind])}>
        {noteText(note)}
      </text>
    </g>
  );
}

function labelOf(station: Station, isTampered: boolean): string {
  const { id, passage } = station;
  const message = passage.kind === 'stops' && passage.message !== undefined ? `: ${passage.message}` : '';
  const { words } = passageWords(station, isTampered);
  return `${String(stationNumber(id))} of ${String(stationIds.length)}, ${stationName(id)}, ${partyNames[id]}. ${words}${message}`;
}
