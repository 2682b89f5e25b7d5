import { EditorArea } from '#features/editing/EditorArea.tsx';
import { Problems } from '#features/problems/Problems.tsx';
import { Outputs } from '#features/outputs/Outputs.tsx';
import Fingerprint from 'lucide-react/icons/fingerprint-pattern';
import ListChecks from 'lucide-react/icons/list-checks';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import SquarePen from 'lucide-react/icons/square-pen';
import { Suspense, useEffect, useState } from 'react';
import { setDrawerOpen, showLower, view } from '#state/view.ts';
import { Icon, type IconDrawing } from '#ui/Icon.tsx';
import { ProblemCount } from './LowerPane.tsx';
import styles from './OneColumn.module.css';
import { Pane } from './Pane.tsx';
import { QuickForm } from './lazy-panels.ts';

type Section = 'editor' | 'problems' | 'form' | 'outputs';

interface SectionItem {
  readonly section: Section;
  readonly label: string;
  readonly icon: IconDrawing;
}

const items: readonly SectionItem[] = [
  { section: 'editor', label: 'Edit', icon: SquarePen },
  { section: 'problems', label: 'Problems', icon: ListChecks },
  { section: 'form', label: 'Form', icon: SlidersHorizontal },
  { section: 'outputs', label: 'Outputs', icon: Fingerprint },
];

/** One section at a time, with a switcher at the bottom, where the thumb is. */
export function OneColumn() {
  const [section, setSection] = useState<Section>('editor');

  // A finding that is pressed shows its place, and a command shows its output, wherever they were given.
  useEffect(
    () =>
      view.subscribe((now, before) => {
        const isRevealed = now.reveal !== before.reveal && now.reveal !== undefined;
        if (isRevealed || now.tab !== before.tab) setSection('editor');
        else if (now.drawerOpen && !before.drawerOpen) setSection('outputs');
        else if (now.lowerRequests !== before.lowerRequests) setSection(now.lower);
      }),
    [],
  );

  function go(to: Section) {
    setSection(to);
    setDrawerOpen(to === 'outputs');
    if (to === 'problems' || to === 'form') showLower(to);
  }

  return (
    <>
      <main className={styles.column}>
        {section === 'editor' && (
          <Pane name="editor" label="Editor">
            <EditorArea />
          </Pane>
        )}
        {section === 'problems' && (
          <Pane name="problems" label="Problems" className={styles.scroll}>
            <Problems />
          </Pane>
        )}
        {section === 'form' && (
          <Pane name="problems" label="Quick form" className={styles.scroll}>
            <Suspense>
              <QuickForm />
            </Suspense>
          </Pane>
        )}
        {section === 'outputs' && (
          <Pane name="outputs" label="Outputs">
            <Outputs />
          </Pane>
        )}
      </main>
      <nav aria-label="Sections" className={styles.switcher}>
        {items.map((item) => (
          <Switch key={item.section} item={item} current={section} onPress={go} />
        ))}
      </nav>
    </>
  );
}

function Switch({
  item,
  current,
  onPress,
}: {
  readonly item: SectionItem;
  readonly current: Section;
  readonly onPress: (section: Section) => void;
}) {
  const isCurrent = item.section === current;
  return (
    <button
      type="button"
      aria-current={isCurrent ? 'true' : undefined}
      className={styles.switch}
      onClick={() => {
        onPress(item.section);
      }}
    >
      <Icon of={item.icon} size={20} />
      <span className={styles.label}>
        {item.label}
        {item.section === 'problems' && <ProblemCount />}
      </span>
    </button>
  );
}
