import { platformOf, type PlatformId } from '#core/platform/platform.ts';
import type { CheckedValue, ValueCheck } from '#core/trustee/check-value.ts';
import { workspace } from '#state/workspace.ts';
import { Button } from '#ui/Button.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { TextArea } from '#ui/TextField.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { ShellCommand } from '../outputs/ShellCommand.tsx';
import styles from './CheckValue.module.css';
import { pasted, setPasted } from './pasted.ts';
import { differenceWords, matchWords } from './value-words.ts';
import { useAnswer } from './use-answer.ts';
import { useChosenRow } from './use-trustee.ts';
import { finishValueRequest, valueRequest } from './value-request.ts';

/** A value from anywhere: what it is, which platforms give it for this document, and if none does, what it is instead. */
export function CheckValue() {
  const text = useStore(pasted, (state) => state.value);
  const document = useStore(workspace, (state) => state.document);
  const request = useMemo(() => (text.trim() === '' ? undefined : { document, text }), [document, text]);
  const found = useAnswer('checkValue', request);
  const field = useRef<HTMLTextAreaElement>(null);
  const isWanted = useStore(valueRequest, (state) => state.isOpen);
  useEffect(() => {
    if (!isWanted) return;
    field.current?.focus();
    finishValueRequest();
  }, [isWanted]);
  return (
    <div className={styles.check}>
      <TextArea
        label="Check a value"
        description="A digest, HOSTDATA or MRCONFIGID, a quote or report, a listing of registers, a token, evidence as JSON: whatever you have."
        code
        rows={2}
        value={text}
        maxLength={2_000_000}
        ref={field}
        onChange={(value) => {
          setPasted({ value });
        }}
      />
      {text !== '' && (
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            setPasted({ value: '' });
          }}
        >
          Clear
        </Button>
      )}
      {found !== undefined && (
        <div aria-live="polite" className={styles.result}>
          <Result check={found.answer} />
        </div>
      )}
    </div>
  );
}

function Result({ check }: { readonly check: ValueCheck }) {
  if (check.kind === 'nothing') {
    return (
      <p className={styles.line}>
        <ToneIcon tone="risk" size={14} />
        <span>{check.reason}</span>
      </p>
    );
  }
  return (
    <>
      <p className={styles.words}>This is {check.what}.</p>
      <ul className={styles.values}>
        {check.values.map((value) => (
          <li key={`${value.found.from} ${value.found.hex}`} className={styles.value}>
            <Value value={value} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Value({ value }: { readonly value: CheckedValue }) {
  const { found, matches, comparison } = value;
  const row = useChosenRow();
  const platform: PlatformId | undefined = row?.route.platform;
  const carried = row?.carried.kind === 'value' ? row.carried.value.hex : undefined;
  const here = matches.find((match) => match.platform === platform);
  const isEqual = here !== undefined;
  return (
    <>
      <p className={styles.from}>{found.from}</p>
      <HexGroups
        hex={found.hex}
        name={found.from}
        tone={isEqual ? 'measured' : 'neutral'}
        compareTo={isEqual || carried?.length !== found.hex.length ? undefined : carried}
      />
      {platform !== undefined && (
        <p className={styles.line}>
          <ToneIcon tone={isEqual ? 'ok' : 'error'} size={14} />
          <span>
            {isEqual
              ? matchWords(here, row?.carried)
              : `Not what ${platformOf(platform).name} carries of this document.`}
          </span>
        </p>
      )}
      {matches.length > (isEqual ? 1 : 0) && (
        <p className={styles.words}>
          {isEqual ? 'Also what' : 'It is what'}{' '}
          {matches
            .filter((match) => match.platform !== platform)
            .map((match) => platformOf(match.platform).name)
            .join(', ')}{' '}
          would carry.
        </p>
      )}
      {!isEqual && comparison.kind === 'matches' && (
        <p className={styles.words}>It is the {comparison.algorithm} digest of exactly these bytes.</p>
      )}
      {matches.length === 0 && comparison.kind === 'differs' && (
        <>
          <p className={styles.words}>{differenceWords(comparison)}</p>
          <ShellCommand command={comparison.explanation?.command} what="this value" />
        </>
      )}
    </>
  );
}
