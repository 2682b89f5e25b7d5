import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import styles from './PrivacyDialog.module.css';

/** What no page can promise, said plainly. */
export function Limits() {
  return (
    <ul className={styles.bullets}>
      <li>
        <strong>Init-Data is not secret.</strong> The host reads the annotation and the disk image. Keys,
        tokens and passwords do not belong in it, wherever it was written.
      </li>
      <li>
        <strong>Whoever serves this page can change it.</strong> The policy binds the code that you were
        given; it cannot tell whether it is the code that was published. Compare the files, or use your own
        copy.
      </li>
      <li>
        <strong>Browser extensions</strong> that may read this page read it in full. The policy does not bind
        them.
      </li>
      <li>
        <strong>Leaving the page</strong> is allowed to every page: code could open another address with text
        in it. Ours never does; you would see the address.
      </li>
      <li>
        <strong>WebRTC</strong> is not covered by the policies that browsers enforce today. Ours does not use
        it.
      </li>
      <li>
        <strong>A review link</strong> holds what it shares, after the # of the address, where no server sees
        it. Whoever gets the link can read it, unless it has a passphrase; chats and mail programs keep links.
      </li>
      <li>
        <strong>This browser’s storage</strong> keeps your documents, unencrypted, until you forget them. A
        private session writes nothing.
      </li>
    </ul>
  );
}

const compareFiles = `jq -r '.files[] | "\\(.sha256)  \\(.file)"' files.json | sha256sum -c`;

/** Ways to check that need no trust in this page. */
export function CheckYourself() {
  return (
    <div className={styles.stack}>
      <ul className={styles.bullets}>
        <li>
          Open the developer tools of your browser at <em>Network</em> and work: after the page and its own
          files nothing appears.
        </li>
        <li>
          Switch the network off and go on working: every check, digest and annotation is computed here.
        </li>
        <li>
          Compare the files that you were served with those that you build from the source. Each build lists
          its files with their SHA-256 digests in <code>files.json</code>; in the folder of the build:
        </li>
      </ul>
      <CodeBlock
        label="Command that checks the files of a build"
        text={compareFiles}
        wrap="lines"
        actions={<CopyButton text={compareFiles} what="command" iconOnly size="small" />}
      />
    </div>
  );
}

const buildSingleFile = 'npm run build:single';

/** The single file, for machines without a network. */
export function Offline() {
  return (
    <div className={styles.stack}>
      <p className={styles.words}>
        The studio also builds into one HTML file that needs no server: copy it to the machine, on a stick if
        need be, and open it. It carries the same policy, with the digests of its own scripts.
      </p>
      <CodeBlock
        label="Command that builds the single file"
        text={buildSingleFile}
        wrap="lines"
        actions={<CopyButton text={buildSingleFile} what="command" iconOnly size="small" />}
      />
    </div>
  );
}
