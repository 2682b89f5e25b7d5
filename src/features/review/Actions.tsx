import type { Review } from '#core/review/review.ts';
import { Button } from '#ui/Button.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import Download from 'lucide-react/icons/download';
import SquarePen from 'lucide-react/icons/square-pen';
import styles from './Actions.module.css';
import { openInCompose, saveDocument, saveFiles } from './take-on.ts';

/** What a person does once he has read the answer. */
export function Actions({ review }: { readonly review: Review }) {
  const document = review.subject?.document;
  if (document === undefined) return null;
  return (
    <div className={styles.actions}>
      <Button icon={SquarePen} onClick={() => void openInCompose(review)}>
        Open in Compose
      </Button>
      <MenuButton
        label="Save"
        icon={Download}
        items={[
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
        ]}
      />
    </div>
  );
}
