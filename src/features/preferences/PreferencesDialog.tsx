import { useStore } from 'zustand';
import { guestComponentsReleases } from '#core/config/releases.ts';
import { preferences, setPreferences } from '#state/preferences.ts';
import { Checkbox, Switch } from '#ui/Checkbox.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { Select } from '#ui/Select.tsx';
import { EngineSelect } from '../common/EngineSelect.tsx';
import { themes } from '../theme/themes.ts';
import styles from './PreferencesDialog.module.css';

/** Choices of this browser: they change what is checked and how the page looks, and no byte of a document. */
export function PreferencesDialog({
  open,
  onClose,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const chosen = useStore(preferences);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Preferences"
      description="Kept in this browser. None of them changes a byte of your document."
    >
      <Group title="Checks">
        <Select
          label="Release of guest-components"
          description="Judges aa.toml and cdh.toml as this release reads them."
          value={chosen.release}
          options={guestComponentsReleases.map((release) => ({ value: release, label: release }))}
          onChange={(release) => {
            setPreferences({ release });
          }}
        />
        <EngineSelect description="Judges policy.rego, and answers the requests in Policy, as the agent of this release does." />
        <Checkbox
          label="Judge for production"
          description="What is fine in a test cluster becomes a risk."
          checked={chosen.production}
          onChange={(production) => {
            setPreferences({ production });
          }}
        />
        <Checkbox
          label="Report what cococtl refuses"
          description="Also where the guest would accept it."
          checked={chosen.cococtl}
          onChange={(cococtl) => {
            setPreferences({ cococtl });
          }}
        />
      </Group>
      <Group title="Annotation">
        <Segmented
          label="Compression"
          value={chosen.encoder}
          segments={[
            { value: 'best', label: 'Smallest' },
            { value: 'fast', label: 'Fast' },
          ]}
          onChange={(encoder) => {
            setPreferences({ encoder });
          }}
        />
      </Group>
      <Group title="Page">
        <Segmented
          label="Theme"
          value={chosen.theme}
          segments={themes.map(({ theme, label, icon }) => ({ value: theme, label, icon }))}
          onChange={(theme) => {
            setPreferences({ theme });
          }}
        />
        <Segmented
          label="Editor"
          value={chosen.editor}
          segments={[
            { value: 'auto', label: 'By screen' },
            { value: 'monaco', label: 'Code editor' },
            { value: 'plain', label: 'Text areas' },
          ]}
          onChange={(editor) => {
            setPreferences({ editor });
          }}
        />
        <Switch
          label="Shortcuts of a single character"
          description="Such as the question mark for the list of shortcuts."
          checked={chosen.singleKeyShortcuts}
          onChange={(singleKeyShortcuts) => {
            setPreferences({ singleKeyShortcuts });
          }}
        />
      </Group>
    </Dialog>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
