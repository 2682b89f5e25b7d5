import { VisuallyHidden } from './VisuallyHidden.tsx';

/** The page's one polite live region: what it holds is read when the reader is at rest. */
export function LiveRegion({ message }: { readonly message: string }) {
  return (
    <output aria-live="polite" aria-atomic="true">
      <VisuallyHidden>{message}</VisuallyHidden>
    </output>
  );
}
