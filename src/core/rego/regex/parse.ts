/**
 * The syntax of the Rust crate `regex`, Unicode on: flags, classes with set algebra, named groups, all kinds of
 * boundaries. What it lacks, it refuses: look-around, back-references, possessive groups.
 *
 * @see https://docs.rs/regex/latest/regex/#syntax
 */
import {
  type CharSet,
  combinedSets,
  complementBytes,
  complementOf,
  setOfOne,
  setOfRange,
  setWhere,
  type SetOperator,
  unionOfSets,
} from './char-set.ts';
import { foldedSet } from './folding.ts';
import type { Look, PatternReading, RegexNode, WordLook } from './syntax.ts';
import {
  asciiPerlSets,
  type PerlLetter,
  posixSets,
  propertySet,
  unicodePerlComplements,
  unicodePerlSets,
} from './unicode.ts';

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
  readonly swapGreed: boolean;
  readonly unicode: boolean;
  readonly crlf: boolean;
  readonly verbose: boolean;
}

const noFlags: Flags = {
  ignoreCase: false,
  multiLine: false,
  dotAll: false,
  swapGreed: false,
  unicode: true,
  crlf: false,
  verbose: false,
};

const flagLetters: ReadonlyMap<string, keyof Flags> = new Map(
  Object.entries({
    i: 'ignoreCase',
    m: 'multiLine',
    s: 'dotAll',
    U: 'swapGreed',
    u: 'unicode',
    R: 'crlf',
    x: 'verbose',
  } as const),
);

/** How deep groups, classes and repetitions may nest. */
const maxNesting = 250;
const maxCount = 2 ** 32 - 1;

class Refusal extends Error {
  readonly at: number;

  constructor(reason: string, at: number) {
    super(reason);
    this.at = at;
  }
}

type Escape =
  | { readonly kind: 'literal'; readonly code: number }
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'look'; readonly look: Look };

/** Understands a pattern. Never throws. */
export function parsePattern(text: string): PatternReading {
  const parser = new Parser(text);
  try {
    const node = parser.whole();
    return {
      kind: 'pattern',
      pattern: { node, groups: parser.groups, names: parser.names },
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'refused', reason: error.message, at: error.at };
  }
}

class Parser {
  readonly characters: readonly string[];
  at = 0;
  depth = 0;
  groups = 1;
  flags: Flags = noFlags;
  readonly names = new Map<string, number>();

  constructor(text: string) {
    this.characters = Array.from(text);
  }

  get current(): string | undefined {
    return this.characters[this.at];
  }

  refuse(reason: string, at = this.at): never {
    throw new Refusal(reason, at);
  }

  startsWith(text: string): boolean {
    for (let index = 0; index < text.length; index += 1) {
      if (this.characters[this.at + index] !== text[index]) return false;
    }
    return true;
  }

  take(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.at += text.length;
    return true;
  }

  /** In verbose mode blanks and comments mean nothing. */
  skipBlanks(): void {
    if (!this.flags.verbose) return;
    for (;;) {
      const current = this.current;
      if (current !== undefined && isBlank(current)) {
        this.at += 1;
      } else if (current === '#') {
        while (this.current !== undefined && this.current !== '\n') this.at += 1;
      } else {
        return;
      }
    }
  }

  enter(): void {
    this.depth += 1;
    if (this.depth > maxNesting) this.refuse('nested too deep');
  }

  whole(): RegexNode {
    const node = this.alternation();
    if (this.current !== undefined) this.refuse('unopened group');
    return node;
  }

  /** Up to the end of the group or of the text. */
  alternation(): RegexNode {
    const branches: RegexNode[] = [this.sequence()];
    while (this.take('|')) branches.push(this.sequence());
    const [only] = branches;
    return branches.length === 1 && only !== undefined ? only : { kind: 'alternation', nodes: branches };
  }

