import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { classes } from './classes.ts';
import { Icon, type IconDrawing } from './Icon.tsx';
import { nextIndex } from './roving.ts';
import styles from './Tabs.module.css';

export interface TabItem<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  readonly icon?: IconDrawing;
  /** A badge or mark after the label; its words become part of the tab's name. */
  readonly badge?: ReactNode;
}

/**
 * A row of tabs. Arrow keys, Home and End move and select at once; what does not fit is scrolled to. Each tab shows the
 * `TabPanel` that names the same `list` and its id.
 */
export function TabList<Id extends string>({
  list,
  label,
  tabs,
  selected,
  onSelect,
  actions,
  code = false,
}: {
  /** A name for the row, unique on the page, that joins tabs and panels. */
  readonly list: string;
  readonly label: string;
  readonly tabs: readonly TabItem<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  /** Controls at the end of the row. */
  readonly actions?: ReactNode;
  /** Labels are file names and set in the code face. */
  readonly code?: boolean;
}) {
  const row = useRef<HTMLDivElement>(null);
  const hidden = useOverflow(row);

  function tabElement(id: string) {
    return row.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(id)}"]`);
  }
  const count = tabs.length;
  useEffect(() => {
    // Again when tabs come or go: they move the selected one.
    if (count === 0) return;
    row.current
      ?.querySelector(`[data-tab="${CSS.escape(selected)}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected, count]);

  function move(event: KeyboardEvent) {
    const at = tabs.findIndex((tab) => tab.id === selected);
    const next = nextIndex(event.key, at, tabs.length, 'horizontal');
    const tab = next === undefined ? undefined : tabs[next];
    if (tab === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onSelect(tab.id);
    tabElement(tab.id)?.focus();
  }
  function scroll(direction: -1 | 1) {
    const width = row.current?.clientWidth ?? 0;
    row.current?.scrollBy({ left: direction * width * 0.75 });
  }

  return (
    <div className={styles.bar}>
      <div className={styles.row}>
        {hidden.before && <Scroller direction={-1} onPress={scroll} />}
        <div ref={row} className={styles.view}>
          <div role="tablist" aria-label={label} className={styles.list}>
            {tabs.map((tab) => (
              <button
                key={tab.id}
                type="button"
                role="tab"
                id={tabIdOf(list, tab.id)}
                data-tab={tab.id}
                aria-selected={tab.id === selected}
                aria-controls={tab.id === selected ? panelIdOf(list, tab.id) : undefined}
                tabIndex={tab.id === selected ? 0 : -1}
                className={classes(styles.tab, code && styles.code)}
                onKeyDown={move}
                onClick={() => {
                  onSelect(tab.id);
                }}
              >
                {tab.icon !== undefined && <Icon of={tab.icon} size={14} />}
                <span
                  className={styles.label}
                  data-text={tab.label}
                  title={tab.label.length > wholeLabel ? tab.label : undefined}
                >
                  <span className={styles.text}>{tab.label}</span>
                </span>
                {tab.badge}
              </button>
            ))}
          </div>
        </div>
        {hidden.after && <Scroller direction={1} onPress={scroll} />}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** What a tab shows. Rendered for the selected tab only. */
export function TabPanel({
  list,
  tab,
  className,
  children,
}: {
  readonly list: string;
  readonly tab: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div
      role="tabpanel"
      id={panelIdOf(list, tab)}
      aria-labelledby={tabIdOf(list, tab)}
      tabIndex={-1}
      className={classes(styles.panel, className)}
    >
      {children}
    </div>
  );
}

/** For the pointer alone: the keyboard scrolls by moving through the tabs. */
function Scroller({
  direction,
  onPress,
}: {
  readonly direction: -1 | 1;
  readonly onPress: (direction: -1 | 1) => void;
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden="true"
      data-direction={direction}
      className={styles.scroller}
      onClick={() => {
        onPress(direction);
      }}
    >
      <Icon of={direction === 1 ? ChevronRight : ChevronLeft} size={14} />
    </button>
  );
}

/** Whether a row has more to show before or after what is in view. */
function useOverflow(row: { readonly current: HTMLElement | null }) {
  const [hidden, setHidden] = useState({ before: false, after: false });
  useEffect(() => {
    const element = row.current;
    if (element === null) return undefined;
    const measure = () => {
      const before = element.scrollLeft > 1;
      const after = element.scrollLeft + element.clientWidth < element.scrollWidth - 1;
      setHidden((old) => (old.before === before && old.after === after ? old : { before, after }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // The view keeps its size when tabs come and go; the list inside it does not.
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    element.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [row]);
  return hidden;
}

/** Characters of a label that are sure to be shown; `.text` cuts what is longer. */
const wholeLabel = 24;

/** Moves focus to a tab that is on screen. */
export function focusTab(list: string, tab: string): void {
  document.getElementById(tabIdOf(list, tab))?.focus();
}

function tabIdOf(list: string, tab: string): string {
  return `${list}-tab-${encodeURIComponent(tab)}`;
}

function panelIdOf(list: string, tab: string): string {
  return `${list}-panel-${encodeURIComponent(tab)}`;
}
