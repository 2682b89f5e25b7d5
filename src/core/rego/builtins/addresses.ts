/** Addresses and networks of IPv4 and IPv6 as numbers, and their texts as Go writes them. */

/** An address as a number of 32 or 128 bits. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

export interface Network extends Address {
  readonly prefix: number;
}

function ipv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function ipv6(text: string): bigint | undefined {
  let groups = text;
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (tail !== null) {
    const last = ipv4(tail[2] ?? '');
    if (last === undefined) return undefined;
    groups = `${tail[1] ?? ''}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`;
  }
  const halves = groups.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - rest.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...rest];
  let value = 0n;
  for (const group of all) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
    value = (value << 16n) | BigInt(`0x${group}`);
  }
  return value;
}

export function addressOf(text: string): Address | undefined {
  const bits = text.includes(':') ? 128 : 32;
  const value = bits === 128 ? ipv6(text) : ipv4(text);
  if (value === undefined) return undefined;
  return bits === 128 && isMapped(value) ? { bits: 32, value: value & 0xffff_ffffn } : { bits, value };
}

/** Prefix of the IPv4 addresses in IPv6 clothes, which are the IPv4 addresses. */
const mappedPrefix = 0xffffn;

function isMapped(value: bigint): boolean {
  return value >> 32n === mappedPrefix;
}

/** A network of IPv6 addresses, or of IPv4 ones when it holds nothing but those. */
export function networkOf6(value: bigint, prefix: number): Network {
  return prefix >= 96 && isMapped(value)
    ? { bits: 32, prefix: prefix - 96, value: value & 0xffff_ffffn }
    : { bits: 128, prefix, value };
}

/** The same network among the IPv6 addresses. */
export function as6(network: Network): Network {
  if (network.bits === 128) return network;
  return { bits: 128, prefix: network.prefix + 96, value: (mappedPrefix << 32n) | network.value };
}

export function networkOf(text: string): Network | undefined {
  const slash = text.indexOf('/');
  const address = text.slice(0, slash);
  const bits = address.includes(':') ? 128 : 32;
  const value = slash === -1 ? undefined : bits === 128 ? ipv6(address) : ipv4(address);
  const length = text.slice(slash + 1);
  if (value === undefined || !/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > bits) return undefined;
  const prefix = Number(length);
  const first = value & ~hostMask(bits, prefix);
  return bits === 128 ? networkOf6(first, prefix) : { bits, prefix, value: first };
}

export function hostMask(bits: number, prefix: number): bigint {
  return (1n << BigInt(bits - prefix)) - 1n;
}

export function lastOf(network: Network): bigint {
  return network.value | hostMask(network.bits, network.prefix);
}

export function textOf(value: bigint, bits: number): string {
  if (bits === 32) {
    return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  }
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(16 * (7 - index))) & 0xffffn).toString(16),
  );
  const text = groups.join(':');
  // The longest run of zeros, the first of equals, is left out.
  const runs = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map(([run]) => run);
  const longest = runs.reduce((best, run) => (zeros(run) > zeros(best) ? run : best), '');
  if (longest === '') return text;
  const at = text.indexOf(longest);
  return `${text.slice(0, at)}::${text.slice(at + longest.length).replace(/^:/, '')}`;
}

function zeros(run: string): number {
  return run.split('0').length - 1;
}

/** Such as `10.0.0.0/8`. */
export function networkText(network: Network): string {
  return `${textOf(network.value, network.bits)}/${String(network.prefix)}`;
}
