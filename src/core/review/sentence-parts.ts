/** Makers of the parts of a sentence. */
import type { Evidence, Layer, SentencePart } from './review.ts';

export type Part = SentencePart;

/** Longer words of a document are cut, with an ellipsis: the evidence has all of them. */
const longestQuote = 200;

/** Our own words. */
export function plain(text: string, tone: Part['tone'] = 'plain'): Part {
  return { text, quoted: false, tone };
}

/** Words of the document, on one line and without characters that are not seen. */
export function quote(text: string, tone: Part['tone'] = 'plain'): Part {
  const visible = text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return {
    text: visible.length > longestQuote ? `${visible.slice(0, longestQuote)}…` : visible,
    quoted: true,
    tone,
  };
}

/** The same part with its evidence, if there is any. */
export function link(part: Part, evidence: Evidence | undefined): Part {
  return evidence === undefined ? part : { ...part, evidence };
}

/** The layer of a kind, where there is one. */
export function layerOf(layers: readonly Layer[], kind: Layer['kind']): Evidence | undefined {
  const index = layers.findIndex((layer) => layer.kind === kind);
  return index < 0 ? undefined : { kind: 'layer', index };
}

/** The layer at which the peeling ended. */
export function lastOf(layers: readonly Layer[]): Evidence | undefined {
  return layers.length === 0 ? undefined : { kind: 'layer', index: layers.length - 1 };
}

/** `a, b and c`, or with another last word. */
export function listed(items: readonly (readonly Part[])[], last: 'and' | 'or' = 'and'): readonly Part[] {
  return items.flatMap((item, index) => [
    plain(index === 0 ? '' : index === items.length - 1 ? ` ${last} ` : ', '),
    ...item,
  ]);
}
