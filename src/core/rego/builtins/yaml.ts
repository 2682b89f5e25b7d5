/**
 * `yaml.*` of OPA, which reads YAML 1.1 as the tools of Kubernetes do and writes it with keys in order.
 *
 * @see https://github.com/kubernetes-sigs/yaml
 */
import { Document, isScalar, parseAllDocuments, parseDocument, type ScalarTag, type Tags, visit } from 'yaml';
import { jsonOf, valueFromUnknown } from '../value/json.ts';
import type { Value } from '../value/value.ts';
import { define, stringArgument } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

/** Aliases of a text may multiply it: no more than that many are followed. */
const maxAliasCount = 10_000;

const version = '1.1';

/** Tags of YAML 1.1 that JSON has no value for: what has them stays a text, or the collection that it is. */
const untagged: ReadonlySet<string> = new Set(
  ['timestamp', 'binary', 'omap', 'pairs', 'set'].map((name) => `tag:yaml.org,2002:${name}`),
);

/** Bytes are the text that they spell. */
const binary: ScalarTag = {
  tag: 'tag:yaml.org,2002:binary',
  resolve(text, onError) {
    const digits = text.replaceAll(/\s/g, '');
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(digits)) {
      onError('not base64');
      return text;
    }
    return new TextDecoder().decode(Uint8Array.from(atob(digits), (character) => character.charCodeAt(0)));
  },
};

/** Of YAML 1.2, and known to Go as well. */
const octal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0o[0-7]+$/,
  resolve: (text) => Number(text.replace(/^[-+]/, '')) * (text.startsWith('-') ? -1 : 1),
};

function customTags(tags: Tags): Tags {
  const kept = tags.filter(
    (tag) => typeof tag === 'string' || (!untagged.has(tag.tag) && tag.format !== 'TIME'),
  );
  return [...kept, binary, octal];
}

/** What the first document of a text says, as JSON would; undefined for what is no YAML in any of its documents. */
function readYaml(text: string): { readonly value: Value } | undefined {
  const documents = parseAllDocuments(text, {
    version,
    intAsBigInt: true,
    // As in Go, the last of equal keys stands.
    uniqueKeys: false,
    logLevel: 'silent',
    customTags,
  });
  if (!Array.isArray(documents)) return { value: null };
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  if (documents.some(hasForeignKey)) return undefined;
  try {
    return { value: valueFromUnknown(documents[0]?.toJS({ maxAliasCount }) as unknown) };
  } catch (error) {
    // The library's way to say that an alias is unknown or that there are too many.
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** A key that cannot become the text that JSON asks for. */
function hasForeignKey(document: Document.Parsed): boolean {
  let found = false;
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || key.value === null) found = true;
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

/** Whether a text alone would be read as another scalar, or as none. */
function isAmbiguous(text: string): boolean {
  if (text.length > 64 || text.includes('\n')) return false;
  const { contents, errors } = parseDocument(text, { version, logLevel: 'silent', customTags });
  if (errors.length > 0) return false;
  return contents === null || (isScalar(contents) && typeof contents.value !== 'string');
}

function written(value: Value): string {
  const json = jsonOf(value);
  if (json === undefined) throw new BuiltinError('yaml.marshal: a number cannot be written', 0);
  const document = new Document(JSON.parse(json), {
    version,
    aliasDuplicateObjects: false,
    sortMapEntries: (a, b) => (String(a.key) < String(b.key) ? -1 : 1),
  });
  // Go writes double quotes where the type would change, single ones where the syntax asks for any.
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && isAmbiguous(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ indentSeq: false, lineWidth: 0, singleQuote: true });
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
