import { Banner } from '#ui/Banner.tsx';
import { useFindings } from '../common/use-findings.ts';
import { refusersOf } from './refusers.ts';

/** A document that neither host runtime reads starts no pod, so no hardware carries these values. */
export function NotMeasured() {
  const errors = useFindings().filter(
    ({ severity, source }) => severity === 'error' && source !== 'manifest',
  );
  const refusers = refusersOf(errors);
  if (!refusers.includes('go') || !refusers.includes('runtime-rs')) return null;
  return (
    <Banner tone="error" title="No host reads this document">
      Both Kata runtimes refuse it as it stands, so nothing is measured. The values are those of its bytes.
    </Banner>
  );
}
