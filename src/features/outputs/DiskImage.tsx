import Download from 'lucide-react/icons/download';
import { Button } from '#ui/Button.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { formatNumber } from '../common/format.ts';
import { saveImage } from '../save/savings.ts';
import { imageLayout } from './image-layout.ts';
import styles from './Outputs.module.css';
import { scriptOf } from './script-of.ts';
import { ShellCommand } from './ShellCommand.tsx';

/** The raw disk by which the host runtime hands the document to the guest. */
export function DiskImage({ gzip, stale }: { readonly gzip: Uint8Array; readonly stale: boolean }) {
  return (
    <Disclosure summary="Disk image, as the host attaches it to the guest">
      <table className={styles.costs}>
        <thead>
          <tr>
            <th scope="col">Offset</th>
            <th scope="col">Bytes</th>
            <th scope="col">Content</th>
          </tr>
        </thead>
        <tbody>
          {imageLayout(gzip.length).map(({ offset, bytes, content }) => (
            <tr key={offset}>
              <td>{formatNumber(offset)}</td>
              <td>{formatNumber(bytes)}</td>
              <td>{content}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button icon={Download} size="small" disabled={stale} onClick={() => void saveImage()}>
        Save initdata.img
      </Button>
      <ShellCommand command={scriptOf('image', {})} what="the disk image" />
    </Disclosure>
  );
}
