import type { StationId } from '#core/journey/station.ts';
import { classes } from '#ui/classes.ts';
import { useId } from 'react';
import type { Layout } from './layout.ts';
import styles from './Picture.module.css';
import { Rails } from './Rails.tsx';
import type { Scene } from './scene.ts';

/** Territories as bands, the station that is chosen, and the rails above them. */
export function Ground({
  layout,
  scene,
  selected,
}: {
  readonly layout: Layout;
  readonly scene: Scene;
  readonly selected?: StationId;
}) {
  const hatch = useId();
  const chosen = layout.stations.find(({ id }) => id === selected);
  return (
    <g aria-hidden="true">
      <Hatch id={hatch} />
      {layout.territories.map(({ territory, band, name }) => (
        <g key={territory.stations[0]}>
          <rect
            {...band}
            rx={6}
            className={classes(styles.band, territory.isUntrusted && styles.untrusted)}
          />
          {territory.isUntrusted && <rect {...band} rx={6} fill={`url(#${hatch})`} />}
          <text {...name} className={styles.territory}>
            {territory.name}
          </text>
        </g>
      ))}
      {chosen !== undefined && <rect {...chosen.area} rx={6} className={styles.chosen} />}
      <Rails layout={layout} scene={scene} />
    </g>
  );
}

/** The ground of those whom nobody has to trust. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" y1="0" x2="0" y2="6" className={styles.hatch} />
      </pattern>
    </defs>
  );
}
