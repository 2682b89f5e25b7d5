/** Reads a Chromium trace: what the main thread of the page did, and the marks that the app set. */

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds on one clock for all events. */
  readonly ts: number;
  readonly dur?: number;
  /** Processor time of the thread; absent where the system does not count it. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface Trace {
  /** Milliseconds of each mark of that name, in order. */
  readonly marks: (name: string) => readonly number[];
  /** Milliseconds of the longest task on the page's main thread that overlaps the window. */
  readonly longestTask: (from: number, to: number) => number;
  /**
   * Milliseconds of processor time of the most laborious of these tasks: what it would take on a machine that does nothing
   * else. Undefined where the system does not count it.
   */
  readonly mostLaborious: (from: number, to: number) => number | undefined;
}

/** Categories that the reading needs. */
export const traceCategories = ['toplevel', 'blink.user_timing', 'devtools.timeline', '__metadata'];

/**
 * @param buffer what Playwright's `stopTracing` returns
 * @param mark one that only the measured page sets, to know its process
 */
export function readTrace(buffer: Buffer, mark: string): Trace {
  const { traceEvents } = JSON.parse(buffer.toString('utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const process = traceEvents.find(({ name, ph }) => name === mark && ph !== 'M')?.pid;
  const mainThread = traceEvents.find(
    ({ name, pid, args }) => name === 'thread_name' && pid === process && args?.name === 'CrRendererMain',
  )?.tid;
  const tasks = traceEvents.filter(
    ({ name, pid, tid, dur }) =>
      pid === process &&
      tid === mainThread &&
      dur !== undefined &&
      (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask'),
  );
  const tasksIn = (from: number, to: number): readonly TraceEvent[] =>
    tasks.filter(({ ts, dur = 0 }) => ts / 1000 < to && (ts + dur) / 1000 > from);
  return {
    marks: (name) =>
      traceEvents
        .filter(
          (event) => event.name === name && event.pid === process && event.ph !== 'M' && event.ph !== 'E',
        )
        .map(({ ts }) => ts / 1000)
        .toSorted((a, b) => a - b),
    longestTask: (from, to) => Math.max(0, ...tasksIn(from, to).map(({ dur = 0 }) => dur / 1000)),
    mostLaborious: (from, to) =>
      tasks.some(({ tdur }) => tdur !== undefined)
        ? Math.max(0, ...tasksIn(from, to).map(({ tdur = 0 }) => tdur / 1000))
        : undefined,
  };
}
