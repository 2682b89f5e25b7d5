import type { StationId } from '#core/journey/station.ts';
import { tamperCase } from '#core/journey/tamper.ts';
import { platformOf } from '#core/platform/platform.ts';
import { Unbound } from '../trustee/Unbound.tsx';
import { routeName } from '../trustee/route-words.ts';
import { useBound, useChosenRoute } from '../trustee/use-trustee.ts';
import { WayBar } from '../trustee/WayBar.tsx';
import { workspace } from '#state/workspace.ts';
import { followJourney, journeyStore, standAt } from '#state/journey.ts';
import { useAnnounce } from '#ui/announce.ts';
import { Banner } from '#ui/Banner.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { offerCommands } from '../palette/offered.ts';
import { journeyCommands } from './commands.ts';
import styles from './Journey.module.css';
import { acrossFrom } from './layout.ts';
import { Legend } from './Legend.tsx';
import { otherDocument } from './other-document.ts';
import { Picture, PrintedPicture } from './Picture.tsx';
import { StationDetail } from './StationDetail.tsx';
import { StationList } from './StationList.tsx';
import { TamperChooser } from './TamperChooser.tsx';
import { useWidth } from './use-width.ts';
import { VerdictBlock } from './VerdictBlock.tsx';
import { verdictOf } from './words.ts';

/** From this width on the choices stand beside the picture, so that both are in sight. */
const besideFrom = 1240;

/** Room on a printed page between its margins, in pixels of CSS. */
const paperWidth = 640;

/** From the document to the secret: who sees what, and what happens when somebody tampers. */
export function JourneyPanel() {
  const bound = useBound();
  useEffect(() => followJourney(otherDocument), []);
  useEffect(() => offerCommands(journeyCommands), []);
  if (bound?.kind !== 'bound') return <Unbound bound={bound} />;
  return <Way />;
}

function Way() {
  const { made, station: selected, failure } = useStore(journeyStore);
  const page = useRef<HTMLDivElement>(null);
  const figure = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLDivElement>(null);
  const pageWidth = useWidth(page);
  const width = useWidth(figure);
  const tamper = made?.of.tamper === undefined ? undefined : tamperCase(made.of.tamper);
  useSpoken(made === undefined ? undefined : spokenOf(verdictOf(made.way, tamper)));
  const isWide = pageWidth === undefined || pageWidth >= besideFrom;
  const stations = made?.way.kind === 'journey' ? made.way.stations : undefined;
  const station = stations?.find(({ id }) => id === selected);
  function select(id: StationId, by: 'keys' | 'pointer') {
    standAt(id);
    // Down a narrow page the panel is a screen away from the station that a finger pressed.
    if (by === 'pointer' && width !== undefined && width < acrossFrom) {
      detail.current?.scrollIntoView({ block: 'nearest' });
    }
  }
  return (
    <div ref={page} className={styles.page} data-wide={isWide}>
      <Setting />
      <div className={styles.choices}>
        <WayBar />
        <TamperChooser asList={isWide} />
      </div>
      <div className={styles.way}>
        {failure !== undefined && (
          <Banner tone="error" word="Failed" title="Following the document failed, by a fault of ours.">
            <p>{failure}</p>
          </Banner>
        )}
        {made === undefined ? (
          <p className={styles.waiting}>Following the document…</p>
        ) : (
          <VerdictBlock way={made.way} tamper={tamper} />
        )}
        <div ref={figure} className={styles.figure}>
          {stations !== undefined && width !== undefined && (
            <>
              <Picture
                stations={stations}
                tamper={tamper}
                width={width}
                selected={selected}
                onSelect={select}
              />
              <Legend />
            </>
          )}
        </div>
        {station !== undefined && (
          <StationDetail
            ref={detail}
            station={station}
            isTampered={tamper !== undefined}
            onSelect={standAt}
          />
        )}
        {stations !== undefined && (
          <>
            <div className={styles.printed}>
              <PrintedPicture stations={stations} tamper={tamper} width={paperWidth} />
            </div>
            <Disclosure summary="All stations in words">
              <StationList stations={stations} isTampered={tamper !== undefined} />
            </Disclosure>
          </>
        )}
      </div>
    </div>
  );
}

/** On paper the lists to choose from are gone: which document on which way this is about. */
function Setting() {
  const name = useStore(workspace, (state) => state.name);
  const route = useChosenRoute();
  return (
    <p className={styles.setting}>
      {name} on {platformOf(route.platform).name}, {routeName(route)}
    </p>
  );
}

function spokenOf({ title, message }: ReturnType<typeof verdictOf>): string {
  return message === undefined ? title : `${title}. ${message}`;
}

/** Says how the way ends when that changes, and not when it is shown first. */
function useSpoken(words: string | undefined): void {
  const announce = useAnnounce();
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (last.current !== undefined && words !== undefined && last.current !== words) announce(words);
    if (words !== undefined) last.current = words;
  }, [announce, words]);
}
