import { routesOf } from '#core/measurement/routes.ts';
import { isPlatformId, platforms } from '#core/platform/platform.ts';
import { setPreferences } from '#state/preferences.ts';
import { chooseRoute } from '#state/trustee-view.ts';
import { Select } from '#ui/Select.tsx';
import { routeName } from './route-words.ts';
import styles from './Trustee.module.css';
import { useChosenRoute } from './use-trustee.ts';

const platformOptions = platforms.map(({ id, name }) => ({ value: id, label: name }));

/** Where the pod is to run, and by which program it gets there: everything in this mode speaks of that way. */
export function WayBar() {
  const route = useChosenRoute();
  return (
    <div className={styles.way}>
      <Select
        label="Platform"
        value={route.platform}
        options={platformOptions}
        onChange={(id) => {
          if (isPlatformId(id)) setPreferences({ platform: id });
        }}
      />
      <Select
        label="Class and host"
        value={route.id}
        options={routesOf(route.platform).map((each) => ({ value: each.id, label: routeName(each) }))}
        onChange={chooseRoute}
      />
    </div>
  );
}
