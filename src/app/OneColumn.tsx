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
import { slots } from './slots.ts';

type Section = 'editor' | 'problems' | 'form' | 'outputs';

interface SectionItem {
  readonly section: Section;
  readonly label: string;
  readonly icon: IconDrawing;
}

/** One section at a time, with a switcher at the bottom, where the thumb is. */
export function OneColumn() {
  const [section, setSection] = useState<Section>('editor');
  const { EditorArea, Problems, QuickForm, Outputs } = slots;

  // A finding that is pressed shows its place, and a command shows its output, wherever they were given.
  useEffect(
    () =>
      view.subscribe((now, before) => {
        if (now.reveal !== before.reveal && now.reveal !== undefined) setSection('editor');
        else if (now.drawerOpen && !before.drawerOpen) setSection('outputs');
        else if (now.lower !== before.lower) setSection(now.lower);
      }),
    [],
  );

  const items: readonly SectionItem[] = [
    { section: 'editor', label: 'Edit', icon: SquarePen },
    ...(Problems === undefined
      ? []
      : [{ section: 'problems', label: 'Problems', icon: ListChecks } as const]),
    ...(QuickForm === undefined
      ? []
      : [{ section: 'form', label: 'Form', icon: SlidersHorizontal } as const]),
    ...(Outputs === undefined ? [] : [{ section: 'outputs', label: 'Outputs', icon: Fingerprint } as const]),
  ];
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
            {EditorArea !== undefined && <EditorArea />}
          </Pane>
        )}
        {section === 'problems' && (
          <Pane name="problems" label="Problems" className={styles.scroll}>
            {Problems !== undefined && <Problems />}
          </Pane>
        )}
        {section === 'form' && (
          <Pane name="problems" label="Quick form" className={styles.scroll}>
            <Suspense>{QuickForm !== undefined && <QuickForm />}</Suspense>
          </Pane>
        )}
        {section === 'outputs' && (
          <Pane name="outputs" label="Outputs">
            {Outputs !== undefined && <Outputs />}
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
