import { classes } from '#ui/classes.ts';
import type { Layout, Point } from './layout.ts';
import styles from './Picture.module.css';
import type { Break, Scene } from './scene.ts';

/** How far a rail that ends runs on behind its station. */
const stub = 30;

/** The two threads between the stations: whose bytes run where, and where they break off. */
export function Rails({ layout, scene }: { readonly layout: Layout; readonly scene: Scene }) {
  const pointOf = (id: string, rail: 'document' | 'digest'): Point =>
    layout.stations.find((station) => station.id === id)?.[rail] ?? { x: 0, y: 0 };
  return (
    <>
      {scene.strands.map(({ from, to, rail, thread }) => (
        <line
          key={`${rail}-${from}`}
          {...ends(pointOf(from, rail), pointOf(to, rail))}
          className={classes(styles.rail, styles[rail], styles[`is-${thread}`])}
        />
      ))}
      {scene.breaks.map((each) => (
        <path
          key={`${each.rail}-${each.at}`}
          d={breakPath(pointOf(each.at, each.rail), layout.direction, each.kind)}
          className={classes(styles.rail, styles[each.rail])}
        />
      ))}
      <Release layout={layout} scene={scene} />
    </>
  );
}

/** The last stretch, in which neither document nor digest moves, but the secret. */
function Release({ layout, scene }: { readonly layout: Layout; readonly scene: Scene }) {
  const [policy, secret] = layout.stations.slice(-2);
  if (policy === undefined || secret === undefined) return null;
  return (
    <line
      {...ends(middle(policy), middle(secret))}
      className={classes(styles.rail, styles.release, styles[`release-${scene.release}`])}
    />
  );
}

export function middle({ document, digest }: { readonly document: Point; readonly digest: Point }): Point {
  return { x: (document.x + digest.x) / 2, y: (document.y + digest.y) / 2 };
}

function ends(from: Point, to: Point) {
  return { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
}

function breakPath({ x, y }: Point, direction: Layout['direction'], kind: Break['kind']): string {
  if (kind === 'begins') {
    return direction === 'across'
      ? `M${x - stub} ${y - 7}v14M${x - stub} ${y}H${x}`
      : `M${x - 7} ${y - stub}h14M${x} ${y - stub}V${y}`;
  }
  return direction === 'across' ? `M${x} ${y}h${stub}m0 -7v14` : `M${x} ${y}v${stub}m-7 0h14`;
}
