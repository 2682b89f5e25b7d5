import type { ButtonProps } from './Button.tsx';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import type { IconDrawing } from './Icon.tsx';
import styles from './IconButton.module.css';
import { ariaKeys } from './shortcut.ts';
import { useTooltip } from './Tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label' | 'icon'> {
  /** The accessible name, shown as the tooltip. */
  readonly label: string;
  readonly icon: IconDrawing;
  readonly shortcut?: string | undefined;
  readonly pressed?: boolean;
}

/** A square button with an icon, a name, and a tooltip that says the name to those who see. */
export function IconButton({
  label,
  icon,
  shortcut,
  pressed,
  variant = 'quiet',
  className,
  ...rest
}: IconButtonProps) {
  const tooltip = useTooltip(label, shortcut);
  return (
    <>
      <Button
        variant={variant}
        icon={icon}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={shortcut === undefined ? undefined : ariaKeys(shortcut)}
        className={classes(styles.square, rest.size === 'small' && styles.small, className)}
        {...tooltip.anchor}
        {...rest}
      />
      {tooltip.element}
    </>
  );
}
