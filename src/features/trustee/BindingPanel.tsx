import { platforms, type PlatformId } from '#core/platform/platform.ts';
import type { BindingRow } from '#core/measurement/binding.ts';
import { useMemo } from 'react';
import { NotMeasured } from '../outputs/NotMeasured.tsx';
import { CheckValue } from './CheckValue.tsx';
import { Part } from './Part.tsx';
import { PlatformAside, PlatformRows } from './PlatformRows.tsx';
import styles from './Trustee.module.css';
import { Unbound } from './Unbound.tsx';
import { Unfolding } from './Unfolding.tsx';
import { useBound, useChosenRoute } from './use-trustee.ts';
import { WayBar } from './WayBar.tsx';

/** What the hardware carries of the document, platform by platform: the chosen one first and open. */
export function BindingPanel() {
  const bound = useBound();
  const chosen = useChosenRoute();
  const groups = useMemo(() => (bound?.kind === 'bound' ? groupsOf(bound.rows) : []), [bound]);
  if (bound?.kind !== 'bound') return <Unbound bound={bound} />;
  const first = groups.find(({ id }) => id === chosen.platform);
  return (
    <div className={styles.page}>
      <WayBar />
      <NotMeasured />
      <CheckValue />
      {first !== undefined && (
        <Part title={`This document on ${first.name}`}>
          <PlatformRows rows={first.rows} chosen={chosen.id} />
        </Part>
      )}
      <Part title="The same document elsewhere">
        <ul className={styles.platforms}>
          {groups
            .filter(({ id }) => id !== chosen.platform)
            .map(({ id, name, rows }) => (
              <li key={id}>
                <Unfolding summary={name} aside={<PlatformAside rows={rows} />}>
                  {() => <PlatformRows rows={rows} chosen={undefined} />}
                </Unfolding>
              </li>
            ))}
        </ul>
      </Part>
    </div>
  );
}

interface PlatformGroup {
  readonly id: PlatformId;
  readonly name: string;
  readonly rows: readonly BindingRow[];
}

function groupsOf(rows: readonly BindingRow[]): readonly PlatformGroup[] {
  return platforms.map(({ id, name }) => ({
    id,
    name,
    rows: rows.filter(({ route }) => route.platform === id),
  }));
}
