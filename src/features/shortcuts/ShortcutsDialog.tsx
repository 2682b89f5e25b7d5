import { useStore } from 'zustand';
import { preferences, setPreferences } from '#state/preferences.ts';
import { Switch } from '#ui/Checkbox.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Kbd } from '#ui/Kbd.tsx';
import type { Command } from '../palette/command.ts';
import styles from './ShortcutsDialog.module.css';

interface Row {
  readonly keys: string;
  readonly title: string;
}

/** Keys that belong to a place and not to a command. */
const inPlaces: readonly { readonly section: string; readonly rows: readonly Row[] }[] = [
  {
    section: 'In the code editor',
    rows: [
      { keys: 'Ctrl+M', title: 'Let Tab leave the editor, or keep it inside again' },
      { keys: 'F1', title: 'All commands of the editor' },
      { keys: 'Mod+/', title: 'Comment lines, or take the comment away' },
      { keys: 'Mod+.', title: 'Quick fixes for the finding at the cursor' },
      { keys: 'Mod+Space', title: 'Suggest what can stand here' },
    ],
  },
  {
    section: 'Between panes',
    rows: [
      { keys: 'ArrowLeft', title: 'Move a separator; Home and End move it all the way' },
      { keys: 'Enter', title: 'Go to the place of a problem' },
    ],
  },
];

/** Every shortcut of the page, from the same registry that the keys are read by. */
export function ShortcutsDialog({
  open,
  onClose,
  commands,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly commands: readonly Command[];
}) {
  const singleKey = useStore(preferences, (state) => state.singleKeyShortcuts);
  const keyed = commands.flatMap(({ section, shortcut, title }) =>
    shortcut === undefined ? [] : [{ section, keys: shortcut, title }],
  );
  const sections = [...new Set(keyed.map(({ section }) => section))];
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" size="large">
      <div className={styles.columns}>
        {sections.map((section) => (
          <Section key={section} title={section} rows={keyed.filter((row) => row.section === section)} />
        ))}
        {inPlaces.map(({ section, rows }) => (
          <Section key={section} title={section} rows={rows} />
        ))}
      </div>
      <div className={styles.setting}>
        <Switch
          label="Shortcuts of a single character"
          description="Such as the question mark for this list. Switch them off if they get in the way of speech input. They never act while you write."
          checked={singleKey}
          onChange={(singleKeyShortcuts) => {
            setPreferences({ singleKeyShortcuts });
          }}
        />
      </div>
    </Dialog>
  );
}

function Section({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      <dl>
        {rows.map((row) => (
          <div key={row.keys + row.title} className={styles.row}>
            <dt>{row.title}</dt>
            <dd>
              <Kbd keys={row.keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
