/** Prefix codes of least cost under a limit of length, as code lengths by symbol. */

/**
 * The lengths of a code that is optimal among those with no word longer than `limit`.
 * One used symbol alone gets one bit, as deflate wants; an unused one gets 0.
 */
export function codeLengths(counts: Int32Array, limit: number): Uint8Array {
  const lengths = new Uint8Array(counts.length);
  const used: number[] = [];
  counts.forEach((count, symbol) => {
    if (count > 0) used.push(symbol);
  });
  if (used.length === 0) return lengths;
  if (used.length === 1) {
    lengths[used[0]!] = 1;
    return lengths;
  }
  // The place in the alphabet breaks ties: sorting is stable in every engine.
  used.sort((a, b) => counts[a]! - counts[b]!);
  if (!huffman(counts, used, limit, lengths)) packageMerge(counts, used, limit, lengths);
  return lengths;
}

/** Huffman's algorithm with two queues; false when a word came out longer than the limit. */
function huffman(counts: Int32Array, used: readonly number[], limit: number, lengths: Uint8Array): boolean {
  const leaves = used.length;
  const weight = new Float64Array(2 * leaves - 1);
  const parent = new Uint16Array(2 * leaves - 1);
  used.forEach((symbol, at) => (weight[at] = counts[symbol]!));
  let leaf = 0;
  let inner = leaves;
  for (let next = leaves; next < weight.length; next++) {
    let sum = 0;
    for (let child = 0; child < 2; child++) {
      const taken = leaf < leaves && (inner >= next || weight[leaf]! <= weight[inner]!) ? leaf++ : inner++;
      sum += weight[taken]!;
      parent[taken] = next;
    }
    weight[next] = sum;
  }
  const depth = new Uint8Array(weight.length);
  for (let node = weight.length - 2; node >= 0; node--) {
    depth[node] = depth[parent[node]!]! + 1;
    if (node < leaves && depth[node]! > limit) return false;
  }
  used.forEach((symbol, at) => (lengths[symbol] = depth[at]!));
  return true;
}

/** Package-merge (Larmore and Hirschberg 1990): a word gets one bit for each level in which its coin is taken. */
function packageMerge(counts: Int32Array, used: readonly number[], limit: number, lengths: Uint8Array): void {
  const leaves = used.length;
  /** Per level: the coins by weight, and for each whether it is a package (or else the next leaf). */
  const levels: { readonly weights: Float64Array; readonly isPackage: Uint8Array }[] = [];
  let packages = new Float64Array(0);
  for (let level = 0; level < limit; level++) {
    const weights = new Float64Array(leaves + packages.length);
    const isPackage = new Uint8Array(weights.length);
    let leaf = 0;
    let pack = 0;
    for (let at = 0; at < weights.length; at++) {
      const takeLeaf = pack >= packages.length || (leaf < leaves && counts[used[leaf]!]! <= packages[pack]!);
      weights[at] = takeLeaf ? counts[used[leaf++]!]! : packages[pack++]!;
      isPackage[at] = takeLeaf ? 0 : 1;
    }
    levels.push({ weights, isPackage });
    packages = new Float64Array(weights.length >> 1);
    for (let at = 0; at < packages.length; at++) packages[at] = weights[2 * at]! + weights[2 * at + 1]!;
  }
  let take = 2 * leaves - 2;
  for (const { isPackage } of levels.toReversed()) {
    let leaf = 0;
    let pack = 0;
    for (let at = 0; at < take; at++) {
      if (isPackage[at] === 1) pack++;
      else lengths[used[leaf++]!]!++;
    }
    take = 2 * pack;
  }
}

/** The canonical code words of the lengths (RFC 1951 section 3.2.2), first bit lowest, ready to be written. */
export function codeWords(lengths: Uint8Array): Uint16Array {
  const next = new Uint16Array(17);
  for (const length of lengths) if (length > 0) next[length + 1]!++;
  for (let length = 1; length < 17; length++) next[length] = (next[length]! + next[length - 1]!) << 1;
  const words = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    let word = next[length]!++;
    let reversed = 0;
    for (let bit = 0; bit < length; bit++, word >>= 1) reversed = (reversed << 1) | (word & 1);
    words[symbol] = reversed;
  });
  return words;
}
