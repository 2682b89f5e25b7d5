import { useId, useState, type ReactNode } from 'react';
import { Button, type ButtonProps } from './Button.tsx';
import { classes } from './classes.ts';
import styles from './Popover.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** A button that opens a small named panel beside it. Escape or a press elsewhere closes it and focus returns. */
export function PopoverButton({
  label,
  content,
  children,
  panelClassName,
  ...rest
}: Omit<ButtonProps, 'onClick' | 'popoverTarget' | 'content'> & {
  /** The name of the panel, and of the button unless it has words of its own. */
  readonly label: string;
  readonly content: ReactNode;
  readonly panelClassName?: string | undefined;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" aria-expanded={open} popoverTarget={id} {...rest}>
        {children ?? label}
      </Button>
      <dialog
        id={id}
        popover="auto"
        aria-labelledby={`${id}-title`}
        className={classes(styles.panel, panelClassName)}
        onToggle={(event) => {
          setOpen(event.newState === 'open');
        }}
      >
        <h2 id={`${id}-title`}>
          <VisuallyHidden>{label}</VisuallyHidden>
        </h2>
        {open && content}
      </dialog>
    </>
  );
}
