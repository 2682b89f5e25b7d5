import { maxDistance, maxMatch, minMatch } from './symbols.ts';

/** Every useful match: for each place and length the shortest distance. */
export interface Matches {
  /** Where the matches of a place start in `pairs`; one entry more than places. */
  readonly starts: Uint32Array;
  /** `distance << 9 | length`, both growing within one place. */
  readonly pairs: Uint32Array;
}

const hashBits = 16;
/** A power of two above `maxDistance`, so that the slot of a place at that distance is still its own. */
const ringMask = 65535;

/**
 * Finds matches with binary trees, one per hash of three bytes, each sorted by the text that follows. The newest place
 * is the root, so a walk down meets nearer places first and the first match of each length is the nearest.
 *
 * @param depth most nodes to visit for a place: bounds the work on texts made to be slow
 */
export function findMatches(source: Uint8Array, depth: number): Matches {
  const { length } = source;
  const roots = new Int32Array(1 << hashBits).fill(-1);
  /** Two children for each place in reach: texts before and after that of the place. */
  const children = new Int32Array(2 * (ringMask + 1));
  const starts = new Uint32Array(length + 1);
  let pairs = new Uint32Array(Math.max(64, length * 2));
  let found = 0;

  for (let place = 0; place < length; place++) {
    starts[place] = found;
    const longest = Math.min(maxMatch, length - place);
    if (longest < minMatch) continue;
    if (found + maxMatch > pairs.length) {
      const larger = new Uint32Array(pairs.length * 2);
      larger.set(pairs);
      pairs = larger;
    }
    const three = source[place]! | (source[place + 1]! << 8) | (source[place + 2]! << 16);
    const hash = Math.imul(three, 0x9e3779b1) >>> (32 - hashBits);
    let node = roots[hash]!;
    roots[hash] = place;
    let before = 2 * (place & ringMask);
    let after = before + 1;
    let commonBefore = 0;
    let commonAfter = 0;
    let best = minMatch - 1;
    let left = depth;
    for (;;) {
      if (node < 0 || place - node > maxDistance || left-- === 0) {
        children[before] = -1;
        children[after] = -1;
        break;
      }
      const pair = 2 * (node & ringMask);
      let common = commonBefore < commonAfter ? commonBefore : commonAfter;
      while (common < longest && source[node + common] === source[place + common]) common++;
      if (common > best) {
        best = common;
        pairs[found++] = ((place - node) << 9) | common;
        if (common === longest) {
          children[before] = children[pair]!;
          children[after] = children[pair + 1]!;
          break;
        }
      }
      if (common < longest && source[node + common]! < source[place + common]!) {
        children[before] = node;
        before = pair + 1;
        node = children[before]!;
        commonBefore = common;
      } else {
        children[after] = node;
        after = pair;
        node = children[after]!;
        commonAfter = common;
      }
    }
  }
  starts[length] = found;
  return { starts, pairs: pairs.subarray(0, found) };
}
