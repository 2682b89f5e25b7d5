import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useStore } from 'zustand';
import { formatBytes } from '../common/format.ts';
import { severityWords } from '../common/severity.ts';
import { ConsumerTable } from '../problems/ConsumerTable.tsx';
import { reviewDocument, reviewGiven } from '../review/receive.ts';
import { openFound, replaceOpenedEntry, takeManifest } from './carry-out.ts';
import styles from './Open.module.css';
import { finishOpening, openings, type Opening } from './openings.ts';
import type { FoundDocument } from './plan.ts';

/** Asks where there is a choice, and tells what must not be missed. */
export function OpeningDialog() {
  const opening = useStore(openings, ({ waiting }) => waiting[0]);
  return (
    <Dialog
      open={opening !== undefined}
      onClose={() => {
        if (openings.getState().waiting[0] === opening) finishOpening();
      }}
      size="medium"
      title={opening === undefined ? 'Open' : titleOf(opening)}
    >
      {opening !== undefined && <Body opening={opening} />}
    </Dialog>
  );
}

function titleOf(opening: Opening): string {
  switch (opening.kind) {
    case 'choose-document':
      return 'Several Init-Data documents';
    case 'choose-use':
      return 'A manifest with Init-Data in it';
    case 'replace-entry':
      return `Replace ${opening.key}?`;
    case 'opened':
      return openedTitle(opening.found);
    case 'nothing':
      return opening.title;
  }
}

function openedTitle({ wrapping }: FoundDocument): string {
  const [first] = wrapping;
  if (first === undefined) return 'Opened after mending what stands around it';
  return `Opened, with findings about the ${first.source === 'image' ? 'disk image' : 'annotation'}`;
}

function Body({ opening }: { readonly opening: Opening }) {
  switch (opening.kind) {
    case 'choose-document':
      return <ChooseDocument documents={opening.documents} />;
    case 'choose-use':
      return <ChooseUse manifest={opening.manifest.text} documents={opening.manifest.documents} />;
    case 'replace-entry':
      return (
        <>
          <p className={styles.text}>
            The {opening.key} of the document on screen has other content. Replacing it is one step that can
            be undone.
          </p>
          <div className={styles.actions}>
            <Button
              variant="primary"
              onClick={() => {
                finishOpening();
                replaceOpenedEntry(opening.key, opening.content);
              }}
            >
              Replace {opening.key}
            </Button>
            <Button onClick={finishOpening}>Keep what is there</Button>
          </div>
        </>
      );
    case 'opened':
      return <Wrapping found={opening.found} />;
    case 'nothing':
      return <NotOpened opening={opening} />;
  }
}

function NotOpened({ opening }: { readonly opening: Extract<Opening, { readonly kind: 'nothing' }> }) {
  const { reason, findings = [], given, digest } = opening;
  return (
    <>
      <p className={styles.text}>{reason}</p>
      <Findings findings={findings} />
      <div className={styles.actions}>
        {digest !== undefined && (
          <Button
            variant="primary"
            onClick={() => {
              finishOpening();
              void reviewDocument(digest);
            }}
          >
            Compare the document on screen with it
          </Button>
        )}
        {given !== undefined && (
          <Button
            variant={digest === undefined ? 'primary' : 'secondary'}
            onClick={() => {
              finishOpening();
              void reviewGiven(given);
            }}
          >
            Look at it in Review
          </Button>
        )}
        <Button variant={given === undefined ? 'primary' : 'secondary'} onClick={finishOpening}>
          Close
        </Button>
      </div>
    </>
  );
}

function ChooseDocument({ documents }: { readonly documents: readonly FoundDocument[] }) {
  return (
    <>
      <p className={styles.text}>Which one is to be opened? The document on screen is kept.</p>
      <DocumentList documents={documents} />
    </>
  );
}

function ChooseUse({
  manifest,
  documents,
}: {
  readonly manifest: string;
  readonly documents: readonly FoundDocument[];
}) {
  return (
    <>
      <p className={styles.text}>
        Open the Init-Data in it, together with the manifest, or take it as the manifest of the document on
        screen?
      </p>
      <DocumentList documents={documents} manifest={manifest} />
      <div className={styles.actions}>
        <Button
          onClick={() => {
            finishOpening();
            takeManifest(manifest);
          }}
        >
          Use it as the manifest only
        </Button>
      </div>
    </>
  );
}

function DocumentList({
  documents,
  manifest,
}: {
  readonly documents: readonly FoundDocument[];
  readonly manifest?: string;
}) {
  return (
    <ul className={styles.choices}>
      {documents.map((found, index) => (
        <li key={`${String(index)} ${found.name}`}>
          <button
            type="button"
            className={styles.choice}
            onClick={() => {
              finishOpening();
              void openFound(found, manifest);
            }}
          >
            <span className={styles.name}>
              {manifest === undefined ? found.name : `Open the Init-Data of ${found.name}`}
            </span>
            <span className={styles.facts}>
              {formatBytes(lengthOf(found))}
              {found.mended && ', mended'}
              {found.wrapping.length > 0 && ', with findings about its value'}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function lengthOf({ document }: FoundDocument): number {
  return document.kind === 'text' ? new Blob([document.text]).size : document.bytes.length;
}

function Findings({ findings }: { readonly findings: readonly Diagnostic[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className={styles.findings}>
      {findings.map(({ code, severity, message, why, hint, span, consumers = [] }) => (
        <li key={`${code} ${String(span.from)}`}>
          <ToneIcon tone={severityWords[severity].tone} size={16} />
          <div className={styles.finding}>
            <p>
              <strong>{severityWords[severity].word}</strong> {message}
            </p>
            {(why !== undefined || hint !== undefined) && (
              <p className={styles.facts}>
                {why} {hint}
              </p>
            )}
            <ConsumerTable consumers={consumers} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What had to be overlooked, and who in a cluster would not. */
function Wrapping({ found }: { readonly found: FoundDocument }) {
  return (
    <>
      <p className={styles.text}>
        {found.mended
          ? 'The text around the value had to be mended before it could be read, which no component does. The document inside is as it was.'
          : 'The document inside is as it was. What carries it is not read alike by all:'}
      </p>
      <Findings findings={found.wrapping} />
      <p className={styles.text}>What is made here has none of this: it is written anew from the document.</p>
      <div className={styles.actions}>
        <Button variant="primary" onClick={finishOpening}>
          Go on
        </Button>
      </div>
    </>
  );
}
