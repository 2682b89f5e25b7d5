/**
 * Colours a text by the grammars that the code editor uses, without the editor: the part of Monarch that they are
 * written in, read line by line. Meant for looking, never for judging; any text gives pieces that joined are the text.
 */
import type { languages } from 'monaco-editor/editor';

/** What a stretch of text is, the first part of the grammar's name for it; `''` for plain text. */
export type ColourKind =
  | ''
  | 'comment'
  | 'constant'
  | 'escape'
  | 'function'
  | 'invalid'
  | 'key'
  | 'keyword'
  | 'number'
  | 'predefined'
  | 'punctuation'
  | 'rule'
  | 'string'
  | 'table';

export interface ColourPiece {
  readonly text: string;
  readonly kind: ColourKind;
}

/** Where a grammar stands at the start of a line: its own states, and those of a language inside a string. */
export interface ColourState {
  readonly states: readonly string[];
  readonly inside?: { readonly language: string; readonly state: ColourState };
}

export type Grammars = Readonly<Record<string, languages.IMonarchLanguage>>;

/** Beyond this a line is data that nobody reads by its colours, such as an annotation. */
const longestLine = 4_000;

/** A grammar that goes round in circles would otherwise never end a line. */
const mostStepsPerCharacter = 8;

interface Action {
  readonly token?: string;
  readonly next?: string;
  readonly switchTo?: string;
  readonly nextEmbedded?: string;
  readonly cases?: Readonly<Record<string, string | Action>>;
}

interface Rule {
  readonly pattern: RegExp;
  readonly action: Action;
}

type Table = ReadonlyMap<string, readonly Rule[]>;

const tables = new WeakMap<languages.IMonarchLanguage, Table>();

export const firstState: ColourState = { states: ['root'] };

/** Colours one line and says where the next one begins. `language` is a key of `grammars`; others stay plain. */
export function colourLine(
  grammars: Grammars,
  language: string,
  line: string,
  start: ColourState,
): { readonly pieces: readonly ColourPiece[]; readonly state: ColourState } {
  const grammar = grammars[language];
  if (grammar === undefined || line.length > longestLine) {
    return { pieces: [{ text: line, kind: '' }], state: start };
  }
  const run: Run = { grammars, line, pieces: [], steps: (line.length + 1) * mostStepsPerCharacter };
  const state = colourStretch(run, grammar, 0, line.length, start);
  return { pieces: joined(run.pieces), state };
}

interface Run {
  readonly grammars: Grammars;
  readonly line: string;
  readonly pieces: ColourPiece[];
  steps: number;
}

function colourStretch(
  run: Run,
  grammar: languages.IMonarchLanguage,
  from: number,
  to: number,
  start: ColourState,
): ColourState {
  const table = tableOf(grammar);
  let at = from;
  let { states, inside } = start;
  // An empty line runs the rules once as well: some of them end a state there.
  do {
    if (run.steps-- <= 0) break;
    const rules = table.get(states.at(-1) ?? 'root') ?? [];
    if (inside !== undefined) {
      const end = endOfInside(run.line, rules, at, to);
      const other = run.grammars[inside.language];
      const stop = end?.at ?? to;
      const state = other === undefined ? inside.state : colourStretch(run, other, at, stop, inside.state);
      if (other === undefined) add(run, at, stop, '');
      if (end === undefined) return { states, inside: { language: inside.language, state } };
      add(run, end.at, end.to, kindOf(end.action.token));
      states = moved(states, end.action);
      inside = undefined;
      at = end.to;
      continue;
    }
    const found = firstMatch(run.line, rules, at, to);
    if (found === undefined) {
      if (at < to) add(run, at, at + 1, '');
      at++;
      continue;
    }
    const action = chosen(found.action, run.line.slice(at, found.to), grammar);
    if (action.token !== '@rematch') {
      add(run, at, found.to, kindOf(action.token));
      at = found.to;
    }
    states = moved(states, action);
    if (action.nextEmbedded !== undefined && action.nextEmbedded !== '@pop') {
      inside = { language: action.nextEmbedded, state: firstState };
    }
  } while (at < to);
  if (at < to) add(run, at, to, '');
  return inside === undefined ? { states } : { states, inside };
}

