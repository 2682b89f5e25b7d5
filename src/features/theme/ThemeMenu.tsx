import { useStore } from 'zustand';
import { preferences, setPreferences } from '#state/preferences.ts';
import { MenuButton } from '#ui/Menu.tsx';
import { themes } from './themes.ts';

/** The theme, in the header. */
export function ThemeMenu() {
  const chosen = useStore(preferences, (state) => state.theme);
  const { icon } = themes.find(({ theme }) => theme === chosen) ?? themes[0];
  return (
    <MenuButton
      label="Theme"
      variant="quiet"
      iconOnly
      icon={icon}
      items={themes.map((item) => ({
        id: item.theme,
        label: item.label,
        icon: item.icon,
        checked: item.theme === chosen,
        onSelect: () => {
          setPreferences({ theme: item.theme });
        },
      }))}
    />
  );
}
