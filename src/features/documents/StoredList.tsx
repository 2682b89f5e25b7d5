import Trash from 'lucide-react/icons/trash-2';
import type { DocumentSummary } from '#state/stored-documents.ts';
import { Badge } from '#ui/Badge.tsx';
import { IconButton } from '#ui/IconButton.tsx';
import { formatBytes } from '../common/format.ts';
import styles from './Documents.module.css';

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export function StoredList({
  stored,
  current,
  onOpen,
  onDelete,
}: {
  /** Undefined while it is being read. */
  readonly stored: readonly DocumentSummary[] | undefined;
  readonly current: string;
  readonly onOpen: (summary: DocumentSummary) => void;
  readonly onDelete: (summary: DocumentSummary) => void;
}) {
  if (stored === undefined) return <p className={styles.hint}>Reading the list…</p>;
  if (stored.length === 0) {
    return (
      <p className={styles.hint}>Nothing is stored in this browser. A document is kept once it is changed.</p>
    );
  }
  return (
    <ul className={styles.list} aria-label="Stored documents">
      {stored.map((summary) => (
        <li key={summary.id} className={styles.item}>
          <button
            type="button"
            className={styles.open}
            aria-current={summary.id === current ? 'true' : undefined}
            onClick={() => {
              onOpen(summary);
            }}
          >
            <span className={styles.title}>{summary.name}</span>
            {summary.id === current && <Badge>on screen</Badge>}
            <span className={styles.facts}>
              {formatBytes(summary.bytes)} · {moment.format(summary.savedAt)}
            </span>
          </button>
          <IconButton
            label={`Delete ${summary.name}`}
            icon={Trash}
            size="small"
            onClick={() => {
              onDelete(summary);
            }}
          />
        </li>
      ))}
    </ul>
  );
}
