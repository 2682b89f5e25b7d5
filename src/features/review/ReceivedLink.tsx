import type { ReadLink } from '#core/link/link.ts';
import { announce } from '#state/announcer.ts';
import { receivedLink, takeLink } from '#state/review-link.ts';
import { reviewCalls, startReview } from '#state/review.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { TextField } from '#ui/TextField.tsx';
import { useEffect, useState } from 'react';
import { formatBytes } from '../common/format.ts';
import styles from './ShareDialog.module.css';

/** A link that was opened: read at once, or after its passphrase. It is gone from the address by then. */
export function ReceivedLink() {
  const [content, setContent] = useState<string>();
  const [problem, setProblem] = useState<Exclude<ReadLink, { readonly kind: 'shared' }>>();
  const [passphrase, setPassphrase] = useState('');
  const [isReading, setReading] = useState(false);

  useEffect(() => {
    const take = () => {
      const taken = takeLink();
      if (taken === undefined) return;
      setContent(taken);
      setPassphrase('');
      void read(taken, '');
    };
    take();
    return receivedLink.subscribe(({ content: now }) => {
      if (now !== undefined) take();
    });
  }, []);

  async function read(linked: string, given: string) {
    setReading(true);
    const answer = await reviewCalls
      .call('readLink', { content: linked, passphrase: given })
      .catch((error: unknown): ReadLink => ({
        kind: 'damaged',
        reason: error instanceof Error ? error.message : String(error),
      }));
    setReading(false);
    if (answer.kind !== 'shared') {
      setProblem(answer);
      announce(wordsOf(answer).title);
      return;
    }
    setContent(undefined);
    setProblem(undefined);
    const { content: bytes, name, expected = '' } = answer.shared;
    startReview(
      { kind: 'bytes', bytes, ...(name === undefined ? {} : { name }) },
      { origin: 'link', expected },
    );
  }

  if (content === undefined || problem === undefined) return null;
  const needsPassphrase = problem.kind === 'passphrase-needed' || problem.kind === 'wrong-passphrase';
  const { title, words } = wordsOf(problem);
  return (
    <Banner
      tone={problem.kind === 'passphrase-needed' ? 'note' : 'risk'}
      word="Link"
      title={title}
      onDismiss={() => {
        setContent(undefined);
        setProblem(undefined);
      }}
    >
      <p>{words}</p>
      {needsPassphrase && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void read(content, passphrase);
          }}
        >
          <TextField label="Passphrase" value={passphrase} autoComplete="off" onChange={setPassphrase} />
          <div>
            <Button type="submit" variant="primary" disabled={passphrase === '' || isReading}>
              {isReading ? 'Opening…' : 'Open it'}
            </Button>
          </div>
        </form>
      )}
    </Banner>
  );
}

function wordsOf(problem: Exclude<ReadLink, { readonly kind: 'shared' }>): {
  readonly title: string;
  readonly words: string;
} {
  switch (problem.kind) {
    case 'passphrase-needed':
      return { title: 'This link is encrypted', words: 'Who made it has the passphrase.' };
    case 'wrong-passphrase':
      return {
        title: 'The passphrase does not open it',
        words: 'It is another one, or the link was damaged: the cipher tells the two not apart.',
      };
    case 'newer-version':
      return {
        title: 'A newer studio made this link',
        words: `It is of version ${String(problem.version)}, which this one does not read.`,
      };
    case 'too-large':
      return {
        title: 'What is in the link is too large',
        words: `It unfolds to more than ${formatBytes(problem.limit)}, and was not read further.`,
      };
    case 'no-crypto':
      return {
        title: 'This page cannot open an encrypted link',
        words: 'Browsers offer the cipher (WebCrypto) on https, on localhost and for files only.',
      };
    case 'damaged':
      return { title: 'This link cannot be read', words: `It is damaged: ${problem.reason}.` };
  }
}

/** Stands above everything that came by a link. */
export function LinkNotice() {
  return (
    <Banner tone="note" word="From a link" title="Someone else put this together">
      <p>
        It came by a link, with the expected digest if there is one: neither says who made it. Your own
        document is untouched, and the address no longer holds it.
      </p>
    </Banner>
  );
}
