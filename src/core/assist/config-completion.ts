import { keyAt, tableAt, tableOf, type KeySchema, type TableSchema } from '#core/config/schema/schema.ts';
import type { Span } from '#core/text/span.ts';
import { describeKey } from './describe.ts';
import { placeAt, type Headers } from './place.ts';
import { renumberFields } from './snippet.ts';
import type { Completion } from './types.ts';

/** Completions inside aa.toml or cdh.toml. */
export function configCompletionsAt(root: TableSchema, text: string, offset: number): readonly Completion[] {
  const place = placeAt(text, offset);
  switch (place.kind) {
    case 'elsewhere':
      return [];
    case 'header':
      return tableCompletions(root, place.headers, place.replace);
    case 'key': {
      const table = tableAt(root, place.table);
      const keys = table === undefined ? [] : keyCompletions(table, place.keys, place.replace);
      return [...keys, ...tableCompletions(root, place.headers, place.replace, place.table)];
    }
    case 'value': {
      const key = keyAt(root, [...place.table, place.key]);
      return key === undefined ? [] : valueCompletions(key, place.typed, place.replace);
    }
  }
}

/** Scalar and list keys; tables have a header of their own. */
function keyCompletions(
  table: TableSchema,
  present: readonly string[],
  replace: Span,
): readonly Completion[] {
  return Object.entries(table.keys).flatMap(([name, key]): readonly Completion[] => {
    if (tableOf(key) !== undefined || present.includes(name)) return [];
    return [
      {
        label: name,
        kind: 'key',
        detail: describeKey(key),
        documentation: documentationOf(key),
        insert: `${name} = ${exampleOf(key)}`,
        replace,
        snippet: true,
      },
    ];
  });
}

function documentationOf({ documentation, wrong }: KeySchema): string {
  return wrong === undefined ? documentation : `${documentation}\n\n${wrong}`;
}

function exampleOf(key: KeySchema): string {
  if (key.shape.kind === 'string' && key.shape.values !== undefined) {
    const first = key.shape.values.find(({ usual }) => usual)?.value ?? '';
    return `"\${1:${key.example?.replaceAll('"', '') ?? first}}"`;
  }
  if (key.example !== undefined) return key.example.includes('${') ? key.example : fieldOf(key.example);
  if (key.default !== undefined) return fieldOf(key.default);
  return key.shape.kind === 'strings' ? '[${1}]' : '"${1}"';
}

/** A plain value as a field that is selected after inserting; quotes stay outside. */
function fieldOf(value: string): string {
  const quoted = /^"(.*)"$/.exec(value);
  return quoted === null ? `\${1:${value}}` : `"\${1:${quoted[1] ?? ''}}"`;
}

interface TableEntry {
  readonly path: readonly string[];
  readonly key: KeySchema;
  readonly table: TableSchema;
  readonly repeated: boolean;
  /** The list of tables whose last element this table belongs to; it must stand above. */
  readonly within?: string;
}

function tablesIn(table: TableSchema, path: readonly string[], within?: string): readonly TableEntry[] {
  return Object.entries(table.keys).flatMap(([name, key]): readonly TableEntry[] => {
    const inner = tableOf(key);
    if (inner === undefined) return [];
    const own = [...path, name];
    const repeated = key.shape.kind === 'tables';
    const entry = { path: own, key, table: inner, repeated, ...(within === undefined ? {} : { within }) };
    const members = Object.values(inner.keys);
    const onlyTables = members.every((member) => tableOf(member) !== undefined);
    return [...(onlyTables ? [] : [entry]), ...tablesIn(inner, own, repeated ? own.join('.') : within)];
  });
}

/** Headers, those below the current table first. */
function tableCompletions(
  root: TableSchema,
  { present, above }: Headers,
  replace: Span,
  current: readonly string[] = [],
): readonly Completion[] {
  const entries = tablesIn(root, []).filter(
    ({ path, repeated, within }) =>
      (repeated || !present.includes(path.join('.'))) && (within === undefined || above.includes(within)),
  );
  const inside = (entry: TableEntry): boolean =>
    current.length > 0 && current.every((name, at) => entry.path[at] === name);
  return [...entries.filter(inside), ...entries.filter((entry) => !inside(entry))].map((entry) =>
    tableCompletion(entry, replace),
  );
}

function tableCompletion({ path, key, table, repeated }: TableEntry, replace: Span): Completion {
  const name = path.join('.');
  const header = repeated ? `[[${name}]]` : `[${name}]`;
  const required = Object.entries(table.keys).filter(
    ([inner, member]) => tableOf(member) === undefined && (member.required === true || inner === 'url'),
  );
  const lines = required.map(([inner, member]) => `${inner} = ${exampleOf(member)}`);
  return {
    label: header,
    kind: 'table',
    detail: key.since === undefined ? 'table' : `table, since ${key.since}`,
    documentation: documentationOf(key),
    insert: renumberFields([header, ...(lines.length === 0 ? ['$0'] : lines)].join('\n')),
    replace,
    snippet: true,
  };
}

function valueCompletions(key: KeySchema, typed: string, replace: Span): readonly Completion[] {
  const { shape } = key;
  const value = (label: string, insert: string, documentation: string, snippet = false): Completion => ({
    label,
    kind: snippet ? 'snippet' : 'value',
    detail: key.default === insert ? 'default' : '',
    documentation,
    insert,
    replace,
    ...(snippet ? { snippet: true } : {}),
  });
  switch (shape.kind) {
    case 'boolean':
      return ['false', 'true'].map((word) => value(word, word, key.documentation));
    case 'unsigned':
      return key.default === undefined ? [] : [value(key.default, key.default, key.documentation)];
    case 'string': {
      const quote = typed.startsWith("'") ? "'" : '"';
      const choices = (shape.values ?? [])
        .filter(({ usual }) => usual)
        .map((allowed) => value(allowed.value, `${quote}${allowed.value}${quote}`, allowed.documentation));
      if (choices.length > 0) return choices;
      return exampleCompletions(key, value);
    }
    case 'strings':
      return exampleCompletions(key, value);
    case 'table':
    case 'tables':
      return [];
  }
}

function exampleCompletions(
  key: KeySchema,
  value: (label: string, insert: string, documentation: string, snippet?: boolean) => Completion,
): readonly Completion[] {
  const example = key.example ?? key.default;
  if (example === undefined) return [];
  const label = plainOf(example);
  const first = label.split('\n').slice(0, 2).join(' ');
  return [value(first, example, key.documentation, example.includes('${'))];
}

/** A snippet without its fields, for the label. */
function plainOf(snippet: string): string {
  return snippet.replace(/\$\{\d+(?::([^}]*))?\}/g, '$1');
}
