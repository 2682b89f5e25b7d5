/** The sets of characters that patterns name: Unicode properties, the Perl classes and those of POSIX. */
import { type CharSet, setWhere } from './char-set.ts';
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

/** Roughly what a property takes of the native engine's automaton. */
const propertyStates = 300;

const properties = new Map<string, CharSet>();

function property(expression: string): CharSet {
  let set = properties.get(expression);
  if (set === undefined) {
    const test = new RegExp(`^\\p{${expression}}$`, 'u');
    set = setWhere((code) => test.test(String.fromCodePoint(code)), propertyStates);
    properties.set(expression, set);
  }
  return set;
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
    if (binary !== undefined) return property(binary);
    if (category !== undefined) return property(`General_Category=${category}`);
    return script === undefined ? undefined : property(`Script=${script}`);
  }
  switch (loose(name)) {
    case 'gc':
    case 'generalcategory':
      return category === undefined ? undefined : property(`General_Category=${category}`);
    case 'sc':
    case 'script':
      return script === undefined ? undefined : property(`Script=${script}`);
    case 'scx':
    case 'scriptextensions':
      return script === undefined ? undefined : property(`Script_Extensions=${script}`);
    default:
      return undefined;
  }
}

function whereMatches(test: RegExp, states: number): CharSet {
  return setWhere((code) => test.test(String.fromCodePoint(code)), states);
}

/** `\d`, `\s` and `\w` by their letters. */
export const unicodePerlSets: Readonly<Record<'d' | 's' | 'w', CharSet>> = {
  d: whereMatches(/^\p{Nd}$/u, 100),
  s: whereMatches(/^\p{White_Space}$/u, 10),
  w: whereMatches(/^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u, 400),
};

export const asciiPerlSets: Readonly<Record<'d' | 's' | 'w', CharSet>> = {
  d: whereMatches(/^[0-9]$/, 1),
  s: whereMatches(/^[\t-\r ]$/, 1),
  w: whereMatches(/^[0-9A-Za-z_]$/, 1),
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
  }).map(([name, test]) => [name, whereMatches(test, 1)]),
);
