/** Writes bits first bit lowest, as deflate packs them. */
export interface BitWriter {
  /** Writes the lowest `count` bits of `value`, at most 16 and no higher bit set. */
  readonly write: (value: number, count: number) => void;
  /** Fills up the current byte with zeros. */
  readonly align: () => void;
  /** Number of bits written. */
  readonly position: () => number;
  /** What was written, the last byte filled up with zeros. */
  readonly bytes: () => Uint8Array<ArrayBuffer>;
}

export function bitWriter(expectedBytes: number): BitWriter {
  let output = new Uint8Array(expectedBytes + 16);
  let at = 0;
  let held = 0;
  let count = 0;
  const flush = (): void => {
    while (count >= 8) {
      if (at === output.length) {
        const larger = new Uint8Array(output.length * 2);
        larger.set(output);
        output = larger;
      }
      output[at++] = held;
      held >>>= 8;
      count -= 8;
    }
  };
  const align = (): void => {
    count = (count + 7) & ~7;
    flush();
  };
  return {
    write: (value, bits) => {
      held |= value << count;
      count += bits;
      flush();
    },
    align,
    position: () => at * 8 + count,
    bytes: () => {
      align();
      return output.slice(0, at);
    },
  };
}
