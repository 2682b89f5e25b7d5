import type { RepairedCopy } from '#core/review/review.ts';
import { lookAtRepaired } from '#state/review.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { formatBytes } from '../common/format.ts';
import styles from './Measured.module.css';

/** A copy that was mended, for who wants to look inside all the same. It is never what the paste is judged by. */
export function Repaired({ copy }: { readonly copy: RepairedCopy }) {
  const { repairs, value, documentBytes, digest, comparison } = copy;
  return (
    <Banner
      tone="note"
      word="Repaired copy"
      title="A repaired copy can be read. It is not what you were sent."
      actions={
        <>
          <Button
            size="small"
            onClick={() => {
              lookAtRepaired(true);
            }}
          >
            Review the repaired copy
          </Button>
          <CopyButton text={value} label="Copy it" what="repaired copy" size="small" />
        </>
      }
    >
      <ul>
        {repairs.map((repair) => (
          <li key={repair}>{repair}</li>
        ))}
      </ul>
      <p>Its document has {formatBytes(documentBytes)}.</p>
      {digest !== undefined && (
        <p className={styles.repaired}>
          Digest of the repaired copy: <HexGroups hex={digest} name="digest of the repaired copy" />
        </p>
      )}
      {comparison.kind === 'matches' && (
        <p>The repaired copy has the digest you gave; what you pasted does not.</p>
      )}
      {comparison.kind === 'differs' && comparison.explanation !== undefined && (
        <p>{comparison.explanation.text}</p>
      )}
    </Banner>
  );
}

/** Stands above everything that is said of a repaired copy. */
export function RepairedNotice() {
  return (
    <Banner
      tone="risk"
      word="Repaired copy"
      title="All of this is about the repaired copy, and not about what you were sent"
      actions={
        <Button
          size="small"
          onClick={() => {
            lookAtRepaired(false);
          }}
        >
          Back to what was pasted
        </Button>
      }
    />
  );
}
