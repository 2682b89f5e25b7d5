import { Rail } from '#features/rail/Rail.tsx';
import { EditorArea } from '#features/editing/EditorArea.tsx';
import { Outputs } from '#features/outputs/Outputs.tsx';
import { ErrorBoundary } from '#features/errors/ErrorBoundary.tsx';
import { Panes, type Pane as PaneOfLayout } from '#ui/Panes.tsx';
import { Drawer } from './Drawer.tsx';
import { LowerPane } from './LowerPane.tsx';
import { Pane } from './Pane.tsx';
import { layoutOf, rememberLayout } from './pane-sizes.ts';
import styles from './Workbench.module.css';

/**
 * Rail, editor with problems, outputs: three columns on a wide window; on a medium one the rail gives way to the tabs of
 * the editor and the outputs to a drawer. The editor keeps its place in both, so that it survives the change.
 */
export function Workbench({ layout }: { readonly layout: 'wide' | 'medium' }) {
  const rows: readonly PaneOfLayout[] = [
    {
      id: 'editor',
      min: 120,
      content: (
        <Pane name="editor" label="Editor" className={styles.surface}>
          <EditorArea />
        </Pane>
      ),
    },
    {
      id: 'lower',
      size: 240,
      min: 80,
      separator: 'Height of the problems',
      content: <LowerPane />,
    },
  ];
  const columns: PaneOfLayout[] = [
    {
      id: 'centre',
      min: 320,
      ...(layout === 'wide' ? { separator: 'Width of the files' } : {}),
      content: (
        <Panes
          id="rows"
          orientation="vertical"
          panes={rows}
          layout={layoutOf('rows')}
          onLayout={(sizes) => {
            rememberLayout('rows', sizes);
          }}
        />
      ),
    },
  ];
  if (layout === 'wide') {
    columns.unshift({
      id: 'rail',
      size: 208,
      min: 160,
      max: 400,
      fixed: true,
      content: (
        <Pane name="rail" label="Files" className={styles.scroll}>
          <Rail />
        </Pane>
      ),
    });
    columns.push({
      id: 'outputs',
      size: 440,
      min: 320,
      max: 800,
      fixed: true,
      separator: 'Width of the outputs',
      content: (
        <Pane name="outputs" label="Outputs" className={styles.surface}>
          <Outputs />
        </Pane>
      ),
    });
  }
  return (
    <main className={styles.workbench}>
      <ErrorBoundary part="The workbench">
        <Panes
          id="columns"
          orientation="horizontal"
          panes={columns}
          layout={layoutOf(`columns-${layout}`)}
          onLayout={(sizes) => {
            rememberLayout(`columns-${layout}`, sizes);
          }}
        />
        {layout === 'medium' && <Drawer />}
      </ErrorBoundary>
    </main>
  );
}
