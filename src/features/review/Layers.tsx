import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { Layer } from '#core/review/review.ts';
import { classes } from '#ui/classes.ts';
import { Icon } from '#ui/Icon.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useStore } from 'zustand';
import styles from './Layers.module.css';
import { anchors, reviewView, showEvidence, toggleLayer } from './review-view.ts';
import { VerdictTable } from './VerdictTable.tsx';
import { layerWords } from './words.ts';

const panelId = 'review-layer-facts';

/** What was taken off, outermost first; each opens to what is known about it, and the broken one says what each program does. */
export function Layers({
  findings,
  layers,
}: {
  readonly findings: readonly Diagnostic[];
  readonly layers: readonly Layer[];
}) {
  const open = useStore(reviewView, (state) => state.layer);
  const layer = open === undefined ? undefined : layers[open];
  return (
    <div className={styles.layers}>
      <ol aria-label="Layers, outermost first" className={styles.row}>
        {layers.map((one, index) => (
          // Layers have no names of their own: the same kind may come twice.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className={styles.item}>
            {index > 0 && <Icon of={ChevronRight} size={14} className={styles.arrow} />}
            <Chip layer={one} index={index} open={open === index} />
          </li>
        ))}
      </ol>
      {layer !== undefined && <Facts findings={findings} layer={layer} />}
    </div>
  );
}

function Chip({
  layer,
  index,
  open,
}: {
  readonly layer: Layer;
  readonly index: number;
  readonly open: boolean;
}) {
  const { word, tone } = layerWords[layer.state];
  return (
    <button
      type="button"
      id={anchors.layer(index)}
      aria-expanded={open}
      aria-controls={panelId}
      className={classes(styles.chip, styles[layer.state])}
      onClick={() => {
        toggleLayer(index);
      }}
    >
      {layer.state !== 'ok' && <ToneIcon tone={tone} size={14} />}
      <span className={styles.title}>{layer.title}</span>
      {word !== '' && (
        <span className={layer.state === 'broken' ? styles.word : undefined}>
          {layer.state === 'broken' ? word : <VisuallyHidden>{word}</VisuallyHidden>}
        </span>
      )}
    </button>
  );
}

function Facts({ findings, layer }: { readonly findings: readonly Diagnostic[]; readonly layer: Layer }) {
  return (
    <section id={panelId} aria-label={`Facts about ${layer.title}`} className={styles.facts}>
      {layer.facts.length > 0 && (
        <dl className={styles.list}>
          {layer.facts.map(({ name, value, quoted }) => (
            <div key={`${name} ${value}`} className={styles.fact}>
              <dt>{name}</dt>
              <dd>{quoted ? <code>{value}</code> : value}</dd>
            </div>
          ))}
        </dl>
      )}
      {layer.findings.length > 0 && (
        <ul className={styles.findings}>
          {layer.findings.map((index) => {
            const finding = findings[index];
            if (finding === undefined) return null;
            return (
              <li key={index}>
                <button
                  type="button"
                  className={styles.finding}
                  onClick={() => {
                    showEvidence({ kind: 'finding', index });
                  }}
                >
                  {finding.message}
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <VerdictTable caption="What each program does with this layer" verdicts={layer.verdicts} />
    </section>
  );
}
