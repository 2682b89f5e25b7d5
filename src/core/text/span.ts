/**
 * Places in a text. Everything in the core that points into a text does it with a `Span` in UTF-16 code units,
 * half-open, so that `text.slice(span.from, span.to)` is what it names. Lines, columns and bytes are derived.
 */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A span of no length, such as the place where something is missing. */
export function pointAt(offset: number): Span {
  return { from: offset, to: offset };
}

/** True when the two spans share at least one code unit, or touch where one of them is empty. */
export function overlaps(a: Span, b: Span): boolean {
  return (a.from < b.to && b.from < a.to) || a.from === b.from;
}

/** True when `inner` lies within `outer`, ends included. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}
