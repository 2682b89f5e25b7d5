import { lazy, Suspense } from 'react';

const Loaded = lazy(async () => ({ default: (await import('./RuleExamples.tsx')).RuleExamples }));

/** Examples of a rule for policies; nothing for findings of other kinds. */
export function RuleExamples({ code }: { readonly code: string }) {
  if (!/^(?:rego|policy)\//.test(code)) return null;
  return (
    <Suspense fallback={null}>
      <Loaded code={code} />
    </Suspense>
  );
}
