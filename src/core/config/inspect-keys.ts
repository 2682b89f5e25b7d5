/**
 * Compares a table with its schema as the guest's parser does: types and what converts, members that are missing,
 * unknown, in another letter case, in another table, or of another release.
 */
import type { TomlArray, TomlMember, TomlNode, TomlTable } from '#core/toml/node.ts';
import { replaceSpan } from '#core/text/edit.ts';
import { pointAt, type Span } from '#core/text/span.ts';
import { scanToml } from '#core/toml/scan.ts';
import { kindName, parserNameOf, toBoolean, toText, toUnsigned, type Conversion } from './convert.ts';
import {
  missingPathText,
  pathText,
  readerName,
  readerOf,
  report,
  type FindingDetails,
  type Inspection,
  type KeyPath,
} from './finding.ts';
import { inspectUnknown, renameFix } from './inspect-unknown.ts';
import { ignoresCase, isBefore, newestRelease, releaseName } from './releases.ts';
import { keySchemaOf, type KeySchema, type Shape, type TableSchema } from './schema/schema.ts';

/** Reports what the schema says about one table and everything in it. `at` is the place of the table itself. */
export function inspectTable(
  inspection: Inspection,
  root: TableSchema,
  schema: TableSchema,
  table: TomlTable,
  path: KeyPath,
  at: Span,
): void {
  for (const member of table.members) {
    const key = knownKey(inspection, schema, member.key);
    if (key === undefined) inspectUnknown(inspection, root, schema, table, member, path);
    else inspectMember(inspection, root, key, table, member, path);
  }
  for (const [name, key] of Object.entries(schema.keys)) {
    if (key.required !== true || table.members.some((member) => sameKey(inspection, member.key, name)))
      continue;
    reportMissing(inspection, key, [...path, name], at);
  }
}

/** True when the guest's release takes `written` for the key `name`. */
export function sameKey({ context }: Inspection, written: string, name: string): boolean {
  return (
    written === name || (ignoresCase(context.release ?? newestRelease) && written.toLowerCase() === name)
  );
}

function knownKey(inspection: Inspection, schema: TableSchema, written: string): KeySchema | undefined {
  const exact = keySchemaOf(schema, written);
  if (exact !== undefined) return exact;
  const lower = written.toLowerCase();
  return sameKey(inspection, written, lower) ? keySchemaOf(schema, lower) : undefined;
}

function reportMissing(inspection: Inspection, key: KeySchema, path: KeyPath, at: Span): void {
  if (key.shape.kind === 'table') {
    const required = Object.entries(key.shape.table.keys).filter(([, inner]) => inner.required === true);
    for (const [name, inner] of required) reportMissing(inspection, inner, [...path, name], at);
    return;
  }
  const text = missingPathText(path);
  report(inspection, 'config/missing-key', text, at, `The mandatory key ${pathText(path)} is missing.`, {
    failsAt: 'parse',
    hint: key.documentation,
    consumers: [
      {
        consumer: readerOf(inspection.file),
        outcome: 'rejects',
        message: `missing configuration field "${text}"`,
      },
    ],
  });
}

function inspectMember(
  inspection: Inspection,
  root: TableSchema,
  key: KeySchema,
  table: TomlTable,
  member: TomlMember,
  parent: KeyPath,
): void {
  const name = member.key.toLowerCase();
  const path = [...parent, name];
  if (name !== member.key) {
    report(
      inspection,
      'config/letter-case',
      [...parent, member.key],
      member.keySpan,
      `"${member.key}" differs from ${name} by letter case; this release still reads it, releases from v0.16.0 on do not.`,
      renameFix(inspection, table, member, name),
    );
  }
  const release = inspection.context.release ?? newestRelease;
  if (key.since !== undefined && isBefore(release, key.since)) {
    report(
      inspection,
      'config/not-in-release',
      path,
      member.keySpan,
      `${pathText(path)} is read since ${releaseName(key.since)}; ${releaseName(release)} ignores it.`,
    );
  }
  inspectValue(inspection, root, key.shape, member.node, path, member.keySpan);
}

