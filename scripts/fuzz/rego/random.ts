/** Choices that are the same for the same seed. */
export interface Random {
  /** An integer of at least 0 and below `below`. */
  readonly below: (below: number) => number;
  /** True in that share of the times. */
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of several ways, each as likely as its weight says. */
  readonly weighted: <T>(ways: readonly (readonly [weight: number, way: T])[]) => T;
}

/** Mulberry32: 32 bits of state are enough to make texts from. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (share) => next() < share,
    pick: (list) => {
      const [first] = list;
      if (first === undefined) throw new Error('nothing to pick from');
      return list[below(list.length)] ?? first;
    },
    weighted: (ways) => {
      let rest = next() * ways.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, way] of ways) {
        rest -= weight;
        if (rest < 0) return way;
      }
      const last = ways.at(-1);
      if (last === undefined) throw new Error('no way to go');
      return last[1];
    },
  };
}
