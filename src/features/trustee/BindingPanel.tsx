import { platforms, type PlatformId } from '#core/platform/platform.ts';
import type { BindingRow } from '#core/measurement/binding.ts';
import { Disclosure } from '#ui/Disclosure.tsx';
import { useMemo } from 'react';
import { PlatformAside, PlatformRows } from './PlatformRows.tsx';
import styles from './Trustee.module.css';
import { Unbound } from './Unbound.tsx';
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
      {first !== undefined && (
        <section aria-label={first.name} className={styles.chosen}>
          <h3 className={styles.heading}>{first.name}</h3>
          <PlatformRows rows={first.rows} chosen={chosen.id} />
        </section>
      )}
      <section aria-label="Other platforms" className={styles.others}>
        <h3 className={styles.heading}>The same document elsewhere</h3>
        <ul className={styles.platforms}>
          {groups
            .filter(({ id }) => id !== chosen.platform)
            .map(({ id, name, rows }) => (
              <li key={id}>
                <Disclosure summary={name} aside={<PlatformAside rows={rows} />}>
                  <PlatformRows rows={rows} chosen={undefined} />
                </Disclosure>
              </li>
            ))}
        </ul>
      </section>
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
