import { routesOf } from '#core/measurement/routes.ts';
import { platformOf } from '#core/platform/platform.ts';
import { chooseRoute } from '#state/trustee-route.ts';
import { Select } from '#ui/Select.tsx';
import { routeName } from './route-words.ts';
import styles from './Trustee.module.css';
import { useChosenRoute } from './use-trustee.ts';

/** By which class and program the pod gets to the chosen platform: everything in this mode speaks of that way. */
export function WayBar() {
  const route = useChosenRoute();
  const routes = routesOf(route.platform);
  return (
    <div className={styles.way}>
      <p className={styles.platform}>{platformOf(route.platform).name}</p>
      {routes.length === 1 ? (
        <p className={styles.words}>{routeName(route)}</p>
      ) : (
        <Select
          label="Class and host"
          hideLabel
          value={route.id}
          options={routes.map((each) => ({ value: each.id, label: routeName(each) }))}
          onChange={chooseRoute}
        />
      )}
    </div>
  );
}
