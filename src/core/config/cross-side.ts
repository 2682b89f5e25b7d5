/** What the cross-file checks know of each file, and how they report. */
import type { DiagnosticCode } from '#core/diagnostics/catalogue.ts';
import { diagnostic, type DiagnosticDetails, type Fix, type Related } from '#core/diagnostics/diagnostic.ts';
import type { Span } from '#core/text/span.ts';
import type { ConfigContext } from './context.ts';
import { pathText, type ConfigFinding, type KeyPath } from './finding.ts';
import { lookupOf } from './inspection.ts';
import { placeholderIn } from './placeholder.ts';
import { readConfig } from './read-config.ts';
import type { ConfigFile, FailureStage } from './schema/schema.ts';
import { setTomlValue } from './set-value.ts';
import { readBaseUrl, type UrlReading } from './url.ts';
import { textAt, type Lookup, type Placed } from './values.ts';

export interface Side {
  readonly file: ConfigFile;
  readonly text: string;
  readonly lookup: Lookup;
  readonly url?: Placed<string>;
  readonly reading?: Usable;
  readonly certificate?: Placed<string>;
}

export type Usable = Exclude<UrlReading, { kind: 'unusable' }>;

export interface CrossCheck {
  readonly context: ConfigContext;
  readonly aa?: Side;
  readonly cdh?: Side;
  readonly findings: ConfigFinding[];
}

export function sideOf(
  file: ConfigFile,
  text: string | undefined,
  urlPath: readonly string[],
  certificatePath: readonly string[],
  context: ConfigContext,
): Side | undefined {
  const root = text === undefined ? undefined : readConfig(file, text).view?.root;
  if (text === undefined || root === undefined) return undefined;
  const lookup = lookupOf(root, context);
  const url = textAt(lookup, urlPath);
  const certificate = textAt(lookup, certificatePath);
  const reading =
    url === undefined || placeholderIn(url.value) !== undefined ? undefined : readBaseUrl(url.value);
  return {
    file,
    text,
    lookup,
    ...(url === undefined ? {} : { url }),
    ...(reading === undefined || reading.kind === 'unusable' ? {} : { reading }),
    ...(certificate === undefined || certificate.value.trim() === '' ? {} : { certificate }),
  };
}

export function usesKbs(cdh: Side | undefined): boolean {
  return cdh !== undefined && textAt(cdh.lookup, ['kbc', 'name'])?.value === 'cc_kbc';
}

export interface CrossDetails extends DiagnosticDetails {
  readonly failsAt?: FailureStage;
}

export function report(
  check: CrossCheck,
  code: DiagnosticCode,
  file: ConfigFile,
  path: KeyPath,
  span: Span,
  message: string,
  { failsAt = 'never', ...details }: CrossDetails = {},
): void {
  const finding = diagnostic(code, `entry:${file}`, span, message, details);
  check.findings.push({ ...finding, path: pathText(path), failsAt });
}

export function relatedTo({ file }: Side, value: Placed<unknown>, message: string): Related {
  return { source: `entry:${file}`, span: value.node.span, message };
}

/** The fix that writes a value into the other file; none when no place can be found for it. */
export function copyFix(
  target: Side,
  path: readonly string[],
  value: string,
  title: string,
): { readonly fix?: Fix } {
  const { value: edits } = setTomlValue(target.text, path, value);
  if (edits === undefined || edits.length === 0) return {};
  return { fix: { title, source: `entry:${target.file}`, edits } };
}
