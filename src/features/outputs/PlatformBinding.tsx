import type { Binding } from '#core/analysis/analysis.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import { platformOf, type Behaviour, type Platform, type PlatformId } from '#core/platform/platform.ts';
import { preferences } from '#state/preferences.ts';
import { Disclosure } from '#ui/Disclosure.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useStore } from 'zustand';
import { claimWords, derivationOf } from './binding-words.ts';
import { MeasuredValue } from './MeasuredValue.tsx';
import styles from './Outputs.module.css';
import { Section } from './Section.tsx';
import { scriptOf } from './script-of.ts';
import { ShellCommand } from './ShellCommand.tsx';

/** What the chosen platform carries, how it comes from the digest, and who compares it. */
export function PlatformBinding({
  binding,
  decided,
  utf8,
}: {
  readonly binding: Binding;
  readonly decided: Algorithm | undefined;
  readonly utf8: boolean;
}) {
  const platform = platformOf(useStore(preferences, (state) => state.platform));
  return (
    <>
      <Section title={titleOf(binding, platform.name)}>
        <Carried binding={binding} decided={decided} platform={platform.id} utf8={utf8} />
      </Section>
      <PlatformChecks platform={platform} />
    </>
  );
}

/** Who compares the value on a platform, and what to know about it. */
export function PlatformChecks({ platform }: { readonly platform: Platform }) {
  return (
    <>
      <Disclosure summary={`Who looks at it on ${platform.name}`}>
        <dl className={styles.checks}>
          <dt>In the guest</dt>
          <dd>
            <Behaves behaviour={platform.attester} />
          </dd>
          <dt>Trustee</dt>
          <dd>
            <Behaves behaviour={platform.verifier} />
          </dd>
          <dt>
            Claim <code>init_data</code>
          </dt>
          <dd>{claimWords(platform.claim)}</dd>
        </dl>
      </Disclosure>
      {platform.traps.length > 0 && (
        <ul className={styles.traps} aria-label={`What to know about ${platform.name}`}>
          {platform.traps.map((trap) => (
            <li key={trap}>
              <ToneIcon tone="note" size={14} />
              <span>{trap}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function titleOf(binding: Binding, platform: string): string {
  switch (binding.kind) {
    case 'field':
      return `${binding.field} on ${platform}`;
    case 'pcr8':
      return `PCR 8 on ${platform}`;
    case 'none':
      return `Nothing on ${platform}`;
    case 'undecided':
      return `Undecided on ${platform}`;
  }
}

function Carried({
  binding,
  decided,
  platform,
  utf8,
}: {
  readonly binding: Binding;
  readonly decided: Algorithm | undefined;
  readonly platform: PlatformId;
  readonly utf8: boolean;
}) {
  switch (binding.kind) {
    case 'none':
      return <p className={styles.note}>{binding.reason}</p>;
    case 'undecided':
      return (
        <p className={styles.note}>
          {utf8
            ? 'The document names no algorithm that components know: nothing is bound.'
            : 'No component reads an algorithm from a document that is not UTF-8: nothing is bound.'}
        </p>
      );
    case 'field':
    case 'pcr8': {
      if (decided === undefined) return null;
      const name = binding.kind === 'pcr8' ? 'PCR 8' : binding.field;
      return (
        <>
          <MeasuredValue value={binding.value} name={name} />
          <p className={styles.note}>{derivationOf(binding, decided)}</p>
          <ShellCommand command={scriptOf('field', { algorithm: decided, platform })} what={name} />
        </>
      );
    }
  }
}

function Behaves({ behaviour }: { readonly behaviour: Behaviour }) {
  return (
    <>
      {behaviour.does}
      {behaviour.failure !== undefined && (
        <>
          {' '}
          Search the logs for <code>{behaviour.failure}</code>
        </>
      )}
    </>
  );
}
