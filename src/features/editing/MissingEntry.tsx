import FilePlus from 'lucide-react/icons/file-plus-2';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { Button } from '#ui/Button.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { useState } from 'react';
import { Refusal } from '../common/Refusal.tsx';
import { addStarterEntry } from '../rail/actions.ts';
import styles from './EditorArea.module.css';

const without: Readonly<Record<string, string>> = {
  'policy.rego':
    'Without it the policy of the guest image applies, which usually allows everything: exec, any image, any mount.',
  'aa.toml':
    'Without it the attestation agent runs on defaults and asks the KBS named on the kernel command line, if any. On peer pods it never starts, and neither does what waits for it.',
  'cdh.toml':
    'Without it the confidential data hub runs on defaults: its KBS and its image settings come from kernel parameters.',
};

/** An entry that the guest would read and the document does not have. */
export function MissingEntry({ name }: { readonly name: string }) {
  const [refused, setRefused] = useState<readonly Diagnostic[]>([]);
  return (
    <div className={styles.center}>
      <EmptyState
        icon={FilePlus}
        title={`The document has no ${name}`}
        actions={
          <Button
            variant="primary"
            onClick={() => {
              setRefused(addStarterEntry(name));
            }}
          >
            Add {name}
          </Button>
        }
      >
        <p>{without[name] ?? 'No entry of this name is in the document.'}</p>
      </EmptyState>
      <Refusal
        title={`${name} was not added`}
        diagnostics={refused}
        onDismiss={() => {
          setRefused([]);
        }}
      />
    </div>
  );
}
