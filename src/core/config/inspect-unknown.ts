import type { TomlMember, TomlTable } from '#core/toml/node.ts';
import { replaceSpan } from '#core/text/edit.ts';
import { scanToml } from '#core/toml/scan.ts';
import { pathText, report, type FindingDetails, type Inspection, type KeyPath } from './finding.ts';
import { homesOf, type TableSchema } from './schema/schema.ts';
import { setTomlText } from './set-value.ts';
import { nearest } from './similar.ts';

/**
 * Reports a member that its table does not have: a key of older releases, one in another letter case, one that belongs
 * into another table, or one that nobody knows. What is inside it is not looked at, because the guest drops it whole.
 */
export function inspectUnknown(
  inspection: Inspection,
  root: TableSchema,
  schema: TableSchema,
  table: TomlTable,
  member: TomlMember,
  parent: KeyPath,
): void {
  const { key, keySpan } = member;
  const path = [...parent, key];
  const legacy =
    schema.legacy !== undefined && Object.hasOwn(schema.legacy, key) ? schema.legacy[key] : undefined;
  if (legacy !== undefined) {
    report(inspection, 'config/legacy-key', path, keySpan, `${pathText(path)} is ignored. ${legacy.reason}`, {
      ...(legacy.replacedBy === undefined ? {} : { hint: `Use ${legacy.replacedBy}.` }),
    });
    return;
  }
  const names = Object.keys(schema.keys);
  const recased = names.find((name) => name === key.toLowerCase());
  if (recased !== undefined) {
    report(
      inspection,
      'config/letter-case',
      path,
      keySpan,
      `"${key}" differs from ${recased} by letter case; releases from v0.16.0 on ignore it.`,
      { ...renameFix(inspection, table, member, recased) },
    );
    return;
  }
  const alias =
    schema.aliases !== undefined && Object.hasOwn(schema.aliases, key) ? schema.aliases[key] : undefined;
  const homes = homesOf(root, key).filter((home) => home !== namesOf(parent));
  if (alias === undefined && homes.length > 0) {
    reportMisplaced(inspection, path, member, homes);
    return;
  }
  const meant = alias ?? nearest(key, names);
  report(
    inspection,
    'config/unknown-key',
    path,
    keySpan,
    meant === undefined
      ? `Unknown key ${pathText(path)}.`
      : `Unknown key ${pathText(path)}; did you mean ${meant}?`,
    {
      hint:
        meant === undefined
          ? 'Remove it, unless a policy of the verifier reads it from the claims on purpose.'
          : `The guest reads ${pathText([...parent, meant])}.`,
      ...(meant === undefined ? {} : renameFix(inspection, table, member, meant)),
    },
  );
}

function namesOf(path: KeyPath): string {
  return path.filter((part) => typeof part === 'string').join('.');
}

function reportMisplaced(
  inspection: Inspection,
  path: KeyPath,
  member: TomlMember,
  homes: readonly string[],
): void {
  const places = homes.map((home) =>
    home === '' ? 'the top level, before the first table header' : `[${home}]`,
  );
  const [home, other] = homes;
  const fix = home === undefined || other !== undefined ? undefined : moveFix(inspection, member, home);
  report(
    inspection,
    'config/misplaced-key',
    path,
    member.keySpan,
    `${member.key} stands in the wrong table; it belongs to ${places.join(' or ')}.`,
    { hint: 'Move the line there.', ...(fix === undefined ? {} : { fix }) },
  );
}

/** Takes the lines of the key out and puts it, as it is written, into the table it belongs to. */
function moveFix({ file, text }: Inspection, member: TomlMember, home: string): FindingDetails['fix'] {
  const pair = scanToml(text).statements.find(
    (statement) => statement.kind === 'pair' && statement.key[0]?.span.from === member.keySpan.from,
  );
  if (pair?.kind !== 'pair' || pair.key.length > 1) return undefined;
  const target = [...(home === '' ? [] : home.split('.')), member.key];
  const { value: edits } = setTomlText(text, target, text.slice(pair.value.span.from, pair.value.span.to));
  const [edit] = edits ?? [];
  // A target that exists already would be replaced, and nobody asked for that.
  if (edit === undefined || edit.span.from !== edit.span.to) return undefined;
  return {
    title: home === '' ? 'Move it to the top' : `Move it to [${home}]`,
    source: `entry:${file}`,
    edits: [edit, replaceSpan(pair.lines, '')],
  };
}

/** The fix that gives a member another name; none when the name is taken already: the text would name it twice. */
export function renameFix(
  { file }: Inspection,
  table: TomlTable,
  member: TomlMember,
  name: string,
): Pick<FindingDetails, 'fix'> {
  if (table.members.some(({ key }) => key === name)) return {};
  return {
    fix: {
      title: `Rename to ${name}`,
      source: `entry:${file}`,
      edits: [replaceSpan(member.keySpan, name)],
    },
  };
}
