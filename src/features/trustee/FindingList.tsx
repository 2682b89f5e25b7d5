import type { Diagnostic, Fix } from '#core/diagnostics/diagnostic.ts';
import type { Span } from '#core/text/span.ts';
import { Button } from '#ui/Button.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { severityWords } from '../common/severity.ts';
import { ProblemDetails } from '../problems/ProblemDetails.tsx';
import styles from './Findings.module.css';

/** Where a finding stands in a text that is on screen. */
export interface FindingPlace {
  readonly words: string;
  readonly show: () => void;
}

/** Findings about one thing, where that thing is shown: each with its fix, and opened with everything that is known. */
export function FindingList({
  findings,
  label,
  onFix,
  placeOf,
}: {
  readonly findings: readonly Diagnostic[];
  readonly label: string;
  readonly onFix: (fix: Fix) => void;
  readonly placeOf?: (span: Span) => FindingPlace;
}) {
  if (findings.length === 0) return null;
  return (
    <ul aria-label={label} className={styles.list}>
      {findings.map((finding) => {
        const { code, severity, message, fix, span } = finding;
        const { word, tone } = severityWords[severity];
        const place = placeOf?.(span);
        return (
          <li key={`${code} ${String(span.from)} ${message}`} className={styles.item}>
            <Disclosure
              summary={
                <span className={styles.summary}>
                  <ToneIcon tone={tone} size={14} />
                  <span className={styles.word}>{word}</span>
                  <span>{message}</span>
                </span>
              }
            >
              <div className={styles.details}>
                <ProblemDetails diagnostic={finding} />
              </div>
            </Disclosure>
            {place !== undefined && (
              <Button size="small" variant="quiet" onClick={place.show}>
                {place.words}
              </Button>
            )}
            {fix !== undefined && (
              <Button
                size="small"
                onClick={() => {
                  onFix(fix);
                }}
              >
                {fix.title}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
