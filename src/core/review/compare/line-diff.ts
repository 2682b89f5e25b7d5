/**
 * A line diff that loses nothing: line ends are part of a line, so that a change of them alone is a change. Myers' shortest
 * script for texts that are alike, anchors of lines that stand once in both for texts that are not.
 */
import type { Span } from '#core/text/span.ts';

export type LineEnd = 'lf' | 'crlf' | 'cr' | 'none';

export interface Line {
  /** Without its end. */
  readonly text: string;
  readonly end: LineEnd;
}

/** A row of the diff; numbers of lines count from 1. */
export type DiffRow =
  | { readonly kind: 'same'; readonly line: Line; readonly a: number; readonly b: number }
  /** `changed`: the part of the line that differs from its counterpart, where it has one. */
  | { readonly kind: 'removed'; readonly line: Line; readonly a: number; readonly changed?: Span }
  | { readonly kind: 'added'; readonly line: Line; readonly b: number; readonly changed?: Span };

export interface LineDiff {
  readonly rows: readonly DiffRow[];
  readonly removed: number;
  readonly added: number;
  /** True when the only differences are white space or line ends. */
  readonly onlyWhiteSpace: boolean;
}

/** Every line with its end. An empty text has no lines; a text that ends in a line end has none behind it. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  const pattern = /\r\n|\n|\r/g;
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const end = match[0] === '\n' ? 'lf' : match[0] === '\r' ? 'cr' : 'crlf';
    lines.push({ text: text.slice(from, match.index), end });
    from = match.index + match[0].length;
  }
  if (from < text.length) lines.push({ text: text.slice(from), end: 'none' });
  return lines;
}

/** The differences of two texts. Joined, the rows give back both. Bounded: near a second for megabytes without likeness. */
export function diffLines(a: string, b: string): LineDiff {
  const [linesA, linesB] = [linesOf(a), linesOf(b)];
  const [keysA, keysB] = keysOf(linesA, linesB);
  const kept = commonLines(keysA, keysB);
  const rows: DiffRow[] = [];
  let [atA, atB] = [0, 0];
  for (const [nextA, nextB] of [...kept, [linesA.length, linesB.length] as const]) {
    rows.push(...changedBlock(linesA, atA, nextA, linesB, atB, nextB));
    const line = linesA[nextA];
    if (line !== undefined && nextB < linesB.length)
      rows.push({ kind: 'same', line, a: nextA + 1, b: nextB + 1 });
    [atA, atB] = [nextA + 1, nextB + 1];
  }
  const removed = rows.filter(({ kind }) => kind === 'removed').length;
  const added = rows.filter(({ kind }) => kind === 'added').length;
  const onlyWhiteSpace = removed + added > 0 && bare(a) === bare(b);
  return { rows, removed, added, onlyWhiteSpace };
}

function bare(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

/** Equal lines get equal numbers, so that comparing them costs nothing. */
function keysOf(a: readonly Line[], b: readonly Line[]): readonly [Int32Array, Int32Array] {
  const numbers = new Map<string, number>();
  const keys = (lines: readonly Line[]): Int32Array =>
    Int32Array.from(lines, ({ text, end }) => {
      const name = `${end}\n${text}`;
      const known = numbers.get(name) ?? numbers.size;
      numbers.set(name, known);
      return known;
    });
  return [keys(a), keys(b)];
}

type Pairs = (readonly [a: number, b: number])[];

function commonLines(a: Int32Array, b: Int32Array): Pairs {
  const pairs: Pairs = [];
  align(a, 0, a.length, b, 0, b.length, pairs, 0);
  return pairs;
}

/** Beyond this many differences the shortest script costs more than it tells. */
const mostSteps = 1200;
const deepest = 40;

function align(
  a: Int32Array,
  startA: number,
  stopA: number,
  b: Int32Array,
  startB: number,
  stopB: number,
  pairs: Pairs,
  depth: number,
): void {
  let [fromA, fromB, toA, toB] = [startA, startB, stopA, stopB];
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) pairs.push([fromA++, fromB++]);
  const tail: Pairs = [];
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) tail.push([--toA, --toB]);
  if (fromA < toA && fromB < toB) {
    const middle = shortest(a.subarray(fromA, toA), b.subarray(fromB, toB));
    if (middle !== undefined) for (const [x, y] of middle) pairs.push([fromA + x, fromB + y]);
    else byAnchors(a, fromA, toA, b, fromB, toB, pairs, depth);
  }
  pairs.push(...tail.toReversed());
}

/** Myers 1986, greedy: the furthest reaching path for every number of differences. */
function shortest(a: Int32Array, b: Int32Array): Pairs | undefined {
  const most = Math.min(mostSteps, a.length + b.length);
  const width = 2 * most + 3;
  const reach = new Int32Array(width);
  const middle = most + 1;
  const history: Int32Array[] = [];
  for (let steps = 0; steps <= most; steps++) {
    history.push(reach.slice(middle - steps - 1, middle + steps + 2));
    for (let k = -steps; k <= steps; k += 2) {
      const down = k === -steps || (k !== steps && at(reach, middle + k - 1) < at(reach, middle + k + 1));
      let x = down ? at(reach, middle + k + 1) : at(reach, middle + k - 1) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      reach[middle + k] = x;
      if (x >= a.length && y >= b.length) return traced(history, a.length, b.length);
    }
  }
  return undefined;
}

