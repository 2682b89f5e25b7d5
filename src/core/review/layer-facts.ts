/** Small makers of the facts of layers. */
import type { LayerFact } from './review.ts';

/** Digits in groups of three, with narrow spaces that do not break. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, '\u202f');
}

/** One fact; a number is grouped. */
export function fact(name: string, value: string | number, quoted = false): LayerFact {
  return { name, value: typeof value === 'number' ? grouped(value) : value, quoted };
}

/** A field of a container can hold a megabyte. */
export function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
