import type { ImageConfig } from '#core/policy/simulate/image-config.ts';
import { fillIn } from '#state/policy-images.ts';
import { Button } from '#ui/Button.tsx';
import { TextArea, TextField } from '#ui/TextField.tsx';
import { useState, type SyntheticEvent } from 'react';
import { argumentsOf } from '../policy/command-line.ts';
import styles from './Generate.module.css';
import { formOf, configOfForm, type ImageFormTexts } from './image-form.ts';

/** What an image says, as a person fills it in; what is left empty stays not known. */
export function ImageForm({
  container,
  known,
}: {
  readonly container: string;
  readonly known: ImageConfig | undefined;
}) {
  const [texts, setTexts] = useState<ImageFormTexts>(() => formOf(known));
  const change = (part: Partial<ImageFormTexts>) => {
    setTexts((before) => ({ ...before, ...part }));
  };
  const { config, error } = configOfForm(texts, known, argumentsOf);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (error === undefined) fillIn(container, config);
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label={`Image of ${container}`}>
      <TextField
        label="Entrypoint"
        description="As a command line. What is left empty stays not known; write [] for none."
        code
        value={texts.entrypoint}
        onChange={(entrypoint) => {
          change({ entrypoint });
        }}
      />
      <TextField
        label="Cmd"
        code
        value={texts.cmd}
        onChange={(cmd) => {
          change({ cmd });
        }}
      />
      <TextArea
        label="Env"
        description="NAME=value, one on each line."
        code
        rows={3}
        value={texts.env}
        onChange={(env) => {
          change({ env });
        }}
      />
      <TextField
        label="WorkingDir"
        code
        value={texts.workingDir}
        onChange={(workingDir) => {
          change({ workingDir });
        }}
      />
      <TextField
        label="User and groups"
        description="Numbers: the user, its group, and further groups, such as 1000 1000 2000."
        code
        error={error}
        value={texts.user}
        onChange={(user) => {
          change({ user });
        }}
      />
      <div>
        <Button size="small" type="submit">
          Take this
        </Button>
      </div>
    </form>
  );
}
