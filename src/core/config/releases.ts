/**
 * Releases of guest-components and the Kata releases that carry them. The rules of aa.toml and cdh.toml moved between
 * them, so a check that knows the release can say what that guest does.
 *
 * @see https://github.com/confidential-containers/guest-components/releases
 */
export const guestComponentsReleases = [
  'v0.10.0',
  'v0.11.0',
  'v0.12.0',
  'v0.13.0',
  'v0.14.0',
  'v0.15.0',
  'v0.16.0',
  'v0.17.0',
  'v0.18.0',
  'v0.19.0',
  'v0.20.0',
  'v0.21.0',
  'main',
] as const;

export type GuestComponentsRelease = (typeof guestComponentsReleases)[number];

/** The newest release that is out; `main` is what comes after it. */
export const latestRelease: GuestComponentsRelease = 'v0.21.0';

/** What the checks assume when nobody named a release: the newest state of the code. */
export const newestRelease: GuestComponentsRelease = 'main';

export interface ReleaseFacts {
  readonly release: GuestComponentsRelease;
  /** Year and month. */
  readonly date: string;
  /** Kata releases that use it; a plus sign and a number count the commits after the release. */
  readonly kata: readonly string[];
  /** The cloud-api-adaptor release whose pod images use it. */
  readonly cloudApiAdaptor?: string;
  /** What changed in the two files, in a few words each. */
  readonly changes: readonly string[];
}

export const releaseFacts: readonly ReleaseFacts[] = [
  {
    release: 'v0.10.0',
    date: '2024-09',
    kata: [],
    changes: ['token_configs is mandatory, and both of its URLs are', 'image_pull_proxy is a string'],
  },
  {
    release: 'v0.11.0',
    date: '2025-01',
    kata: ['3.13'],
    cloudApiAdaptor: 'v0.12.0',
    changes: ['keys in any letter case', 'image.extra_root_certificates'],
  },
  { release: 'v0.12.0', date: '2025-03', kata: ['3.15', '3.16'], changes: [] },
  {
    release: 'v0.13.0',
    date: '2025-05',
    kata: ['3.17', '3.18 (+38)'],
    cloudApiAdaptor: 'v0.14.0',
    changes: ['token URLs default to an empty string', 'image.registry_configuration_uri'],
  },
  {
    release: 'v0.14.0',
    date: '2025-07',
    kata: ['3.19', '3.20'],
    changes: [
      'token tables are optional, the URL is mandatory in a present one',
      'image_pull_proxy becomes a table',
      'image.registry_config',
      'new default work directory',
    ],
  },
  {
    release: 'v0.15.0',
    date: '2025-09',
    kata: ['3.21', '3.22'],
    cloudApiAdaptor: 'v0.16.0',
    changes: ['eventlog_algorithm is gone', 'the event log stops the agent where the platform has none'],
  },
  {
    release: 'v0.16.0',
    date: '2025-11',
    kata: ['3.23', '3.24 (+13)'],
    changes: ['keys are case-sensitive again', 'a byte order mark is skipped'],
  },
  {
    release: 'v0.17.0',
    date: '2026-01',
    kata: ['3.25', '3.26 (+17)', '3.27 (+17)'],
    cloudApiAdaptor: 'v0.18.0',
    changes: ['TOML 1.1 syntax', 'inline image_security_policy and sigstore_config'],
  },
  {
    release: 'v0.18.0',
    date: '2026-03',
    kata: ['3.28'],
    changes: ['[log]', 'skip_sealed_secret_verification', 'narrower directory for credentials'],
  },
  {
    release: 'v0.19.0',
    date: '2026-04',
    kata: ['3.29', '3.30'],
    cloudApiAdaptor: 'v0.20.0',
    changes: ['tee_key_algorithm'],
  },
  {
    release: 'v0.20.0',
    date: '2026-05',
    kata: ['3.31', '3.32'],
    cloudApiAdaptor: 'v0.21.1',
    changes: [],
  },
  {
    release: 'v0.21.0',
    date: '2026-07',
    kata: ['4.0.0', '4.1.0 (+67)'],
    cloudApiAdaptor: 'v0.22.0',
    changes: ['resource URIs with plugins and any number of segments'],
  },
  {
    release: 'main',
    date: '2026-08',
    kata: [],
    changes: ['[aa] in cdh.toml', 'online_sev_kbc is gone', 'experimental ML-KEM key'],
  },
];

const ranks = new Map<GuestComponentsRelease, number>(
  guestComponentsReleases.map((release, rank) => [release, rank]),
);

/** True when `release` is older than `other`. */
export function isBefore(release: GuestComponentsRelease, other: GuestComponentsRelease): boolean {
  return (ranks.get(release) ?? 0) < (ranks.get(other) ?? 0);
}

/** Releases v0.11 to v0.15 (config 0.14.1) compared keys and enum values without regard to letter case. */
export function ignoresCase(release: GuestComponentsRelease): boolean {
  return !isBefore(release, 'v0.11.0') && isBefore(release, 'v0.16.0');
}

/** TOML 1.1 syntax is read since v0.17.0 (toml 0.9.10). */
export function readsToml11(release: GuestComponentsRelease): boolean {
  return !isBefore(release, 'v0.17.0');
}

/** The release's name with the Kata releases that use it, for sentences. */
export function releaseName(release: GuestComponentsRelease): string {
  const kata = releaseFacts.find((facts) => facts.release === release)?.kata ?? [];
  const name = release === 'main' ? 'guest-components main' : `guest-components ${release}`;
  return kata.length === 0 ? name : `${name} (Kata ${kata.join(', ')})`;
}
