import type { Browser } from '../scripts/browser.mjs';

/** What a part of the measurements hands to the report. */

export interface Table {
  readonly title: string;
  /** What was compared with what, and how. */
  readonly note: string;
  readonly columns: readonly string[];
  /** As many cells as there are columns; the first names the row. */
  readonly rows: readonly (readonly string[])[];
}

/** A file `bench/*.bench.ts` exports one of these as `part`. */
export interface Part {
  readonly name: string;
  readonly run: (tools: Tools) => Promise<readonly Table[]>;
}

/** Programs of others to compare with; absent where the machine has them not. */
export interface Tools {
  /** Runs a program with the given input and returns its output; undefined when there is no such program. */
  readonly pipe: (program: string, args: readonly string[], input: Uint8Array) => Uint8Array | undefined;
  /** A package that is fetched only for measuring; undefined when the registry does not answer. */
  readonly load: (specifier: string) => Promise<unknown>;
  /** A Chromium that starts. Rejects when none can be had. */
  readonly browser: () => Promise<Browser>;
  /** Folder of the built site, up to date with the sources. */
  readonly site: string;
  /** The program of another engine, as scripts/peers.mjs builds it; undefined after saying that it is not built. */
  readonly peer: (name: 'regorus' | 'opa') => string | undefined;
  /** Folder of recorded requests, a folder for each policy; only there once regorus is built. */
  readonly kataRequests: string;
  /** Folder of collected documents beside the repository; it need not be there. */
  readonly collection: string;
}

export interface Timing {
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
}

export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function timingOf(samples: readonly number[]): Timing {
  return { p50: percentile(samples, 0.5), p95: percentile(samples, 0.95) };
}

/**
 * Times something for about `budget` milliseconds, after warming up.
 *
 * @param work is awaited when it returns a promise
 */
export async function time(work: () => unknown, budget = 1_000): Promise<Timing> {
  const samples: number[] = [];
  const started = performance.now();
  for (let round = 0; round < 3 || (performance.now() - started < budget && round < 10_000); round += 1) {
    const start = performance.now();
    await work();
    const took = performance.now() - start;
    // The first rounds run in the interpreter.
    if (round > 1 || took > budget) samples.push(took);
  }
  return timingOf(samples);
}

/**
 * Times several things in turn, one round of each after the other, so that what else the machine does meets all alike.
 *
 * @param works are awaited where they return promises
 * @param budget milliseconds for all of them together, after warming up
 */
export async function timeInTurn<Name extends string>(
  works: Readonly<Record<Name, () => unknown>>,
  budget = 3_000,
): Promise<Readonly<Record<Name, Timing>>> {
  const named = (Object.keys(works) as Name[]).map((name) => [name, works[name]] as const);
  const samples = new Map<Name, number[]>(named.map(([name]) => [name, []]));
  const started = performance.now();
  for (let round = 0; round < 5 || (performance.now() - started < budget && round < 5_000); round += 1) {
    for (const [name, work] of named) {
      const start = performance.now();
      await work();
      const took = performance.now() - start;
      // The first rounds run in the interpreter.
      if (round > 1) samples.get(name)?.push(took);
    }
  }
  return Object.fromEntries(named.map(([name]) => [name, timingOf(samples.get(name) ?? [])])) as Record<
    Name,
    Timing
  >;
}

export function milliseconds(value: number): string {
  return `${value < 1 ? value.toPrecision(2) : value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

/** A ratio for reading: `0.40x` means less than half. */
export function ratio(value: number, base: number): string {
  return `${(value / base).toFixed(2)}x`;
}

/** A difference in percent with its sign. */
export function percent(value: number, base: number): string {
  const change = (value / base - 1) * 100;
  return `${change > 0 ? '+' : ''}${change.toFixed(2)} %`;
}