/** Where the language inside a string ends on this line, by the rules of the language around it. */
function endOfInside(line: string, rules: readonly Rule[], from: number, limit: number) {
  let nearest: { readonly at: number; readonly to: number; readonly action: Action } | undefined;
  for (const { pattern, action } of rules) {
    if (action.nextEmbedded !== '@pop') continue;
    const found = new RegExp(pattern.source, `${pattern.flags.replace('y', '')}g`);
    found.lastIndex = from;
    const match = found.exec(line);
    if (match === null || match.index + match[0].length > limit) continue;
    if (nearest === undefined || match.index < nearest.at) {
      nearest = { at: match.index, to: match.index + match[0].length, action };
    }
  }
  return nearest;
}

function firstMatch(line: string, rules: readonly Rule[], at: number, limit: number) {
  for (const { pattern, action } of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (match === null) continue;
    const to = Math.min(at + match[0].length, limit);
    // A rule that takes nothing must at least go somewhere.
    const moves = action.next !== undefined || action.switchTo !== undefined || action.cases !== undefined;
    if (to > at || moves) return { to, action };
  }
  return undefined;
}

/** The case that a word falls under; `@name` is a list of the grammar. */
function chosen(action: Action, word: string, grammar: languages.IMonarchLanguage): Action {
  if (action.cases === undefined) return action;
  for (const [name, wanted] of Object.entries(action.cases)) {
    if (name !== '@default' && !holds(name, word, grammar)) continue;
    return typeof wanted === 'string' ? { token: wanted } : wanted;
  }
  return {};
}

function holds(name: string, word: string, grammar: languages.IMonarchLanguage): boolean {
  if (!name.startsWith('@')) return name.split('|').includes(word);
  const list: unknown = grammar[name.slice(1)];
  return Array.isArray(list) && list.includes(word);
}

function moved(states: readonly string[], { next, switchTo }: Action): readonly string[] {
  const after = switchTo === undefined ? states : [...states.slice(0, -1), nameOf(switchTo)];
  if (next === undefined) return after;
  if (next === '@pop') return after.length > 1 ? after.slice(0, -1) : after;
  return [...after, nameOf(next)];
}

function nameOf(state: string): string {
  return state.replace(/^@/, '');
}

function tableOf(grammar: languages.IMonarchLanguage): Table {
  const known = tables.get(grammar);
  if (known !== undefined) return known;
  const { tokenizer } = grammar;
  const rulesOf = (state: string): readonly Rule[] =>
    (tokenizer[state] ?? []).flatMap((rule): readonly Rule[] => {
      if ('include' in rule && rule.include !== undefined) return rulesOf(nameOf(rule.include));
      const [pattern, action, next] = rule as [RegExp | string, Action | string, string?];
      const whole = typeof action === 'string' ? { token: action } : action;
      return [{ pattern: sticky(pattern), action: next === undefined ? whole : { ...whole, next } }];
    });
  const table = new Map(Object.keys(tokenizer).map((state) => [state, rulesOf(state)] as const));
  tables.set(grammar, table);
  return table;
}

function sticky(pattern: RegExp | string): RegExp {
  return typeof pattern === 'string'
    ? new RegExp(pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'y')
    : new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, '')}y`);
}

const kinds: Readonly<Record<string, ColourKind>> = {
  '@brackets': 'punctuation',
  comment: 'comment',
  constant: 'constant',
  delimiter: 'punctuation',
  function: 'function',
  invalid: 'invalid',
  key: 'key',
  keyword: 'keyword',
  number: 'number',
  operator: 'punctuation',
  predefined: 'predefined',
  root: 'predefined',
  rule: 'rule',
  string: 'string',
  'string.escape': 'escape',
  table: 'table',
};

function kindOf(token: string | undefined): ColourKind {
  if (token === undefined) return '';
  return kinds[token] ?? kinds[token.split('.')[0] ?? ''] ?? '';
}

function add(run: Run, from: number, to: number, kind: ColourKind): void {
  if (to > from) run.pieces.push({ text: run.line.slice(from, to), kind });
}

/** Neighbours of one kind become one piece: fewer elements on screen. */
function joined(pieces: readonly ColourPiece[]): readonly ColourPiece[] {
  const whole: ColourPiece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last?.kind === piece.kind)
      whole[whole.length - 1] = { kind: last.kind, text: last.text + piece.text };
    else whole.push(piece);
  }
  return whole;
}
