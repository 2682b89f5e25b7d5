import Download from 'lucide-react/icons/download';
import type { PodFacts } from '#core/analysis/analysis.ts';
import { replaceSpan } from '#core/text/edit.ts';
import { platformOf } from '#core/platform/platform.ts';
import { analysisStore } from '#state/analysis.ts';
import { preferences, setPreferences } from '#state/preferences.ts';
import { showTab } from '#state/view.ts';
import { changeManifest, choosePod, workspace } from '#state/workspace.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { Switch } from '#ui/Checkbox.tsx';
import { classes } from '#ui/classes.ts';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { download } from '#ui/download.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Select } from '#ui/Select.tsx';
import { useStore } from 'zustand';
import { useOutputsStale } from '../common/use-workspace.ts';
import { startManifest } from '../editing/StarterManifest.tsx';
import { changedLines } from './changed-lines.ts';
import { ExistingAnnotation } from './ExistingAnnotation.tsx';
import styles from './Outputs.module.css';
import { RefusedBy } from './RefusedBy.tsx';
import { Section } from './Section.tsx';
import { ShellCommand } from './ShellCommand.tsx';
import { shortenedText } from './shortened.ts';

/** The manifest with the annotation where it belongs; every other byte as it was. */
export function PodTab() {
  const outputs = useStore(analysisStore, (state) => state.outputs);
  const encoded = useStore(analysisStore, (state) => state.encoded);
  const pods = useStore(analysisStore, (state) => state.analysis?.manifest.pods) ?? [];
  const manifest = useStore(workspace, (state) => state.manifest);
  const pod = useStore(workspace, (state) => state.pod);
  const stale = useOutputsStale();
  if (manifest.trim() === '' || outputs === undefined || encoded === undefined) {
    return manifest.trim() === '' ? <NoManifest /> : <p className={styles.note}>Computing…</p>;
  }
  const existing = pods[pod]?.annotation;
  return (
    <div className={styles.sections}>
      <RefusedBy />
      {pods.length > 1 && <PodChoice pods={pods} pod={pod} />}
      <RuntimeClassSwitch />
      {existing !== undefined && existing !== outputs.annotation && <ExistingAnnotation value={existing} />}
      {outputs.manifest.kind === 'annotated' && (
        <Annotated
          text={outputs.manifest.text}
          before={encoded.manifest}
          annotation={outputs.annotation}
          stale={stale}
          isGenerated={/^\s*generateName:/m.test(encoded.manifest)}
        />
      )}
      {outputs.manifest.kind === 'refused' && (
        <Banner
          tone="error"
          title="The annotation was not put into this manifest"
          actions={
            <Button
              size="small"
              onClick={() => {
                showTab('manifest');
              }}
            >
              Open pod.yaml
            </Button>
          }
        >
          {outputs.manifest.diagnostics.map(({ message, hint }) => (
            <p key={message}>
              {message} {hint}
            </p>
          ))}
          <p>The annotation value itself is under Annotation, to be put in by hand.</p>
        </Banner>
      )}
    </div>
  );
}

function NoManifest() {
  return (
    <EmptyState
      title="No manifest yet"
      actions={
        <>
          <Button variant="primary" onClick={startManifest}>
            Start from a starter manifest
          </Button>
          <Button
            onClick={() => {
              showTab('manifest');
            }}
          >
            Open pod.yaml
          </Button>
        </>
      }
    >
      Give a Pod, a Deployment or anything else with a pod template: the annotation goes where the runtime
      looks for it, and nothing else in the file changes.
    </EmptyState>
  );
}

/** Off at first: the runtime class is the person's line. */
function RuntimeClassSwitch() {
  const platform = useStore(preferences, (state) => state.platform);
  const isOn = useStore(preferences, (state) => state.writeRuntimeClass);
  const [runtimeClass] = platformOf(platform).runtimeClasses;
  if (runtimeClass === undefined) return null;
  return (
    <Switch
      label={
        <>
          Also set runtimeClassName to <code>{runtimeClass}</code>
        </>
      }
      checked={isOn}
      onChange={(writeRuntimeClass) => {
        setPreferences({ writeRuntimeClass });
      }}
    />
  );
}

function PodChoice({ pods, pod }: { readonly pods: readonly PodFacts[]; readonly pod: number }) {
  return (
    <Select
      label={`Pod that carries the annotation, of ${String(pods.length)}`}
      value={String(pod)}
      options={pods.map(({ index, label, namespace }) => ({
        value: String(index),
        label: namespace === undefined ? label : `${label} in ${namespace}`,
      }))}
      onChange={(index) => {
        choosePod(Number(index));
      }}
    />
  );
}

function Annotated({
  text,
  before,
  annotation,
  stale,
  isGenerated,
}: {
  readonly text: string;
  readonly before: string;
  readonly annotation: string;
  readonly stale: boolean;
  /** Objects with a generated name can be created, not applied. */
  readonly isGenerated: boolean;
}) {
  const shown = shortenedText(text, annotation);
  const isInPlace = text === before;
  const command = isGenerated ? 'kubectl create -f pod.yaml' : 'kubectl apply --server-side -f pod.yaml';
  return (
    <>
      <Section
        title="Manifest with the annotation"
        tools={
          <>
            <CopyButton text={text} what="manifest" size="small" variant="primary" />
            <Button
              icon={Download}
              size="small"
              disabled={stale}
              onClick={() => {
                download('pod.yaml', text);
              }}
            >
              Save
            </Button>
          </>
        }
      >
        <div className={classes(stale && styles.stale)}>
          <CodeBlock
            text={shown}
            label="Manifest with the annotation"
            marks={changedLines(shortenedText(before, annotation), shown)}
            wrap="lines"
          />
        </div>
        <p className={styles.note}>
          {isInPlace
            ? 'pod.yaml carries this annotation already.'
            : 'Changed lines are marked; every other byte is yours. The long value is shortened here and whole in the copy.'}
        </p>
        {!isInPlace && (
          <Button
            size="small"
            disabled={stale}
            onClick={() => {
              changeManifest('Put the annotation into pod.yaml', [
                replaceSpan({ from: 0, to: before.length }, text),
              ]);
            }}
          >
            Write it into pod.yaml
          </Button>
        )}
      </Section>
      <Section title="On a shell">
        <ShellCommand command={command} what="starting it" />
        <p className={styles.note}>
          {isGenerated
            ? 'The name is generated, so the object is created anew each time.'
            : 'Server-side, because client-side apply keeps a second copy of the annotation in another one.'}
        </p>
      </Section>
    </>
  );
}
