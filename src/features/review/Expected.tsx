import type { Comparison } from '#core/expected/comparison.ts';
import { reviewStore, setExpected } from '#state/review.ts';
import { Button } from '#ui/Button.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { TextField } from '#ui/TextField.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useStore } from 'zustand';
import { formatNumber } from '../common/format.ts';
import { ShellCommand } from '../outputs/ShellCommand.tsx';
import styles from './Measured.module.css';

/** The value that somebody gave beside the Init-Data, and how it compares. */
export function Expected({
  comparison,
  measured,
  fromPaste,
}: {
  readonly comparison: Comparison;
  /** The digest in hex, to mark where the two differ. */
  readonly measured: string | undefined;
  /** True when nothing was given here and the value stood in the paste. */
  readonly fromPaste: boolean;
}) {
  const expected = useStore(reviewStore, (state) => state.expected);
  return (
    <div className={styles.expected}>
      <TextField
        label="Expected digest"
        description="Hex or base64: from the pull request, a token, a command or the hardware’s report."
        code
        value={expected}
        maxLength={4_096}
        error={
          comparison.kind === 'unchecked' && comparison.reason === 'unreadable'
            ? (comparison.detail ?? 'This is no digest: 32, 48, 64 or 256 bytes in hex or base64.')
            : undefined
        }
        onChange={setExpected}
      />
      {expected !== '' && (
        <Button
          variant="quiet"
          size="small"
          onClick={() => {
            setExpected('');
          }}
        >
          Clear
        </Button>
      )}
      {fromPaste && <p className={styles.words}>Compared with a value that stands in the paste.</p>}
      <Outcome comparison={comparison} measured={measured} />
    </div>
  );
}

function Outcome({
  comparison,
  measured,
}: {
  readonly comparison: Comparison;
  readonly measured: string | undefined;
}) {
  switch (comparison.kind) {
    case 'unchecked':
      return null;
    case 'matches':
      return (
        <p className={styles.outcome}>
          <ToneIcon tone="ok" size={14} />
          <span>The {comparison.algorithm} of exactly these bytes.</span>
        </p>
      );
    case 'differs': {
      const { explanation, tried, complete, expected } = comparison;
      return (
        <div className={styles.differs}>
          <HexGroups hex={expected.hex} name="expected digest" tone="neutral" compareTo={measured} />
          {explanation === undefined ? (
            <p className={styles.words}>
              None of the {formatNumber(tried)} known ways leads from these bytes to that value
              {complete ? '' : '; the search ended at its limit'}.
            </p>
          ) : (
            <>
              <p className={styles.explanation}>{explanation.text}</p>
              <ShellCommand command={explanation.command} what="the expected value" />
            </>
          )}
        </div>
      );
    }
  }
}
