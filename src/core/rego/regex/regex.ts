/**
 * Regular expressions as the Rust crate `regex` understands them, which the agent's engine uses: linear in the text,
 * leftmost-first, Unicode throughout. JavaScript's own understand another language and may take exponential time.
 */
import { type Automaton, automatonOf } from './automaton.ts';
import { parsePattern } from './parse.ts';
import { compilePattern } from './program.ts';
import { type Searcher, searcherOf, type Slots } from './search.ts';

/** Called with steps of work about to be done; throws when a budget is spent. */
export type Spend = (steps: number) => void;

export interface Regex {
  readonly automaton: Automaton;
  readonly searcher: Searcher;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

export type RegexReading =
  | { readonly kind: 'regex'; readonly regex: Regex }
  | { readonly kind: 'refused'; readonly reason: string; readonly at: number };

/** Policies use few patterns many times. */
const maxKept = 200;
const kept = new Map<string, RegexReading>();

/** Compiles a pattern, or takes it from those compiled last. Never throws. */
export function regexOf(pattern: string): RegexReading {
  const known = kept.get(pattern);
  if (known !== undefined) return known;
  const reading = compile(pattern);
  if (kept.size >= maxKept) {
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  }
  kept.set(pattern, reading);
  return reading;
}

function compile(text: string): RegexReading {
  const parsed = parsePattern(text);
  if (parsed.kind === 'refused') return parsed;
  const { pattern } = parsed;
  const program = compilePattern(pattern);
  if (program === undefined) return { kind: 'refused', reason: 'compiled, the pattern is too large', at: 0 };
  let searcher: Searcher | undefined;
  return {
    kind: 'regex',
    regex: {
      automaton: automatonOf(program),
      searcher: {
        find: (subject, from, spend) => (searcher ??= searcherOf(program)).find(subject, from, spend),
      },
      groups: pattern.groups,
      names: pattern.names,
    },
  };
}

/** Whether the pattern matches anywhere. */
export function isMatch(regex: Regex, text: string, spend: Spend): boolean {
  return regex.automaton.matches(text, spend);
}

/** The first match, or undefined. */
export function findFirst(regex: Regex, text: string, spend: Spend): Slots | undefined {
  return regex.searcher.find(text, 0, spend);
}

/** Matches from left to right that do not overlap; an empty one is not taken right after another. */
export function* findAll(regex: Regex, text: string, spend: Spend): Generator<Slots, void, undefined> {
  if (!isMatch(regex, text, spend)) return;
  let lastEnd = -1;
  let from = 0;
  while (from <= text.length) {
    const match = regex.searcher.find(text, from, spend);
    if (match === undefined) return;
    const start = match[0] ?? 0;
    const end = match[1] ?? 0;
    if (start === end && end === lastEnd) {
      from = end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
      continue;
    }
    yield match;
    lastEnd = end;
    from = end;
  }
}

/** The text of a group, or undefined when it took no part in the match. */
export function groupText(text: string, match: Slots, group: number): string | undefined {
  const start = match[2 * group] ?? -1;
  return start < 0 ? undefined : text.slice(start, match[2 * group + 1]);
}

/** Replaces every match; `$1`, `$name` and `${name}` stand for groups, `$$` for a dollar. */
export function replaceAll(regex: Regex, text: string, replacement: string, spend: Spend): string {
  let result = '';
  let from = 0;
  for (const match of findAll(regex, text, spend)) {
    const inserted = expanded(regex, text, match, replacement);
    spend(inserted.length);
    result += text.slice(from, match[0]) + inserted;
    from = match[1] ?? 0;
  }
  return from === 0 && result === '' ? text : result + text.slice(from);
}

function expanded(regex: Regex, text: string, match: Slots, replacement: string): string {
  // A name takes as many letters, digits and underscores as there are: `$1x` is the group named `1x`.
  return replacement.replaceAll(/\$(?:(\$)|([0-9A-Za-z_]+)|\{([^}]*)\})/g, (...parts: readonly unknown[]) => {
    const [, dollar, bare, braced] = parts as readonly (string | undefined)[];
    if (dollar !== undefined) return '$';
    const name = bare ?? braced ?? '';
    const group = /^\+?[0-9]+$/.test(name) ? Number(name) : regex.names.get(name);
    return group === undefined || group >= regex.groups ? '' : (groupText(text, match, group) ?? '');
  });
}

/** The parts of a text between matches. */
export function splitText(regex: Regex, text: string, spend: Spend): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of findAll(regex, text, spend)) {
    parts.push(text.slice(from, match[0]));
    from = match[1] ?? 0;
  }
  parts.push(text.slice(from));
  return parts;
}
