import { platformOf } from '#core/platform/platform.ts';
import { productionChecklist, type ChecklistItem } from '#core/trustee/checklist.ts';
import {
  defaultPolicyFacts,
  initDataCondition,
  referenceMessage,
  sampleProvenance,
} from '#core/trustee/reference-values.ts';
import { analysisStore } from '#state/analysis.ts';
import { attackStore } from '#state/policy-attacks.ts';
import { policyText } from '#state/policy-text.ts';
import { followResourcePolicy, resourcePolicy, resourcePolicyText } from '#state/resource-policy.ts';
import { runtimeClassOfPod } from '#state/trustee-route.ts';
import { showTrusteePanel } from '#state/trustee-view.ts';
import { workspace } from '#state/workspace.ts';
import { Badge } from '#ui/Badge.tsx';
import { Button } from '#ui/Button.tsx';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { TextField } from '#ui/TextField.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import styles from './Attestation.module.css';
import { checkStateWords } from './checklist-words.ts';
import { handOverFields, setHandOverFields } from './hand-over-fields.ts';
import { Part } from './Part.tsx';
import pages from './Trustee.module.css';
import { Unbound } from './Unbound.tsx';
import { useBound, useChosenRow } from './use-trustee.ts';
import { useReferences } from './use-references.ts';
import { WayBar } from './WayBar.tsx';

/** What judges the evidence before any policy is asked, and what else production needs. */
export function AttestationPanel() {
  useEffect(followResourcePolicy, []);
  const bound = useBound();
  if (bound?.kind !== 'bound') return <Unbound bound={bound} />;
  return (
    <div className={pages.page}>
      <WayBar />
      <Checklist />
      <DefaultPolicy />
      <ReferenceValues />
    </div>
  );
}

function Checklist() {
  const row = useChosenRow();
  const diagnostics = useStore(analysisStore, (state) => state.analysis?.diagnostics);
  const policy = useStore(workspace, policyText);
  const attacks = useStore(attackStore, (state) => state.result);
  const found = useStore(resourcePolicy, (state) => state.found);
  const notes = useStore(resourcePolicy, (state) => state.notes);
  const text = useStore(resourcePolicy, resourcePolicyText);
  const runtimeClass = useStore(analysisStore, runtimeClassOfPod);
  if (row === undefined) return null;
  const { platform } = row.route;
  const asked = attacks?.of.policy === policy ? attacks : undefined;
  const items = productionChecklist({
    platform,
    runtimeClass,
    hasAgentPolicy: policy !== undefined,
    agentPolicyOpen: asked?.answers.some(({ outcome }) => outcome === 'through'),
    diagnostics: [...(diagnostics ?? []), ...row.traps],
    resourcePolicy: found?.of === text ? [...found.findings, ...notes] : undefined,
  });
  const done = items.filter(({ state }) => state === 'done').length;
  return (
    <Part
      title="Before production"
      aside={`${String(done)} of ${String(items.length)} seen to hold`}
      lead={`What the documentation asks for, and what follows from the sources, on ${platformOf(platform).name}. A tick says that it can be seen here; nothing looks into a cluster or a key broker.`}
    >
      <ul className={styles.checklist} aria-label="Production checklist">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
      <div className={styles.actions}>
        <Button
          size="small"
          onClick={() => {
            showTrusteePanel('policy');
          }}
        >
          Open the resource policy
        </Button>
      </div>
    </Part>
  );
}

function Item({ item: { title, state, because, listed } }: { readonly item: ChecklistItem }) {
  const { word, tone } = checkStateWords[state];
  return (
    <li className={styles.item}>
      <span className={styles.mark}>
        <ToneIcon tone={tone} />
        {word}
      </span>
      <span className={styles.what}>
        <strong>{title}</strong>
        <span>{because}</span>
      </span>
      {listed && <Badge title="On the list of the documentation">documentation</Badge>}
    </li>
  );
}

function DefaultPolicy() {
  return (
    <Part
      title="What the default attestation policy looks at"
      lead="The policy that Trustee ships for processors turns evidence into the status that a resource policy asks for."
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Looked at</th>
            <th scope="col">What comes of it</th>
          </tr>
        </thead>
        <tbody>
          {defaultPolicyFacts.map(({ what, looked, detail }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>
                <span className={styles.looked}>
                  <ToneIcon tone={looked ? 'ok' : 'risk'} size={14} />
                  {looked ? 'yes' : 'no'}
                </span>
              </td>
              <td>{detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function ReferenceValues() {
  const name = useStore(handOverFields, (state) => state.referenceName);
  const entries = useReferences();
  const [entry] = entries;
  return (
    <Part
      title="Reference values for Init-Data"
      lead="A reference value alone changes nothing, because the default policy does not ask for it. Pin the value in the resource policy, or register it and add the condition below to a copy of the attestation policy."
    >
      <div className={styles.name}>
        <TextField
          label="Name"
          code
          value={name}
          maxLength={120}
          onChange={(referenceName) => {
            setHandOverFields({ referenceName });
          }}
        />
      </div>
      {entry === undefined ? (
        <p className={styles.words}>
          The evidence of this platform carries nothing that could be registered.
        </p>
      ) : (
        <div className={styles.forms}>
          <Form
            title="What the sample extractor reads"
            text={sampleProvenance(entries)}
            what="the reference values"
          />
          <Form title="The message that carries it" text={referenceMessage(entries)} what="the message" />
          <Form
            title="Condition for a copy of the attestation policy"
            text={initDataCondition(entry.name)}
            what="the condition"
          />
        </div>
      )}
    </Part>
  );
}

function Form({
  title,
  text,
  what,
}: {
  readonly title: string;
  readonly text: string;
  readonly what: string;
}) {
  return (
    <div className={styles.form}>
      <h4 className={styles.formTitle}>{title}</h4>
      <CodeBlock
        text={text}
        label={title}
        wrap="anywhere"
        actions={<CopyButton text={text} what={what} iconOnly size="small" />}
      />
    </div>
  );
}
