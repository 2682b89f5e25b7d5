/** Texts of a pod that hold something which is settled only when the pod is created. */
import type { SimulatedPod } from '../simulate/pod.ts';
import type { Unsettled } from '../simulate/unsettled.ts';

export interface Exactness {
  readonly pod: SimulatedPod;
  readonly unsettled: readonly Unsettled[];
}

/** A regular expression for a text of the pod: the text itself, with what is not settled replaced by its pattern. */
export function patternOf(text: string, { unsettled }: Exactness): string {
  // The longest first: the address of a pod must not be taken for part of its name.
  const known = unsettled
    .filter((each) => each.text !== '')
    .toSorted((a, b) => b.text.length - a.text.length);
  let pattern = '^';
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const found = known.find((each) => text.startsWith(each.text, at));
    if (found === undefined) {
      plain += text[at] ?? '';
      at += 1;
      continue;
    }
    pattern += `${escaped(plain)}${found.pattern}`;
    plain = '';
    at += found.text.length;
  }
  return `${pattern}${escaped(plain)}$`;
}

/** A text as a regular expression that matches it alone, in the dialects of all engines. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
