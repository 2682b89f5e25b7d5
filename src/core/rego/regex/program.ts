/** A pattern as a program of a non-deterministic automaton over code points. */
import { type CharSet, stateBytes } from './char-set.ts';
import type { Look, Pattern, RegexNode } from './syntax.ts';

/** What an instruction does. All but `match` go on with the next one, or with the ones they name. */
export const operation = {
  /** Takes the code point `x`. */
  character: 0,
  /** Takes a member of `sets[x]`. */
  set: 1,
  /** Goes on at `x`, and at `y` with less priority. */
  split: 2,
  jump: 3,
  /** Notes the place in slot `x`. */
  save: 4,
  /** Goes on where `looks[x]` holds. */
  look: 5,
  match: 6,
} as const;

export interface Program {
  readonly operations: Uint8Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly sets: readonly CharSet[];
  readonly looks: readonly Look[];
  /** Two for each group. */
  readonly slots: number;
  /** Every match begins at the start of the text. */
  readonly anchored: boolean;
}

/**
 * The memory that the native engine allows a compiled pattern. Its automaton works on bytes, so a character beyond ASCII
 * and most of all `\w` and `\pL` are large: `\w{209}` is the longest that passes. Estimated from the pattern; one near
 * the limit may be judged otherwise.
 */
const maxBytes = 10 * 2 ** 20 - 256;
const splitBytes = 72;

interface Draft {
  readonly operations: number[];
  readonly x: number[];
  readonly y: number[];
  readonly sets: CharSet[];
  readonly looks: Look[];
}

/** Undefined when the program would be larger than the engine allows. */
export function compilePattern(pattern: Pattern): Program | undefined {
  if (bytesOf(pattern.node) > maxBytes) return undefined;
  const draft: Draft = { operations: [], x: [], y: [], sets: [], looks: [] };
  emit(draft, operation.save, 0);
  compile(draft, pattern.node);
  emit(draft, operation.save, 1);
  emit(draft, operation.match);
  return {
    operations: Uint8Array.from(draft.operations),
    x: Int32Array.from(draft.x),
    y: Int32Array.from(draft.y),
    sets: draft.sets,
    looks: draft.looks,
    slots: 2 * pattern.groups,
    anchored: isAnchored(pattern.node),
  };
}

function bytesOf(node: RegexNode): number {
  switch (node.kind) {
    case 'empty':
      return 0;
    case 'look':
      return stateBytes;
    case 'set':
      return node.set.bytes;
    case 'capture':
      return bytesOf(node.node) + 2 * stateBytes;
    case 'sequence':
      return node.nodes.reduce((total, inner) => total + bytesOf(inner), 0);
    case 'alternation':
      return node.nodes.reduce((total, inner) => total + bytesOf(inner) + stateBytes, stateBytes);
    case 'repetition': {
      const inner = bytesOf(node.node);
      if (node.max === undefined) return inner * Math.max(1, node.min) + splitBytes;
      return inner * node.max + splitBytes * (node.max - node.min);
    }
  }
}

function isAnchored(node: RegexNode): boolean {
  switch (node.kind) {
    case 'look':
      return node.look === 'start';
    case 'capture':
      return isAnchored(node.node);
    case 'sequence':
      return node.nodes[0] !== undefined && isAnchored(node.nodes[0]);
    case 'alternation':
      return node.nodes.every(isAnchored);
    case 'repetition':
      return node.min > 0 && isAnchored(node.node);
    case 'empty':
    case 'set':
      return false;
  }
}

function canBeEmpty(node: RegexNode): boolean {
  switch (node.kind) {
    case 'empty':
    case 'look':
      return true;
    case 'set':
      return false;
    case 'capture':
      return canBeEmpty(node.node);
    case 'sequence':
      return node.nodes.every(canBeEmpty);
    case 'alternation':
      return node.nodes.some(canBeEmpty);
    case 'repetition':
      return node.min === 0 || canBeEmpty(node.node);
  }
}

function emit(draft: Draft, code: number, x = 0, y = 0): number {
  draft.x.push(x);
  draft.y.push(y);
  return draft.operations.push(code) - 1;
}

/** A split whose first way is the next instruction when greedy, and the last when not; `leave` sets the other way. */
function emitSplit(draft: Draft, greedy: boolean): (leave: number) => void {
  const at = emit(draft, operation.split);
  const next = at + 1;
  (greedy ? draft.x : draft.y)[at] = next;
  return (leave) => {
    (greedy ? draft.y : draft.x)[at] = leave;
  };
}

function here(draft: Draft): number {
  return draft.operations.length;
}

function compile(draft: Draft, node: RegexNode): void {
  switch (node.kind) {
    case 'empty':
      return;
    case 'set':
      if (node.set.single !== undefined) emit(draft, operation.character, node.set.single);
      else emit(draft, operation.set, indexIn(draft.sets, node.set));
      return;
    case 'look':
      emit(draft, operation.look, indexIn(draft.looks, node.look));
      return;
    case 'capture':
      emit(draft, operation.save, 2 * node.index);
      compile(draft, node.node);
      emit(draft, operation.save, 2 * node.index + 1);
      return;
    case 'sequence':
      for (const inner of node.nodes) compile(draft, inner);
      return;
    case 'alternation':
      compileAlternation(draft, node.nodes);
      return;
    case 'repetition':
      compileRepetition(draft, node.node, node.min, node.max, node.greedy);
      return;
  }
}

function indexIn<T>(list: T[], item: T): number {
  const index = list.indexOf(item);
  return index === -1 ? list.push(item) - 1 : index;
}

function compileAlternation(draft: Draft, nodes: readonly RegexNode[]): void {
  const jumps: number[] = [];
  for (const [index, node] of nodes.entries()) {
    if (index === nodes.length - 1) {
      compile(draft, node);
    } else {
      const leave = emitSplit(draft, true);
      compile(draft, node);
      jumps.push(emit(draft, operation.jump));
      leave(here(draft));
    }
  }
  for (const jump of jumps) draft.x[jump] = here(draft);
}

function compileRepetition(
  draft: Draft,
  node: RegexNode,
  min: number,
  max: number | undefined,
  greedy: boolean,
): void {
  if (max === undefined) {
    for (let count = 1; count < min; count += 1) compile(draft, node);
    if (min === 0 && canBeEmpty(node)) {
      // Entering at all is one choice and going round another, so that priorities hold where a round may be empty.
      const leave = emitSplit(draft, greedy);
      compileLoop(draft, node, greedy);
      leave(here(draft));
    } else if (min === 0) {
      const split = here(draft);
      const leave = emitSplit(draft, greedy);
      compile(draft, node);
      emit(draft, operation.jump, split);
      leave(here(draft));
    } else {
      compileLoop(draft, node, greedy);
    }
    return;
  }
  for (let count = 0; count < min; count += 1) compile(draft, node);
  const leaves: ((leave: number) => void)[] = [];
  for (let count = min; count < max; count += 1) {
    leaves.push(emitSplit(draft, greedy));
    compile(draft, node);
  }
  for (const leave of leaves) leave(here(draft));
}

/** Once or more. */
function compileLoop(draft: Draft, node: RegexNode, greedy: boolean): void {
  const from = here(draft);
  compile(draft, node);
  const split = here(draft);
  if (greedy) emit(draft, operation.split, from, split + 1);
  else emit(draft, operation.split, split + 1, from);
}