function at(values: Int32Array, index: number): number {
  return values[index] ?? 0;
}

function traced(history: readonly Int32Array[], endA: number, endB: number): Pairs {
  const pairs: Pairs = [];
  let [x, y] = [endA, endB];
  for (let steps = history.length - 1; steps >= 0; steps--) {
    const reach = history[steps] ?? new Int32Array();
    const centre = steps + 1;
    const k = x - y;
    const down = k === -steps || (k !== steps && at(reach, centre + k - 1) < at(reach, centre + k + 1));
    const before = down ? k + 1 : k - 1;
    const fromX = steps === 0 ? 0 : at(reach, centre + before);
    const fromY = steps === 0 ? 0 : fromX - before;
    while (x > fromX && y > fromY) pairs.push([--x, --y]);
    [x, y] = [fromX, fromY];
  }
  return pairs.toReversed();
}

/** Lines that stand once in both, in the longest order that both have, cut the rest into smaller pieces. */
function byAnchors(
  a: Int32Array,
  fromA: number,
  toA: number,
  b: Int32Array,
  fromB: number,
  toB: number,
  pairs: Pairs,
  depth: number,
): void {
  const anchors = depth >= deepest ? [] : anchorsOf(a.subarray(fromA, toA), b.subarray(fromB, toB));
  if (anchors.length === 0) return;
  let [x, y] = [fromA, fromB];
  for (const [anchorA, anchorB] of anchors) {
    align(a, x, fromA + anchorA, b, y, fromB + anchorB, pairs, depth + 1);
    pairs.push([fromA + anchorA, fromB + anchorB]);
    [x, y] = [fromA + anchorA + 1, fromB + anchorB + 1];
  }
  align(a, x, toA, b, y, toB, pairs, depth + 1);
}

function anchorsOf(a: Int32Array, b: Int32Array): Pairs {
  const places = new Map<number, { a: number; b: number }>();
  const note = (keys: Int32Array, side: 'a' | 'b'): void => {
    keys.forEach((key, index) => {
      const place = places.get(key) ?? { a: -1, b: -1 };
      place[side] = place[side] === -1 ? index : -2;
      places.set(key, place);
    });
  };
  note(a, 'a');
  note(b, 'b');
  const unique = [...places.values()]
    .filter((place) => place.a >= 0 && place.b >= 0)
    .toSorted((one, other) => one.a - other.a);
  return longestRising(unique.map((place) => [place.a, place.b] as const));
}

/** Patience sorting on the second number. */
function longestRising(items: readonly (readonly [number, number])[]): Pairs {
  const tails: number[] = [];
  const previous = new Int32Array(items.length).fill(-1);
  for (const [index, [, value]] of items.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const half = (low + high) >> 1;
      if ((items[tails[half] ?? 0]?.[1] ?? 0) < value) low = half + 1;
      else high = half;
    }
    previous[index] = tails[low - 1] ?? -1;
    tails[low] = index;
  }
  const pairs: Pairs = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const item = items[index];
    if (item !== undefined) pairs.push(item);
  }
  return pairs.toReversed();
}

/** Lines that were taken out and put in between two that stayed; a line and its counterpart show where they differ. */
function changedBlock(
  a: readonly Line[],
  fromA: number,
  toA: number,
  b: readonly Line[],
  fromB: number,
  toB: number,
): readonly DiffRow[] {
  const paired = toA - fromA === toB - fromB;
  const removed = a.slice(fromA, toA).map((line, index): DiffRow => {
    const other = paired ? b[fromB + index] : undefined;
    const changed = other === undefined ? undefined : changedPart(line.text, other.text);
    return { kind: 'removed', line, a: fromA + index + 1, ...(changed === undefined ? {} : { changed }) };
  });
  const added = b.slice(fromB, toB).map((line, index): DiffRow => {
    const other = paired ? a[fromA + index] : undefined;
    const changed = other === undefined ? undefined : changedPart(line.text, other.text);
    return { kind: 'added', line, b: fromB + index + 1, ...(changed === undefined ? {} : { changed }) };
  });
  return [...removed, ...added];
}

/** What of `text` differs from `other`, between their common beginning and end; never half of a surrogate pair. */
function changedPart(text: string, other: string): Span | undefined {
  const limit = Math.min(text.length, other.length);
  let from = 0;
  while (from < limit && text.charCodeAt(from) === other.charCodeAt(from)) from++;
  let tail = 0;
  while (
    tail < limit - from &&
    text.charCodeAt(text.length - 1 - tail) === other.charCodeAt(other.length - 1 - tail)
  )
    tail++;
  if (from > 0 && isLow(text, from)) from--;
  let to = text.length - tail;
  if (to < text.length && isLow(text, to)) to++;
  return from === 0 && to === text.length ? undefined : { from, to };
}

function isLow(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