function inspectValue(
  inspection: Inspection,
  root: TableSchema,
  shape: Shape,
  node: TomlNode,
  path: KeyPath,
  at: Span,
): void {
  switch (shape.kind) {
    case 'string':
      if (shape.closed === true) inspectChoice(inspection, shape, node, path);
      else inspectScalar(inspection, node, path, toText(node), 'a string');
      break;
    case 'unsigned':
      inspectScalar(inspection, node, path, toUnsigned(node), 'a number');
      break;
    case 'boolean':
      inspectScalar(inspection, node, path, toBoolean(node), 'true or false');
      break;
    case 'strings':
      if (node.kind !== 'array') {
        refuse(inspection, node, path, 'a sequence', 'a list of strings', listFix(inspection, node));
        break;
      }
      for (const [index, item] of node.items.entries()) {
        inspectScalar(inspection, item, [...path, index], toText(item), 'a string');
      }
      break;
    case 'table':
      if (node.kind === 'table') inspectTable(inspection, root, shape.table, node, path, at);
      else if (node.kind === 'array') inspectPositional(inspection, root, shape.table, node, path, at);
      else refuse(inspection, node, path, `struct ${shape.table.struct}`, `a table [${pathText(path)}]`);
      break;
    case 'tables':
      if (node.kind !== 'array') {
        refuse(
          inspection,
          node,
          path,
          'a sequence',
          `[[${pathText(path.filter((part) => typeof part === 'string'))}]] with two brackets`,
          bracketsFix(inspection, path),
          at,
        );
        break;
      }
      for (const [index, item] of node.items.entries()) {
        const place = item.kind === 'table' ? headerSpan(inspection, item) : item.span;
        inspectItem(inspection, root, shape.table, item, [...path, index], place);
      }
      break;
  }
}

function inspectItem(
  inspection: Inspection,
  root: TableSchema,
  schema: TableSchema,
  item: TomlNode,
  path: KeyPath,
  at: Span,
): void {
  if (item.kind === 'table') inspectTable(inspection, root, schema, item, path, at);
  else if (item.kind === 'array') inspectPositional(inspection, root, schema, item, path, at);
  else refuse(inspection, item, path, `struct ${schema.struct}`, 'a table');
}

/** The line on which a table begins. */
export function headerSpan({ text }: Inspection, { span }: TomlTable): Span {
  const end = text.indexOf('\n', span.from);
  const to = end === -1 || end > span.to ? span.to : text.charAt(end - 1) === '\r' ? end - 1 : end;
  return { from: span.from, to };
}

function inspectPositional(
  inspection: Inspection,
  root: TableSchema,
  schema: TableSchema,
  array: TomlArray,
  path: KeyPath,
  at: Span,
): void {
  const names = Object.entries(schema.keys);
  const fix = singleBracketsFix(inspection, array);
  report(
    inspection,
    'config/positional-array',
    path,
    at,
    `${pathText(path)} is a table; the guest reads this list as its members in the order ${names.map(([name]) => name).join(', ')}.`,
    {
      hint:
        array.definition === 'array-header'
          ? `Write [${pathText(path)}] with single brackets.`
          : 'Write a table.',
      ...(fix === undefined ? {} : { fix }),
    },
  );
  for (const [index, item] of array.items.entries()) {
    const shape = names[index]?.[1].shape;
    if (shape !== undefined) inspectValue(inspection, root, shape, item, [...path, index], item.span);
  }
  const firstItem = array.items[0];
  if (array.items.length < names.length && firstItem?.kind !== 'table') {
    refuse(
      inspection,
      array,
      path,
      `struct ${schema.struct} with ${names.length} elements`,
      'a table',
      undefined,
      at,
    );
  }
}

function inspectScalar(
  inspection: Inspection,
  node: TomlNode,
  path: KeyPath,
  conversion: Conversion<unknown>,
  wanted: string,
): void {
  switch (conversion.kind) {
    case 'as-written':
      break;
    case 'converted':
      reportConverted(inspection, node, path, conversion.value, wanted);
      break;
    case 'refused':
      refuse(inspection, node, path, conversion.expected, wanted);
      break;
  }
}

function reportConverted(
  inspection: Inspection,
  node: TomlNode,
  path: KeyPath,
  value: unknown,
  wanted: string,
): void {
  const written = typeof value === 'string' ? JSON.stringify(value) : String(value);
  report(
    inspection,
    'config/converted-value',
    path,
    node.span,
    `${pathText(path)} wants ${wanted} and this is ${kindName(node)}; the guest reads it as ${written}.`,
    {
      fix: {
        title: `Write ${written}`,
        source: `entry:${inspection.file}`,
        edits: [replaceSpan(node.span, written)],
      },
    },
  );
}

