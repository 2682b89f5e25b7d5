import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { classes } from './classes.ts';
import styles from './Panes.module.css';

export interface Pane {
  readonly id: string;
  /** A number of pixels, or a share such as "40%". The last of the panes to grow has none. */
  readonly size?: number | string;
  readonly min?: number;
  readonly max?: number;
  /** Keeps its width in pixels when the window changes. */
  readonly fixed?: boolean;
  /** What the separator before this pane changes, such as "Width of the outputs". Every pane but the first needs it. */
  readonly separator?: string;
  readonly content: ReactNode;
}

/**
 * Panes side by side or one above the other, with separators that work by pointer and keyboard: arrow keys, Home and
 * End; a double press resets.
 */
export function Panes({
  id,
  orientation,
  panes,
  layout,
  onLayout,
}: {
  readonly id: string;
  readonly orientation: 'horizontal' | 'vertical';
  readonly panes: readonly Pane[];
  /** Shares in percent by pane, as they were left. */
  readonly layout?: Readonly<Record<string, number>> | undefined;
  readonly onLayout?: (layout: Readonly<Record<string, number>>) => void;
}) {
  const known = layout !== undefined && panes.every((pane) => pane.id in layout) ? { ...layout } : undefined;
  return (
    <Group
      id={id}
      orientation={orientation}
      defaultLayout={known}
      className={styles.group}
      onLayoutChanged={(shares, change) => {
        if (change.isUserInteraction) onLayout?.(shares);
      }}
    >
      {panes.flatMap((pane, index) => [
        ...(index === 0
          ? []
          : [
              <Separator
                key={`${pane.id}-separator`}
                id={`${pane.id}-separator`}
                aria-label={pane.separator}
                className={classes(styles.separator, styles[orientation])}
              />,
            ]),
        <Panel
          key={pane.id}
          id={pane.id}
          defaultSize={pane.size}
          minSize={pane.min}
          maxSize={pane.max}
          groupResizeBehavior={pane.fixed === true ? 'preserve-pixel-size' : undefined}
          className={styles.panel}
        >
          {pane.content}
        </Panel>,
      ])}
    </Group>
  );
}
