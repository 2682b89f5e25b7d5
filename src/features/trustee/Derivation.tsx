import type { DerivationStep } from '#core/measurement/derivation.ts';
import { CopyButton } from '#ui/CopyButton.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { ShellCommand } from '../outputs/ShellCommand.tsx';
import { actionWords } from './route-words.ts';
import styles from './Derivation.module.css';

/** From the document to what the evidence carries: what each step does to the bytes, and the command that does the same. */
export function Derivation({ steps }: { readonly steps: readonly DerivationStep[] }) {
  return (
    <ol className={styles.steps}>
      {steps.map((step, index) => {
        const { value } = step;
        const name = actionWords(step);
        return (
          <li key={name} className={styles.step}>
            <p className={styles.action}>{name}</p>
            <Bytes step={step} before={steps[index - 1]} />
            <Commands step={step} number={index + 1} prints="hex" />
            <div className={styles.spelling}>
              <code>{value.base64}</code>
              <CopyButton text={value.base64} what="the base64" iconOnly size="small" />
            </div>
            <Commands step={step} number={index + 1} prints="base64" />
          </li>
        );
      })}
    </ol>
  );
}

/** The lines for a shell that print the value above them. */
function Commands({
  step,
  number,
  prints,
}: {
  readonly step: DerivationStep;
  readonly number: number;
  readonly prints: 'hex' | 'base64';
}) {
  return step.commands
    .filter((command) => command.prints === prints)
    .map(({ script }) => (
      <ShellCommand key={script} command={script} what={`step ${String(number)} as ${prints}`} />
    ));
}

/** The bytes after a step, with those that the step dropped or added set off. */
function Bytes({
  step,
  before,
}: {
  readonly step: DerivationStep;
  readonly before: DerivationStep | undefined;
}) {
  const { action, value } = step;
  const copy = <CopyButton text={value.hex} what="the digits" iconOnly size="small" />;
  switch (action.kind) {
    case 'digest':
      return (
        <div className={styles.bytes}>
          <HexGroups hex={value.hex} name={`${action.algorithm} digest`} />
          {copy}
        </div>
      );
    case 'cut':
      return (
        <div className={styles.bytes}>
          <span>
            <HexGroups hex={value.hex} name="kept" />
            <span className={styles.dropped}>
              <HexGroups
                hex={before?.value.hex.slice(value.hex.length) ?? ''}
                name="dropped"
                tone="neutral"
              />
            </span>
          </span>
          {copy}
        </div>
      );
    case 'pad':
      return (
        <div className={styles.bytes}>
          <span>
            <HexGroups hex={before?.value.hex ?? ''} name="digest" />
            <span className={styles.added}>
              <HexGroups hex={'00'.repeat(action.zeros)} name="zero bytes" tone="neutral" />
            </span>
          </span>
          {copy}
        </div>
      );
    case 'extend':
      return (
        <div className={styles.bytes}>
          <span>
            <span className={styles.added}>
              <HexGroups hex={'00'.repeat(32)} name="the register at first" tone="neutral" />
            </span>
            <HexGroups hex={before?.value.hex ?? ''} name="what it is extended with" />
            <span className={styles.becomes}>
              sha256 <span aria-hidden="true">→</span>
            </span>
            <HexGroups hex={value.hex} name={action.register} />
          </span>
          {copy}
        </div>
      );
  }
}
