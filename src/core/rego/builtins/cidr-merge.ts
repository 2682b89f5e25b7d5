/** The fewest networks that cover the same addresses as others do. */
import { hostMask, lastOf, type Network } from './addresses.ts';

interface Range {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/** Networks, in any order and with repetitions, as few networks in ascending order, IPv4 first. */
export function mergedNetworks(networks: readonly Network[]): readonly Network[] {
  return ([32, 128] as const).flatMap((bits) =>
    joined(networks.filter((network) => network.bits === bits)).flatMap(networksOf),
  );
}

/** Ranges of addresses, where those that overlap or touch have become one. */
function joined(networks: readonly Network[]): readonly Range[] {
  const ranges: Range[] = [];
  for (const network of networks.toSorted((a, b) => (a.value < b.value ? -1 : 1))) {
    const before = ranges.at(-1);
    const last = lastOf(network);
    if (before !== undefined && network.value <= before.last + 1n) {
      if (last > before.last) ranges[ranges.length - 1] = { ...before, last };
    } else {
      ranges.push({ bits: network.bits, first: network.value, last });
    }
  }
  return ranges;
}

/** The largest networks, one after the other, that fit a range. */
function networksOf({ bits, first, last }: Range): readonly Network[] {
  const networks: Network[] = [];
  for (let value = first; value <= last;) {
    let prefix = bits as number;
    while (prefix > 0) {
      const mask = hostMask(bits, prefix - 1);
      if ((value & mask) !== 0n || value + mask > last) break;
      prefix -= 1;
    }
    networks.push({ bits, value, prefix });
    value += hostMask(bits, prefix) + 1n;
  }
  return networks;
}
