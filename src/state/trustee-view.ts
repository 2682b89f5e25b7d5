/** What the Trustee mode shows, and which of the ways to a guest on the chosen platform is meant. */
import { routeOf, routesOf, type Route } from '#core/measurement/routes.ts';
import { createStore } from 'zustand/vanilla';
import { analysisStore } from './analysis.ts';
import { preferences } from './preferences.ts';
import { workspace } from './workspace.ts';

export const trusteePanels = [
  'journey',
  'binding',
  'token',
  'policy',
  'attestation',
  'commands',
  'contrast',
] as const;
export type TrusteePanel = (typeof trusteePanels)[number];

export interface TrusteeView {
  readonly panel: TrusteePanel;
  /** The way that a person chose; it holds while its platform is the chosen one. */
  readonly route: string | undefined;
}

export const trusteeView = createStore<TrusteeView>()(() => ({ panel: 'journey', route: undefined }));

export function showTrusteePanel(panel: TrusteePanel): void {
  trusteeView.setState({ panel });
}

export function chooseRoute(route: string): void {
  trusteeView.setState({ route });
}

/** The way that was chosen or, without a choice, the one of the platform and of the class of the pod. */
export function chosenRoute(): Route {
  const { platform } = preferences.getState();
  const { route } = trusteeView.getState();
  const chosen = routesOf(platform).find(({ id }) => id === route);
  return chosen ?? routeOf(platform, runtimeClassOfPod());
}

/** The class of the pod that carries the annotation, as the analysis of the manifest found it. */
export function runtimeClassOfPod(): string | undefined {
  const { analysis } = analysisStore.getState();
  const { pod } = workspace.getState();
  return analysis?.manifest.pods.find(({ index }) => index === pod)?.runtimeClassName;
}
