import type { Change, FileDifference, InitDataComparison } from '#core/review/compare/comparison.ts';
import {
  chooseOther,
  closeComparing,
  compareWith,
  compareWithWorkspace,
  comparing,
} from '#state/comparing.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { TabList, TabPanel } from '#ui/Tabs.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import FolderOpen from 'lucide-react/icons/folder-open';
import SquarePen from 'lucide-react/icons/square-pen';
import { useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { formatBytes, formatCount } from '../common/format.ts';
import styles from './Compare.module.css';
import { DiffView } from './DiffView.tsx';
import { Section } from './Section.tsx';

/** What is under review against another one: by meaning first, then as text. */
export function Compare() {
  const { isOpen, other, name, answer, isRunning, failure } = useStore(comparing);
  if (!isOpen) return null;
  return (
    <Section
      id="review-compare"
      title={other === undefined ? 'Compare with another one' : `Compared with ${name}`}
      aside={
        <Button size="small" onClick={closeComparing}>
          Stop comparing
        </Button>
      }
    >
      {other === undefined && <OtherInput />}
      {isRunning && answer === undefined && <p className={styles.words}>Comparing…</p>}
      {failure !== undefined && (
        <Banner tone="error" word="Failed" title="The comparison could not be made.">
          <p>{failure}</p>
        </Banner>
      )}
      {answer?.kind === 'too-large' && (
        <p className={styles.words}>
          It is too large: {formatBytes(answer.bytes)}, and the limit is {formatBytes(answer.limit)}.
        </p>
      )}
      {answer?.kind === 'no-document' && (
        <p className={styles.words}>There is no document in it to compare with: {answer.headline.text}</p>
      )}
      {answer?.kind === 'choose' && (
        <div className={styles.choose}>
          <p>There are {formatCount(answer.choices.length, 'thing')} in it. Which one is meant?</p>
          <ul>
            {answer.choices.slice(0, 100).map(({ label, path }, index) => (
              <li key={`${label} ${path ?? ''}`}>
                <Button
                  size="small"
                  onClick={() => {
                    chooseOther(index);
                  }}
                >
                  {label}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {answer?.kind === 'compared' && <Compared comparison={answer.comparison} />}
    </Section>
  );
}

function OtherInput() {
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  return (
    <div className={styles.other}>
      <label htmlFor={id}>Paste the other one: it stands for what comes after</label>
      <textarea
        id={id}
        value={typed}
        rows={3}
        maxLength={1_000_000}
        spellCheck={false}
        autoComplete="off"
        className={styles.field}
        data-first-focus=""
        onPaste={(event) => {
          const text = event.clipboardData.getData('text/plain');
          if (typed !== '' || text === '') return;
          event.preventDefault();
          compareWith({ kind: 'text', text });
        }}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <div className={styles.actions}>
        {typed !== '' && (
          <Button
            variant="primary"
            onClick={() => {
              compareWith({ kind: 'text', text: typed });
            }}
          >
            Compare
          </Button>
        )}
        <Button icon={FolderOpen} onClick={() => picker.current?.click()}>
          Choose a file…
        </Button>
        <Button icon={SquarePen} onClick={compareWithWorkspace}>
          The document in Compose
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          aria-label="File to compare with"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) compareWith({ kind: 'file', file, name: file.name });
            event.target.value = '';
          }}
        />
      </div>
    </div>
  );
}

const sameWords = {
  bytes: 'The same bytes: nothing differs.',
  meaning: 'The same fields and entries in other bytes, so another digest.',
  neither: undefined,
} as const;

const policyWords = {
  compared: undefined,
  same: 'The policies are the same.',
  'one-missing': 'Only one of the two has a policy.',
  none: 'Neither has a policy.',
  'not-loaded': 'The policies were not compared: the engine does not load one of them.',
} as const satisfies Record<InitDataComparison['policies'], string | undefined>;

function Compared({ comparison }: { readonly comparison: InitDataComparison }) {
  const { same, digests, changes, files, policies } = comparison;
  const differing = files.filter(({ kind }) => kind !== 'same');
  return (
    <>
      {sameWords[same] !== undefined && <p className={styles.same}>{sameWords[same]}</p>}
      {same !== 'bytes' && digests.first !== undefined && digests.second !== undefined && (
        <dl className={styles.digests}>
          <dt>under review</dt>
          <dd>
            <HexGroups hex={digests.first} name="digest under review" />
          </dd>
          <dt>the other one</dt>
          <dd>
            <HexGroups hex={digests.second} name="digest of the other one" compareTo={digests.first} />
          </dd>
        </dl>
      )}
      {changes.length > 0 && (
        <ul aria-label="Changes" className={styles.changes}>
          {changes.map((change) => (
            <Row key={change.text} change={change} />
          ))}
        </ul>
      )}
      {same !== 'bytes' && policyWords[policies] !== undefined && (
        <p className={styles.words}>{policyWords[policies]}</p>
      )}
      {differing.length > 0 && <Texts files={differing} />}
    </>
  );
}

const changeTones = { plain: 'neutral', 'good-to-know': 'note', risk: 'risk', error: 'error' } as const;

function Row({ change }: { readonly change: Change }) {
  const { text, tone, witness } = change;
  return (
    <li className={styles.change}>
      <ToneIcon tone={changeTones[tone]} size={14} />
      <div>
        <p>{text}</p>
        {witness !== undefined && (
          <details className={styles.witness}>
            <summary>
              Show a request that only the {witness.allowedBy === 'first' ? 'one under review' : 'other one'}{' '}
              allows
            </summary>
            {witness.before.length > 0 && (
              <p className={styles.words}>
                After {formatCount(witness.before.length, 'request')}:{' '}
                {witness.before.map(({ request }) => request).join(', ')}
              </p>
            )}
            <CodeBlock
              text={witness.input}
              label={`Input of ${witness.request}`}
              wrap="lines"
              height="limited"
            />
          </details>
        )}
      </div>
    </li>
  );
}

function Texts({ files }: { readonly files: readonly FileDifference[] }) {
  const [key, setKey] = useState<string>();
  const [form, setForm] = useState<'inline' | 'beside'>('inline');
  const file = files.find((candidate) => candidate.key === key) ?? files[0];
  if (file === undefined) return null;
  return (
    <div>
      <TabList
        list="review-differences"
        label="Files that differ"
        code
        tabs={files.map(({ key: id, kind }) => ({ id, label: kind === 'changed' ? id : `${id} (${kind})` }))}
        selected={file.key}
        onSelect={setKey}
      />
      <TabPanel list="review-differences" tab={file.key} className={styles.text}>
        <div className={styles.form}>
          <Segmented
            label="Layout"
            hideLabel
            value={form}
            segments={[
              { value: 'inline', label: 'Inline' },
              { value: 'beside', label: 'Side by side' },
            ]}
            onChange={setForm}
          />
          <span className={styles.words}>
            {file.diff === undefined
              ? `Only ${file.kind === 'added' ? 'the other one' : 'the one under review'} has it.`
              : `${formatCount(file.diff.removed, 'line')} removed, ${formatCount(file.diff.added, 'line')} added${
                  file.diff.onlyWhiteSpace ? ', and only white space or line ends differ' : ''
                }`}
          </span>
        </div>
        {file.diff !== undefined && <DiffView key={file.key} diff={file.diff} form={form} label={file.key} />}
      </TabPanel>
    </div>
  );
}
