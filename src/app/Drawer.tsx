import { Outputs } from '#features/outputs/Outputs.tsx';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { setDrawerOpen, view } from '#state/view.ts';
import styles from './Drawer.module.css';
import { Pane } from './Pane.tsx';

/** Names the drawer for the button that opens it. */
export const drawerId = 'outputs-drawer';

/** The outputs over the right of the editor, until closed by their button or by Escape. */
export function Drawer() {
  const open = useStore(view, (state) => state.drawerOpen);
  const drawer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const isInside = drawer.current?.contains(document.activeElement) === true;
      // Something inside, such as a menu, may have closed itself by this key.
      if (event.key !== 'Escape' || event.defaultPrevented || !isInside) return;
      setDrawerOpen(false);
      document.querySelector<HTMLElement>(`[aria-controls="${drawerId}"]`)?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [open]);

  if (!open) return undefined;
  return (
    <div id={drawerId} ref={drawer} className={styles.drawer}>
      <Pane name="outputs" label="Outputs">
        <Outputs />
      </Pane>
    </div>
  );
}
