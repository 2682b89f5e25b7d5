import type { Review } from '#core/review/review.ts';
import { openComparing } from '#state/comparing.ts';
import { openDialog } from '#state/view.ts';
import { Button } from '#ui/Button.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { MenuButton, type MenuItem } from '#ui/Menu.tsx';
import { ariaKeys } from '#ui/shortcut.ts';
import Columns2 from 'lucide-react/icons/columns-2';
import Download from 'lucide-react/icons/download';
import Link from 'lucide-react/icons/link';
import Printer from 'lucide-react/icons/printer';
import Scale from 'lucide-react/icons/scale';
import SquarePen from 'lucide-react/icons/square-pen';
import styles from './Actions.module.css';
import { copyKey } from './commands.ts';
import { reportText, saveReport } from './give-report.ts';
import { focusSoon } from './review-view.ts';
import { openIn, saveDocument, saveFiles } from './take-on.ts';

/** What a person does once the answer is read: report it, share it, compare it, take it on. */
export function Actions({ review }: { readonly review: Review }) {
  const document = review.subject?.document;
  return (
    <div className={styles.actions}>
      <CopyButton
        label="Copy report"
        what="as Markdown"
        aria-keyshortcuts={ariaKeys(copyKey)}
        title={`Key: ${copyKey}`}
        text={() => reportText(review, 'markdown')}
      />
      <MenuButton label="Save" icon={Download} items={savings(review)} />
      <Button
        icon={Link}
        onClick={() => {
          openDialog('share');
        }}
      >
        Share link…
      </Button>
      {document !== undefined && (
        <>
          <Button
            icon={Columns2}
            onClick={() => {
              openComparing();
              focusSoon('review-compare');
            }}
          >
            Compare…
          </Button>
          <Button icon={SquarePen} onClick={() => void openIn('compose', review)}>
            Open in Compose
          </Button>
          {document.policy !== undefined && (
            <Button icon={Scale} onClick={() => void openIn('policy', review)}>
              Open in Policy
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function savings(review: Review): readonly MenuItem[] {
  const document = review.subject?.document;
  return [
    { kind: 'heading', id: 'report', label: 'The report' },
    {
      id: 'markdown',
      label: 'Report as Markdown',
      onSelect: () => void saveReport(review, 'markdown'),
    },
    { id: 'json', label: 'Report as JSON', onSelect: () => void saveReport(review, 'json') },
    { id: 'sarif', label: 'Report as SARIF', onSelect: () => void saveReport(review, 'sarif') },
    {
      id: 'print',
      label: 'Print it',
      icon: Printer,
      onSelect: () => {
        globalThis.print();
      },
    },
    ...(document === undefined
      ? []
      : [
          { kind: 'heading' as const, id: 'peeled', label: 'What was peeled' },
          {
            id: 'document',
            label: 'Save initdata.toml',
            description: 'The bytes that the digest was taken of',
            onSelect: () => {
              saveDocument(review);
            },
          },
          {
            id: 'files',
            label: 'Save its files',
            description: document.files.map(({ key }) => key).join(', '),
            disabled: document.files.length === 0,
            onSelect: () => {
              saveFiles(review);
            },
          },
        ]),
  ];
}
