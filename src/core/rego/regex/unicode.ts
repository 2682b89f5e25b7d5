/** The sets of characters that patterns name: Unicode properties, the Perl classes and those of POSIX. */
import { asciiSet, type CharSet, complementOf, setWhere } from './char-set.ts';
import { binaryPropertyNames, categoryNames, scriptNames } from './unicode-names.ts';

/** Case, blanks, hyphens and underscores do not count in a name, nor does a leading `is`. */
function loose(name: string): string {
  const bare = name.toLowerCase().replaceAll(/[\s_-]/g, '');
  return bare.startsWith('is') && bare !== 'isc' ? bare.slice(2) : bare;
}

function tableOf(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [loose(name), name]));
}

let tables: Record<'category' | 'binary' | 'script', ReadonlyMap<string, string>> | undefined;

/** What the large categories take of the native engine's memory, and what others may; measured. */
const categoryBytes: ReadonlyMap<string, number> = new Map(
  Object.entries({
    L: 43_000,
    Lu: 26_500,
    Ll: 27_000,
    N: 9_400,
    Nd: 5_100,
    M: 20_000,
    P: 13_000,
    S: 15_000,
    Z: 680,
  }),
);
const otherCategoryBytes = 10_000;
const binaryBytes = 40_000;
const scriptBytes = 2_200;

const properties = new Map<string, CharSet>();

function property(expression: string, bytes: number): CharSet {
  let set = properties.get(expression);
  if (set === undefined) {
    const test = new RegExp(`^\\p{${expression}}$`, 'u');
    set = setWhere((code) => test.test(String.fromCodePoint(code)), bytes);
    properties.set(expression, set);
  }
  return set;
}

function ofCategory(category: string): CharSet {
  return property(`General_Category=${category}`, categoryBytes.get(category) ?? otherCategoryBytes);
}

/**
 * The set of `\p{name}` or `\p{name=value}`, or undefined for a property that is unknown here. Ages and the properties of
 * text segmentation are: JavaScript does not have them.
 */
export function propertySet(name: string, value: string | undefined): CharSet | undefined {
  tables ??= {
    category: tableOf(categoryNames),
    binary: tableOf(binaryPropertyNames),
    script: tableOf(scriptNames),
  };
  const key = loose(value ?? name);
  const category = tables.category.get(key);
  const script = tables.script.get(key);
  if (value === undefined) {
    const binary = tables.binary.get(key);
    if (binary !== undefined) return property(binary, binaryBytes);
    if (category !== undefined) return ofCategory(category);
    return script === undefined ? undefined : property(`Script=${script}`, scriptBytes);
  }
  switch (loose(name)) {
    case 'gc':
    case 'generalcategory':
      return category === undefined ? undefined : ofCategory(category);
    case 'sc':
    case 'script':
      return script === undefined ? undefined : property(`Script=${script}`, scriptBytes);
    case 'scx':
    case 'scriptextensions':
      return script === undefined ? undefined : property(`Script_Extensions=${script}`, scriptBytes);
    default:
      return undefined;
  }
}

function whereMatches(test: RegExp, bytes: number): CharSet {
  return setWhere((code) => test.test(String.fromCodePoint(code)), bytes);
}

function inAscii(test: RegExp): CharSet {
  return asciiSet((code) => code < 0x80 && test.test(String.fromCharCode(code)), 3);
}

export type PerlLetter = 'd' | 's' | 'w';

/** `\d`, `\s` and `\w` by their letters. */
export const unicodePerlSets: Readonly<Record<PerlLetter, CharSet>> = {
  d: whereMatches(/^\p{Nd}$/u, 5_125),
  s: whereMatches(/^\p{White_Space}$/u, 680),
  w: whereMatches(/^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u, 50_171),
};

/** `\D`, `\S` and `\W`. */
export const unicodePerlComplements: Readonly<Record<PerlLetter, CharSet>> = {
  d: complementOf(unicodePerlSets.d, 12_756),
  s: complementOf(unicodePerlSets.s, 1_925),
  w: complementOf(unicodePerlSets.w, 46_603),
};

export const asciiPerlSets: Readonly<Record<PerlLetter, CharSet>> = {
  d: inAscii(/^[0-9]$/),
  s: inAscii(/^[\t-\r ]$/),
  w: inAscii(/^[0-9A-Za-z_]$/),
};

/** The names of `[:name:]`, which mean ASCII in any mode. */
export const posixSets: ReadonlyMap<string, CharSet> = new Map(
  Object.entries({
    alnum: /^[0-9A-Za-z]$/,
    alpha: /^[A-Za-z]$/,
    // oxlint-disable-next-line no-control-regex -- that is what the class holds
    ascii: /^[\0-\x7f]$/,
    blank: /^[\t ]$/,
    // oxlint-disable-next-line no-control-regex -- that is what the class holds
    cntrl: /^[\0-\x1f\x7f]$/,
    digit: /^[0-9]$/,
    graph: /^[!-~]$/,
    lower: /^[a-z]$/,
    print: /^[ -~]$/,
    punct: /^[!-/:-@[-`{-~]$/,
    space: /^[\t-\r ]$/,
    upper: /^[A-Z]$/,
    word: /^[0-9A-Za-z_]$/,
    xdigit: /^[0-9A-Fa-f]$/,
  }).map(([name, test]) => [name, inAscii(test)]),
);
