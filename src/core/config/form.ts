/**
 * The quick form: what most people want to set, read from the two files and written back by text edits. The files stay
 * the truth; the form owns only the lines of its own keys.
 */
import { applyEdits, differenceOf, replaceSpan, type TextEdit } from '#core/text/edit.ts';
import { toText, toUnsigned } from './convert.ts';
import { pathText } from './finding.ts';
import { readConfig } from './read-config.ts';
import type { ConfigFile } from './schema/schema.ts';
import { removeTomlTable, removeTomlValue, setTomlValue, type TomlWritable } from './set-value.ts';
import { memberAt, textAt, type Lookup } from './values.ts';

/** A setting that both files have, each under its own name. */
export interface SharedValue {
  readonly aa?: string;
  readonly cdh?: string;
  /** True when both files have it and not the same. */
  readonly differs: boolean;
}

export interface FormValues {
  readonly kbsUrl: SharedValue;
  readonly kbsCertificate: SharedValue;
  readonly imageSecurityPolicyUri?: string;
  readonly authenticatedRegistryCredentialsUri?: string;
  readonly registryConfigurationUri?: string;
  readonly httpsProxy?: string;
  readonly httpProxy?: string;
  readonly noProxy?: string;
  readonly extraRootCertificates?: readonly string[];
  readonly maxConcurrentDownloads?: number;
  /** False when the file is there and is not TOML: then its values are unknown and cannot be set. */
  readonly readable: { readonly aa: boolean; readonly cdh: boolean };
}

export type FormField = Exclude<keyof FormValues, 'readable'>;

/** Where each field stands; a shared one in both files. */
export const formPaths: Readonly<
  Record<FormField, Partial<Readonly<Record<ConfigFile, readonly string[]>>>>
> = {
  kbsUrl: { 'aa.toml': ['token_configs', 'kbs', 'url'], 'cdh.toml': ['kbc', 'url'] },
  kbsCertificate: { 'aa.toml': ['token_configs', 'kbs', 'cert'], 'cdh.toml': ['kbc', 'kbs_cert'] },
  imageSecurityPolicyUri: { 'cdh.toml': ['image', 'image_security_policy_uri'] },
  authenticatedRegistryCredentialsUri: { 'cdh.toml': ['image', 'authenticated_registry_credentials_uri'] },
  registryConfigurationUri: { 'cdh.toml': ['image', 'registry_configuration_uri'] },
  httpsProxy: { 'cdh.toml': ['image', 'image_pull_proxy', 'https_proxy'] },
  httpProxy: { 'cdh.toml': ['image', 'image_pull_proxy', 'http_proxy'] },
  noProxy: { 'cdh.toml': ['image', 'image_pull_proxy', 'no_proxy'] },
  extraRootCertificates: { 'cdh.toml': ['image', 'extra_root_certificates'] },
  maxConcurrentDownloads: { 'cdh.toml': ['image', 'max_concurrent_layer_downloads_per_image'] },
};

/** Reads the fields from the contents of the two data entries; `undefined` for an entry that is not there. */
export function readForm(aa: string | undefined, cdh: string | undefined): FormValues {
  const agent = lookupIn('aa.toml', aa);
  const hub = lookupIn('cdh.toml', cdh);
  return {
    kbsUrl: shared(agent, hub, 'kbsUrl'),
    kbsCertificate: shared(agent, hub, 'kbsCertificate'),
    ...optional('imageSecurityPolicyUri', textOf(hub, 'imageSecurityPolicyUri')),
    ...optional('authenticatedRegistryCredentialsUri', textOf(hub, 'authenticatedRegistryCredentialsUri')),
    ...optional('registryConfigurationUri', textOf(hub, 'registryConfigurationUri')),
    ...optional('httpsProxy', textOf(hub, 'httpsProxy')),
    ...optional('httpProxy', textOf(hub, 'httpProxy')),
    ...optional('noProxy', textOf(hub, 'noProxy')),
    ...optional('extraRootCertificates', rootsOf(hub)),
    ...optional('maxConcurrentDownloads', downloadsOf(hub)),
    readable: { aa: aa === undefined || agent !== undefined, cdh: cdh === undefined || hub !== undefined },
  };
}

function optional<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T });
}

function lookupIn(file: ConfigFile, text: string | undefined): Lookup | undefined {
  const root = text === undefined ? undefined : readConfig(file, text).view?.root;
  return root === undefined ? undefined : { root, ignoreCase: false };
}

