/**
 * Finds the leftmost match that the pattern prefers, with its groups, following all ways through the program at once: time
 * grows with the length of the text times the size of the program, whatever the pattern.
 */
import { endOfText, holds, side, sideOf } from './look.ts';
import { operation, type Program } from './program.ts';

/** Offsets in UTF-16 code units, two for each group; -1 where a group took no part. */
export type Slots = Int32Array;

/** Ways in order of priority, each with the slots that it has noted. */
interface Ways {
  readonly dense: Int32Array;
  readonly sparse: Int32Array;
  readonly slots: Int32Array;
  size: number;
}

function newWays(program: Program): Ways {
  const length = program.operations.length;
  return {
    dense: new Int32Array(length),
    sparse: new Int32Array(length),
    slots: new Int32Array(length * program.slots),
    size: 0,
  };
}

function isIn(ways: Ways, at: number): boolean {
  const index = ways.sparse[at] ?? 0;
  return index < ways.size && ways.dense[index] === at;
}

export interface Searcher {
  /**
   * The first match at or after `from`, or undefined.
   *
   * @param spend called with steps of work; throws when the budget is spent
   */
  readonly find: (text: string, from: number, spend: (steps: number) => void) => Slots | undefined;
}

export function searcherOf(program: Program): Searcher {
  let current = newWays(program);
  let next = newWays(program);
  const { operations, x, y, sets, looks, slots: slotCount } = program;
  const slots = new Int32Array(slotCount);
  /** Instructions to follow, or slots to restore as -1 - slot and the value that it had. */
  const pending: number[] = [];

  /** Adds an instruction and all that it leads to without taking a character. */
  function follow(ways: Ways, start: number, place: number, before: number, after: number): void {
    pending.push(start);
    while (pending.length > 0) {
      const at = pending.pop() ?? 0;
      if (at < 0) {
        slots[-1 - at] = pending.pop() ?? 0;
        continue;
      }
      if (isIn(ways, at)) continue;
      ways.sparse[at] = ways.size;
      ways.dense[ways.size] = at;
      ways.size += 1;
      const operand = x[at] ?? 0;
      switch (operations[at] ?? operation.match) {
        case operation.jump:
          pending.push(operand);
          break;
        case operation.split:
          pending.push(y[at] ?? 0, operand);
          break;
        case operation.save:
          pending.push(slots[operand] ?? -1, -1 - operand, at + 1);
          slots[operand] = place;
          break;
        case operation.look: {
          const look = looks[operand];
          if (look !== undefined && holds(look, before, after)) pending.push(at + 1);
          break;
        }
        default:
          ways.slots.set(slots, at * slotCount);
      }
    }
  }

  return {
    find: (text, from, spend) => {
      let found: Slots | undefined;
      let place = from;
      let before = from === 0 ? side.edge : sideOf(codePointBefore(text, from));
      let codePoint = text.codePointAt(place) ?? endOfText;
      current.size = 0;
      for (;;) {
        const after = sideOf(codePoint);
        // A later start has less priority than what is under way, and none once something was found.
        if (found === undefined && (!program.anchored || place === 0)) {
          slots.fill(-1);
          follow(current, 0, place, before, after);
        }
        if (current.size === 0) return found;
        spend(current.size);
        const following = codePoint === endOfText ? place : place + (codePoint > 0xffff ? 2 : 1);
        const nextCodePoint = text.codePointAt(following) ?? endOfText;
        const nextAfter = sideOf(nextCodePoint);
        next.size = 0;
        for (let index = 0; index < current.size; index += 1) {
          const at = current.dense[index] ?? 0;
          const code = operations[at];
          if (code === operation.match) {
            found = current.slots.slice(at * slotCount, (at + 1) * slotCount);
            break;
          }
          const operand = x[at] ?? 0;
          const taken =
            code === operation.character
              ? operand === codePoint
              : code === operation.set && codePoint !== endOfText && sets[operand]?.has(codePoint) === true;
          if (taken) {
            slots.set(current.slots.subarray(at * slotCount, (at + 1) * slotCount));
            follow(next, at + 1, following, after, nextAfter);
          }
        }
        if (codePoint === endOfText) return found;
        [current, next] = [next, current];
        place = following;
        before = after;
        codePoint = nextCodePoint;
      }
    },
  };
}

function codePointBefore(text: string, place: number): number {
  const low = text.charCodeAt(place - 1);
  if (low < 0xdc00 || low > 0xdfff || place < 2) return low;
  return text.codePointAt(place - 2) ?? low;
}
