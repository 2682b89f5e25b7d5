import { useStore } from 'zustand';
import { network } from '#state/network.ts';
import { Disclosure } from '#ui/Disclosure.tsx';
import styles from './PrivacyDialog.module.css';

/** What the page asked for, live, and what the browser refused. */
export function Traffic() {
  const { foreign, own, refused } = useStore(network);
  return (
    <>
      <dl className={styles.counts}>
        <Count label="to anything but the app’s own files" value={foreign.length} />
        <Count label="refused by the policy" value={refused.length} />
        <Count label="for the app’s own files" value={own} />
      </dl>
      <Disclosure summary="The list">
        <ul className={styles.list}>
          {foreign.map((address, index) => (
            // Addresses repeat; their order of arrival is all that tells them apart.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              <strong>elsewhere</strong> {address}
            </li>
          ))}
          {refused.map(({ at, directive, address }) => (
            <li key={`${String(at)} ${directive} ${address}`}>
              <strong>refused</strong> {address} by {directive}
            </li>
          ))}
          {ownFiles().map((file) => (
            <li key={file}>{file}</li>
          ))}
        </ul>
      </Disclosure>
    </>
  );
}

function Count({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <div className={styles.count}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The files of the app as the browser's own record lists them, relative to the page. */
function ownFiles(): readonly string[] {
  const folder = new URL('.', document.baseURI).href;
  const names = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.startsWith(folder))
    .map(({ name }) => name.slice(folder.length));
  return [...new Set(names)];
}
