import type { Level, Sizes, Usage } from '#core/size/size.ts';
import { Meter } from '#ui/Meter.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import type { Tone } from '#ui/tone.ts';
import { formatNumber, formatPercent } from '../common/format.ts';
import styles from './Outputs.module.css';
import { Section } from './Section.tsx';

const tones = { fine: 'accent', near: 'risk', over: 'error' } as const satisfies Record<Level, Tone>;
const words = { fine: '', near: 'near the limit', over: 'over the limit' } as const satisfies Record<
  Level,
  string
>;

/** Every limit on the way of the annotation into a guest, and how much of it is used. */
export function Limits({ sizes }: { readonly sizes: Sizes }) {
  const { annotations, applied, userData } = sizes;
  return (
    <Section title="Against the limits">
      <dl className={styles.limits}>
        <Limit name="All annotations of the object" usage={annotations} />
        {applied.used !== annotations.used && (
          <Limit name="Under client-side kubectl apply, which keeps a copy" usage={applied} />
        )}
      </dl>
      <h4 className={styles.subtitle}>User data of peer pods</h4>
      <dl className={styles.limits}>
        {userData.map(({ limit, usage }) => (
          <Limit key={limit.provider} name={limit.name} stated={limit.stated} usage={usage} />
        ))}
      </dl>
    </Section>
  );
}

function Limit({
  name,
  stated,
  usage,
}: {
  readonly name: string;
  readonly stated?: string;
  readonly usage: Usage;
}) {
  const { used, limit, level } = usage;
  const text = `${formatNumber(used)} of ${formatNumber(limit)} bytes, ${formatPercent(used, limit)}`;
  return (
    <>
      <dt title={stated}>{name}</dt>
      <dd>
        <Meter label={name} value={used} max={limit} text={text} tone={tones[level]} wide />
        <span className={styles.usage}>
          {level !== 'fine' && <ToneIcon tone={tones[level]} size={14} />}
          {text} {words[level]}
        </span>
      </dd>
    </>
  );
}
