/** Compares a manifest before and after an edit: everything must be the same but what was meant to change. */
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { NodePath } from './manifest.ts';
import { isEmpty, keyOf, type ParsedYaml } from './yaml.ts';

/** What an edit is meant to do: at `path` of a document there is `value` afterwards, or nothing when it is absent. */
export interface IntendedChange {
  readonly document: number;
  readonly path: NodePath;
  readonly value?: string;
}

/** True when `after` reads without problems and differs from `before` exactly by the changes. */
export function differsOnlyBy(
  before: ParsedYaml,
  after: ParsedYaml,
  changes: readonly IntendedChange[],
): boolean {
  if (after.problems.length > 0 || before.documents.length !== after.documents.length) return false;
  return before.documents.every((document, index) => {
    const own = changes.filter((change) => change.document === index);
    return same(before, after, document.contents, after.documents[index]?.contents, own);
  });
}

type Relative = Pick<IntendedChange, 'path' | 'value'>;

function same(
  before: ParsedYaml,
  after: ParsedYaml,
  a: unknown,
  b: unknown,
  changes: readonly Relative[],
): boolean {
  const [change] = changes;
  if (change !== undefined && change.path.length === 0) {
    return change.value === undefined ? isEmpty(b) : isScalar(b) && b.value === change.value;
  }
  if (change === undefined && !sameProperties(a, b)) return false;
  if (isAlias(a) && isAlias(b)) return a.source === b.source;
  if (isAlias(a) && isMap(b) && change !== undefined) return extendsAlias(before, after, a, b, changes);
  if (isMap(b) && (isMap(a) || (isEmpty(a) && change !== undefined))) {
    return sameMaps(before, after, pairsOf(before, a), pairsOf(after, b), changes);
  }
  if (change !== undefined && isMap(a) && isEmpty(b)) {
    return sameMaps(before, after, pairsOf(before, a), new Map(), changes);
  }
  if (isSeq(a) && isSeq(b)) {
    return (
      a.items.length === b.items.length &&
      a.items.every((item, index) => same(before, after, item, b.items[index], below(changes, index)))
    );
  }
  if (isScalar(a) && isScalar(b)) return Object.is(a.value, b.value);
  return isEmpty(a) && isEmpty(b);
}

/** `*shared` may become a map that merges `*shared` and adds to it. */
function extendsAlias(
  before: ParsedYaml,
  after: ParsedYaml,
  a: unknown,
  b: unknown,
  changes: readonly Relative[],
): boolean {
  return sameMaps(before, after, new Map([['<<', a]]), pairsOf(after, b), changes);
}

function sameMaps(
  before: ParsedYaml,
  after: ParsedYaml,
  a: ReadonlyMap<unknown, unknown>,
  b: ReadonlyMap<unknown, unknown>,
  changes: readonly Relative[],
): boolean {
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].every((key) => {
    const own = typeof key === 'string' ? below(changes, key) : [];
    if (own.length === 0 && a.has(key) !== b.has(key)) return false;
    return same(before, after, a.get(key), b.get(key), own);
  });
}

/** Pairs by key; a key that is no scalar is compared by its place alone. */
function pairsOf(yaml: ParsedYaml, node: unknown): ReadonlyMap<unknown, unknown> {
  const pairs = new Map<unknown, unknown>();
  if (!isMap(node)) return pairs;
  node.items.forEach((pair, index) => pairs.set(keyOf(yaml, pair) ?? index, pair.value));
  return pairs;
}

function below(changes: readonly Relative[], step: string | number): readonly Relative[] {
  return changes
    .filter(({ path }) => path[0] === step)
    .map((change) => ({ ...change, path: change.path.slice(1) }));
}

/** Anchors and tags must stay where they are. */
function sameProperties(a: unknown, b: unknown): boolean {
  const properties = (node: unknown): string =>
    isScalar(node) || isMap(node) || isSeq(node) ? `${node.anchor ?? ''} ${node.tag ?? ''}` : '';
  return isEmpty(a) && isEmpty(b) ? true : properties(a) === properties(b);
}
