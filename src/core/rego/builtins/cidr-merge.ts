/** The fewest networks that cover the same addresses as others do. */
import { as6, hostMask, lastOf, type Network, networkOf6 } from './addresses.ts';

/** Addresses of IPv6, with those of IPv4 at their place among them. */
interface Range {
  readonly first: bigint;
  readonly last: bigint;
  /** The one network that it is made of; undefined once another was joined to it. */
  readonly alone: Network | undefined;
}

/**
 * Networks, in any order and with repetitions, as few networks in ascending order. One that touches no other stays as it
 * was given, an address with the length of a network included.
 */
export function mergedNetworks(networks: readonly Network[]): readonly Network[] {
  return joined(networks).flatMap((range) => (range.alone === undefined ? networksOf(range) : [range.alone]));
}

/** Ranges of addresses, where those that overlap or touch have become one. */
function joined(networks: readonly Network[]): readonly Range[] {
  const all = networks.map(rangeOf).toSorted((a, b) => (a.first < b.first ? -1 : 1));
  const ranges: Range[] = [];
  for (const range of all) {
    const before = ranges.at(-1);
    if (before !== undefined && range.first <= before.last + 1n) {
      const last = range.last > before.last ? range.last : before.last;
      ranges[ranges.length - 1] = { first: before.first, last, alone: undefined };
    } else {
      ranges.push(range);
    }
  }
  return ranges;
}

function rangeOf(network: Network): Range {
  const wide = as6(network);
  return { first: wide.value & ~hostMask(128, wide.prefix), last: lastOf(wide), alone: network };
}

/** The largest networks, one after the other, that fit a range. */
function networksOf({ first, last }: Range): readonly Network[] {
  const networks: Network[] = [];
  for (let value = first; value <= last;) {
    let prefix = 128;
    while (prefix > 0) {
      const mask = hostMask(128, prefix - 1);
      if ((value & mask) !== 0n || value + mask > last) break;
      prefix -= 1;
    }
    networks.push(networkOf6(value, prefix));
    value += hostMask(128, prefix) + 1n;
  }
  return networks;
}
