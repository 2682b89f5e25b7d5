import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Button.module.css';
import { classes } from './classes.ts';
import { Icon, type IconDrawing } from './Icon.tsx';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` is the one thing to do on a panel; `quiet` stands in rows of tools. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'small';
  readonly icon?: IconDrawing;
  readonly children?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  variant = 'secondary',
  size = 'normal',
  icon,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={classes(styles.button, styles[variant], styles[size], className)}
      {...rest}
    >
      {icon !== undefined && <Icon of={icon} size={size === 'small' ? 14 : 16} />}
      {children}
    </button>
  );
}

/** A button that stays pressed. */
export function ToggleButton({
  pressed,
  onPressedChange,
  ...rest
}: Omit<ButtonProps, 'aria-pressed' | 'onClick'> & {
  readonly pressed: boolean;
  readonly onPressedChange: (pressed: boolean) => void;
}) {
  return (
    <Button
      aria-pressed={pressed}
      onClick={() => {
        onPressedChange(!pressed);
      }}
      {...rest}
    />
  );
}
