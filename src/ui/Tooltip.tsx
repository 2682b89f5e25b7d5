import { useEffect, useRef, type PointerEvent, type ReactNode, type SyntheticEvent } from 'react';
import { Kbd } from './Kbd.tsx';
import styles from './Tooltip.module.css';

/** How long a pointer rests before the words appear. Focus by keyboard shows them at once. */
const restMs = 500;

/**
 * Words beside a control while it is pointed at or focused by keyboard. It repeats the control's name, so it is hidden
 * from screen readers. Escape closes it.
 */
export function useTooltip(
  text: string,
  shortcut?: string,
): {
  readonly anchor: {
    readonly onPointerEnter: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerLeave: () => void;
    readonly onPointerDown: () => void;
    readonly onFocus: (event: SyntheticEvent<HTMLElement>) => void;
    readonly onBlur: () => void;
  };
  readonly element: ReactNode;
} {
  const bubble = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function show(source: HTMLElement) {
    if (bubble.current?.isConnected !== true || bubble.current.matches(':popover-open')) return;
    bubble.current.showPopover({ source });
  }
  function hide() {
    clearTimeout(timer.current);
    if (bubble.current?.matches(':popover-open') === true) bubble.current.hidePopover();
  }
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  useEffect(() => {
    const onEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && bubble.current?.matches(':popover-open') === true) {
        bubble.current.hidePopover();
      }
    };
    document.addEventListener('keydown', onEscape, true);
    return () => {
      document.removeEventListener('keydown', onEscape, true);
    };
  }, []);

  return {
    anchor: {
      onPointerEnter: (event) => {
        if (event.pointerType !== 'mouse') return;
        const source = event.currentTarget;
        timer.current = setTimeout(() => {
          show(source);
        }, restMs);
      },
      onPointerLeave: hide,
      onPointerDown: hide,
      onFocus: (event) => {
        if (!event.currentTarget.matches(':focus-visible')) return;
        const source = event.currentTarget;
        // A menu that closes gives focus back in the middle of its closing, when no popover may be shown.
        timer.current = setTimeout(() => {
          show(source);
        });
      },
      onBlur: hide,
    },
    element: (
      <div ref={bubble} popover="manual" aria-hidden="true" className={styles.bubble}>
        {text}
        {shortcut !== undefined && <Kbd keys={shortcut} />}
      </div>
    ),
  };
}
