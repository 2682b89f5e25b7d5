import { memo, type ComponentType, type SVGProps } from 'react';

/** A drawing of lucide-react, imported as `lucide-react/icons/<name>` so that only the ones in use are built in. */
export type IconDrawing = ComponentType<SVGProps<SVGSVGElement> & { size?: string | number }>;

/**
 * A decorative icon: the words beside it, or the name of its control, carry the meaning. Kept between renders, because
 * a drawing is made anew from its description each time, and rows of them render at every letter.
 */
export const Icon = memo(function Icon({
  of: Drawing,
  size = 16,
  className,
}: {
  readonly of: IconDrawing;
  readonly size?: 12 | 14 | 16 | 20 | 24;
  readonly className?: string | undefined;
}) {
  return (
    <Drawing size={size} strokeWidth={1.75} aria-hidden="true" focusable="false" className={className} />
  );
});
