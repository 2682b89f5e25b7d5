import { algorithms } from '#core/initdata/algorithm.ts';

export interface AlgorithmChoice {
  /** The value of the list: an algorithm, or a value that is none of them. */
  readonly value: string;
  readonly label: string;
  readonly known: boolean;
}

/** What the list of algorithms shows for the field of the document. An unknown spelling is shown as it is written. */
export function algorithmChoice(field: { readonly value?: string | undefined } | undefined): AlgorithmChoice {
  const written = field?.value;
  if (field === undefined) return { value: '', label: 'no algorithm', known: false };
  if (written === undefined) return { value: '', label: 'algorithm is not text', known: false };
  if (algorithms.some((algorithm) => algorithm === written))
    return { value: written, label: written, known: true };
  return { value: `unknown:${written}`, label: `${written === '' ? '""' : written} (unknown)`, known: false };
}
