import X from 'lucide-react/icons/x';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';

/**
 * A modal, named dialog: the browser's own, so the rest of the page is inert, Escape closes it and focus returns to
 * where it came from.
 */
export function Dialog({
  open,
  onClose,
  title,
  description,
  size = 'medium',
  ownFocus = false,
  footer,
  children,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  /** The content marks a control with `data-first-focus`; otherwise the title has the focus at first. */
  readonly ownFocus?: boolean;
  /** Buttons at the foot, the main one last. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  const dialog = useModal(open);
  return (
    <dialog
      ref={dialog}
      closedby="any"
      aria-labelledby={`${id}-title`}
      aria-describedby={description === undefined ? undefined : `${id}-description`}
      className={classes(styles.dialog, styles[size])}
      onClose={onClose}
    >
      {open && (
        <>
          <div className={styles.header}>
            <div className={styles.words}>
              <h2
                id={`${id}-title`}
                tabIndex={-1}
                data-first-focus={ownFocus ? undefined : ''}
                className={styles.title}
              >
                {title}
              </h2>
              {description !== undefined && (
                <p id={`${id}-description`} className={styles.description}>
                  {description}
                </p>
              )}
            </div>
            <IconButton label="Close" icon={X} shortcut="Esc" onClick={onClose} />
          </div>
          <div className={styles.body}>{children}</div>
          {footer !== undefined && <div className={styles.footer}>{footer}</div>}
        </>
      )}
    </dialog>
  );
}

/** Opens and closes a native dialog element with the state of the component that owns it. */
export function useModal(open: boolean) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === open) return;
    if (!open) {
      element.close();
      return;
    }
    element.showModal();
    // The browser would focus the first button, which closes what was just opened; the reading begins at the title.
    element.querySelector<HTMLElement>('[data-first-focus]')?.focus();
  }, [open]);
  return dialog;
}
