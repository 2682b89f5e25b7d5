/** The YAML library behind one door: documents with positions, no exception, no unbounded recursion, aliases counted. */
import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { Span } from '#core/text/span.ts';

/** Deeper than any manifest; keeps our own recursion far from the end of the stack. */
const maxDepth = 100;

/** etcd takes objects of 1.5 MB; a longer text is no manifest, and reading it would take seconds. */
const maxCharacters = 4_000_000;

export interface YamlProblem {
  readonly code: string;
  readonly span: Span;
  readonly message: string;
}

export interface ParsedYaml {
  readonly text: string;
  readonly documents: readonly Document.Parsed[];
  readonly problems: readonly YamlProblem[];
  /** What each alias stands for; an alias of an unknown anchor is a problem and not in here. */
  readonly targets: ReadonlyMap<Alias, Node>;
  /** How many aliases point at an anchored node. */
  readonly uses: ReadonlyMap<Node, number>;
  /** False where confirming fixes would take too long. */
  readonly offersFixes: boolean;
}

/** Reads every document of a text. Never throws: what the library throws becomes a problem. */
export function parseYaml(text: string): ParsedYaml {
  const targets = new Map<Alias, Node>();
  const uses = new Map<Node, number>();
  const problems: YamlProblem[] = [];
  const known = { targets, uses, problems };
  const documents = text.length > maxCharacters ? [] : documentsOf(text);
  if (documents === undefined || text.length > maxCharacters) {
    problems.push(beyond(documents === undefined ? 'TOO_DEEP' : 'TOO_LONG', text));
    return { text, documents: [], ...known, offersFixes: true };
  }
  for (const document of documents) {
    for (const { code, pos, message } of document.errors) {
      problems.push({ code, span: { from: pos[0], to: Math.max(pos[0], pos[1]) }, message });
    }
    if (!collect(document.contents, new Map(), known, 0)) problems.push(beyond('TOO_DEEP', text));
  }
  return { text, documents, ...known, offersFixes: true };
}

function documentsOf(text: string): readonly Document.Parsed[] | undefined {
  try {
    const documents = parseAllDocuments(text, {
      prettyErrors: false,
      logLevel: 'silent',
      uniqueKeys: false, // looked for below, in linear time
    });
    return 'empty' in documents ? [] : documents;
  } catch {
    return undefined; // the library's own recursion gave up: thousands of nested brackets
  }
}

function beyond(code: string, text: string): YamlProblem {
  return { code, span: { from: 0, to: Math.min(1, text.length) }, message: 'beyond what a manifest can be' };
}

interface Known {
  readonly targets: Map<Alias, Node>;
  readonly uses: Map<Node, number>;
  readonly problems: YamlProblem[];
}

/** Finds out what aliases stand for and which keys stand twice; false when the nesting has no end in reach. */
function collect(node: unknown, anchors: Map<string, Node>, known: Known, depth: number): boolean {
  if (depth > maxDepth) return false;
  if (isAlias(node)) {
    const target = anchors.get(node.source);
    if (target !== undefined) {
      known.targets.set(node, target);
      known.uses.set(target, (known.uses.get(target) ?? 0) + 1);
    }
    return true;
  }
  if (isPair(node)) {
    return collect(node.key, anchors, known, depth) && collect(node.value, anchors, known, depth);
  }
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return true;
  if (node.anchor !== undefined) anchors.set(node.anchor, node);
  if (isScalar(node)) return true;
  if (isMap(node)) collectDuplicates(node, known.problems);
  return node.items.every((item) => collect(item, anchors, known, depth + 1));
}

function collectDuplicates(map: YAMLMap, problems: YamlProblem[]): void {
  const keys = new Set<unknown>();
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    if (keys.has(key.value)) {
      problems.push({
        code: 'DUPLICATE_KEY',
        span: spanOf(key),
        message: 'this key stands twice in one map',
      });
    }
    keys.add(key.value);
  }
}

/** The node an alias stands for, or the node itself; `undefined` for nothing. */
export function resolved(yaml: ParsedYaml, node: unknown): Node | undefined {
  if (isAlias(node)) return yaml.targets.get(node);
  return isScalar(node) || isMap(node) || isSeq(node) ? node : undefined;
}

/** True when other places of the document change with this node. */
export function isShared(yaml: ParsedYaml, node: unknown): boolean {
  return (yaml.uses.get(node as Node) ?? 0) > 0;
}

/** The pair that a map itself has under `key`; merge keys are not followed. */
export function ownPair(yaml: ParsedYaml, map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => keyOf(yaml, pair) === key);
}

/** A key as a string; `undefined` for keys that are maps or lists. */
export function keyOf(yaml: ParsedYaml, pair: Pair): string | undefined {
  const key = resolved(yaml, pair.key);
  return isScalar(key) ? String(key.value) : undefined;
}

/** The maps that a map takes over by `<<`, nearest first. */
export function mergedMaps(yaml: ParsedYaml, map: YAMLMap): readonly YAMLMap[] {
  const value = ownPair(yaml, map, '<<')?.value;
  const target = resolved(yaml, value);
  if (isMap(target)) return [target];
  if (!isSeq(target)) return [];
  return target.items.map((item) => resolved(yaml, item)).filter((item) => isMap(item));
}

/** The pair that a map has under `key`, its own or one taken over by a merge key. */
export function effectivePair(yaml: ParsedYaml, map: YAMLMap, key: string): Pair | undefined {
  return (
    ownPair(yaml, map, key) ??
    mergedMaps(yaml, map)
      .map((merged) => ownPair(yaml, merged, key))
      .find((pair) => pair !== undefined)
  );
}

/** The node below `node` at a path, aliases and merge keys followed. */
export function nodeAtPath(
  yaml: ParsedYaml,
  node: unknown,
  path: readonly (string | number)[],
): Node | undefined {
  let current = resolved(yaml, node);
  for (const step of path) {
    if (isMap(current) && typeof step === 'string') {
      current = resolved(yaml, effectivePair(yaml, current, step)?.value);
    } else if (isSeq(current) && typeof step === 'number') {
      current = resolved(yaml, current.items[step]);
    } else {
      return undefined;
    }
  }
  return current;
}

/** The text of a scalar that YAML reads as a string. */
export function stringOf(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}

/** True for a missing value, `null` and `~`. */
export function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

/** The written extent of a node, without the white space and comments that follow it. */
export function spanOf(node: unknown): Span {
  const range = (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) && node.range;
  return range ? { from: range[0], to: range[1] } : { from: 0, to: 0 };
}

export function isBlockScalar(node: unknown): node is Scalar {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
}

/** True when a text is written as JSON and not only in YAML's flow style. */
export function isJson(text: string): boolean {
  return /^\ufeff?\s*(\{\s*["}]|\[)/.test(text);
}
