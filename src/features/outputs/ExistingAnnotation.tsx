import { analysisStore } from '#state/analysis.ts';
import { Banner } from '#ui/Banner.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Existing } from './existing.ts';
import styles from './Outputs.module.css';

/** Both digests, before a different annotation in the manifest is replaced. */
export function ExistingAnnotation({ value }: { readonly value: string }) {
  const digests = useStore(analysisStore, (state) => state.analysis?.digests);
  const [read, setRead] = useState<{ readonly value: string; readonly existing: Existing }>();
  useEffect(() => {
    let isWanted = true;
    // The decoder is loaded here, because most manifests carry no other annotation.
    void import('./existing.ts')
      .then(async ({ readExisting }) => readExisting(value))
      .then((existing) => {
        if (isWanted) setRead({ value, existing });
      });
    return () => {
      isWanted = false;
    };
  }, [value]);
  if (read?.value !== value) return null;
  const { existing } = read;
  const decided = digests?.kind === 'computed' ? digests.decided : undefined;
  const ours = digests?.kind === 'computed' && decided !== undefined ? digests.of[decided].hex : undefined;
  const isSame = existing.kind === 'digest' && existing.hex === ours;
  return (
    <Banner
      tone={isSame ? 'note' : 'risk'}
      title={
        isSame
          ? 'The manifest carries another annotation of the same document'
          : 'The manifest carries the annotation of another document'
      }
    >
      <dl className={styles.compare}>
        <dt>In the manifest</dt>
        <dd>
          {existing.kind === 'digest' ? (
            <HexGroups hex={existing.hex} name={`${existing.algorithm} digest in the manifest`} />
          ) : (
            `No digest: ${existing.reason}.`
          )}
        </dd>
        <dt>On screen</dt>
        <dd>
          {ours === undefined ? (
            'Undecided.'
          ) : (
            <HexGroups
              hex={ours}
              name={`${decided ?? ''} digest on screen`}
              {...(existing.kind === 'digest' ? { compareTo: existing.hex } : {})}
            />
          )}
        </dd>
      </dl>
      {isSame
        ? 'Only the compression differs: replacing it changes nothing for the guest.'
        : 'It is replaced below.'}
    </Banner>
  );
}
