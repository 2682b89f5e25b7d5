import CircleCheck from 'lucide-react/icons/circle-check';
import CircleX from 'lucide-react/icons/circle-x';
import Fingerprint from 'lucide-react/icons/fingerprint-pattern';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { classes } from './classes.ts';
import { Icon, type IconDrawing } from './Icon.tsx';
import styles from './ToneIcon.module.css';
import type { Tone } from './tone.ts';

const drawings: Record<Tone, IconDrawing> = {
  neutral: Info,
  accent: Info,
  ok: CircleCheck,
  note: Info,
  risk: TriangleAlert,
  error: CircleX,
  measured: Fingerprint,
};

/** The icon of a tone in its colour: each tone that ranks has a shape of its own, so that colour is never alone. */
export function ToneIcon({
  tone,
  size = 16,
  className,
}: {
  readonly tone: Tone;
  readonly size?: 14 | 16 | 20;
  readonly className?: string | undefined;
}) {
  return <Icon of={drawings[tone]} size={size} className={classes(styles[tone], className)} />;
}
