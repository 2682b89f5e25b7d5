import type { BindAnswer } from '#workers/trustee-calls.ts';
import { trusteeStore } from '#state/trustee.ts';
import { showMode, showTab } from '#state/view.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { useStore } from 'zustand';
import styles from './Trustee.module.css';

/** Why there is nothing to show of a document. */
export function Unbound({
  bound,
}: {
  readonly bound: Exclude<BindAnswer, { readonly kind: 'bound' }> | undefined;
}) {
  const failure = useStore(trusteeStore, (state) => state.failure);
  if (failure !== undefined) {
    return (
      <Banner tone="error" word="Failed" title="Measuring the document failed, by a fault of ours.">
        <p>{failure}</p>
      </Banner>
    );
  }
  if (bound === undefined) return <p className={styles.waiting}>Measuring the document…</p>;
  if (bound.kind === 'unavailable') {
    return (
      <Banner tone="risk" title="No digest in this page">
        Browsers offer the digest functions (WebCrypto) on https, on localhost and for files only. Open the
        studio there.
      </Banner>
    );
  }
  return (
    <EmptyState
      title="Nothing is bound yet"
      actions={
        <Button
          onClick={() => {
            showTab('initdata');
            showMode('compose');
          }}
        >
          Open the document in Compose
        </Button>
      }
    >
      {bound.utf8
        ? bound.spelling === undefined
          ? 'The document names no algorithm, so no component makes a digest of it.'
          : `The document names “${bound.spelling}”, an algorithm that the components do not know: nobody makes a digest of it.`
        : 'Every component refuses a document that is not UTF-8 before it makes a digest of it.'}
    </EmptyState>
  );
}
