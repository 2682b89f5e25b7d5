/**
 * Whether a text matches, by a deterministic automaton that is built as texts ask for it: one step for each character once
 * its states are known. Without captures and without backtracking.
 */
import { endOfText, holds, side, sideOf, sidesAsked } from './look.ts';
import { operation, type Program } from './program.ts';

interface State {
  /** Instructions to go on from, before those that take no character are followed; ascending. */
  readonly from: readonly number[];
  /** What stands before, as far as conditions ask. */
  readonly before: number;
  readonly ascii: (State | undefined)[];
  readonly others: Map<number, State>;
  end: State | undefined;
}

function newState(from: readonly number[], before: number): State {
  return { from, before, ascii: [], others: new Map(), end: undefined };
}

const matched: State = newState([], 0);
const dead: State = newState([], 0);

/** Beyond these the automaton forgets what it knows, so that no text makes it grow without bounds. */
const maxStates = 2_000;
const maxOthers = 4_096;

export interface Automaton {
  /** @param spend called with steps of work; throws when the budget is spent */
  readonly matches: (text: string, spend: (steps: number) => void) => boolean;
}

export function automatonOf(program: Program): Automaton {
  const asked = program.looks.reduce((bits, look) => bits | sidesAsked(look), 0);
  let states = new Map<string, State>();
  let others = 0;
  const first = newState([0], side.edge & asked);

  function stateOf(from: readonly number[], before: number): State {
    const key = `${String(before)}|${from.join()}`;
    let state = states.get(key);
    if (state === undefined) {
      state = newState(from, before);
      states.set(key, state);
    }
    return state;
  }

  /** Follows what takes no character, then the character. */
  function step(state: State, codePoint: number): State {
    const after = sideOf(codePoint);
    const seen = new Set<number>();
    const next = new Set<number>();
    const pending = [...state.from];
    if (!program.anchored) pending.push(0);
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const x = program.x[at] ?? 0;
      switch (program.operations[at] ?? operation.match) {
        case operation.character:
          if (x === codePoint) next.add(at + 1);
          break;
        case operation.set:
          if (codePoint !== endOfText && program.sets[x]?.has(codePoint) === true) next.add(at + 1);
          break;
        case operation.split:
          pending.push(program.y[at] ?? 0, x);
          break;
        case operation.jump:
          pending.push(x);
          break;
        case operation.save:
          pending.push(at + 1);
          break;
        case operation.look: {
          const look = program.looks[x];
          if (look !== undefined && holds(look, state.before, after)) pending.push(at + 1);
          break;
        }
        default:
          return matched;
      }
    }
    if (codePoint === endOfText || (next.size === 0 && program.anchored)) return dead;
    return stateOf(
      [...next].sort((a, b) => a - b),
      after & asked,
    );
  }

  function follow(state: State, codePoint: number, spend: (steps: number) => void): State {
    spend(state.from.length + 1);
    const next = step(state, codePoint);
    if (codePoint === endOfText) {
      state.end = next;
    } else if (codePoint < 0x80) {
      state.ascii[codePoint] = next;
    } else if (others < maxOthers) {
      others += 1;
      state.others.set(codePoint, next);
    }
    return next;
  }

  function forget(): void {
    if (states.size < maxStates && others < maxOthers) return;
    states = new Map();
    others = 0;
    first.ascii.length = 0;
    first.others.clear();
  }

  return {
    matches: (text, spend) => {
      forget();
      let state = first;
      spend(1 + text.length / 16);
      for (let at = 0; at < text.length; at += 1) {
        let code = text.charCodeAt(at);
        let next = state.ascii[code];
        if (next === undefined) {
          if (code >= 0xd800 && code < 0xdc00) {
            code = text.codePointAt(at) ?? code;
            if (code > 0xffff) at += 1;
          }
          next = state.others.get(code) ?? follow(state, code, spend);
        }
        if (next === matched) return true;
        if (next === dead) return false;
        state = next;
      }
      return (state.end ?? follow(state, endOfText, spend)) === matched;
    },
  };
}
