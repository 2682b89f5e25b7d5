import type { HandOverCommand, HandOverTool } from '#core/trustee/commands.ts';
import { followResourcePolicy } from '#state/resource-policy.ts';
import { announce } from '#state/announcer.ts';
import { trusteeCalls } from '#state/trustee.ts';
import { Button } from '#ui/Button.tsx';
import { download } from '#ui/download.ts';
import { TextField } from '#ui/TextField.tsx';
import Download from 'lucide-react/icons/download';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { ShellCommand } from '../outputs/ShellCommand.tsx';
import { CheckCommand } from './CheckCommand.tsx';
import styles from './Commands.module.css';
import { handOverFields, setHandOverFields } from './hand-over-fields.ts';
import { Part } from './Part.tsx';
import pages from './Trustee.module.css';
import { Unbound } from './Unbound.tsx';
import { useHandOver } from './use-hand-over.ts';
import { useBound } from './use-trustee.ts';
import { WayBar } from './WayBar.tsx';

/** The command lines that hand the document over, for this document and this way. */
export function CommandsPanel() {
  useEffect(followResourcePolicy, []);
  const bound = useBound();
  if (bound?.kind !== 'bound') return <Unbound bound={bound} />;
  return (
    <div className={pages.page}>
      <WayBar />
      <Fields />
      <Commands />
      <CheckCommand />
    </div>
  );
}

function Fields() {
  const fields = useStore(handOverFields);
  const { url } = useHandOver().options;
  return (
    <Part
      title="Names"
      lead="Quoted for a POSIX shell wherever they stand. Nothing is run here, and nothing is sent anywhere."
    >
      <div className={styles.fields}>
        <TextField
          label="Address of the key broker"
          code
          value={fields.url ?? url}
          maxLength={2_000}
          onChange={(value) => {
            setHandOverFields({ url: value });
          }}
        />
        <TextField
          label="Its certificate, a PEM file"
          code
          value={fields.certificateFile}
          placeholder="none"
          maxLength={400}
          onChange={(certificateFile) => {
            setHandOverFields({ certificateFile });
          }}
        />
        <TextField
          label="Administrator’s token, a file"
          code
          value={fields.adminTokenFile}
          placeholder="none"
          maxLength={400}
          onChange={(adminTokenFile) => {
            setHandOverFields({ adminTokenFile });
          }}
        />
        <TextField
          label="The secret, a file"
          code
          value={fields.secretFile}
          maxLength={400}
          onChange={(secretFile) => {
            setHandOverFields({ secretFile });
          }}
        />
      </div>
    </Part>
  );
}

const tools: readonly { readonly tool: HandOverTool; readonly title: string }[] = [
  { tool: 'kubectl', title: 'kubectl: the pod' },
  { tool: 'kbs-client', title: 'kbs-client: secret, policies, reference values' },
  { tool: 'kubectl-coco', title: 'kubectl coco' },
  { tool: 'genpolicy', title: 'genpolicy' },
];

function Commands() {
  const { commands } = useHandOver();
  return (
    <Part title="Commands" aside={<BundleButton />}>
      {tools.map(({ tool, title }) => (
        <section key={tool} aria-label={title} className={styles.tool}>
          <h4 className={styles.toolName}>{title}</h4>
          <ul className={styles.commands}>
            {commands
              .filter((command) => command.tool === tool)
              .map((command) => (
                <Command key={command.id} command={command} />
              ))}
          </ul>
        </section>
      ))}
    </Part>
  );
}

function Command({ command: { title, script, note } }: { readonly command: HandOverCommand }) {
  return (
    <li className={styles.command}>
      <p className={styles.title}>{title}</p>
      <ShellCommand command={script} what={title} />
      {note !== undefined && <p className={styles.note}>{note}</p>}
    </li>
  );
}

function BundleButton() {
  const { handOver } = useHandOver();
  const [failure, setFailure] = useState<string>();
  const save = async () => {
    setFailure(undefined);
    try {
      download('hand-over.zip', await trusteeCalls.call('bundle', handOver()), 'application/zip');
      announce('Saved hand-over.zip');
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      {failure !== undefined && <span role="alert">The zip could not be made: {failure}</span>}
      <Button
        size="small"
        icon={Download}
        onClick={() => {
          void save();
        }}
      >
        Save all as hand-over.zip
      </Button>
    </>
  );
}
