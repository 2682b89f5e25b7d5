import { OpenButton } from '#features/open/OpenButton.tsx';
import { SaveMenu } from '#features/save/SaveMenu.tsx';
import { DocumentsButton } from '#features/documents/DocumentsButton.tsx';
import CircleHelp from 'lucide-react/icons/circle-help';
import Keyboard from 'lucide-react/icons/keyboard';
import PanelRight from 'lucide-react/icons/panel-right';
import Settings from 'lucide-react/icons/settings-2';
import Shield from 'lucide-react/icons/shield-check';
import { useStore } from 'zustand';
import { ErrorBoundary } from '#features/errors/ErrorBoundary.tsx';
import { ThemeMenu } from '#features/theme/ThemeMenu.tsx';
import type { Mode } from '#state/mode.ts';
import { openDialog, setDrawerOpen, view } from '#state/view.ts';
import { Button } from '#ui/Button.tsx';
import { Kbd } from '#ui/Kbd.tsx';
import { MenuButton } from '#ui/Menu.tsx';
import { ariaKeys } from '#ui/shortcut.ts';
import { shortcuts } from './commands.ts';
import { drawerId } from './Drawer.tsx';
import styles from './Header.module.css';
import { ModeLinks } from './ModeLinks.tsx';
import type { Layout } from './use-layout.ts';

/** Name of the tool, its modes, and what can be done from anywhere; wherever the document is open, the document as well. */
export function Header({ layout, mode }: { readonly layout: Layout; readonly mode: Mode }) {
  const isCompose = mode === 'compose';
  const hasWorkspace = mode !== 'review';
  return (
    <header data-pane="header" tabIndex={-1} className={styles.header}>
      <h1 className={styles.name}>
        <Mark />
        <span className={styles.words}>Init-Data Studio</span>
      </h1>
      <ErrorBoundary part="The header">
        <ModeLinks mode={mode} />
        {hasWorkspace && (
          <div className={styles.document}>
            <DocumentsButton />
          </div>
        )}
        <div className={styles.space} />
        {layout !== 'narrow' && <PaletteButton />}
        {hasWorkspace && (
          <>
            <OpenButton />
            <SaveMenu />
            {isCompose && layout === 'medium' && <DrawerButton />}
          </>
        )}
        {layout !== 'narrow' && (
          <div className={styles.theme}>
            <ThemeMenu />
          </div>
        )}
        <HelpMenu />
      </ErrorBoundary>
    </header>
  );
}

function PaletteButton() {
  return (
    <Button
      variant="quiet"
      aria-keyshortcuts={ariaKeys(shortcuts.palette)}
      className={styles.palette}
      onClick={() => {
        openDialog('palette');
      }}
    >
      <span className={styles.label}>Commands</span>
      <Kbd keys={shortcuts.palette} />
    </Button>
  );
}

function DrawerButton() {
  const open = useStore(view, (state) => state.drawerOpen);
  return (
    <Button
      icon={PanelRight}
      aria-expanded={open}
      aria-controls={drawerId}
      variant="quiet"
      onClick={() => {
        setDrawerOpen(!open);
      }}
    >
      <span className={styles.shortLabel}>Outputs</span>
    </Button>
  );
}

function HelpMenu() {
  return (
    <MenuButton
      label="Help and settings"
      variant="quiet"
      iconOnly
      icon={CircleHelp}
      items={[
        {
          id: 'shortcuts',
          label: 'Keyboard shortcuts',
          icon: Keyboard,
          shortcut: shortcuts.help,
          onSelect: () => {
            openDialog('shortcuts');
          },
        },
        {
          id: 'privacy',
          label: 'Privacy, and its proof',
          icon: Shield,
          onSelect: () => {
            openDialog('privacy');
          },
        },
        {
          id: 'preferences',
          label: 'Preferences',
          icon: Settings,
          onSelect: () => {
            openDialog('preferences');
          },
        },
      ]}
    />
  );
}

/** The sign of the tool: a measured thing with something inside. */
function Mark() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" className={styles.mark}>
      <path d="M10 1 19 10 10 19 1 10Z" fill="currentColor" />
      <path d="M10 6 14 10 10 14 6 10Z" className={styles.inside} />
    </svg>
  );
}
