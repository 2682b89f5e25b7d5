import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useEffect, useRef, useState } from 'react';
import { useAnnounce } from './announce.ts';
import { Button, type ButtonProps } from './Button.tsx';
import styles from './CopyButton.module.css';
import { Dialog } from './Dialog.tsx';
import { IconButton } from './IconButton.tsx';

/** How long the button says what came of it. */
const answerMs = 2000;

type Outcome =
  | { readonly kind: 'idle' }
  | { readonly kind: 'copied' }
  | { readonly kind: 'failed'; readonly text: string };

/**
 * Copies a text and says so. Where the browser refuses the clipboard the text is shown selected, to be copied by hand.
 */
export function CopyButton({
  text,
  label = 'Copy',
  what,
  iconOnly = false,
  ...rest
}: Omit<ButtonProps, 'onClick' | 'icon' | 'children'> & {
  /** The text, or where to get it at the time of the press. */
  readonly text: string | (() => string | Promise<string>);
  readonly label?: string;
  /** What is copied, such as "digest": completes the accessible name and the announcement. */
  readonly what?: string;
  readonly iconOnly?: boolean;
}) {
  const announce = useAnnounce();
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'idle' });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );

  async function copy() {
    clearTimeout(timer.current);
    const words = typeof text === 'string' ? text : await text();
    try {
      await navigator.clipboard.writeText(words);
      setOutcome({ kind: 'copied' });
      announce(what === undefined ? 'Copied' : `Copied ${what}`);
      timer.current = setTimeout(() => {
        setOutcome({ kind: 'idle' });
      }, answerMs);
    } catch {
      // Refused by permission, or absent on an insecure page: both leave the person the same way out.
      setOutcome({ kind: 'failed', text: words });
      announce('Copy failed');
    }
  }

  const name = what === undefined ? label : `${label} ${what}`;
  const icon = { idle: Copy, copied: Check, failed: TriangleAlert }[outcome.kind];
  const words = { idle: label, copied: 'Copied', failed: 'Copy failed' }[outcome.kind];
  const press = () => {
    void copy();
  };
  return (
    <>
      {iconOnly ? (
        <IconButton
          {...rest}
          icon={icon}
          label={outcome.kind === 'idle' ? name : words}
          data-outcome={outcome.kind}
          onClick={press}
        />
      ) : (
        <Button
          {...rest}
          icon={icon}
          aria-label={outcome.kind === 'idle' ? name : undefined}
          data-outcome={outcome.kind}
          onClick={press}
        >
          <span className={styles.words} data-longest={label.length > 6 ? label : 'Copied'}>
            {words}
          </span>
        </Button>
      )}
      <Dialog
        open={outcome.kind === 'failed'}
        ownFocus
        title="Copy failed"
        description="The browser refused the clipboard. The text is selected below: copy it with your keyboard or by touch."
        onClose={() => {
          setOutcome({ kind: 'idle' });
        }}
      >
        {outcome.kind === 'failed' && (
          <textarea
            readOnly
            aria-label={what ?? 'Text to copy'}
            value={outcome.text}
            rows={8}
            className={styles.text}
            data-first-focus=""
            onFocus={(event) => {
              event.target.select();
            }}
          />
        )}
      </Dialog>
    </>
  );
}
