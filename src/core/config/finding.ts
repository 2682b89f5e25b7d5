import type { DiagnosticCode } from '#core/diagnostics/catalogue.ts';
import {
  diagnostic,
  type Consumer,
  type Diagnostic,
  type DiagnosticDetails,
} from '#core/diagnostics/diagnostic.ts';
import type { Span } from '#core/text/span.ts';
import { contentToText } from '#core/toml/string-map.ts';
import type { TomlNode, TomlString } from '#core/toml/node.ts';
import type { ConfigContext } from './context.ts';
import type { ConfigFile, FailureStage } from './schema/schema.ts';

/** A finding of aa.toml or cdh.toml that also says which key it is about and when the mistake shows. */
export interface ConfigFinding extends Diagnostic {
  /** Path of the key as the guest's parser prints it, such as `image.registry_config.registry[0].mirror[1]`. */
  readonly path: string;
  readonly failsAt: FailureStage;
}

export type KeyPath = readonly (string | number)[];

/** `a.b[0].c`: the way in which people and the corpus write a path. */
export function pathText(path: KeyPath): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}

/** The parser's own form for a missing key: no dot after a list position, as in `credentials[0]path`. */
export function missingPathText(path: KeyPath): string {
  return path.reduce<string>((text, part, index) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' || typeof path[index - 1] === 'number' ? text + part : `${text}.${part}`;
  }, '');
}

/** Everything that one check of one file shares: the text, what is known, and the findings so far. */
export interface Inspection {
  readonly file: ConfigFile;
  readonly text: string;
  readonly context: ConfigContext;
  readonly findings: ConfigFinding[];
}

/** The component that reads the file. */
export function readerOf(file: ConfigFile): Consumer {
  return file === 'aa.toml' ? 'aa' : 'cdh';
}

/** The name of the component in sentences. */
export function readerName(file: ConfigFile): string {
  return file === 'aa.toml' ? 'The Attestation Agent' : 'The Confidential Data Hub';
}

export interface FindingDetails extends DiagnosticDetails {
  readonly failsAt?: FailureStage;
}

/** Adds a finding about the key at `path`; without `failsAt` the mistake never shows by itself. */
export function report(
  inspection: Inspection,
  code: DiagnosticCode,
  path: KeyPath | string,
  span: Span,
  message: string,
  { failsAt = 'never', ...details }: FindingDetails = {},
): void {
  const finding = diagnostic(code, `entry:${inspection.file}`, span, message, details);
  inspection.findings.push({
    ...finding,
    path: typeof path === 'string' ? path : pathText(path),
    failsAt,
  });
}

/** The span in the text of a part of a string's content. */
export function contentPart(text: string, node: TomlString, from: number, to: number): Span {
  const start = contentToText(text, node, from);
  return { from: start, to: Math.max(start, contentToText(text, node, to)) };
}

/** As `contentPart` for a value that may not be a string: then it is the whole value. */
export function valuePart(text: string, node: TomlNode, from: number, to: number): Span {
  return node.kind === 'string' ? contentPart(text, node, from, to) : node.span;
}
