/**
 * `yaml.*` of OPA, which reads YAML 1.1 as the tools of Kubernetes do and writes it with keys in order.
 *
 * @see https://github.com/kubernetes-sigs/yaml
 */
import { parseAllDocuments, stringify } from 'yaml';
import { jsonOf, valueFromUnknown } from '../value/json.ts';
import type { Value } from '../value/value.ts';
import { define, stringArgument } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

/** Aliases of a text may multiply it: no more than that many are followed. */
const maxAliasCount = 10_000;

const version = '1.1';

/** Scalars with tags of YAML 1.1 that JSON has no value for stay texts. */
const untagged: ReadonlySet<string> = new Set(
  ['timestamp', 'binary', 'omap', 'pairs', 'set'].map((name) => `tag:yaml.org,2002:${name}`),
);

/** What the first document of a text says, as JSON would; undefined for what is no YAML in any of its documents. */
function readYaml(text: string): { readonly value: Value } | undefined {
  const documents = parseAllDocuments(text, {
    version,
    intAsBigInt: true,
    logLevel: 'silent',
    customTags: (tags) =>
      tags.filter((tag) => typeof tag === 'string' || (!untagged.has(tag.tag) && tag.format !== 'TIME')),
  });
  if (!Array.isArray(documents)) return { value: null };
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  try {
    return { value: valueFromUnknown(documents[0]?.toJS({ maxAliasCount }) as unknown) };
  } catch (error) {
    // The library's way to say that an alias is unknown or that there are too many.
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function written(value: Value): string {
  const json = jsonOf(value);
  if (json === undefined) throw new BuiltinError('yaml.marshal: a number cannot be written', 0);
  return stringify(JSON.parse(json), {
    version,
    indentSeq: false,
    lineWidth: 0,
    aliasDuplicateObjects: false,
    sortMapEntries: (a, b) => (String(a.key) < String(b.key) ? -1 : 1),
  });
}

export const yamlBuiltins: readonly Builtin[] = [
  define({
    name: 'yaml.is_valid',
    arity: 1,
    feature: 'opa',
    evaluate: ([text]) => typeof text === 'string' && readYaml(text) !== undefined,
  }),
  define({ name: 'yaml.marshal', arity: 1, feature: 'opa', evaluate: ([value]) => written(value) }),
  define({
    name: 'yaml.unmarshal',
    arity: 1,
    feature: 'opa',
    evaluate: ([value], context) => {
      const text = stringArgument('yaml.unmarshal', value, 0);
      context.spend(text.length);
      const reading = readYaml(text);
      if (reading === undefined) throw new BuiltinError('yaml.unmarshal: not YAML', 0);
      return reading.value;
    },
  }),
];
