import type { EntryCost } from '#core/size/cost.ts';
import { encodingCalls } from '#state/pipeline.ts';
import { workspace } from '#state/workspace.ts';
import { Button } from '#ui/Button.tsx';
import { useState } from 'react';
import { useStore } from 'zustand';
import { formatNumber } from '../common/format.ts';
import styles from './Outputs.module.css';
import { Section } from './Section.tsx';

type Costs =
  | { readonly kind: 'running' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'done'; readonly text: string; readonly costs: readonly EntryCost[] };

/** What each entry adds to the annotation: asked for, because it compresses the document once for each. */
export function EntryCosts() {
  const document = useStore(workspace, (state) => state.document);
  const [costs, setCosts] = useState<Costs>();
  if (document.kind !== 'text') return null;
  const { text } = document;

  async function compute() {
    setCosts({ kind: 'running' });
    try {
      setCosts({ kind: 'done', text, costs: await encodingCalls.call('costs', { text }) });
    } catch {
      // A newer encoding took the worker, or it crashed, which is reported elsewhere.
      setCosts({ kind: 'failed' });
    }
  }

  const current = costs?.kind === 'done' && costs.text === text ? costs : undefined;
  return (
    <Section
      title="What each entry costs"
      tools={
        current === undefined && (
          <Button size="small" disabled={costs?.kind === 'running'} onClick={() => void compute()}>
            {costs?.kind === 'running' ? 'Computing…' : 'Compute'}
          </Button>
        )
      }
    >
      {current === undefined ? (
        <p className={styles.note}>
          {costs?.kind === 'failed'
            ? 'Interrupted by a change. Compute again when the text is at rest.'
            : 'Characters by which the annotation would be shorter without the entry.'}
        </p>
      ) : (
        <table className={styles.costs}>
          <thead>
            <tr>
              <th scope="col">Entry</th>
              <th scope="col">Bytes</th>
              <th scope="col">Characters of the annotation</th>
            </tr>
          </thead>
          <tbody>
            {current.costs.map(({ key, bytes, characters }) => (
              <tr key={key}>
                <th scope="row">
                  <code>{key}</code>
                </th>
                <td>{formatNumber(bytes)}</td>
                <td>{formatNumber(characters)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
