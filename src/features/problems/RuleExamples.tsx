/** The page of a lint rule below its finding: how a policy looks that breaks the rule, and one that keeps it. */
import type { RulePage } from '#core/policy/lint/pages.ts';
import { runningCalls } from '#state/policy-workers.ts';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { useState } from 'react';
import styles from './RuleExamples.module.css';

type Asked =
  | { readonly kind: 'page'; readonly page: RulePage }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed' };

export function RuleExamples({ code }: { readonly code: string }) {
  const [asked, setAsked] = useState<Asked>();
  const ask = async () => {
    setAsked(undefined);
    const page = await runningCalls.call('page', { code }).catch(() => 'failed' as const);
    if (page === 'failed') setAsked({ kind: 'failed' });
    else setAsked(page === undefined ? { kind: 'none' } : { kind: 'page', page });
  };
  return (
    <Disclosure
      summary="The rule, with examples"
      onToggle={(isOpen) => {
        if (isOpen && asked?.kind !== 'page') void ask();
      }}
    >
      <Page asked={asked} />
    </Disclosure>
  );
}

function Page({ asked }: { readonly asked: Asked | undefined }) {
  if (asked === undefined) return <p>Looking it up…</p>;
  if (asked.kind === 'failed') return <p>It could not be looked up. Open it once more.</p>;
  if (asked.kind === 'none')
    return <p>This one has no examples: it is about the text and not about a rule.</p>;
  const { title, hint, bad, good } = asked.page;
  return (
    <div className={styles.page}>
      <p>
        {title}.{hint !== undefined && ` ${hint}`}
      </p>
      <div className={styles.examples}>
        <Example words="It finds something here" text={bad} />
        <Example words="It finds nothing here" text={good} />
      </div>
    </div>
  );
}

function Example({ words, text }: { readonly words: string; readonly text: string }) {
  return (
    <div className={styles.example}>
      <p>{words}</p>
      <CodeBlock text={text.trimEnd()} label={words} wrap="lines" height="limited" />
    </div>
  );
}
