/**
 * The file as the guest's parser sees it. It differs from plain TOML in one place: at the top level a quoted key with
 * dots, such as `"kbc.url"` or `"credentials[0].path"`, is a path of tables.
 */
import type { Span } from '#core/text/span.ts';
import type { TomlMember, TomlNode, TomlTable } from '#core/toml/node.ts';
import type { KeyPath } from './finding.ts';

export interface QuotedPath {
  readonly path: KeyPath;
  readonly member: TomlMember;
}

export interface GuestView {
  readonly root: TomlTable;
  /** The quoted keys that were read as paths. */
  readonly quoted: readonly QuotedPath[];
}

/** Opens the quoted paths of the top level. Places stay those of the text. */
export function guestView(root: TomlTable): GuestView {
  const quoted = root.members.flatMap((member) => {
    const path = readQuotedPath(member.key);
    return path === undefined ? [] : [{ path, member }];
  });
  if (quoted.length === 0) return { root, quoted };
  const plain = root.members.filter(({ key }) => readQuotedPath(key) === undefined);
  const members = quoted.reduce<readonly TomlMember[]>(
    (all, { path, member }) => insertMember(all, path, member),
    plain,
  );
  return { root: { ...root, members }, quoted };
}

const quotedPath = /^[A-Za-z0-9_-]+(?:\[[0-9]{1,4}\]|\.[A-Za-z0-9_-]+)+$/;

function readQuotedPath(key: string): readonly (string | number)[] | undefined {
  if (!/[.[]/.test(key) || !quotedPath.test(key)) return undefined;
  return [...key.matchAll(/\[([0-9]+)\]|([A-Za-z0-9_-]+)/g)].map(([, index, name]) =>
    index === undefined ? (name ?? '') : Number(index),
  );
}

function insertMember(
  members: readonly TomlMember[],
  path: KeyPath,
  leaf: TomlMember,
): readonly TomlMember[] {
  const [name, ...rest] = path;
  if (typeof name !== 'string') return members;
  const present = members.find(({ key }) => key === name);
  const node = insertNode(present?.node, rest, leaf);
  const member: TomlMember = { key: name, keySpan: present?.keySpan ?? leaf.keySpan, node };
  return present === undefined
    ? [...members, member]
    : members.map((old) => (old === present ? member : old));
}

function insertNode(node: TomlNode | undefined, path: KeyPath, leaf: TomlMember): TomlNode {
  const [next, ...rest] = path;
  if (next === undefined) return leaf.node;
  const span: Span = node?.span ?? leaf.keySpan;
  if (typeof next === 'string') {
    const members = node?.kind === 'table' ? node.members : [];
    const definition = node?.kind === 'table' ? node.definition : 'dotted';
    return { kind: 'table', span, definition, members: insertMember(members, path, leaf) };
  }
  const items = node?.kind === 'array' ? [...node.items] : [];
  while (items.length < next) items.push({ kind: 'table', span, definition: 'dotted', members: [] });
  items[next] = insertNode(items[next], rest, leaf);
  return { kind: 'array', span, definition: 'inline', items };
}