  sequence(): RegexNode {
    const nodes: RegexNode[] = [];
    /** Whether the last node may be repeated: flags are no node. */
    let repeatable = false;
    for (;;) {
      this.skipBlanks();
      const current = this.current;
      if (current === undefined || current === '|' || current === ')') break;
      if (current === '*' || current === '+' || current === '?' || current === '{') {
        const last = repeatable ? nodes.pop() : undefined;
        if (last === undefined) this.refuse('nothing to repeat');
        nodes.push(this.repetition(last));
      } else if (current === '(') {
        const group = this.group();
        repeatable = group !== undefined;
        if (group !== undefined) nodes.push(group);
      } else {
        nodes.push(this.atom(current));
        repeatable = true;
      }
    }
    const [only] = nodes;
    if (nodes.length === 0) return { kind: 'empty' };
    return nodes.length === 1 && only !== undefined ? only : { kind: 'sequence', nodes };
  }

  repetition(node: RegexNode): RegexNode {
    const from = this.at;
    const bounds = this.bounds();
    const lazy = this.take('?');
    if (nestingOf(node) + this.depth > maxNesting) this.refuse('nested too deep', from);
    return { kind: 'repetition', node, ...bounds, greedy: lazy === this.flags.swapGreed };
  }

  bounds(): { readonly min: number; readonly max: number | undefined } {
    const from = this.at;
    if (this.take('*')) return { min: 0, max: undefined };
    if (this.take('+')) return { min: 1, max: undefined };
    if (this.take('?')) return { min: 0, max: 1 };
    this.at += 1;
    this.skipBlanks();
    const min = this.decimal();
    let max: number | undefined = min;
    if (this.take(',')) {
      this.skipBlanks();
      max = this.current === '}' ? undefined : this.decimal();
    }
    if (!this.take('}')) this.refuse('unclosed repetition', from);
    if (max !== undefined && max < min) this.refuse('repetition from more to less', from);
    this.skipBlanks();
    return { min, max };
  }

  decimal(): number {
    while (this.current !== undefined && isBlank(this.current)) this.at += 1;
    const from = this.at;
    let digits = '';
    while (this.current !== undefined && /^[0-9]$/.test(this.current)) {
      digits += this.current;
      this.at += 1;
    }
    while (this.current !== undefined && isBlank(this.current)) this.at += 1;
    if (digits === '') this.refuse('repetition without a number', from);
    if (Number(digits) > maxCount) this.refuse('number too large', from);
    return Number(digits);
  }

  /** Undefined for flags that hold for the rest of the group. */
  group(): RegexNode | undefined {
    const from = this.at;
    this.at += 1;
    this.skipBlanks();
    for (const look of ['?=', '?!', '?<=', '?<!']) {
      if (this.startsWith(look)) this.refuse('look-around is not supported', from);
    }
    const outer = this.flags;
    let index: number | undefined;
    if (this.take('?P<') || this.take('?<')) {
      index = this.groups;
      this.name(index);
      this.groups += 1;
    } else if (this.take('?')) {
      if (this.groupFlags(from) === 'rest') return undefined;
    } else {
      index = this.groups;
      this.groups += 1;
    }
    this.enter();
    const node = this.alternation();
    this.depth -= 1;
    if (!this.take(')')) this.refuse('unclosed group', from);
    this.flags = outer;
    return index === undefined ? node : { kind: 'capture', index, node };
  }

  name(index: number): void {
    const from = this.at;
    while (this.current !== undefined && this.current !== '>') {
      const pattern = this.at === from ? /^[\p{Alphabetic}_]$/u : /^[\p{Alphabetic}\p{N}_.[\]]$/u;
      if (!pattern.test(this.current)) this.refuse('invalid group name');
      this.at += 1;
    }
    const name = this.characters.slice(from, this.at).join('');
    if (!this.take('>') || name === '') this.refuse('invalid group name', from);
    if (this.names.has(name)) this.refuse('duplicate group name', from);
    this.names.set(name, index);
  }

