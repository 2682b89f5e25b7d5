import type { StationId } from '#core/journey/station.ts';
import { showTrusteePanel, type TrusteePanel } from '#state/trustee-view.ts';
import { showMode, showTab } from '#state/view.ts';
import { Button } from '#ui/Button.tsx';
import ArrowUpRight from 'lucide-react/icons/arrow-up-right';

interface Elsewhere {
  readonly label: string;
  readonly open: () => void;
}

function panel(id: TrusteePanel, label: string): Elsewhere {
  return {
    label,
    open: () => {
      showTrusteePanel(id);
    },
  };
}

const binding = panel('binding', 'See how the value is made');
const elsewhere: Partial<Readonly<Record<StationId, Elsewhere>>> = {
  document: {
    label: 'Edit the document',
    open: () => {
      showTab('initdata');
      showMode('compose');
    },
  },
  field: binding,
  guest: binding,
  token: panel('token', 'Look at the token'),
  'resource-policy': panel('policy', 'Edit the resource policy'),
};

/** Where a station is told in full, or can be changed. */
export function StationLink({ station }: { readonly station: StationId }) {
  const there = elsewhere[station];
  if (there === undefined) return null;
  return (
    <Button size="small" icon={ArrowUpRight} onClick={there.open}>
      {there.label}
    </Button>
  );
}
