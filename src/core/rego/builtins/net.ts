/** `net.cidr_*` of OPA, without what looks names up. */
import {
  isArray,
  isObject,
  isSet,
  itemsOf,
  membersOf,
  newSet,
  addItem,
  setOf,
  type Value,
} from '../value/value.ts';
import { addressOf, lastOf, type Network, networkOf, networkText, textOf } from './addresses.ts';
import { define, itemsOfCollection, stringArgument } from './arguments.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';
import { mergedNetworks } from './cidr-merge.ts';

function validNetwork(name: string, value: Value, index: number): Network {
  const network = networkOf(stringArgument(name, value, index));
  if (network === undefined) throw new BuiltinError(`${name}: not a valid CIDR`, index);
  return network;
}

/** A network, or an address as a network of its own. */
function networkOrAddress(name: string, value: Value, index: number): Network {
  const text = stringArgument(name, value, index);
  const address = text.includes('/') ? networkOf(text) : addressOf(text);
  if (address === undefined)
    throw new BuiltinError(`${name}: not a valid textual representation of an IP address or CIDR`, index);
  return { prefix: address.bits, ...address };
}

function contains(outer: Network, inner: Network): boolean {
  return outer.bits === inner.bits && outer.value <= inner.value && lastOf(inner) <= lastOf(outer);
}

const maxExpanded = 2n ** 20n;

function expanded(network: Network, context: BuiltinContext): Value {
  const count = lastOf(network) - network.value + 1n;
  context.spend(Number(count));
  if (count > maxExpanded) throw new BuiltinError('net.cidr_expand: too many addresses', 0);
  return setOf(
    Array.from({ length: Number(count) }, (_, index) => textOf(network.value + BigInt(index), network.bits)),
  );
}

/** Networks with what stands for each in the answer: its text, its index, itself or its key. */
function namedNetworks(value: Value, index: number): readonly (readonly [name: Value, network: Value])[] {
  if (typeof value === 'string') return [[value, value]];
  if (isArray(value)) return value.map((item, at) => [at, textIn(item, index)]);
  if (isSet(value)) return itemsOf(value).map((item) => [item, textIn(item, index)]);
  if (isObject(value)) return [...membersOf(value)].map(([key, item]) => [key, textIn(item, index)]);
  return [];
}

function textIn(item: Value, index: number): Value {
  const text = isArray(item) ? item[0] : item;
  if (text === undefined || (typeof item !== 'string' && !isArray(item)))
    throw new BuiltinError('net.cidr_contains_matches: element must be string or non-empty array', index);
  return text;
}

function containsMatches(outer: Value, inner: Value, context: BuiltinContext): Value {
  const name = 'net.cidr_contains_matches';
  const found = newSet();
  const others = namedNetworks(inner, 1);
  for (const [key, text] of namedNetworks(outer, 0)) {
    context.spend(others.length);
    for (const [otherKey, otherText] of others) {
      if (contains(validNetwork(name, text, 0), networkOrAddress(name, otherText, 1)))
        addItem(found, [key, otherKey]);
    }
  }
  return found;
}

/** An address alone stands for the network of the class that it had before networks had lengths. */
function mergeable(item: Value): Network {
  const name = 'net.cidr_merge';
  const text = stringArgument(name, item, 0);
  const address = text.includes('/') ? undefined : addressOf(text);
  if (address === undefined) return validNetwork(name, item, 0);
  if (address.bits === 128) throw new BuiltinError(`${name}: IPv6 invalid: needs prefix length`, 0);
  const first = address.value >> 24n;
  return { ...address, prefix: first < 128n ? 8 : first < 192n ? 16 : 24 };
}

function merged(value: Value, context: BuiltinContext): Value {
  const items = itemsOfCollection(value);
  if (items === undefined) throw new BuiltinError('net.cidr_merge: operand must be an array', 0);
  context.spend(items.length);
  return setOf(mergedNetworks(items.map(mergeable)).map(networkText));
}

function containing(name: string): Builtin {
  return define({
    name,
    arity: 2,
    feature: 'opa',
    evaluate: ([outer, inner]) => contains(validNetwork(name, outer, 0), networkOrAddress(name, inner, 1)),
  });
}

export const netBuiltins: readonly Builtin[] = [
  define({
    name: 'net.cidr_is_valid',
    arity: 1,
    feature: 'opa',
    evaluate: ([text]) => typeof text === 'string' && networkOf(text) !== undefined,
  }),
  containing('net.cidr_contains'),
  // Its retired name.
  containing('net.cidr_overlap'),
  define({
    name: 'net.cidr_contains_matches',
    arity: 2,
    feature: 'opa',
    evaluate: ([outer, inner], context) => containsMatches(outer, inner, context),
  }),
  define({
    name: 'net.cidr_merge',
    arity: 1,
    feature: 'opa',
    evaluate: ([value], context) => merged(value, context),
  }),
  define({
    name: 'net.cidr_intersects',
    arity: 2,
    feature: 'opa',
    evaluate: ([left, right]) => {
      const a = validNetwork('net.cidr_intersects', left, 0);
      const b = validNetwork('net.cidr_intersects', right, 1);
      return a.bits === b.bits && a.value <= lastOf(b) && b.value <= lastOf(a);
    },
  }),
  define({
    name: 'net.cidr_expand',
    arity: 1,
    feature: 'opa',
    evaluate: ([text], context) => expanded(validNetwork('net.cidr_expand', text, 0), context),
  }),
];
