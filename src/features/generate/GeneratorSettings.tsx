import type { GeneratedAnswer } from '#workers/policy-generate-calls.ts';
import { changeSettings, generateStore, setBeside, setExtraCommands } from '#state/policy-generate.ts';
import { Checkbox } from '#ui/Checkbox.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { TextArea } from '#ui/TextField.tsx';
import { useState } from 'react';
import { useStore } from 'zustand';
import { argumentsOf } from '../policy/command-line.ts';
import styles from './Generate.module.css';

/** What is a choice, and no fact about the pod. */
export function GeneratorSettings({ generated }: { readonly generated: GeneratedAnswer }) {
  const settings = useStore(generateStore, (state) => state.settings);
  const beside = useStore(generateStore, (state) => state.beside);
  const commands = settings.commands.reduce((sum, [, own]) => sum + own.length, 0);
  return (
    <section aria-labelledby="generate-settings">
      <h3 id="generate-settings" className={styles.title}>
        Settings
      </h3>
      <div className={styles.settings}>
        <Checkbox
          label="Logs"
          description="The host may read what the containers print. Without it, kubectl logs is empty."
          checked={settings.logs}
          onChange={(logs) => {
            changeSettings({ logs });
          }}
        />
        <Checkbox
          label="Standard input"
          description="The host may type into containers and commands."
          checked={settings.stdin}
          onChange={(stdin) => {
            changeSettings({ stdin });
          }}
        />
        <Checkbox
          label="Values of Secrets in the policy"
          description={
            generated.takesSecrets
              ? 'Then they are pinned, and everybody who sees the Init-Data reads them, the host as well.'
              : 'This pod takes no variable from a Secret that is here.'
          }
          checked={settings.secrets}
          onChange={(secrets) => {
            changeSettings({ secrets });
          }}
        />
        <Checkbox
          label="Files for any volume"
          description="As genpolicy has it. Without it, files may be copied for the volumes of this pod alone."
          checked={settings.copied === 'any'}
          onChange={(any) => {
            changeSettings({ copied: any ? 'any' : 'declared' });
          }}
        />
      </div>
      <div className={styles.more}>
        <Disclosure
          summary="Commands for kubectl exec"
          aside={<span className={styles.muted}>{commands === 0 ? 'none' : String(commands)}</span>}
        >
          {generated.containers.map(({ name }) => (
            <Commands key={name} container={name} isOnly={generated.containers.length === 1} />
          ))}
        </Disclosure>
        <Disclosure
          summary="ConfigMaps and Secrets from elsewhere"
          aside={<span className={styles.muted}>{beside === '' ? 'none' : 'given'}</span>}
        >
          <TextArea
            label="YAML of ConfigMaps and Secrets"
            description="Those in the manifest are known already. What is given here is used for the policy alone and is not kept."
            code
            rows={5}
            value={beside}
            onChange={setBeside}
          />
        </Disclosure>
      </div>
    </section>
  );
}

function Commands({ container, isOnly }: { readonly container: string; readonly isOnly: boolean }) {
  const [text, setText] = useState('');
  return (
    <TextArea
      label={isOnly ? 'Commands' : `Commands in ${container}`}
      description="One on each line. Each is let in by its whole list of arguments; those of probes and hooks are let in already."
      code
      rows={2}
      value={text}
      onChange={(typed) => {
        setText(typed);
        const commands = typed.split('\n').map(argumentsOf);
        setExtraCommands(
          container,
          commands.filter((command) => command.length > 0),
        );
      }}
    />
  );
}
