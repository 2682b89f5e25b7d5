import type { TriedRelease } from '#workers/policy-generate-calls.ts';
import { profileOf } from '#core/rego/profile.ts';
import { Disclosure } from '#ui/Disclosure.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { OutcomeMark } from '../policy/OutcomeMark.tsx';
import styles from './Generate.module.css';

/** What the life of the pod and the attacks came to, in a release of each dialect. */
export function Trial({ releases }: { readonly releases: readonly TriedRelease[] }) {
  return (
    <section aria-labelledby="generate-trial">
      <h3 id="generate-trial" className={styles.title}>
        Tried before it is offered
      </h3>
      <div className={styles.trials}>
        {releases.map((release, index) => (
          <Release
            key={release.profile}
            release={release}
            before={index === 0 ? undefined : releases[index - 1]}
          />
        ))}
      </div>
    </section>
  );
}

function Release({
  release,
  before,
}: {
  readonly release: TriedRelease;
  /** The one shown before, whose attacks are not listed again where they are the same. */
  readonly before: TriedRelease | undefined;
}) {
  const { profile, requests, denied, attacks, through } = release;
  const { name, dialect } = profileOf(profile);
  const stopping = denied.filter(({ chosen }) => !chosen);
  const isSame = before !== undefined && idsOf(before) === idsOf(release);
  const chosen = denied.length - stopping.length;
  return (
    <div className={styles.release}>
      <p className={styles.releaseName}>
        {name} <span className={styles.muted}>reads it as Rego {dialect}</span>
      </p>
      <p className={styles.counted}>
        <ToneIcon tone={stopping.length === 0 ? 'ok' : 'error'} size={14} />
        <span>
          {requests - denied.length} of {requests} requests of the pod’s life are allowed
          {chosen > 0 && `; ${String(chosen)} for its logs are denied, as the settings say`}
        </span>
      </p>
      {stopping.length > 0 && (
        <ul className={styles.list}>
          {stopping.map(({ title, entrypoint, outcome }, index) => (
            <li key={`${String(index)} ${title}`} className={styles.step}>
              <span className={styles.stepTitle}>{title}</span>
              <code className={styles.code}>{entrypoint}</code>
              <OutcomeMark outcome={outcome} />
            </li>
          ))}
        </ul>
      )}
      <p className={styles.counted}>
        <ToneIcon tone={through.length === 0 ? 'ok' : 'risk'} size={14} />
        <span>
          {attacks - through.length} of {attacks} attacks are stopped
          {isSame && through.length > 0 && ', and the same get through'}
        </span>
      </p>
      {through.length > 0 && !isSame && (
        <Disclosure summary="What gets through" open={through.length < 6}>
          <ul className={styles.list}>
            {through.map(({ id, title, gain }) => (
              <li key={id} className={styles.attack}>
                <p>{title}</p>
                <p className={styles.hint}>{gain}</p>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

function idsOf({ through }: TriedRelease): string {
  return through.map(({ id }) => id).join(' ');
}
