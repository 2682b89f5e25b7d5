import {
  cancelComparison,
  compareAgain,
  comparePolicyWith,
  compareStore,
  followComparison,
} from '#state/policy-compare.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { TextArea } from '#ui/TextField.tsx';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import styles from './Matrix.module.css';
import { WorkState } from './WorkState.tsx';

/** What the matrix is compared with, and the way to choose it. */
export function Compare() {
  useEffect(followComparison, []);
  const { other, result, work } = useStore(compareStore);
  const [isPasting, setPasting] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className={styles.actions}>
        <input
          ref={picker}
          type="file"
          hidden
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file !== undefined) {
              void file.text().then((text) => {
                comparePolicyWith({ kind: 'text', name: file.name, text });
              });
            }
          }}
        />
        <MenuButton
          label="Compare"
          size="small"
          items={[
            {
              id: 'genpolicy',
              label: 'With the defaults of genpolicy',
              onSelect: () => {
                comparePolicyWith({ kind: 'genpolicy' });
              },
            },
            {
              id: 'paste',
              label: 'With a policy to paste…',
              onSelect: () => {
                setPasting(true);
              },
            },
            {
              id: 'file',
              label: 'With a policy in a file…',
              onSelect: () => picker.current?.click(),
            },
          ]}
        />
        {other !== undefined && (
          <>
            <span>with {other.kind === 'genpolicy' ? 'the defaults of genpolicy' : other.name}</span>
            <Button
              size="small"
              variant="quiet"
              onClick={() => {
                comparePolicyWith(undefined);
              }}
            >
              End the comparison
            </Button>
          </>
        )}
      </div>
      <WorkState work={work} what="Comparing" onCancel={cancelComparison} onRetry={compareAgain} />
      {result?.answer.kind === 'refused' && (
        <Banner tone="risk" title="The other policy cannot be compared">
          <p>The engine refuses it: {result.answer.reason}</p>
        </Banner>
      )}
      <Dialog
        open={isPasting}
        ownFocus
        title="Compare with a policy"
        description="Its Rego text. It stays on this page and is not kept."
        onClose={() => {
          setPasting(false);
        }}
      >
        {isPasting && (
          <PasteForm
            onText={(text) => {
              setPasting(false);
              comparePolicyWith({ kind: 'text', name: 'the pasted policy', text });
            }}
          />
        )}
      </Dialog>
    </>
  );
}

function PasteForm({ onText }: { readonly onText: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      className={styles.paste}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onText(text);
      }}
    >
      <TextArea label="Policy" code rows={12} value={text} onChange={setText} data-first-focus="" />
      <Button type="submit" variant="primary" disabled={text.trim() === ''}>
        Compare
      </Button>
    </form>
  );
}
