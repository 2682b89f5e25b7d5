import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { formatCount } from '../common/format.ts';
import { useFindings } from '../common/use-findings.ts';
import { consumerNames } from '#core/diagnostics/consumer-names.ts';
import { showProblems } from '../problems/show-problems.ts';
import { refusersOf } from './refusers.ts';

const list = new Intl.ListFormat('en');

/** Marks outputs of a document with errors: they can be taken away all the same. */
export function RefusedBy() {
  const diagnostics = useFindings();
  const errors = diagnostics.filter(({ severity, source }) => severity === 'error' && source !== 'manifest');
  if (errors.length === 0) return null;
  const refusers = refusersOf(errors).map((consumer) => consumerNames[consumer]);
  return (
    <Banner
      tone="error"
      title={`The document has ${formatCount(errors.length, 'error')}`}
      actions={
        <Button
          size="small"
          onClick={() => {
            showProblems('error');
          }}
        >
          Show
        </Button>
      }
    >
      {refusers.length === 0
        ? 'Its outputs can still be copied.'
        : `Refused by ${list.format(refusers)}. It can still be copied.`}
    </Banner>
  );
}
