import type { PlacedOrigin } from '#workers/policy-generate-calls.ts';
import { revealPlace, showMode } from '#state/view.ts';
import { classes } from '#ui/classes.ts';
import styles from './Generate.module.css';
import { isOpen, originWords } from './origin-words.ts';

/** Where something comes from; fields of the manifest lead there. */
export function Origins({ origins }: { readonly origins: readonly PlacedOrigin[] }) {
  return (
    <span className={styles.origins}>
      {origins.map((origin) => {
        const words = originWords(origin);
        const { span } = origin;
        return span === undefined ? (
          <span key={words} className={classes(isOpen(origin) && styles.unknown)}>
            {words}
          </span>
        ) : (
          <button
            key={words}
            type="button"
            className={styles.place}
            aria-label={`${words}, in the manifest`}
            onClick={() => {
              showMode('compose');
              revealPlace('manifest', span);
            }}
          >
            {words}
          </button>
        );
      })}
    </span>
  );
}
