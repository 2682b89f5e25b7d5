import { platformOf } from '#core/platform/platform.ts';
import { followResourcePolicy, resourcePolicy, resourcePolicyText } from '#state/resource-policy.ts';
import { followBinding } from '#state/trustee.ts';
import { showTrusteePanel, type TrusteePanel } from '#state/trustee-view.ts';
import { showMode } from '#state/view.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { StaleWhile } from '../common/StaleWhile.tsx';
import outputs from '../outputs/Outputs.module.css';
import { Section } from '../outputs/Section.tsx';
import { claimTitle } from './route-words.ts';
import { Unbound } from './Unbound.tsx';
import { useBound, useChosenRow } from './use-trustee.ts';
import { WayBar } from './WayBar.tsx';

/** What Trustee is to see of this document, in short: the claim, the policy that asks for it, and the way to the rest. */
export function TrusteeTab() {
  useEffect(followBinding, []);
  useEffect(followResourcePolicy, []);
  const bound = useBound();
  if (bound?.kind !== 'bound') return <Unbound bound={bound} />;
  return (
    <StaleWhile className={outputs.sections}>
      <WayBar />
      <Claim />
      <Policy />
      <Section title="From here to the secret">
        <div className={outputs.encoding}>
          <Go panel="journey" label="The journey, and who may tamper" />
          <Go panel="binding" label="Check a value" />
          <Go panel="commands" label="Commands" />
        </div>
      </Section>
    </StaleWhile>
  );
}

function Claim() {
  const row = useChosenRow();
  if (row === undefined) return null;
  const { claim, route } = row;
  const { name } = platformOf(route.platform);
  if (claim.kind === 'fails') {
    return (
      <Banner tone="error" title={`No token on ${name}`}>
        {claimTitle(row)}
      </Banner>
    );
  }
  return (
    <Section
      title={
        <>
          Claim <code>init_data</code>
        </>
      }
      tools={claim.kind === 'value' && <CopyButton text={claim.value} what="the claim" size="small" />}
    >
      {claim.kind === 'value' &&
        (claim.encoding === 'hex' ? (
          <HexGroups hex={claim.value} name={`Claim init_data on ${name}`} />
        ) : (
          <code className={outputs.base64}>{claim.value}</code>
        ))}
      <p className={outputs.note}>{claimTitle(row)}</p>
    </Section>
  );
}

function Policy() {
  const text = useStore(resourcePolicy, resourcePolicyText);
  const isEdited = useStore(resourcePolicy, (state) => state.edited !== undefined);
  return (
    <Section
      title="Resource policy"
      tools={<CopyButton text={text} what="the resource policy" size="small" />}
    >
      <p className={outputs.note}>
        {isEdited
          ? 'As you edited it.'
          : 'As the form of the Trustee mode makes it for this document and this way.'}
      </p>
      <CodeBlock text={text} label="Resource policy" wrap="off" height="limited" />
      <Go panel="policy" label="Edit and try it" />
    </Section>
  );
}

function Go({ panel, label }: { readonly panel: TrusteePanel; readonly label: string }) {
  return (
    <Button
      size="small"
      onClick={() => {
        showTrusteePanel(panel);
        showMode('trustee');
      }}
    >
      {label}
    </Button>
  );
}
