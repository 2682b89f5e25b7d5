import FileQuestion from 'lucide-react/icons/file-question-mark';
import { showPolicyPanel } from '#state/policy-view.ts';
import { Button } from '#ui/Button.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';

/** In place of what only a policy can answer. */
export function NoPolicy() {
  return (
    <EmptyState
      icon={FileQuestion}
      title="There is no policy to ask"
      actions={
        <Button
          onClick={() => {
            showPolicyPanel('generate');
          }}
        >
          Generate one from the manifest
        </Button>
      }
    >
      <p>
        The document has no policy.rego that can be read. The policy of the guest image decides then, which is
        not known here.
      </p>
    </EmptyState>
  );
}