function inspectChoice(
  inspection: Inspection,
  shape: Extract<Shape, { kind: 'string' }>,
  node: TomlNode,
  path: KeyPath,
): void {
  const values = shape.values ?? [];
  const single = node.kind === 'table' && node.members.length === 1 ? node.members[0]?.key : undefined;
  const written = node.kind === 'string' ? node.value : single;
  const known = values.find(({ value }) => value === written);
  if (known?.usual === true) return;
  const usual = values.filter((value) => value.usual).map(({ value }) => value);
  const meant = usual.find((value) => value.toLowerCase() === written?.toLowerCase());
  report(
    inspection,
    'config/wrong-type',
    path,
    node.span,
    known === undefined
      ? `${pathText(path)} must be exactly one of ${usual.map((value) => JSON.stringify(value)).join(', ')}.`
      : `"${known.value}" exists only in special builds: ${known.documentation}`,
    {
      failsAt: 'parse',
      consumers: [
        {
          consumer: readerOf(inspection.file),
          outcome: 'rejects',
          message: `enum TeeKeyAlgorithm does not have variant constructor ${written ?? parserNameOf(node)} for key \`${pathText(path)}\``,
        },
      ],
      ...(meant === undefined
        ? {}
        : {
            fix: {
              title: `Write ${meant}`,
              source: `entry:${inspection.file}` as const,
              edits: [replaceSpan(node.span, JSON.stringify(meant))],
            },
          }),
    },
  );
}

function refuse(
  inspection: Inspection,
  node: TomlNode,
  path: KeyPath,
  expected: string,
  wanted: string,
  fix?: FindingDetails['fix'],
  at: Span = node.span,
): void {
  const key = pathText(path);
  report(
    inspection,
    'config/wrong-type',
    path,
    at,
    `${key} wants ${wanted}, and this is ${kindName(node)} that does not convert.`,
    {
      failsAt: 'parse',
      why: `${readerName(inspection.file)} stops at start.`,
      consumers: [
        {
          consumer: readerOf(inspection.file),
          outcome: 'rejects',
          message: `invalid type: ${parserNameOf(node)}, expected ${expected} for key \`${key}\``,
        },
      ],
      ...(fix === undefined ? {} : { fix }),
    },
  );
}

function listFix({ file }: Inspection, node: TomlNode): FindingDetails['fix'] {
  if (node.kind !== 'string') return undefined;
  const { from, to } = node.span;
  return {
    title: 'Make it a list',
    source: `entry:${file}`,
    edits: [replaceSpan(pointAt(from), '['), replaceSpan(pointAt(to), ']')],
  };
}

/** `[credentials]` becomes `[[credentials]]`, when that header is the first to name the table. */
function bracketsFix({ file, text }: Inspection, path: KeyPath): FindingDetails['fix'] {
  const names = path.filter((part) => typeof part === 'string');
  const first = scanToml(text).statements.find(
    (statement) =>
      statement.kind === 'header' && names.every((name, index) => statement.key[index]?.name === name),
  );
  if (first?.kind !== 'header' || first.array || first.key.length !== names.length) return undefined;
  const { from, to } = first.span;
  return {
    title: 'Write two brackets',
    source: `entry:${file}`,
    edits: [replaceSpan(pointAt(from), '['), replaceSpan(pointAt(to), ']')],
  };
}

/** `[[kbc]]` becomes `[kbc]`, when there is one only. */
function singleBracketsFix({ file, text }: Inspection, array: TomlArray): FindingDetails['fix'] {
  const [item, second] = array.items;
  const opening = item === undefined || second !== undefined ? -1 : text.indexOf('[[', item.span.from);
  const closing = opening === -1 ? -1 : text.indexOf(']]', opening);
  if (array.definition !== 'array-header' || closing === -1) return undefined;
  return {
    title: 'Write single brackets',
    source: `entry:${file}`,
    edits: [
      replaceSpan({ from: opening, to: opening + 1 }, ''),
      replaceSpan({ from: closing, to: closing + 1 }, ''),
    ],
  };
}
