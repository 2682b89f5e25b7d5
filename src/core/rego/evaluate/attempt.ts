import { Failed } from '../compile/failure.ts';
import type { Machine } from './machine.ts';

/**
 * What the engine tries and lets go when it fails: the machine is put back as it was before, but for its world. When the
 * value of a `with` fails the engine goes on in the world that it was about to enter.
 *
 * @returns undefined when it failed, or gave undefined
 * @throws Failed for what ends an evaluation in any case, such as a spent budget
 */
export function attempt<T>(
  machine: Machine,
  evaluate: () => T | undefined,
  note?: (failed: Failed) => void,
): T | undefined {
  const { row } = machine;
  const { depth } = machine.meter;
  const { length } = machine.active;
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof Failed) || error.failure.kind !== 'evaluate') throw error;
    note?.(error);
    machine.row = row;
    machine.meter.depth = depth;
    machine.active.length = length;
    return undefined;
  }
}
