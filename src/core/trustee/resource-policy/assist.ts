/**
 * What may be typed, and what a name means, in the policy of a key broker: the claims of the token that is previewed, and
 * the data that Trustee puts beside them. Builtins and the names of the policy itself are for others to offer.
 */
import type { Completion, Hover } from '#core/assist/types.ts';
import type { Span } from '#core/text/span.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { teeNames } from '../token-preview.ts';

/** What stands below `input` and `data`. */
export interface ResourceDocuments {
  readonly claims: JsonObject;
  readonly plugin: string;
  readonly path: readonly string[];
}

/** An access such as `input.submods["cpu0"]`: the name it starts with, and each member with its place in the line. */
interface Access {
  readonly root: string;
  readonly from: number;
  readonly members: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  readonly to: number;
}

const accessPattern = /(?<![\w."])([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*|\["[^"\]]*"\])*)/g;
const memberPattern = /\.([A-Za-z_]\w*)|\["([^"\]]*)"\]/g;

/** Longer lines are not written by people; the engine takes 1 024 columns. */
const longestLine = 4_096;

/** Offers claims behind `input`, data behind `data`, values behind `==`, and the rules that are asked at the margin. */
export function resourceCompletionsAt(
  text: string,
  offset: number,
  documents: ResourceDocuments,
): readonly Completion[] {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(start, offset);
  if (line.length > longestLine || /^\s*#/.test(line)) return [];
  if (/^\w*$/.test(line)) return margin({ from: start, to: offset });
  return members(text, line, start, documents) ?? compared(text, line, start, documents) ?? [];
}

function margin(replace: Span): readonly Completion[] {
  const item = (label: string, insert: string, documentation: string): Completion => ({
    label,
    kind: 'snippet',
    detail: 'asked by Trustee',
    documentation,
    insert,
    replace,
    snippet: true,
  });
  return [
    item(
      'default allow := false',
      'default allow := false\n',
      'Without a rule that holds, nothing is released.',
    ),
    item('allow if { … }', 'allow if {\n\t$1\n}\n', 'The one rule that Trustee asks.'),
    item('package policy', 'package policy\n', 'The package in which Trustee asks.'),
    item('import rego.v1', 'import rego.v1\n', 'Read alike by all releases with regorus.'),
  ];
}

/** Behind a dot or inside of an opened bracket. */
function members(
  text: string,
  line: string,
  start: number,
  documents: ResourceDocuments,
): readonly Completion[] | undefined {
  const open = /(\.\w*|\["[^"\]]*)$/.exec(line);
  if (open === null) return undefined;
  const access = accessesIn(line.slice(0, open.index)).at(-1);
  if (access?.to !== open.index) return undefined;
  const value = valueOf(access, access.members.length, text, documents);
  if (!isJsonObject(value)) return [];
  const to = start + line.length;
  const isBracket = open[0].startsWith('[');
  const closing = isBracket && text.startsWith('"]', to) ? 2 : 0;
  return Object.entries(value).map(([name, member]): Completion => {
    const isPlain = /^[A-Za-z_]\w*$/.test(name) && !isBracket;
    return {
      label: name,
      kind: 'key',
      detail: shortened(member, 40),
      documentation: '',
      insert: isPlain ? `.${name}` : `[${JSON.stringify(name)}]`,
      replace: { from: start + open.index, to: to + closing },
    };
  });
}

/** Behind a comparison: what the previewed claim holds. */
function compared(
  text: string,
  line: string,
  start: number,
  documents: ResourceDocuments,
): readonly Completion[] | undefined {
  const open = /\s*(?:==|!=)\s*("[^"]*)?$/.exec(line);
  if (open === null) return undefined;
  const access = accessesIn(line.slice(0, open.index)).at(-1);
  if (access?.to !== open.index) return undefined;
  const value = valueOf(access, access.members.length, text, documents);
  if (value === undefined || isJsonObject(value)) return [];
  const written = open[1]?.length ?? 0;
  const to = start + line.length;
  return [
    {
      label: shortened(value, 60),
      kind: 'value',
      detail: 'as previewed',
      documentation: 'What the previewed token, or this request, has there.',
      insert: JSON.stringify(value),
      replace: { from: to - written, to: to + (written > 0 && text[to] === '"' ? 1 : 0) },
    },
  ];
}

/** What the previewed claims, or the request, have at a path; undefined where nothing is known. */
export function resourceHoverAt(
  text: string,
  offset: number,
  documents: ResourceDocuments,
): Hover | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? text.length : end);
  const at = offset - start;
  if (line.length > longestLine || /^\s*#/.test(line)) return undefined;
  const access = accessesIn(line).find(({ from, to }) => from <= at && at <= to);
  if (access === undefined) return undefined;
  const member = access.members.find(({ from, to }) => from <= at && at <= to);
  const depth = member === undefined ? 0 : access.members.indexOf(member) + 1;
  const known = pathOf(access, depth, text);
  if (known === undefined) return undefined;
  const value = valueOf(access, depth, text, documents);
  const span = { from: start + access.from, to: start + (member?.to ?? access.from + access.root.length) };
  const title = known.path.reduce(
    (path, name) => path + (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`),
    known.root,
  );
  if (value !== undefined) return { span, title, paragraphs: [`As previewed: ${shortened(value, 400)}`] };
  const isTee = known.path.some((name) => teeNames.has(name));
  return {
    span,
    title,
    paragraphs: [
      isTee
        ? 'What the hardware and its verifier add is not previewed.'
        : 'The previewed token has nothing there: it is undefined.',
    ],
  };
}

function accessesIn(line: string): readonly Access[] {
  return [...line.matchAll(accessPattern)].map((match): Access => {
    const [whole, root = '', path = ''] = match;
    const base = match.index + root.length;
    const found = [...path.matchAll(memberPattern)].map((member) => ({
      name: member[1] ?? member[2] ?? '',
      from: base + member.index,
      to: base + member.index + member[0].length,
    }));
    return { root, from: match.index, members: found, to: match.index + whole.length };
  });
}

/** The path from `input` or `data` on; through a name that stands for such a path, as in `evidence := input.submods.cpu0`. */
function pathOf(
  { root, members: found }: Access,
  depth: number,
  text: string,
): { readonly root: 'input' | 'data'; readonly path: readonly string[] } | undefined {
  const own = found.slice(0, depth).map(({ name }) => name);
  if (root === 'input' || root === 'data') return { root, path: own };
  const definition = new RegExp(`^\\s*${root}\\s*:=\\s*((?:input|data)[^\\n]*)$`, 'm').exec(text)?.[1];
  const [base] = definition === undefined ? [] : accessesIn(definition);
  if (base === undefined || (base.root !== 'input' && base.root !== 'data')) return undefined;
  return { root: base.root, path: [...base.members.map(({ name }) => name), ...own] };
}

function valueOf(
  access: Access,
  depth: number,
  text: string,
  { claims, plugin, path }: ResourceDocuments,
): Json | undefined {
  const known = pathOf(access, depth, text);
  if (known === undefined) return undefined;
  const documents: JsonObject = {
    input: claims,
    data: { plugin, 'resource-path': path, query: {} },
  };
  let value: Json | undefined = documents[known.root];
  for (const name of known.path) value = isJsonObject(value) ? memberOf(value, name) : undefined;
  return value;
}

function memberOf(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function shortened(value: Json, most: number): string {
  const text = JSON.stringify(value);
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
