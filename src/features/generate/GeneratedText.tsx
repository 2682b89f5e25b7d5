import type { GeneratedAnswer, PlacedOrigin } from '#workers/policy-generate-calls.ts';
import { classes } from '#ui/classes.ts';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import styles from './Generate.module.css';
import { Origins } from './Origins.tsx';

/** The policy: its rules, which are always the same, and its data with the source of each line beside it. */
export function GeneratedText({ generated: { rules, lines } }: { readonly generated: GeneratedAnswer }) {
  const ruleLines = rules.split('\n').length - 1;
  return (
    <section aria-labelledby="generate-text">
      <h3 id="generate-text" className={styles.title}>
        The policy, and what each line comes from
      </h3>
      <div className={styles.rules}>
        <Disclosure
          summary="The rules"
          aside={<span className={styles.muted}>{ruleLines} lines, the same for every pod</span>}
        >
          <CodeBlock text={rules} label="Rules of the generated policy" wrap="lines" height="limited" />
        </Disclosure>
      </div>
      <ol className={styles.lines} aria-label="Data of the policy, line by line">
        {lines.map(({ text, origins }, index) => (
          // Lines have no name but their place.
          <li
            key={`${String(index)} ${text}`}
            className={classes(styles.line, areSame(origins, lines[index - 1]?.origins) && styles.repeated)}
          >
            <code className={styles.text}>{text}</code>
            {origins.length > 0 && <Origins origins={origins} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Lines that follow each other and come from the same; said once where there is no room beside them. */
function areSame(origins: readonly PlacedOrigin[], before: readonly PlacedOrigin[] | undefined): boolean {
  return origins.length > 0 && JSON.stringify(origins) === JSON.stringify(before);
}
