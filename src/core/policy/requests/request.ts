/**
 * What is known of a request of the Kata agent without looking at a policy: what it is for, when the shim sends it, what the
 * host gains when it is open and what the pod loses when it is denied. The fields of its input are not here.
 *
 * @see https://github.com/kata-containers/kata-containers/blob/main/src/libs/protocols/protos/agent.proto
 */
import type { ProfileId } from '#core/rego/profile.ts';
import { type RequestName, requestCatalogue } from './catalogue.ts';
import type { RequestFacts } from './facts.ts';

export interface AgentRequest extends RequestFacts {
  readonly name: RequestName;
}

/** All 41 requests, in the order in which the reference groups them. */
export const agentRequests: readonly AgentRequest[] = Object.entries<RequestFacts>(requestCatalogue).map(
  ([name, facts]) => ({ name: name as RequestName, ...facts }),
);

/** The facts of a request. */
export function requestNamed(name: RequestName): AgentRequest {
  return { name, ...requestCatalogue[name] };
}

/** Whether a name is one of the 41. */
export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requestCatalogue, name);
}

/** Releases of Kata, oldest first, as profiles cut them: each with the first release that it no longer covers. */
const ends: Partial<Record<ProfileId, number>> = { 'kata-3.5': 11, 'kata-3.11': 28, 'kata-3.28': 30 };

/** Whether at least one release of a profile has the request. True for profiles that are no agent. */
export function requestExistsIn(request: AgentRequest, profile: ProfileId): boolean {
  const end = ends[profile];
  if (request.since === undefined || end === undefined) return true;
  return Number(request.since.slice(2)) < end;
}

/** The entry point that turns denials into permission; no procedure asks for it. */
export const failuresEntrypoint = 'AllowRequestsFailingPolicy';

/** Names that stand in many published policies and that no agent asks for any more, with what became of them. */
export const deadRequests: ReadonlyMap<string, string> = new Map([
  [
    'PullImageRequest',
    'An agent of the early confidential branch asked for it; images are now pulled for a storage of CreateContainerRequest.',
  ],
  ['StartTracingRequest', 'The procedure was removed with the tracing of the agent over its interface.'],
  ['StopTracingRequest', 'The procedure was removed with the tracing of the agent over its interface.'],
]);