function textOf(
  lookup: Lookup | undefined,
  field: FormField,
  file: ConfigFile = 'cdh.toml',
): string | undefined {
  const path = formPaths[field][file];
  return lookup === undefined || path === undefined ? undefined : textAt(lookup, path)?.value;
}

function shared(agent: Lookup | undefined, hub: Lookup | undefined, field: FormField): SharedValue {
  const aa = textOf(agent, field, 'aa.toml');
  const cdh = textOf(hub, field, 'cdh.toml');
  return {
    ...optional('aa', aa),
    ...optional('cdh', cdh),
    differs: aa !== undefined && cdh !== undefined && comparable(aa) !== comparable(cdh),
  };
}

/** Slashes at the end of a URL and white space around a PEM text make no difference to the guest. */
function comparable(value: string): string {
  return value.trim().replaceAll('\r\n', '\n').replace(/\/+$/, '');
}

function rootsOf(hub: Lookup | undefined): readonly string[] | undefined {
  const path = formPaths.extraRootCertificates['cdh.toml'];
  const node = hub === undefined || path === undefined ? undefined : memberAt(hub, path)?.node;
  if (node?.kind !== 'array') return undefined;
  return node.items.flatMap((item) => {
    const text = toText(item);
    return text.kind === 'refused' ? [] : [text.value];
  });
}

function downloadsOf(hub: Lookup | undefined): number | undefined {
  const path = formPaths.maxConcurrentDownloads['cdh.toml'];
  const node = hub === undefined || path === undefined ? undefined : memberAt(hub, path)?.node;
  const number = node === undefined ? undefined : toUnsigned(node);
  return number === undefined || number.kind === 'refused' ? undefined : number.value;
}

/**
 * The edits of one file's content that give a field a value, or remove it for `undefined`.
 *
 * Setting the KBS URL in a cdh.toml without `kbc.name` writes `name = "cc_kbc"` too; removing it from aa.toml takes the
 * empty `[token_configs.kbs]` along, because that header alone would stop the agent.
 *
 * @returns no edits when nothing changes; `undefined` when the content is not TOML, something else is in the way, or the
 *   file does not have the field.
 */
export function setFormValue(
  content: string,
  file: ConfigFile,
  field: FormField,
  value: TomlWritable | undefined,
): readonly TextEdit[] | undefined {
  const names = formPaths[field][file];
  if (names === undefined) return undefined;
  const path = writtenPath(content, file, names);
  const edited = value === undefined ? withoutField(content, path) : withField(content, path, value);
  if (edited === undefined) return undefined;
  const complete = completeTable(edited, file, field, value !== undefined);
  const edit = differenceOf(content, complete);
  return edit === undefined ? [] : [edit];
}

/** A value that stands under a quoted path such as `"kbc.url"` is edited there. */
function writtenPath(content: string, file: ConfigFile, path: readonly string[]): readonly string[] {
  const quoted = readConfig(file, content).view?.quoted.find(
    (other) => pathText(other.path) === path.join('.'),
  );
  return quoted === undefined ? path : [quoted.member.key];
}

function withField(content: string, path: readonly string[], value: TomlWritable): string | undefined {
  const { value: edits } = setTomlValue(content, path, withLineEndsOf(content, value));
  return edits === undefined ? undefined : applyEdits(content, edits);
}

function withoutField(content: string, path: readonly string[]): string | undefined {
  const { value: edits } = removeTomlValue(content, path);
  return edits === undefined ? undefined : applyEdits(content, edits);
}

/** Certificates that are pasted take the line ends of the file, so that they stay readable in it. */
function withLineEndsOf(content: string, value: TomlWritable): TomlWritable {
  const lineEnd = content.includes('\r\n') ? '\r\n' : '\n';
  const even = (text: string): string => text.replaceAll(/\r\n|\n/g, lineEnd);
  if (typeof value === 'string') return even(value);
  return typeof value === 'object' ? value.map(even) : value;
}

function completeTable(content: string, file: ConfigFile, field: FormField, present: boolean): string {
  if (field !== 'kbsUrl') return content;
  if (file === 'cdh.toml' && present) {
    const root = readConfig(file, content).view?.root;
    const named = root !== undefined && memberAt({ root, ignoreCase: false }, ['kbc', 'name']) !== undefined;
    return named ? content : (withField(content, ['kbc', 'name'], 'cc_kbc') ?? content);
  }
  if (file !== 'aa.toml' || present) return content;
  const span = removeTomlTable(content, ['token_configs', 'kbs']);
  return span === undefined ? content : applyEdits(content, [replaceSpan(span, '')]);
}
