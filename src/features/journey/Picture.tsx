import { stationIds, type Station, type StationId } from '#core/journey/station.ts';
import type { TamperCase } from '#core/journey/tamper.ts';
import { classes } from '#ui/classes.ts';
import { useRef, type KeyboardEvent } from 'react';
import { excerptOf } from './excerpt.ts';
import { Ground } from './Ground.tsx';
import { acrossFrom, layoutAcross, layoutDown, type Layout, type PlacedStation } from './layout.ts';
import { Node } from './Node.tsx';
import { Notes, noteLines } from './Notes.tsx';
import styles from './Picture.module.css';
import { sceneOf, type Scene } from './scene.ts';
import { nextStation, stationPanelId, stationTabId } from './stepping.ts';
import { passageWords, stationName, stationNames, stationNumber, partyNames } from './words.ts';

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
      data-roomy={layout.isRoomy}
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

function stationOf(stations: readonly Station[], id: StationId): Station {
  const found = stations.find((station) => station.id === id);
  if (found === undefined) throw new Error(`no station ${id}`);
  return found;
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

function labelOf(station: Station, isTampered: boolean): string {
  const { id, passage } = station;
  const message = passage.kind === 'stops' && passage.message !== undefined ? `: ${passage.message}` : '';
  const { words } = passageWords(station, isTampered);
  return `${String(stationNumber(id))} of ${String(stationIds.length)}, ${stationName(id)}, ${partyNames[id]}. ${words}${message}`;
}
