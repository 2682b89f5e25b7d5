import type { PolicyDataAnswer } from '#workers/policy-generate-calls.ts';
import {
  cancelPolicyData,
  followPolicyData,
  looksLikeGenpolicy,
  policyDataStore,
  readPolicyDataAgain,
} from '#state/policy-data.ts';
import { Badge } from '#ui/Badge.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { severityWords } from '../common/severity.ts';
import { usePolicyText } from '../policy/use-policy.ts';
import { WitnessRequest } from '../policy/WitnessRequest.tsx';
import { WorkState } from '../policy/WorkState.tsx';
import { ContainerTables } from './ContainerTables.tsx';
import { jsonText, Place, Table, Value } from './Table.tsx';
import styles from './Data.module.css';

/** What a policy of genpolicy was made from, as tables, and what its rules do not look at. */
export function PolicyDataPanel() {
  useEffect(followPolicyData, []);
  const { result, work } = useStore(policyDataStore);
  const policy = usePolicyText();
  const looks = looksLikeGenpolicy(policy);
  if (!looks || (result !== undefined && result.answer === undefined)) {
    return (
      <EmptyState title="This policy is none of genpolicy’s">
        <p>
          A policy that genpolicy wrote ends in an object called policy_data, with the containers that it was
          made for. It is shown here as tables.
        </p>
      </EmptyState>
    );
  }
  return (
    <div className={styles.data}>
      <div className={styles.top}>
        <WorkState
          work={work}
          what="Reading the policy, and trying what is known of its rules"
          onCancel={cancelPolicyData}
          onRetry={readPolicyDataAgain}
        />
        {result?.answer !== undefined && <Gaps answer={result.answer} />}
      </div>
      {result?.answer !== undefined && <Tables answer={result.answer} />}
    </div>
  );
}

/** The known gap of guest pull, shown by requests that pass. */
function Gaps({ answer: { findings, gaps, honestAllowed } }: { readonly answer: PolicyDataAnswer }) {
  if (gaps.length === 0) {
    return (
      <p className={styles.words}>
        {honestAllowed
          ? 'None of the known gaps of guest pull was found: requests for other images are denied.'
          : 'This policy, in this release, does not let the containers be created that it names as we send them. So nothing was shown of what it checks.'}
      </p>
    );
  }
  return (
    <>
      <p className={styles.words}>
        <strong>{gaps.length === 1 ? 'One known gap' : `${String(gaps.length)} known gaps`}</strong> of the
        rules {gaps.length === 1 ? 'is' : 'are'} in this policy, each shown by a request that it allows:
        nothing ties a container to its image.
      </p>
      <ul className={styles.findings}>
        {findings.map((finding) => (
          <li key={finding.span.from} className={styles.finding}>
            <ToneIcon tone={severityWords[finding.severity].tone} size={14} />
            <div className={styles.about}>
              <p>
                <strong>{severityWords[finding.severity].word}</strong> {finding.message}
              </p>
              {finding.hint !== undefined && <p className={styles.muted}>{finding.hint}</p>}
              <Place span={finding.span}>Show the image in the policy</Place>
            </div>
          </li>
        ))}
      </ul>
      <div className={styles.witnesses}>
        {gaps.map(({ id, title, gain, witness }) => (
          <div key={id}>
            <WitnessRequest witness={witness} title={title} />
            <p className={styles.muted}>{gain}</p>
          </div>
        ))}
      </div>
    </>
  );
}

function Tables({ answer: { policy } }: { readonly answer: PolicyDataAnswer }) {
  const { containers, requestDefaults, common, sandboxStorages, guestPull, pauseImage } = policy;
  return (
    <>
      <section aria-labelledby="data-containers">
        <h3 id="data-containers" className={styles.title}>
          Containers
        </h3>
        <Table
          label="Containers of the policy"
          columns={['Container', 'Image', 'Command', 'User']}
          rows={containers.map((container) => ({
            key: String(container.span.from),
            cells: [
              <Place key="name" span={container.span}>
                {container.role === 'sandbox' ? 'pause' : (container.name ?? 'without a name')}
              </Place>,
              container.image === undefined ? 'none' : <code key="image">{container.image.value}</code>,
              <code key="args">{container.args.join(' ')}</code>,
              `${String(container.user.uid)}:${String(container.user.gid)}`,
            ],
          }))}
        />
        {containers.map((container) => (
          <ContainerTables key={container.span.from} container={container} />
        ))}
      </section>
      <section aria-labelledby="data-defaults">
        <h3 id="data-defaults" className={styles.title}>
          Request defaults
        </h3>
        <Table
          label="Request defaults"
          columns={['Setting', 'Value']}
          rows={requestDefaults.map(({ name, value, span }) => ({
            key: name,
            cells: [
              <Place key="name" span={span}>
                {name}
              </Place>,
              <Value key="value" value={value} />,
            ],
          }))}
        />
      </section>
      <section aria-labelledby="data-rest">
        <h3 id="data-rest" className={styles.title}>
          Patterns and cluster
        </h3>
        <div className={styles.section}>
          <dl className={styles.pairs}>
            <div>
              <dt>Guest pull</dt>
              <dd>{guestPull === undefined ? 'not said' : guestPull ? 'yes' : 'no'}</dd>
            </div>
            <div>
              <dt>Pause image</dt>
              <dd>{pauseImage === undefined ? 'not said' : <code>{pauseImage}</code>}</dd>
            </div>
          </dl>
          <Disclosure
            summary="Names and patterns that the rest stands on"
            aside={<Badge>{common.length}</Badge>}
          >
            <Table
              label="Names and patterns"
              columns={['Name', 'Value']}
              rows={common.map(({ name, value, span }) => ({
                key: name,
                cells: [
                  <Place key="name" span={span}>
                    {name}
                  </Place>,
                  <Value key="value" value={value} />,
                ],
              }))}
            />
          </Disclosure>
          <Disclosure summary="Storages of the sandbox" aside={<Badge>{sandboxStorages.length}</Badge>}>
            {sandboxStorages.map((storage) => (
              <code key={jsonText(storage)} className={styles.json}>
                {jsonText(storage)}
              </code>
            ))}
          </Disclosure>
        </div>
      </section>
    </>
  );
}
