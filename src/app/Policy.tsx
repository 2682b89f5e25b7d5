import { ErrorBoundary } from '#features/errors/ErrorBoundary.tsx';
import { PolicyColumn } from '#features/policy/PolicyColumn.tsx';
import { PolicyEditor } from '#features/policy/PolicyEditor.tsx';
import { PolicyPanels } from '#features/policy/PolicyPanels.tsx';
import { PolicyProblems } from '#features/policy/PolicyProblems.tsx';
import { policyCommands } from '#features/policy/commands.ts';
import { offerCommands } from '#features/palette/offered.ts';
import { Strip } from '#features/strip/Strip.tsx';
import { followPolicy } from '#state/policy.ts';
import { followTests } from '#state/policy-tests.ts';
import { Panes, type Pane as PaneOfLayout } from '#ui/Panes.tsx';
import { useEffect } from 'react';
import styles from './App.module.css';
import { Pane } from './Pane.tsx';
import { layoutOf, rememberLayout } from './pane-sizes.ts';
import type { Layout } from './use-layout.ts';
import workbench from './Workbench.module.css';

/** See what the policy of the open document lets through, and find out why a request was denied. */
export function Policy({ layout }: { readonly layout: Layout }) {
  useEffect(followPolicy, []);
  useEffect(followTests, []);
  useEffect(() => offerCommands(policyCommands), []);
  return (
    <>
      <div data-pane="strip" tabIndex={-1} className={styles.strip}>
        <ErrorBoundary part="The strip">
          <Strip />
        </ErrorBoundary>
      </div>
      {layout === 'narrow' ? (
        <main className={workbench.workbench}>
          <Pane name="answers" label="Policy">
            <PolicyColumn />
          </Pane>
        </main>
      ) : (
        <TwoColumns layout={layout} />
      )}
    </>
  );
}

/** The policy with its findings on one side, what it does on the other. */
function TwoColumns({ layout }: { readonly layout: 'wide' | 'medium' }) {
  const rows: readonly PaneOfLayout[] = [
    {
      id: 'policy-editor',
      min: 120,
      content: (
        <Pane name="editor" label="Policy" className={workbench.surface}>
          <PolicyEditor />
        </Pane>
      ),
    },
    {
      id: 'policy-problems',
      size: 200,
      min: 80,
      separator: 'Height of the problems',
      content: (
        <Pane name="problems" label="Problems of the policy">
          <PolicyProblems />
        </Pane>
      ),
    },
  ];
  const columns: readonly PaneOfLayout[] = [
    {
      id: 'policy-text',
      min: 280,
      content: <Sized id="policy-rows" orientation="vertical" panes={rows} />,
    },
    {
      id: 'policy-answers',
      size: layout === 'wide' ? '50%' : '52%',
      min: 320,
      separator: 'Width of the answers',
      content: (
        <Pane name="answers" label="What the policy does" className={workbench.surface}>
          <PolicyPanels />
        </Pane>
      ),
    },
  ];
  return (
    <main className={workbench.workbench}>
      <ErrorBoundary part="The policy workbench">
        <Sized id={`policy-columns-${layout}`} orientation="horizontal" panes={columns} />
      </ErrorBoundary>
    </main>
  );
}

/** Panes that are next time as they were left. */
function Sized({
  id,
  orientation,
  panes,
}: {
  readonly id: string;
  readonly orientation: 'horizontal' | 'vertical';
  readonly panes: readonly PaneOfLayout[];
}) {
  return (
    <Panes
      id={id}
      orientation={orientation}
      panes={panes}
      layout={layoutOf(id)}
      onLayout={(sizes) => {
        rememberLayout(id, sizes);
      }}
    />
  );
}