  /** Reads flags after `(?` and sets them; `rest` when the group ends there, `group` when it goes on after a colon. */
  groupFlags(from: number): 'rest' | 'group' {
    if (this.current === ')') this.refuse('nothing to repeat', from);
    const seen = new Set<string>();
    let negated = false;
    let flags = this.flags;
    for (;;) {
      const letter = this.current;
      if (letter === undefined) this.refuse('unclosed flags', from);
      if (letter === ':' || letter === ')') {
        if (this.characters[this.at - 1] === '-') this.refuse('flag expected after -');
        this.at += 1;
        this.flags = flags;
        return letter === ':' ? 'group' : 'rest';
      }
      const flag = flagLetters.get(letter);
      if (flag === undefined && letter !== '-') this.refuse('unknown flag');
      if (seen.has(letter)) this.refuse('repeated flag');
      seen.add(letter);
      if (flag === undefined) negated = true;
      else flags = { ...flags, [flag]: !negated };
      this.at += 1;
    }
  }

  atom(current: string): RegexNode {
    const { multiLine, crlf } = this.flags;
    switch (current) {
      case '.':
        this.at += 1;
        return { kind: 'set', set: this.dot() };
      case '^':
        this.at += 1;
        return { kind: 'look', look: multiLine ? (crlf ? 'crlf-start' : 'line-start') : 'start' };
      case '$':
        this.at += 1;
        return { kind: 'look', look: multiLine ? (crlf ? 'crlf-end' : 'line-end') : 'end' };
      case '[':
        return { kind: 'set', set: this.classOf() };
      case '\\': {
        const escape = this.escape();
        if (escape.kind === 'literal') return { kind: 'set', set: this.folded(setOfOne(escape.code)) };
        return escape.kind === 'set' ? { kind: 'set', set: this.folded(escape.set) } : escape;
      }
      default:
        this.at += 1;
        return { kind: 'set', set: this.folded(setOfOne(current.codePointAt(0) ?? 0)) };
    }
  }

  dot(): CharSet {
    const { dotAll, crlf, unicode } = this.flags;
    // Without Unicode a dot is any byte, which would take characters apart.
    if (!unicode) this.refuse('pattern can match invalid UTF-8', this.at - 1);
    if (dotAll) return anyCharacter;
    return crlf ? notLineEnd : notLineFeed;
  }

  /** In all cases when case is ignored. */
  folded(set: CharSet): CharSet {
    if (!this.flags.ignoreCase) return set;
    if (set.single !== undefined && foldedAlone(set.single)) return set;
    return foldedSet(set, this.flags.unicode);
  }

  negation(set: CharSet, from: number): CharSet {
    if (!this.flags.unicode) this.refuse('pattern can match invalid UTF-8', from);
    return complementOf(set);
  }

  /** A bracketed class. */
  classOf(): CharSet {
    const from = this.at;
    this.enter();
    this.at += 1;
    this.skipBlanks();
    const negated = this.take('^');
    this.skipBlanks();
    const items: CharSet[] = [];
    while (this.take('-')) {
      items.push(setOfOne(0x2d));
      this.skipBlanks();
    }
    if (items.length === 0 && this.take(']')) items.push(setOfOne(0x5d));
    const set = this.classItems(items, from);
    this.depth -= 1;
    const folded = this.folded(set);
    return negated ? this.negation(folded, from) : folded;
  }

  classItems(items: CharSet[], from: number): CharSet {
    let left: CharSet | undefined;
    let operator: SetOperator | undefined;
    const joined = (): CharSet => {
      const right = this.folded(unionOfSets(items));
      return left === undefined || operator === undefined ? right : combinedSets(left, operator, right);
    };
    for (;;) {
      this.skipBlanks();
      const current = this.current;
      if (current === undefined) this.refuse('unclosed character class', from);
      const next = (['&&', '--', '~~'] as const).find((sign) => this.startsWith(sign));
      if (current === ']') {
        this.at += 1;
        return joined();
      }
      if (next !== undefined) {
        left = joined();
        operator = next;
        items = [];
        this.at += 2;
      } else if (current === '[') {
        items.push(this.posix() ?? this.classOf());
      } else {
        items.push(this.classRange(from));
      }
    }
  }

