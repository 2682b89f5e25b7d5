import ClipboardPaste from 'lucide-react/icons/clipboard-paste';
import FolderOpen from 'lucide-react/icons/folder-open';
import LayoutTemplate from 'lucide-react/icons/layout-template';
import Plus from 'lucide-react/icons/plus';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { openDialog, showLower } from '#state/view.ts';
import { Button } from '#ui/Button.tsx';
import { Icon, type IconDrawing } from '#ui/Icon.tsx';
import { Kbd } from '#ui/Kbd.tsx';
import { focusTab } from '#ui/Tabs.tsx';
import { useState } from 'react';
import { Refusal } from '../common/Refusal.tsx';
import { pasteFromClipboard, pickFiles } from '../open/picker.ts';
import { addStarterEntry } from '../rail/actions.ts';
import { wellKnownEntries } from '../rail/files.ts';
import styles from './Welcome.module.css';

interface Way {
  readonly title: string;
  readonly words: string;
  readonly icon: IconDrawing;
  readonly shortcut?: string;
  readonly go: () => void;
}

const ways: readonly Way[] = [
  {
    title: 'Start from a starter',
    words: 'Ours for each kind of platform, and the published examples with what we find in them.',
    icon: LayoutTemplate,
    go: () => {
      openDialog('starters');
    },
  },
  {
    title: 'Fill in the quick form',
    words: 'Platform, KBS, image pulls and a policy to begin with.',
    icon: SlidersHorizontal,
    go: () => {
      showLower('form');
      setTimeout(() => {
        focusTab('lower', 'form');
      });
    },
  },
  {
    title: 'Open files',
    words: 'Init-Data, an annotation, a manifest, a disk image, a zip. Or drop them anywhere.',
    icon: FolderOpen,
    shortcut: 'Mod+O',
    go: pickFiles,
  },
  {
    title: 'Open what is in the clipboard',
    words: 'Such as an annotation from a pull request. Or paste it outside the editor.',
    icon: ClipboardPaste,
    go: () => void pasteFromClipboard(),
  },
];

/** What can be done with a document that nothing has been done with yet; gone with its first change. */
export function Welcome() {
  const [refused, setRefused] = useState<readonly Diagnostic[]>([]);
  return (
    <section aria-label="How to begin" className={styles.welcome}>
      <div className={styles.inside}>
        <p className={styles.title}>A new document, with nothing in it yet</p>
        <p className={styles.words}>
          Init-Data carries the agent policy and the configuration of the guest into a confidential pod. Its
          digest goes into the attestation evidence, so that a verifier can tell what was handed over.
        </p>
        <ul className={styles.ways}>
          {ways.map(({ title, words, icon, shortcut, go }) => (
            <li key={title}>
              <button type="button" className={styles.way} onClick={go}>
                <Icon of={icon} size={20} className={styles.icon} />
                <span className={styles.name}>
                  {title}
                  {shortcut !== undefined && (
                    <span className={styles.keys}>
                      <Kbd keys={shortcut} />
                    </span>
                  )}
                </span>
                <span className={styles.words}>{words}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className={styles.add}>
          Or add a file:
          {wellKnownEntries.map((key) => (
            <Button
              key={key}
              size="small"
              icon={Plus}
              onClick={() => {
                setRefused(addStarterEntry(key));
              }}
            >
              <code>{key}</code>
            </Button>
          ))}
        </p>
        <Refusal
          title="The file was not added"
          diagnostics={refused}
          onDismiss={() => {
            setRefused([]);
          }}
        />
        <p className={styles.promise}>
          Everything is computed in this browser and nothing is sent.{' '}
          <button
            type="button"
            className={styles.proof}
            onClick={() => {
              openDialog('privacy');
            }}
          >
            See how that is enforced
          </button>
        </p>
      </div>
    </section>
  );
}
