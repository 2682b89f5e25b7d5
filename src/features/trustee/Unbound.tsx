import type { BindAnswer } from '#workers/trustee-calls.ts';
import { trusteeStore } from '#state/trustee.ts';
import { showMode, showTab } from '#state/view.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { useStore } from 'zustand';
import { useFindings } from '../common/use-findings.ts';
import { FindingList } from './FindingList.tsx';
import { fixDocument } from './fix-document.ts';
import styles from './Trustee.module.css';

/** A broken document has one fault that matters; the rest stands in Compose. */
const mostFaults = 4;

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
    <div className={styles.page}>
      <Nothing bound={bound} />
    </div>
  );
}

/** The document itself is at fault: what is found in it, with what mends it, stands below. */
function Nothing({ bound }: { readonly bound: Extract<BindAnswer, { readonly kind: 'undecided' }> }) {
  const findings = useFindings();
  const faults = findings.filter(({ source, severity }) => source === 'initdata' && severity === 'error');
  return (
    <>
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
      <FindingList
        findings={faults.slice(0, mostFaults)}
        label="What is wrong with the document"
        onFix={fixDocument}
      />
    </>
  );
}
