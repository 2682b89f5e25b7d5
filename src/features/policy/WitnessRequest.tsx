import type { Witness } from '#core/policy/matrix/verdict.ts';
import { simulateGiven } from '#state/policy-run.ts';
import { showPolicyPanel } from '#state/policy-view.ts';
import { Button } from '#ui/Button.tsx';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { useState } from 'react';
import styles from './Matrix.module.css';

/** A request that shows what is said; written out when it is asked for, as some are long. */
export function WitnessRequest({ witness, title }: { readonly witness: Witness; readonly title: string }) {
  const [isShown, setShown] = useState(false);
  const count = witness.before.length;
  return (
    <div className={styles.witness}>
      <div className={styles.actions}>
        <span>{title}</span>
        <Button
          size="small"
          aria-label={`Open in the simulator: ${title}`}
          onClick={() => {
            simulateWitness(title, witness);
          }}
        >
          Open in the simulator
        </Button>
        <Button
          size="small"
          variant="quiet"
          aria-expanded={isShown}
          aria-label={`${isShown ? 'Hide' : 'Show'}: ${title}`}
          onClick={() => {
            setShown(!isShown);
          }}
        >
          {isShown ? 'Hide' : 'Show'}
        </Button>
      </div>
      {isShown && (
        <>
          {count > 0 && (
            <p className={styles.before}>
              After {witness.before.map(({ entrypoint }) => entrypoint).join(', ')}.
            </p>
          )}
          <WitnessText witness={witness} title={title} />
        </>
      )}
    </div>
  );
}

function WitnessText({ witness, title }: { readonly witness: Witness; readonly title: string }) {
  const text = JSON.stringify(witness.input, undefined, 2);
  return (
    <CodeBlock
      text={text}
      label={`${title}: ${witness.entrypoint}`}
      wrap="lines"
      height="limited"
      actions={<CopyButton text={text} what="request" iconOnly />}
    />
  );
}

function simulateWitness(title: string, { entrypoint, input, before }: Witness): void {
  const planned = (name: string, sent: object, words: string) => ({
    entrypoint: name,
    title: words,
    input: JSON.stringify(sent, undefined, 2),
  });
  simulateGiven(`${entrypoint}: ${title.toLowerCase()}`, {
    setup: before.map((sent) => planned(sent.entrypoint, sent.input, 'comes before')),
    steps: [planned(entrypoint, input, title)],
  });
  showPolicyPanel('simulate');
}