  /** `[:name:]`; undefined, and nothing read, for anything else. */
  posix(): CharSet | undefined {
    const from = this.at;
    if (!this.take('[:')) return undefined;
    const negated = this.take('^');
    const nameFrom = this.at;
    while (this.current !== undefined && /^[a-z]$/.test(this.current)) this.at += 1;
    const set = posixSets.get(this.characters.slice(nameFrom, this.at).join(''));
    if (set === undefined || !this.take(':]')) {
      this.at = from;
      return undefined;
    }
    return negated ? this.negation(this.folded(set), from) : set;
  }

  classRange(from: number): CharSet {
    const start = this.classItem(from);
    this.skipBlanks();
    if (this.current === undefined) this.refuse('unclosed character class', from);
    const following = this.afterBlanks(this.at + 1);
    if (this.current !== '-' || following === ']' || following === '-') {
      return start.kind === 'set' ? start.set : setOfOne(start.code);
    }
    this.at += 1;
    this.skipBlanks();
    if (this.current === undefined) this.refuse('unclosed character class', from);
    const end = this.classItem(from);
    if (start.kind === 'set' || end.kind === 'set') this.refuse('invalid end of a range');
    if (end.code < start.code) this.refuse('range from more to less');
    return setOfRange(start.code, end.code);
  }

  afterBlanks(at: number): string | undefined {
    if (!this.flags.verbose) return this.characters[at];
    const here = this.at;
    this.at = at;
    this.skipBlanks();
    const found = this.current;
    this.at = here;
    return found;
  }

  classItem(from: number): Exclude<Escape, { kind: 'look' }> {
    const current = this.current;
    if (current === undefined) this.refuse('unclosed character class', from);
    if (current !== '\\') {
      this.at += 1;
      return { kind: 'literal', code: current.codePointAt(0) ?? 0 };
    }
    const escape = this.escape();
    if (escape.kind === 'look') this.refuse('a boundary is no character');
    return escape;
  }

  escape(): Escape {
    const from = this.at;
    this.at += 1;
    const current = this.current;
    if (current === undefined) this.refuse('incomplete escape', from);
    if (/^[0-9]$/.test(current)) this.refuse('back-references are not supported', from);
    this.at += 1;
    switch (current) {
      case 'x':
        return { kind: 'literal', code: this.hex(2) };
      case 'u':
        return { kind: 'literal', code: this.hex(4) };
      case 'U':
        return { kind: 'literal', code: this.hex(8) };
      case 'p':
      case 'P':
        return { kind: 'set', set: this.property(current === 'P', from) };
      case 'd':
      case 's':
      case 'w':
        return { kind: 'set', set: this.perl(current) };
      case 'D':
      case 'S':
      case 'W':
        if (!this.flags.unicode) this.refuse('pattern can match invalid UTF-8', from);
        return { kind: 'set', set: unicodePerlComplements[current.toLowerCase() as PerlLetter] };
      case 'A':
        return { kind: 'look', look: 'start' };
      case 'z':
        return { kind: 'look', look: 'end' };
      case 'b':
        return { kind: 'look', look: this.word(this.boundary()) };
      case 'B':
        return { kind: 'look', look: this.word('not-word') };
      case '<':
        return { kind: 'look', look: this.word('word-start') };
      case '>':
        return { kind: 'look', look: this.word('word-end') };
      default: {
        const code =
          namedCharacters.get(current) ?? (isPunctuation(current) ? current.codePointAt(0) : undefined);
        if (code === undefined) this.refuse('unknown escape', from);
        return { kind: 'literal', code };
      }
    }
  }

  word(look: WordLook): Look {
    return this.flags.unicode ? look : `ascii-${look}`;
  }

