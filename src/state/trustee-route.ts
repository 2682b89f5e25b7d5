/** Which of the ways to a guest on the chosen platform is meant. */
import { routeOf, routesOf, type Route } from '#core/measurement/routes.ts';
import { createStore } from 'zustand/vanilla';
import { analysisStore } from './analysis.ts';
import { preferences } from './preferences.ts';
import { workspace } from './workspace.ts';

/** The id of the way that a person chose; it holds while its platform is the chosen one. */
export const routeChoice = createStore<{ readonly route: string | undefined }>()(() => ({
  route: undefined,
}));

export function chooseRoute(route: string): void {
  routeChoice.setState({ route });
}

/** The way that was chosen or, without a choice, the one of the platform and of the class of the pod. */
export function chosenRoute(): Route {
  const { platform } = preferences.getState();
  const { route } = routeChoice.getState();
  const chosen = routesOf(platform).find(({ id }) => id === route);
  return chosen ?? routeOf(platform, runtimeClassOfPod());
}

/** Tells when `chosenRoute` may say something else. @returns stops telling */
export function followRoute(onChange: () => void): () => void {
  const stops = [preferences, routeChoice, analysisStore, workspace].map((store) =>
    store.subscribe(onChange),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

/** The class of the pod that carries the annotation, as the analysis of the manifest found it. */
export function runtimeClassOfPod(): string | undefined {
  const { analysis } = analysisStore.getState();
  const { pod } = workspace.getState();
  return analysis?.manifest.pods.find(({ index }) => index === pod)?.runtimeClassName;
}
