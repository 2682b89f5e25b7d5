/** Which policy engine is in the guest that carries a release of guest-components. */
import { type GuestComponentsRelease, releaseFacts } from '#core/config/releases.ts';
import { type Profile, type ProfileId, profileOf } from '#core/rego/profile.ts';

/** The first release of each engine, newest first. */
const engines: readonly (readonly [major: number, minor: number, id: ProfileId])[] = [
  [3, 30, 'kata-3.30'],
  [3, 28, 'kata-3.28'],
  [3, 11, 'kata-3.11'],
  [0, 0, 'kata-3.5'],
];

function profileOfKata(version: string): Profile {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const found = engines.find(([first, second]) => major > first || (major === first && minor >= second));
  return profileOf(found?.[2] ?? 'kata-3.5');
}

/** The engine that a context names, of itself or by its release of guest-components. */
export function engineOf({
  engine,
  release,
}: {
  readonly engine?: ProfileId;
  readonly release: GuestComponentsRelease;
}): Profile {
  return engine === undefined ? guestEngineOf(release) : profileOf(engine);
}

/**
 * The engine of the newest Kata release that carries it; for a release of guest-components that no Kata release carries,
 * that of the release before it, or of Kata 3.5 before the first.
 */
export function guestEngineOf(release: GuestComponentsRelease): Profile {
  const rank = releaseFacts.findIndex((facts) => facts.release === release);
  const upTo = rank === -1 ? releaseFacts : releaseFacts.slice(0, rank + 1);
  const kata = upTo.findLast((facts) => facts.kata.length > 0)?.kata.at(-1);
  return kata === undefined ? profileOf('kata-3.5') : profileOfKata(kata);
}
