import FileCode from 'lucide-react/icons/file-code-2';
import { chooseGeneratedPod, followGenerator, generateStore } from '#state/policy-generate.ts';
import { pickFiles } from '../open/picker.ts';
import { startManifest } from '../editing/StarterManifest.tsx';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Select } from '#ui/Select.tsx';
import type { GeneratedAnswer } from '#workers/policy-generate-calls.ts';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useChosenProfile } from '../policy/use-policy.ts';
import { GeneratedText } from './GeneratedText.tsx';
import { GeneratorSettings } from './GeneratorSettings.tsx';
import { GuaranteeTable } from './GuaranteeTable.tsx';
import styles from './Generate.module.css';
import { Images } from './Images.tsx';
import { Offer } from './Offer.tsx';
import { Trial } from './Trial.tsx';

/** A policy made for the pod of the open manifest: what is known of it, what follows, and what trying it came to. */
export function GeneratePanel() {
  useEffect(followGenerator, []);
  const generated = useStore(generateStore, (state) => state.generated);
  if (generated === undefined) return <p className={styles.waiting}>Reading the manifest…</p>;
  if (generated === 'none') return <NoPod />;
  return <Generator generated={generated} />;
}

function NoPod() {
  return (
    <EmptyState
      icon={FileCode}
      title="There is no pod to make a policy for"
      actions={
        <>
          <Button variant="primary" onClick={startManifest}>
            Start from a starter manifest
          </Button>
          <Button onClick={pickFiles}>Open files…</Button>
        </>
      }
    >
      <p>
        The policy is made from the manifest beside the document: a Pod, or anything with a pod template. Open
        its YAML, drop it on this page, or paste it into the manifest in Compose. ConfigMaps and Secrets may
        stand in the same file.
      </p>
    </EmptyState>
  );
}

function Generator({ generated }: { readonly generated: GeneratedAnswer }) {
  const { id: profile } = useChosenProfile();
  const found = useStore(generateStore, (state) => state.tried);
  const isOf = found?.policy === generated.policy && found.profile === profile;
  const tried = isOf ? found.answer : undefined;
  return (
    <div className={styles.generate}>
      <div className={styles.top}>
        {generated.pods.length > 1 && (
          <div className={styles.pod}>
            <Select
              label="Pod"
              value={String(generated.pod)}
              options={generated.pods.map((label, index) => ({ value: String(index), label }))}
              onChange={(value) => {
                chooseGeneratedPod(Number(value));
              }}
            />
          </div>
        )}
        <Offer generated={generated} tried={tried} />
      </div>
      <Images generated={generated} />
      <GeneratorSettings generated={generated} />
      {found?.answer.kind === 'tried' && (
        // What was tried before stays in its place until the new policy was tried: nothing jumps.
        <div className={classes(!isOf && styles.stale)} inert={!isOf}>
          <Trial releases={found.answer.releases} />
          <GuaranteeTable guarantees={found.answer.guarantees} />
        </div>
      )}
      <GeneratedText generated={generated} />
    </div>
  );
}
