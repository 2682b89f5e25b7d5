import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { Banner } from '#ui/Banner.tsx';

/** Why a change was not made. Nothing was lost: the text is as it was. */
export function Refusal({
  title,
  diagnostics,
  onDismiss,
}: {
  readonly title: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly onDismiss: () => void;
}) {
  if (diagnostics.length === 0) return null;
  return (
    <Banner tone="error" title={title} onDismiss={onDismiss}>
      {diagnostics.map(({ message, hint }) => (
        <p key={message}>
          {message} {hint}
        </p>
      ))}
    </Banner>
  );
}
