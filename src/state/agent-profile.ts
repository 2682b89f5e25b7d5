/** The policy engines of Kata releases, of which one is chosen for everything that is said of a policy. */
import type { GuestComponentsRelease } from '#core/config/releases.ts';
import { guestEngineOf } from '#core/analysis/guest-engine.ts';
import { type Profile, type ProfileId, profileOf } from '#core/rego/profile.ts';

/** Newest first. */
export const agentProfileIds = [
  'kata-3.30',
  'kata-3.28',
  'kata-3.11',
  'kata-3.5',
] as const satisfies readonly ProfileId[];

export type AgentProfileId = (typeof agentProfileIds)[number];

/** The engine that the preferences name, of themselves or by the release of guest-components. */
export function chosenProfile(chosen: {
  readonly kata: AgentProfileId | 'release';
  readonly release: GuestComponentsRelease;
}): Profile {
  return chosen.kata === 'release' ? guestEngineOf(chosen.release) : profileOf(chosen.kata);
}
