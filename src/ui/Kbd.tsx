import styles from './Kbd.module.css';
import { keyNames } from './shortcut.ts';

/** The keys of a shortcut such as `Mod+K`, written as the machine at hand writes them. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keyNames(keys).map((name) => (
        <kbd className={styles.key} key={name}>
          {name}
        </kbd>
      ))}
    </span>
  );
}
