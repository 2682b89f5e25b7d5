/** A line break as the stored text has it; the editor sees all three as one line feed. */
export type LineEnd = '\n' | '\r' | '\r\n';

/** Neighbouring line breaks of one kind. */
export interface LineEndRun {
  readonly end: LineEnd;
  readonly count: number;
}

/**
 * The line breaks of a text in order, as runs: nearly every text has one run, so that a copy for each step that can be
 * undone costs next to nothing. Neighbouring runs differ and no run is empty.
 */
export type LineEnds = readonly LineEndRun[];

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** The line breaks of a text: LF, CRLF and lone CR each end one line. */
export function lineEndsOf(text: string): LineEnds {
  const runs: LineEndRun[] = [];
  let end: LineEnd | undefined;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== lineFeed && unit !== carriageReturn) continue;
    let found: LineEnd = '\n';
    if (unit === carriageReturn) {
      found = text.charCodeAt(at + 1) === lineFeed ? '\r\n' : '\r';
      at += found.length - 1;
    }
    if (found === end) {
      count++;
      continue;
    }
    if (end !== undefined) runs.push({ end, count });
    end = found;
    count = 1;
  }
  if (end !== undefined) runs.push({ end, count });
  return runs;
}

export function countLineEnds(ends: LineEnds): number {
  return ends.reduce((sum, { count }) => sum + count, 0);
}

/** The line break that ends a line (0 is the first), or `undefined` for the last line and beyond. */
export function lineEndAt(ends: LineEnds, line: number): LineEnd | undefined {
  let left = line;
  for (const { end, count } of ends) {
    if (left < count) return end;
    left -= count;
  }
  return undefined;
}

/** How many code units more than one each do the first `lines` line breaks take. */
export function extraUnits(ends: LineEnds, lines: number): number {
  let left = lines;
  let extra = 0;
  for (const { end, count } of ends) {
    if (left <= 0) break;
    if (end === '\r\n') extra += Math.min(left, count);
    left -= count;
  }
  return extra;
}

/** Replaces `removed` line breaks from `line` on by others. */
export function spliceLineEnds(ends: LineEnds, line: number, removed: number, inserted: LineEnds): LineEnds {
  if (removed === 0 && inserted.length === 0) return ends;
  return joinLineEnds([
    ...sliceLineEnds(ends, 0, line),
    ...inserted,
    ...sliceLineEnds(ends, line + removed, Number.POSITIVE_INFINITY),
  ]);
}

function sliceLineEnds(ends: LineEnds, from: number, to: number): LineEnds {
  const runs: LineEndRun[] = [];
  let start = 0;
  for (const { end, count } of ends) {
    const kept = Math.min(to, start + count) - Math.max(from, start);
    if (kept > 0) runs.push({ end, count: kept });
    start += count;
  }
  return runs;
}

function joinLineEnds(runs: LineEnds): LineEnds {
  const joined: LineEndRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last?.end === run.end) joined[joined.length - 1] = { end: run.end, count: last.count + run.count };
    else joined.push(run);
  }
  return joined;
}

/** The line break that most lines have; LF when there is none or they are equally many. */
export function dominantLineEnd(ends: LineEnds): LineEnd {
  const totals: Record<LineEnd, number> = { '\n': 0, '\r\n': 0, '\r': 0 };
  for (const { end, count } of ends) totals[end] += count;
  let dominant: LineEnd = '\n';
  for (const end of ['\r\n', '\r'] as const) if (totals[end] > totals[dominant]) dominant = end;
  return dominant;
}

export function sameLineEnds(a: LineEnds, b: LineEnds): boolean {
  return (
    a === b ||
    (a.length === b.length && a.every((run, i) => run.end === b[i]?.end && run.count === b[i].count))
  );
}
