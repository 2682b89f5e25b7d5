import Archive from 'lucide-react/icons/archive';
import Download from 'lucide-react/icons/download';
import { webCryptoAvailable } from '#core/initdata/digest.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { analysisStore, areOutputsStale } from '#state/analysis.ts';
import { workspace } from '#state/workspace.ts';
import { Button } from '#ui/Button.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { IconButton } from '#ui/IconButton.tsx';
import { PopoverButton } from '#ui/Popover.tsx';
import { useStore } from 'zustand';
import { formatBytes, formatCount } from '../common/format.ts';
import { countBySeverity } from '../common/severity.ts';
import { useFindings } from '../common/use-findings.ts';
import { annotationLine, save, saveBundle, saveImage, savings, type Saving } from './savings.ts';
import styles from './SaveMenu.module.css';

/** Takes every output and every entry away, by file or by clipboard. */
export function SaveMenu() {
  return (
    <PopoverButton label="Save" icon={Download} content={<Contents />} panelClassName={styles.panel}>
      Save
    </PopoverButton>
  );
}

function Contents() {
  // Read at each render: the stores say when something changed, `savings` says what is there.
  const inputs = useStore(workspace);
  const state = useStore(analysisStore);
  const outputs = areOutputsStale(state, inputs) ? undefined : state.outputs;
  const all = savings();
  const errors = countBySeverity(useFindings().filter(({ source }) => source !== 'manifest')).error;
  const isOutput = ({ id }: Saving) => !id.startsWith('entry:');
  return (
    <div className={styles.contents}>
      {errors > 0 && (
        <p className={styles.note}>
          The document has {formatCount(errors, 'error')}. It can be saved all the same; Problems says who
          refuses it.
        </p>
      )}
      <h3 className={styles.heading}>Outputs</h3>
      <ul className={styles.list}>
        {all.filter(isOutput).map((saving) => (
          <Row key={saving.id} saving={saving} />
        ))}
        <li className={styles.row}>
          <span className={styles.name}>initdata.img</span>
          <span className={styles.size}>disk image</span>
          <span className={styles.gap} />
          <IconButton
            label="Save initdata.img"
            icon={Download}
            size="small"
            disabled={outputs === undefined}
            onClick={() => void saveImage()}
          />
        </li>
      </ul>
      {outputs !== undefined && (
        <CopyButton
          text={annotationLine(outputs.annotation)}
          label="Copy the annotation with its key"
          size="small"
          variant="quiet"
          className={styles.line}
        />
      )}
      {all.some((saving) => !isOutput(saving)) && <h3 className={styles.heading}>Data entries</h3>}
      <ul className={styles.list}>
        {all
          .filter((saving) => !isOutput(saving))
          .map((saving) => (
            <Row key={saving.id} saving={saving} />
          ))}
      </ul>
      <Button
        variant="primary"
        icon={Archive}
        disabled={outputs === undefined || !webCryptoAvailable()}
        onClick={() => void saveBundle()}
      >
        Save everything as one zip
      </Button>
      <p className={styles.note}>
        {webCryptoAvailable()
          ? 'With verify.sh, which checks the digests with coreutils.'
          : 'The zip needs digests, which this page cannot compute: open it on https or localhost.'}
      </p>
    </div>
  );
}

function bytesIn(content: string | Uint8Array): number {
  return typeof content === 'string' ? encodeUtf8(content).length : content.length;
}

function Row({ saving }: { readonly saving: Saving }) {
  const { name, content, missing, note } = saving;
  return (
    <li className={styles.row}>
      <span className={styles.name}>{name}</span>
      <span className={styles.size}>
        {content === undefined ? missing : (note ?? formatBytes(bytesIn(content)))}
      </span>
      {typeof content === 'string' ? (
        <CopyButton text={content} what={name} iconOnly size="small" />
      ) : (
        <span className={styles.gap} />
      )}
      <IconButton
        label={`Save ${name}`}
        icon={Download}
        size="small"
        disabled={content === undefined}
        onClick={() => {
          save(saving);
        }}
      />
    </li>
  );
}
