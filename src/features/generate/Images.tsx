import {
  cancelReading,
  giveFiles,
  giveImages,
  imagesStore,
  placeImage,
  readAgain,
} from '#state/policy-images.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { Select } from '#ui/Select.tsx';
import { TextArea } from '#ui/TextField.tsx';
import type { GeneratedAnswer } from '#workers/policy-generate-calls.ts';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Disclosure } from '#ui/Disclosure.tsx';
import { WorkState } from '../policy/WorkState.tsx';
import { ContainerFacts } from './ContainerFacts.tsx';
import styles from './Generate.module.css';

/** The containers of the pod with what is known of their images, and ways to say more. */
export function Images({ generated }: { readonly generated: GeneratedAnswer }) {
  const { refusal, reading, unplaced } = useStore(imagesStore);
  return (
    <section aria-labelledby="generate-images">
      <h3 id="generate-images" className={styles.title}>
        Containers and their images
      </h3>
      <div className={styles.give}>
        <p className={styles.note}>
          What the manifest does not say, the image decides: give its config, and it is pinned. Nothing is
          fetched and nothing leaves this page.
        </p>
        <GiveButtons />
        <Paste />
        <WorkState
          work={reading}
          what="Reading (MiB of layers)"
          onCancel={cancelReading}
          onRetry={readAgain}
        />
        {refusal !== undefined && (
          <Banner tone="error" title="That is no image config">
            <p>{refusal}</p>
            <p>
              Taken are <code>docker inspect</code>, <code>crane config</code>, an OCI image layout,{' '}
              <code>docker save</code>, and a captured CreateContainerRequest.
            </p>
          </Banner>
        )}
        {unplaced.map((given, index) => (
          <Banner
            key={`${String(index)} ${given.from}`}
            tone="note"
            title={`Which container is ${given.from} for?`}
          >
            <Select
              label="Container"
              value=""
              options={[
                { value: '', label: 'Choose…' },
                ...generated.containers.map(({ name }) => ({ value: name, label: name })),
                { value: '\n', label: 'None: drop it' },
              ]}
              onChange={(name) => {
                placeImage(given, name === '\n' ? undefined : name);
              }}
            />
          </Banner>
        ))}
      </div>
      <ul className={styles.containers}>
        {generated.containers.map((container) => (
          <ContainerFacts key={container.name} container={container} />
        ))}
      </ul>
    </section>
  );
}

function GiveButtons() {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.actions}>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          void giveFiles(chosen);
        }}
      />
      <input
        ref={(input) => {
          folder.current = input;
          // A folder is chosen by an attribute that only browsers know.
          input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          void giveFolder(chosen);
        }}
      />
      <Button size="small" onClick={() => files.current?.click()}>
        Image configs or archives…
      </Button>
      <Button size="small" onClick={() => folder.current?.click()}>
        OCI layout folder…
      </Button>
    </div>
  );
}

async function giveFolder(files: readonly File[]): Promise<void> {
  const [first] = files;
  if (first === undefined) return;
  const [name = 'the folder'] = first.webkitRelativePath.split('/');
  const named = files.map((file) => ({ path: file.webkitRelativePath.split('/').slice(1).join('/'), file }));
  await giveImages({ kind: 'folder', files: named }, name);
}

function Paste() {
  const [text, setText] = useState('');
  return (
    <Disclosure summary="Paste an image config or a captured request">
      <div className={styles.paste}>
        <TextArea
          label="Image config or captured request"
          description="What docker inspect or crane config prints, or a CreateContainerRequest from the agent’s log."
          code
          rows={4}
          value={text}
          onChange={setText}
        />
        <div>
          <Button
            size="small"
            disabled={text.trim() === ''}
            onClick={() => {
              void giveImages({ kind: 'text', text }, 'What was pasted');
              setText('');
            }}
          >
            Take it
          </Button>
        </div>
      </div>
    </Disclosure>
  );
}
