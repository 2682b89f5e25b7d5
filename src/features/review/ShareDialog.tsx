import { maxLinkCharacters } from '#core/link/link.ts';
import { reviewCalls, reviewStore } from '#state/review.ts';
import type { MakeLinkAnswer } from '#workers/calls.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { Checkbox } from '#ui/Checkbox.tsx';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { TextField } from '#ui/TextField.tsx';
import { useState } from 'react';
import { formatBytes, formatNumber } from '../common/format.ts';
import styles from './ShareDialog.module.css';

/** A link that carries what was pasted, and nothing else: made in this page, sent by whoever sends it. */
export function ShareDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Share this review by a link"
      description="The link holds what was pasted, compressed, after the # of the address: no server sees that part. Whoever has the link can read it."
    >
      {open && <Share />}
    </Dialog>
  );
}

type Made =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'making' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'answer'; readonly answer: MakeLinkAnswer };

function Share() {
  const [withExpected, setWithExpected] = useState(true);
  const [passphrase, setPassphrase] = useState('');
  const [made, setMade] = useState<Made>({ kind: 'nothing' });
  const { paste, expected } = reviewStore.getState();
  if (paste === undefined) return <p>There is nothing under review.</p>;

  async function make(overruled: boolean) {
    if (paste === undefined) return;
    setMade({ kind: 'making' });
    try {
      const answer = await reviewCalls.call('makeLink', {
        paste,
        expected: withExpected ? expected : '',
        passphrase,
        overruled,
      });
      setMade({ kind: 'answer', answer });
    } catch (error) {
      setMade({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void make(false);
      }}
    >
      {expected !== '' && (
        <Checkbox
          label="Send the expected digest with it"
          description="Who opens the link then sees the comparison with it. A link proves nothing about where the digest came from."
          checked={withExpected}
          onChange={(checked) => {
            setWithExpected(checked);
            setMade({ kind: 'nothing' });
          }}
        />
      )}
      <TextField
        label="Passphrase"
        description="Empty: the link is not encrypted. Send a passphrase by another way than the link."
        value={passphrase}
        autoComplete="off"
        onChange={(value) => {
          setPassphrase(value);
          setMade({ kind: 'nothing' });
        }}
      />
      {made.kind !== 'answer' && (
        <div>
          <Button type="submit" variant="primary" disabled={made.kind === 'making'}>
            {made.kind === 'making' ? 'Making it…' : 'Make the link'}
          </Button>
        </div>
      )}
      {made.kind === 'failed' && (
        <Banner tone="error" word="Failed" title="The link could not be made.">
          <p>{made.reason}</p>
        </Banner>
      )}
      {made.kind === 'answer' && <Answer answer={made.answer} onOverrule={() => void make(true)} />}
    </form>
  );
}

function Answer({
  answer,
  onOverrule,
}: {
  readonly answer: MakeLinkAnswer;
  readonly onOverrule: () => void;
}) {
  switch (answer.kind) {
    case 'link': {
      const [page] = location.href.split('#');
      const address = `${page ?? ''}#/review?d=${answer.content}`;
      return (
        <div className={styles.made}>
          <p>The link is there: {formatNumber(address.length)} characters. Nothing was sent.</p>
          <CodeBlock
            text={address}
            label="Review link"
            height="limited"
            wrap="anywhere"
            actions={<CopyButton text={address} what="review link" iconOnly size="small" />}
          />
        </div>
      );
    }
    case 'too-long':
      return (
        <Banner tone="risk" word="Limit" title="This is too long for a link">
          <p>
            It would have {formatNumber(answer.characters)} characters; chats and mail programs cut links
            beyond {formatNumber(maxLinkCharacters)}. Send the report, or the file itself.
          </p>
        </Banner>
      );
    case 'too-large':
      return (
        <Banner tone="risk" word="Limit" title="This is too large for a link">
          <p>
            It has {formatBytes(answer.bytes)}; the limit is {formatBytes(answer.limit)}. Send the file
            itself.
          </p>
        </Banner>
      );
    case 'secrets':
      return (
        <Banner
          tone="error"
          word="Stopped"
          title="There is something in it that should not be sent"
          actions={
            <Button variant="danger" size="small" onClick={onOverrule}>
              Make the link all the same
            </Button>
          }
        >
          <ul>
            {answer.found.slice(0, 10).map(({ message, span, source }) => (
              <li key={`${source} ${String(span.from)} ${message}`}>{message}</li>
            ))}
          </ul>
          <p>Whoever has the link has this too. It was not put into a link.</p>
        </Banner>
      );
  }
}
