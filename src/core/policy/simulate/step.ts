/** One request that the host sends, with what it is for. */
import type { RequestName } from '../requests/catalogue.ts';
import type { JsonObject } from './json.ts';

export interface SimulatedStep {
  readonly entrypoint: RequestName;
  /** Complete: every field that the agent's serialisation has. */
  readonly input: JsonObject;
  /** What it does for whom, in a few words. */
  readonly title: string;
  /** Name of the container that it is about. */
  readonly container?: string;
}
