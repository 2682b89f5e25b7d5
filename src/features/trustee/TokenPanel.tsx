import type { EarStatus, TokenLayout } from '#core/trustee/token-preview.ts';
import { workspace } from '#state/workspace.ts';
import type { TokenAnswer } from '#workers/trustee-calls.ts';
import { Banner } from '#ui/Banner.tsx';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { Select } from '#ui/Select.tsx';
import { TextArea } from '#ui/TextField.tsx';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { ClaimTable } from './ClaimTable.tsx';
import { claimMarks } from './claim-marks.ts';
import { Part } from './Part.tsx';
import { pasted, setPasted } from './pasted.ts';
import { layoutWords, statuses } from './token-words.ts';
import styles from './Token.module.css';
import pages from './Trustee.module.css';
import { Unbound } from './Unbound.tsx';
import { useAnswer } from './use-answer.ts';
import { useBound, useChosenRoute } from './use-trustee.ts';
import { WayBar } from './WayBar.tsx';

/** The claims that a token would carry for this document, and a real token beside them. */
export function TokenPanel() {
  const bound = useBound();
  const route = useChosenRoute();
  const document = useStore(workspace, (state) => state.document);
  const [layout, setLayout] = useState<TokenLayout>('cpu0');
  const [status, setStatus] = useState<EarStatus>('affirming');
  const token = useStore(pasted, (state) => state.token);
  const request = useMemo(
    () => ({ document, route: route.id, layout, status, pasted: token }),
    [document, route, layout, status, token],
  );
  const found = useAnswer('token', request);
  if (bound?.kind !== 'bound') return <Unbound bound={bound} />;
  return (
    <div className={pages.page}>
      <WayBar />
      <Part
        title="What the token would say"
        lead="The claims that follow from the document. What the hardware and its verifier add is left out, and the status is an assumption: it depends on reference values."
      >
        <div className={styles.controls}>
          <Segmented<TokenLayout>
            label="Layout"
            value={layout}
            onChange={setLayout}
            segments={layoutWords.map(({ value, label }) => ({ value, label }))}
          />
          <Select<EarStatus>
            label="Assumed status"
            value={status}
            options={statuses.map((value) => ({ value, label: value }))}
            onChange={setStatus}
          />
        </div>
        {found?.answer.preview !== undefined && <Preview preview={found.answer.preview} />}
      </Part>
      <Part
        title="A token beside it"
        lead="Paste a token, with or without Bearer, or its claims as JSON. They are laid side by side; nothing here looks at the signature, so equal claims do not say that a token is genuine."
      >
        <TextArea
          label="Token or claims"
          code
          rows={3}
          value={token}
          maxLength={2_000_000}
          onChange={(value) => {
            setPasted({ token: value });
          }}
        />
        {token.trim() !== '' && found?.answer.pasted !== undefined && <Beside token={found.answer.pasted} />}
      </Part>
    </div>
  );
}

function Preview({ preview }: { readonly preview: NonNullable<TokenAnswer['preview']> }) {
  const text = useMemo(
    () => (preview.kind === 'claims' ? JSON.stringify(preview.claims, undefined, 2) : ''),
    [preview],
  );
  if (preview.kind === 'no-token') {
    return (
      <Banner tone="error" title="There is no token">
        {preview.reason}
      </Banner>
    );
  }
  const { entries, notes } = preview;
  return (
    <div className={styles.preview}>
      <div className={styles.claims}>
        <CodeBlock
          text={text}
          label="Claims"
          wrap="lines"
          height="fill"
          marks={claimMarks(text)}
          actions={<CopyButton text={text} what="the claims" iconOnly size="small" />}
        />
      </div>
      <div className={styles.notes}>
        {entries.length > 0 && (
          <dl className={styles.entries}>
            {entries.map(({ key, because }) => (
              <div key={key}>
                <dt>
                  <code>{key}</code>
                </dt>
                <dd>{because}</dd>
              </div>
            ))}
          </dl>
        )}
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </div>
  );
}

function Beside({ token: { reading, rows } }: { readonly token: NonNullable<TokenAnswer['pasted']> }) {
  if (reading.kind === 'unreadable') {
    return (
      <Banner tone="risk" title="No token was recognised">
        {reading.reason}
      </Banner>
    );
  }
  const words = {
    present: 'The token carries a signature, and nothing here looked at it.',
    empty: 'The token carries no signature: anybody can have written it.',
    none: 'Claims without a token around them: anybody can have written them.',
  }[reading.signature];
  return (
    <div className={styles.pasted}>
      <p className={styles.words}>
        {words}{' '}
        {layoutWords.find(({ value }) => value === reading.layout)?.sentence ??
          'Its layout is not known here.'}
      </p>
      <ClaimTable rows={rows} />
    </div>
  );
}
