/** YAML nodes as plain values, to be read field by field: aliases and merge keys followed, and never more than a manifest is. */
import { isMap, isScalar, isSeq } from 'yaml';
import { effectivePair, keyOf, mergedMaps, type ParsedYaml, resolved } from '#core/manifest/yaml.ts';

export type Plain = null | boolean | number | string | readonly Plain[] | PlainMap;

export interface PlainMap {
  readonly [name: string]: Plain;
}

/** Aliases of aliases grow without end; no manifest has as many nodes. */
const maxNodes = 50_000;

/** The value of a node. What lies beyond the bound is null. */
export function plainOf(yaml: ParsedYaml, node: unknown): Plain {
  let left = maxNodes;
  const convert = (from: unknown): Plain => {
    left -= 1;
    if (left < 0) return null;
    const at = resolved(yaml, from);
    if (isScalar(at)) {
      const { value } = at;
      if (typeof value === 'bigint') return Number(value);
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : null;
    }
    if (isSeq(at)) return at.items.map(convert);
    if (!isMap(at)) return null;
    const names = new Set(
      [at, ...mergedMaps(yaml, at)].flatMap(({ items }) => items.map((pair) => keyOf(yaml, pair))),
    );
    const members: [string, Plain][] = [];
    for (const name of names) {
      if (name === undefined || name === '<<') continue;
      members.push([name, convert(effectivePair(yaml, at, name)?.value)]);
    }
    return Object.fromEntries(members);
  };
  return convert(node);
}

/** The map under a value; an empty one for anything else. */
export function mapOf(value: Plain | undefined): PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as PlainMap) : {};
}

export function listOf(value: Plain | undefined): readonly Plain[] {
  return Array.isArray(value) ? (value as readonly Plain[]) : [];
}

/** Own members alone: a key such as `constructor` is a name like any other. */
export function memberOf(map: PlainMap, name: string): Plain | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

export function textOf(value: Plain | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Texts of a list; numbers and the like as YAML writes them, as people forget quotes. */
export function textsOf(value: Plain | undefined): readonly string[] {
  return listOf(value).flatMap((item) => (typeof item === 'object' ? [] : [String(item)]));
}

export function integerOf(value: Plain | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}
