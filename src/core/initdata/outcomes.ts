/**
 * What each reader of a document does with it as a whole, reasoned from its parser and its own rules alone. The checks
 * explain single problems; this says how it ends.
 */
import type { Checked } from '../diagnostics/diagnostic.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import { parseToml } from '../toml/document.ts';
import { memberOf, type TomlNode, type TomlTable } from '../toml/node.ts';
import { isAlgorithm } from './algorithm.ts';
import { encodingOf, utf8ErrorOf } from './encoding.ts';
import {
  documentConsumers,
  notUtf8Refused,
  supportedVersion,
  syntaxRefused,
  words,
  type DocumentConsumer,
} from './words.ts';

/** `unknown` where nobody has tried and the source was not read. `message` is part of what the component logs. */
export interface DocumentOutcome {
  readonly outcome: 'accepts' | 'rejects' | 'panics' | 'ignores' | 'unknown';
  readonly message?: string;
}

export type DocumentOutcomes = Readonly<Record<DocumentConsumer, DocumentOutcome>>;

const accepted: DocumentOutcome = { outcome: 'accepts' };
const unknown: DocumentOutcome = { outcome: 'unknown' };

function rejected(message?: string): DocumentOutcome {
  return { outcome: 'rejects', ...(message === undefined ? {} : { message }) };
}

/**
 * What every reader does with these bytes, as the document of an annotation. Never throws.
 *
 * @param parsed what `parseToml` gave for the text of these bytes, when that is known already
 */
export function documentOutcomes(bytes: Uint8Array, parsed?: Checked<TomlTable>): DocumentOutcomes {
  const error = utf8ErrorOf(bytes);
  if (error !== undefined) return fromRefusals(notUtf8Refused(error, encodingOf(bytes).kind !== 'unknown'));
  const text = decodeUtf8(bytes) ?? '';
  const { value: root, diagnostics } = parsed ?? parseToml(text, 'initdata');
  if (root === undefined) return fromRefusals(syntaxRefused);
  const newer = diagnostics.find(({ consumers }) => consumers?.some(({ consumer }) => consumer === 'caa'));
  const old = oldParser(
    text,
    newer?.consumers?.find(({ consumer }) => consumer === 'caa')?.message,
    newer !== undefined,
  );
  const rust = rustType(root);
  const go: (read: () => DocumentOutcome) => DocumentOutcome = hasTwins(root)
    ? () => unknown
    : (read) => read();
  const guest = text === '' ? rejected(words.missingField('version')) : (rust ?? rustRules(root));
  return {
    go: go(() => goRuntime(root)),
    'runtime-rs': text === '' ? { outcome: 'ignores' } : guest,
    agent: guest,
    aa: rust ?? attestation(root),
    trustee: rust ?? attestation(root),
    caa: old ?? go(() => peerPods(root)),
    cococtl:
      old === undefined ? go(() => cococtl(root)) : rejected(`failed to parse TOML: ${old.message ?? ''}`),
    contrast: go(() => contrast(text, root, newer !== undefined)),
  };
}

function fromRefusals(refusals: typeof syntaxRefused): DocumentOutcomes {
  const outcomeOf = (consumer: DocumentConsumer): DocumentOutcome => {
    const found = refusals.find((refusal) => refusal.consumer === consumer);
    if (found === undefined) return unknown;
    return found.message === undefined
      ? { outcome: found.outcome }
      : { outcome: found.outcome, message: found.message };
  };
  const entries = documentConsumers.map((consumer) => [consumer, outcomeOf(consumer)] as const);
  return Object.fromEntries(entries) as Record<DocumentConsumer, DocumentOutcome>;
}

/** TOML 1.0 parsers refuse a byte order mark and newer syntax. */
function oldParser(text: string, message: string | undefined, newer: boolean): DocumentOutcome | undefined {
  if (text.charCodeAt(0) === 0xfeff) return rejected(words.peerPodByteOrderMark);
  return newer ? rejected(message) : undefined;
}

/** serde looks for three fields of exact names and types before any rule of the format is asked. */
function rustType(root: TomlTable): DocumentOutcome | undefined {
  for (const name of ['version', 'algorithm']) {
    const node = memberOf(root, name)?.node;
    if (node !== undefined && node.kind !== 'string') return rejected(words.rustToml);
  }
  const data = memberOf(root, 'data')?.node;
  if (data !== undefined) {
    if (data.kind !== 'table') return rejected(words.rustToml);
    const wrong = data.members.find(({ node }) => node.kind !== 'string');
    if (wrong !== undefined)
      return rejected(wrong.node.kind === 'table' ? words.rustType('map') : words.rustToml);
  }
  const absent = ['version', 'algorithm', 'data'].find((name) => memberOf(root, name) === undefined);
  return absent === undefined ? undefined : rejected(words.missingField(absent));
}

