/** Sizes of the blocks that GNU gzip writes for counts of symbols: its Huffman trees, ties and all. */
import { codeLengthOrder, repeatExtraBits } from '../deflate/code-description.ts';
import {
  distanceExtraBits,
  distanceSymbols,
  endOfBlock,
  lengthExtraBits,
  literalSymbols,
  maxCodeBits,
} from '../deflate/symbols.ts';

/** Positions of the heap; the lower ones are left for the nodes in the order of their depth. */
const heapSize = 2 * literalSymbols + 1;

interface Alphabet {
  readonly symbols: number;
  readonly longest: number;
  readonly extraBits: (symbol: number) => number;
  /** Length in the fixed code; the code for lengths has none. */
  readonly fixedBits: (symbol: number) => number;
}

const literalAlphabet: Alphabet = {
  symbols: literalSymbols,
  longest: maxCodeBits,
  extraBits: (symbol) => (symbol > endOfBlock ? lengthExtraBits[symbol - 257]! : 0),
  fixedBits: (symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8),
};

const distanceAlphabet: Alphabet = {
  symbols: distanceSymbols,
  longest: maxCodeBits,
  extraBits: (symbol) => distanceExtraBits[symbol]!,
  fixedBits: () => 5,
};

const lengthAlphabet: Alphabet = {
  symbols: 19,
  longest: 7,
  extraBits: (symbol) => (symbol < 16 ? 0 : repeatExtraBits[symbol - 16]!),
  fixedBits: () => 0,
};

interface Tree {
  readonly lengths: Uint8Array;
  readonly lastUsed: number;
  /** Bits of all symbols with their extra bits, in this code and in the fixed one. */
  readonly bits: number;
  readonly fixedBits: number;
}

/** Bits of a block with the fixed codes and with codes of its own, three for its head included. */
export function codedBits(
  literals: Int32Array,
  distances: Int32Array,
): { readonly fixed: number; readonly dynamic: number } {
  const literalTree = treeOf(literals, literalAlphabet);
  const distanceTree = treeOf(distances, distanceAlphabet);
  const runs = new Int32Array(19);
  countRuns(literalTree, runs);
  countRuns(distanceTree, runs);
  const lengthTree = treeOf(runs, lengthAlphabet);
  let lastLength = 18;
  while (lastLength >= 3 && lengthTree.lengths[codeLengthOrder[lastLength]!] === 0) lastLength--;
  const description = lengthTree.bits + 3 * (lastLength + 1) + 5 + 5 + 4;
  return {
    fixed: 3 + literalTree.fixedBits + distanceTree.fixedBits,
    dynamic: 3 + literalTree.bits + distanceTree.bits + description,
  };
}

/** Huffman's tree as a heap builds it: of equal counts the one that is less deep goes first. */
function treeOf(counts: Int32Array, alphabet: Alphabet): Tree {
  const { symbols, longest } = alphabet;
  const frequency = new Int32Array(heapSize);
  frequency.set(counts.subarray(0, symbols));
  const depth = new Uint8Array(heapSize);
  const parent = new Uint16Array(heapSize);
  const heap = new Uint16Array(heapSize + 1);
  let size = 0;
  let top = heapSize;
  let lastUsed = -1;
  let bits = 0;
  let fixedBits = 0;

  const isBefore = (a: number, b: number): boolean =>
    frequency[a]! < frequency[b]! || (frequency[a] === frequency[b] && depth[a]! <= depth[b]!);
  const sink = (from: number): void => {
    const node = heap[from]!;
    let at = from;
    for (let child = at * 2; child <= size; child = at * 2) {
      if (child < size && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (isBefore(node, heap[child]!)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = node;
  };

  for (let symbol = 0; symbol < symbols; symbol++) {
    if (frequency[symbol] === 0) continue;
    heap[++size] = symbol;
    lastUsed = symbol;
  }
  // A code has two words at least; what is added for that costs nothing, as it is never written.
  while (size < 2) {
    const added = lastUsed < 2 ? ++lastUsed : 0;
    heap[++size] = added;
    frequency[added] = 1;
    bits--;
    fixedBits -= alphabet.fixedBits(added);
  }
  for (let at = size >> 1; at >= 1; at--) sink(at);
  let node = symbols;
  do {
    const first = heap[1]!;
    heap[1] = heap[size--]!;
    sink(1);
    const second = heap[1];
    heap[--top] = first;
    heap[--top] = second;
    frequency[node] = frequency[first]! + frequency[second]!;
    depth[node] = Math.max(depth[first]!, depth[second]!) + 1;
    parent[first] = node;
    parent[second] = node;
    heap[1] = node++;
    sink(1);
  } while (size >= 2);
  heap[--top] = heap[1]!;

  const lengths = new Uint8Array(heapSize);
  const ofLength = new Uint16Array(16);
  let tooLong = 0;
  for (let at = top + 1; at < heapSize; at++) {
    const member = heap[at]!;
    let length = lengths[parent[member]!]! + 1;
    if (length > longest) {
      length = longest;
      tooLong++;
    }
    lengths[member] = length;
    if (member > lastUsed) continue;
    ofLength[length]!++;
    const extra = alphabet.extraBits(member);
    bits += frequency[member]! * (length + extra);
    fixedBits += frequency[member]! * (alphabet.fixedBits(member) + extra);
  }
  if (tooLong > 0) bits += shorten(tooLong);
  return { lengths: lengths.slice(0, symbols), lastUsed, bits, fixedBits };

  /** Brings all words within the limit and returns the bits that it costs. */
  function shorten(excess: number): number {
    let cost = 0;
    for (let left = excess; left > 0; left -= 2) {
      let length = longest - 1;
      while (ofLength[length] === 0) length--;
      ofLength[length]!--;
      ofLength[length + 1]! += 2;
      ofLength[longest]!--;
    }
    let at = heapSize;
    for (let length = longest; length > 0; length--) {
      for (let left = ofLength[length]!; left > 0;) {
        const member = heap[--at]!;
        if (member > lastUsed) continue;
        cost += (length - lengths[member]!) * frequency[member]!;
        lengths[member] = length;
        left--;
      }
    }
    return cost;
  }
}

/** Counts the symbols that write the lengths of a tree, run by run from the left. */
function countRuns({ lengths, lastUsed }: Tree, runs: Int32Array): void {
  let before = -1;
  let next = lengths[0]!;
  let count = 0;
  let most = next === 0 ? 138 : 7;
  let least = next === 0 ? 3 : 4;
  for (let symbol = 0; symbol <= lastUsed; symbol++) {
    const length = next;
    next = symbol === lastUsed ? -1 : lengths[symbol + 1]!;
    count++;
    if (count < most && length === next) continue;
    if (count < least) runs[length]! += count;
    else if (length !== 0) {
      if (length !== before) runs[length]!++;
      runs[16]!++;
    } else {
      runs[count <= 10 ? 17 : 18]!++;
    }
    count = 0;
    before = length;
    most = next === 0 ? 138 : length === next ? 6 : 7;
    least = next === 0 || length === next ? 3 : 4;
  }
}
