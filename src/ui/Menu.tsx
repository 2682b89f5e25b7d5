import Check from 'lucide-react/icons/check';
import ChevronDown from 'lucide-react/icons/chevron-down';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button, type ButtonProps } from './Button.tsx';
import { classes } from './classes.ts';
import { Icon, type IconDrawing } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import styles from './Menu.module.css';
import { indexByPrefix, nextIndex } from './roving.ts';
import { useTooltip } from './Tooltip.tsx';

export interface MenuAction {
  readonly kind?: 'action';
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly icon?: IconDrawing;
  readonly shortcut?: string | undefined;
  readonly disabled?: boolean;
  /** Present for a choice: the item is a radio item, marked when true. */
  readonly checked?: boolean;
  readonly onSelect: () => void;
}

export type MenuItem =
  | MenuAction
  | { readonly kind: 'heading'; readonly id: string; readonly label: string }
  | { readonly kind: 'separator'; readonly id: string };

/** How long typed letters count as one word. */
const typingMs = 700;

/** A button that opens a menu: arrows, Home, End, letters, Enter, Escape; it closes when focus or pointer leave it. */
export function MenuButton({
  label,
  items,
  icon,
  iconOnly = false,
  children,
  ...rest
}: Omit<ButtonProps, 'onClick' | 'children'> & {
  /** The accessible name; also the words on the button unless `children` says otherwise. */
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly iconOnly?: boolean;
  readonly children?: ReactNode;
}) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const typed = useRef({ text: '', at: 0 });
  const first = useRef(0);
  const tooltip = useTooltip(label);
  const actions = items.filter(isAction);

  function focusItem(index: number) {
    menu.current?.querySelectorAll<HTMLElement>('[data-item]')[index]?.focus();
  }
  function show(index: number) {
    if (button.current === null) return;
    first.current = (index + actions.length) % actions.length;
    menu.current?.showPopover({ source: button.current });
  }
  // The items exist only while the menu is open, so the first focus waits for them.
  useEffect(() => {
    if (!open) return;
    menu.current?.querySelectorAll<HTMLElement>('[data-item]')[first.current]?.focus();
    first.current = 0;
  }, [open]);
  function onMenuKey(event: KeyboardEvent) {
    const at = actions.findIndex((action) => action.id === document.activeElement?.getAttribute('data-item'));
    if (event.key === 'Tab') {
      menu.current?.hidePopover();
      return;
    }
    let next = nextIndex(event.key, at, actions.length, 'vertical');
    if (
      next === undefined &&
      event.key.length === 1 &&
      event.key !== ' ' &&
      !event.ctrlKey &&
      !event.metaKey
    ) {
      const text = event.timeStamp - typed.current.at < typingMs ? typed.current.text + event.key : event.key;
      typed.current = { text, at: event.timeStamp };
      next = indexByPrefix(
        actions.map((action) => action.label),
        text,
        text.length > 1 ? at - 1 : at,
      );
    }
    if (next === undefined) return;
    event.preventDefault();
    focusItem(next);
  }

  return (
    <>
      <Button
        ref={button}
        icon={icon as IconDrawing}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        aria-label={iconOnly || children !== undefined ? label : undefined}
        popoverTarget={id}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          show(event.key === 'ArrowDown' ? 0 : -1);
        }}
        {...(iconOnly ? tooltip.anchor : {})}
        {...rest}
        className={classes(iconOnly && styles.iconOnly, rest.className)}
      >
        {!iconOnly && (
          <>
            {children ?? label}
            <Icon of={ChevronDown} size={14} className={styles.chevron} />
          </>
        )}
      </Button>
      {iconOnly && tooltip.element}
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        className={classes(styles.menu, !actions.some(hasMark) && styles.unmarked)}
        onKeyDown={onMenuKey}
        onToggle={(event) => {
          setOpen(event.newState === 'open');
        }}
      >
        {open &&
          items.map((item) =>
            item.kind === 'separator' ? (
              <hr key={item.id} className={styles.separator} />
            ) : item.kind === 'heading' ? (
              <div key={item.id} role="presentation" className={styles.heading}>
                {item.label}
              </div>
            ) : (
              <Item
                key={item.id}
                action={item}
                onSelect={() => {
                  menu.current?.hidePopover();
                  item.onSelect();
                }}
              />
            ),
          )}
      </div>
    </>
  );
}

function isAction(item: MenuItem): item is MenuAction {
  return item.kind === undefined || item.kind === 'action';
}

function hasMark(action: MenuAction): boolean {
  return action.icon !== undefined || action.checked !== undefined;
}

function Item({ action, onSelect }: { readonly action: MenuAction; readonly onSelect: () => void }) {
  const hint = useId();
  return (
    <button
      type="button"
      role={action.checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={action.checked}
      aria-disabled={action.disabled === true}
      aria-describedby={action.description === undefined ? undefined : hint}
      tabIndex={-1}
      data-item={action.id}
      className={styles.item}
      onPointerEnter={(event) => {
        event.currentTarget.focus({ preventScroll: true });
      }}
      onClick={() => {
        if (action.disabled !== true) onSelect();
      }}
    >
      <span className={styles.mark}>
        {action.checked === true ? (
          <Icon of={Check} size={14} />
        ) : (
          action.icon !== undefined && <Icon of={action.icon} />
        )}
      </span>
      <span className={styles.label}>
        {action.label}
        {action.description !== undefined && (
          <span id={hint} aria-hidden="true" className={styles.description}>
            {action.description}
          </span>
        )}
      </span>
      {action.shortcut !== undefined && (
        <span aria-hidden="true">
          <Kbd keys={action.shortcut} />
        </span>
      )}
    </button>
  );
}