function rustRules(root: TomlTable): DocumentOutcome {
  const version = stringOf(memberOf(root, 'version')?.node);
  if (version !== supportedVersion) return rejected(words.rustVersion(version));
  const algorithm = stringOf(memberOf(root, 'algorithm')?.node);
  return isAlgorithm(algorithm) ? accepted : rejected(words.rustAlgorithm(algorithm));
}

function attestation(root: TomlTable): DocumentOutcome {
  const algorithm = stringOf(memberOf(root, 'algorithm')?.node);
  return isAlgorithm(algorithm) || algorithm === 'sm3' ? accepted : rejected(words.aaAlgorithm(algorithm));
}

/** Go matches field names in any case, the exact one first. */
function goField(root: TomlTable, name: string): TomlNode | undefined {
  const exact = memberOf(root, name);
  return (exact ?? root.members.find(({ key }) => key.toLowerCase() === name))?.node;
}

/** Two spellings of one field: which of them a Go reader takes last depends on the order of a map. */
function hasTwins(root: TomlTable): boolean {
  const names = root.members.map(({ key }) => key.toLowerCase());
  return ['version', 'algorithm', 'data'].some((name) => names.indexOf(name) !== names.lastIndexOf(name));
}

function goRuntime(root: TomlTable): DocumentOutcome {
  for (const name of ['version', 'algorithm']) {
    const node = goField(root, name);
    if (node !== undefined && node.kind !== 'string') return rejected(words.goToml);
  }
  const data = goField(root, 'data');
  // A data that is no table is passed over without a word.
  if (data?.kind === 'table' && data.members.some(({ node }) => node.kind !== 'string'))
    return rejected(words.goToml);
  return isAlgorithm(stringOf(goField(root, 'algorithm')))
    ? accepted
    : { outcome: 'panics', message: words.goPanic };
}

/** What the Go parser of peer pods, kubectl coco and Contrast makes of the types; it crashes on dates in data. */
function pelletierType(root: TomlTable): DocumentOutcome | undefined {
  for (const name of ['version', 'algorithm']) {
    const node = goField(root, name);
    if (node !== undefined && node.kind !== 'string') return rejected('toml: ');
  }
  const data = goField(root, 'data');
  if (data === undefined) return undefined;
  if (data.kind !== 'table') return rejected();
  const wrong = data.members.find(({ node }) => node.kind !== 'string');
  if (wrong === undefined) return undefined;
  if (wrong.node.kind === 'datetime') return { outcome: 'panics' };
  const subTable = wrong.node.kind === 'table' && wrong.node.definition !== 'inline';
  return rejected(subTable ? words.subTable : 'toml: cannot');
}

function peerPods(root: TomlTable): DocumentOutcome {
  const type = pelletierType(root);
  if (type !== undefined) return type;
  const algorithm = stringOf(goField(root, 'algorithm'));
  return isAlgorithm(algorithm) ? accepted : rejected(words.peerPodAlgorithm(algorithm));
}

function cococtl(root: TomlTable): DocumentOutcome {
  const type = pelletierType(root);
  if (type !== undefined) {
    return type.outcome === 'rejects' ? rejected(`failed to parse TOML: ${type.message ?? ''}`) : type;
  }
  const version = stringOf(goField(root, 'version'));
  const algorithm = stringOf(goField(root, 'algorithm'));
  const data = goField(root, 'data');
  const keys = data?.kind === 'table' ? data.members.map(({ key }) => key) : [];
  const problems = [
    ...(version === supportedVersion ? [] : [words.cococtlVersion(version)]),
    ...(isAlgorithm(algorithm) ? [] : [words.cococtlAlgorithm(algorithm)]),
    ...['aa.toml', 'cdh.toml'].filter((key) => !keys.includes(key)).map(words.cococtlMissing),
  ];
  return problems.length === 0 ? accepted : rejected(problems.join('; '));
}

function contrast(text: string, root: TomlTable, newer: boolean): DocumentOutcome {
  if (newer || pelletierType(root) !== undefined) return rejected();
  if (stringOf(goField(root, 'version')) !== supportedVersion) return rejected();
  if (!isAlgorithm(stringOf(goField(root, 'algorithm')).replace('-', ''))) return rejected();
  const known = ['version', 'algorithm', 'data'];
  const surprising = root.members.some(({ key }) => !known.includes(key.toLowerCase()));
  const unread =
    text.charCodeAt(0) === 0xfeff || text.includes('\r\n') || goField(root, 'data') === undefined;
  return surprising || unread ? unknown : accepted;
}

function stringOf(node: TomlNode | undefined): string {
  return node?.kind === 'string' ? node.value : '';
}
