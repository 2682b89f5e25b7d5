/**
 * The way of the open document to a secret, worked out in a worker while it is on screen: for the tampering that is chosen
 * in full, for all others where they end.
 */
import type { Journey } from '#core/journey/journey.ts';
import { stationIds, type StationId } from '#core/journey/station.ts';
import type { NotApplicable, TamperId } from '#core/journey/tamper.ts';
import type { PlatformId } from '#core/platform/platform.ts';
import type { WayEnds, WayRequest } from '#workers/journey-calls.ts';
import { trusteeWorker } from '#workers/trustee-worker.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { analysisStore } from './analysis.ts';
import { announce } from './announcer.ts';
import { latestOnly } from './latest.ts';
import { preferences } from './preferences.ts';
import { emptyForm, followResourcePolicy, resourcePolicy, resourcePolicyText } from './resource-policy.ts';
import { reportCrash } from './session.ts';
import { loadDocument } from './stored-documents.ts';
import { chosenRoute, routeChoice } from './trustee-route.ts';
import { workspace } from './workspace.ts';

/** What a way was worked out for, to tell whether it still speaks of what is on screen. */
export interface WayInputs extends WayRequest {
  readonly tamper: TamperId | undefined;
}

export interface JourneyState {
  readonly tamper: TamperId | undefined;
  /** The stored document that is replayed; undefined for an example. */
  readonly replay: { readonly id: string; readonly text: string } | undefined;
  /** The station that the person stands at. */
  readonly station: StationId;
  /** Perhaps of slightly older inputs. */
  readonly made: { readonly of: WayInputs; readonly way: Journey | NotApplicable } | undefined;
  readonly ends: WayEnds | undefined;
  /** Our own defect; the document is not to blame. */
  readonly failure: string | undefined;
}

const writable = createStore<JourneyState>()(() => ({
  tamper: undefined,
  replay: undefined,
  station: 'document',
  made: undefined,
  ends: undefined,
  failure: undefined,
}));

/** Changed by the functions of this file alone. */
export const journeyStore: Pick<
  StoreApi<JourneyState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writable;

/** A thread of its own: the other panels of the mode do not wait for twelve ways to be walked. */
const calls = trusteeWorker(reportCrash);

let otherFor: (platform: PlatformId) => string = () => '';

const walking = latestOnly(walk);

export function chooseTamper(tamper: TamperId | undefined): void {
  writable.setState({ tamper });
  walking.request();
}

/** Takes a stored document as the other pod's, or the example again. Says so where the document cannot be read. */
export async function chooseReplay(id: string | undefined): Promise<void> {
  const stored = id === undefined ? undefined : await loadDocument(id).catch(() => undefined);
  const text = stored?.document.kind === 'text' ? stored.document.text : undefined;
  if (id !== undefined && text === undefined) {
    announce('That document cannot be replayed: its text cannot be read.');
    return;
  }
  writable.setState({ replay: id === undefined || text === undefined ? undefined : { id, text } });
  walking.request();
}

export function standAt(station: StationId): void {
  writable.setState({ station });
}

/**
 * Follows document, platform and route for as long as the journey is on screen.
 *
 * @param other another pod's document, which suits a platform
 * @returns stops following
 */
export function followJourney(other: (platform: PlatformId) => string): () => void {
  otherFor = other;
  const follow = () => {
    const { made } = writable.getState();
    if (made === undefined || !isSameWay(made.of, currentWay())) walking.request();
  };
  const stores = [workspace, preferences, routeChoice, analysisStore, resourcePolicy];
  const stops = [followResourcePolicy(), ...stores.map((store) => store.subscribe(follow))];
  walking.request();
  return () => {
    for (const stop of stops) stop();
    walking.stop();
  };
}

function currentWay(): WayInputs {
  const { document } = workspace.getState();
  const route = chosenRoute();
  const { tamper, replay } = writable.getState();
  const policy = writtenPolicy();
  const path = resourcePolicy.getState().tried.split('/');
  return {
    document,
    route: route.id,
    other: replay?.text ?? otherFor(route.platform),
    path,
    tamper,
    ...(policy === undefined ? {} : { policy }),
  };
}

/** The policy that a person wrote or asked for; undefined where the usual one for the document decides. */
function writtenPolicy(): string | undefined {
  const state = resourcePolicy.getState();
  if (state.edited === undefined && state.form === emptyForm) return undefined;
  const text = resourcePolicyText(state);
  return text === '' ? undefined : text;
}

/** Whether two ways are of the same inputs; the tampering aside, the same document, route and policy. */
function isSameWay(a: WayInputs, b: WayInputs): boolean {
  return isSameSetting(a, b) && a.tamper === b.tamper;
}

function isSameSetting(a: WayInputs, b: WayInputs): boolean {
  return (
    a.document === b.document &&
    a.route === b.route &&
    a.other === b.other &&
    a.policy === b.policy &&
    a.path.join('/') === b.path.join('/')
  );
}

function isBeyond(station: StationId, end: StationId): boolean {
  return stationIds.indexOf(station) > stationIds.indexOf(end);
}

async function walk(signal: AbortSignal): Promise<void> {
  const of = currentWay();
  const { made, ends } = writable.getState();
  const { tamper, ...setting } = of;
  try {
    const way = await calls.call('journey', of, { signal });
    if (way.kind === 'no-way') {
      writable.setState({ made: undefined, ends: undefined, failure: undefined });
      return;
    }
    const isNewCase = made !== undefined && made.of.tamper !== tamper;
    const { station } = writable.getState();
    const movesTo = way.kind === 'journey' && (isNewCase || isBeyond(station, way.end)) ? way.end : station;
    writable.setState({
      made: { of, way },
      failure: undefined,
      station: movesTo,
    });
    if (ends !== undefined && made !== undefined && isSameSetting(made.of, of)) return;
    const all = await calls.call('journeyEnds', setting, { signal });
    writable.setState({ ends: all.kind === 'ends' ? all : undefined });
  } catch (error) {
    if (signal.aborted) return;
    writable.setState({ failure: error instanceof Error ? error.message : String(error) });
  }
}
