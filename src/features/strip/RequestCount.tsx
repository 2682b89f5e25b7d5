import { network } from '#state/network.ts';
import { openDialog } from '#state/view.ts';
import { classes } from '#ui/classes.ts';
import { useStore } from 'zustand';
import { formatCount } from '../common/format.ts';
import styles from './Strip.module.css';

/** Requests of this page to anything but its own files, counted by the browser. */
export function RequestCount() {
  const count = useStore(network, (state) => state.foreign.length);
  return (
    <button
      type="button"
      className={classes(styles.requests, count > 0 && styles.alarm)}
      title="Requests to anything but this page's own files. Press for the network proof."
      onClick={() => {
        openDialog('privacy');
      }}
    >
      {formatCount(count, 'request')}
    </button>
  );
}
