import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import styles from './Failure.module.css';
import { saveTexts } from './save-texts.ts';

/** What stands in place of a part that failed. */
export function Failure({
  part,
  reason,
  onRetry,
}: {
  readonly part: string;
  readonly reason: string;
  readonly onRetry: () => void;
}) {
  return (
    <div className={styles.failure}>
      <Banner
        tone="error"
        title={`${part} stopped working. This is a defect of the studio, not of your text.`}
        actions={
          <>
            <Button size="small" onClick={onRetry}>
              Show it again
            </Button>
            <Button size="small" onClick={saveTexts}>
              Save the document
            </Button>
            <Button
              size="small"
              onClick={() => {
                location.reload();
              }}
            >
              Reload the page
            </Button>
          </>
        }
      >
        <p>Nothing was lost: the document is kept as it was, byte for byte.</p>
        <p className={styles.reason}>{reason}</p>
      </Banner>
    </div>
  );
}
