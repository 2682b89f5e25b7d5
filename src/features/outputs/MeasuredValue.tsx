import type { HexAndBase64 } from '#core/analysis/analysis.ts';
import { CopyButton } from '#ui/CopyButton.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import styles from './Outputs.module.css';

/** A digest or a field of the hardware, in the two spellings that people meet. */
export function MeasuredValue({ value, name }: { readonly value: HexAndBase64; readonly name: string }) {
  return (
    <dl className={styles.value}>
      <dt>hex</dt>
      <dd>
        <HexGroups hex={value.hex} name={name} />
        <CopyButton text={value.hex} what={`${name}, hex`} iconOnly size="small" />
      </dd>
      <dt>base64</dt>
      <dd>
        <code className={styles.base64}>{value.base64}</code>
        <CopyButton text={value.base64} what={`${name}, base64`} iconOnly size="small" />
      </dd>
    </dl>
  );
}