  /** What `\b` may have in braces; a repetition when it is no name. */
  boundary(): WordLook {
    if (this.current !== '{' || !/^[-A-Za-z]$/.test(this.characters[this.at + 1] ?? '')) return 'word';
    const from = this.at;
    const end = this.characters.indexOf('}', from);
    const name = this.characters.slice(from + 1, end === -1 ? undefined : end).join('');
    const look = specialBoundaries.get(name);
    if (look === undefined || end === -1) this.refuse('unknown boundary', from);
    this.at = end + 1;
    return look;
  }

  perl(letter: string): CharSet {
    const sets = this.flags.unicode ? unicodePerlSets : asciiPerlSets;
    return sets[letter as PerlLetter];
  }

  property(negated: boolean, from: number): CharSet {
    if (!this.flags.unicode) this.refuse('Unicode is switched off', from);
    let name = this.current;
    if (name === undefined) this.refuse('incomplete escape', from);
    this.at += 1;
    let value: string | undefined;
    let inequality = false;
    if (name === '{') {
      const end = this.characters.indexOf('}', this.at);
      if (end === -1) this.refuse('incomplete escape', from);
      const parts = /^(.*?)(!=|:|=)(.*)$/s.exec(this.characters.slice(this.at, end).join(''));
      name = parts?.[1] ?? this.characters.slice(this.at, end).join('');
      value = parts?.[3];
      inequality = parts?.[2] === '!=';
      this.at = end + 1;
    }
    const set = propertySet(name, value);
    if (set === undefined) this.refuse('unknown Unicode property', from);
    return negated === inequality ? set : complementOf(this.folded(set));
  }

  hex(digits: number): number {
    const from = this.at;
    let text: string;
    if (this.take('{')) {
      const end = this.characters.indexOf('}', this.at);
      if (end === -1) this.refuse('incomplete escape', from);
      text = this.characters.slice(this.at, end).join('');
      this.at = end + 1;
    } else {
      text = this.characters.slice(this.at, this.at + digits).join('');
      if (text.length < digits) this.refuse('incomplete escape', from);
      this.at += digits;
    }
    const code = /^[0-9a-fA-F]+$/.test(text) ? Number.parseInt(text, 16) : Number.NaN;
    if (!(code <= 0x10_ffff) || (code >= 0xd800 && code <= 0xdfff)) this.refuse('no such character', from);
    if (!this.flags.unicode && code > 0x7f && code <= 0xff && digits === 2) {
      this.refuse('pattern can match invalid UTF-8', from);
    }
    return code;
  }
}

/** Repetitions of repetitions. */
function nestingOf(node: RegexNode): number {
  let depth = 0;
  for (let inner = node; inner.kind === 'repetition'; inner = inner.node) depth += 1;
  return depth;
}

function foldedAlone(code: number): boolean {
  return code < 0x80 && !/^[A-Za-z]$/.test(String.fromCharCode(code));
}

function isBlank(character: string): boolean {
  return /^\p{Pattern_White_Space}$/u.test(character);
}

/** ASCII but for letters, digits and the two angles, which are boundaries. */
function isPunctuation(character: string): boolean {
  return character < '\x80' && !/^[0-9A-Za-z<>]$/.test(character);
}

const namedCharacters: ReadonlyMap<string, number> = new Map(
  Object.entries({ a: 0x07, f: 0x0c, t: 0x09, n: 0x0a, r: 0x0d, v: 0x0b }),
);

const specialBoundaries: ReadonlyMap<string, WordLook> = new Map(
  Object.entries({
    start: 'word-start',
    end: 'word-end',
    'start-half': 'word-start-half',
    'end-half': 'word-end-half',
  } as const),
);

const anyCharacter = setWhere(() => true, complementBytes);
const notLineFeed = setWhere((code) => code !== 0x0a, complementBytes);
const notLineEnd = setWhere((code) => code !== 0x0a && code !== 0x0d, complementBytes);
