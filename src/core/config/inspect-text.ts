/** Checks of string values that are the same in both files: placeholders, log filters, certificate texts. */
import type { DiagnosticCode } from '#core/diagnostics/catalogue.ts';
import { pemPlacesIn } from '#core/certificates/pem.ts';
import { replaceSpan } from '#core/text/edit.ts';
import type { TomlNode, TomlTable } from '#core/toml/node.ts';
import { contentPart, pathText, report, type Inspection, type KeyPath } from './finding.ts';
import { problemsOfLogFilter } from './log-filter.ts';
import { placeholderIn } from './placeholder.ts';
import { keySchemaOf, type KeySchema, type TableSchema } from './schema/schema.ts';
import { textAt, type Lookup, type Placed } from './values.ts';

/** Reports placeholders in every string of a known key, and nothing in strings that the guest ignores. */
export function inspectPlaceholders(
  inspection: Inspection,
  schema: TableSchema,
  table: TomlTable,
  path: KeyPath = [],
): void {
  for (const { key, node } of table.members) {
    const known = keySchemaOf(schema, key) ?? keySchemaOf(schema, key.toLowerCase());
    if (known !== undefined) inspectNode(inspection, known, node, [...path, key]);
  }
}

function inspectNode(inspection: Inspection, key: KeySchema, node: TomlNode, path: KeyPath): void {
  switch (node.kind) {
    case 'string':
      inspectString(inspection, node, path);
      break;
    case 'array':
      for (const [index, item] of node.items.entries()) inspectNode(inspection, key, item, [...path, index]);
      break;
    case 'table':
      if (key.shape.kind === 'table' || key.shape.kind === 'tables') {
        inspectPlaceholders(inspection, key.shape.table, node, path);
      }
      break;
    case 'integer':
    case 'float':
    case 'boolean':
    case 'datetime':
      break;
  }
}

function inspectString(
  inspection: Inspection,
  node: Extract<TomlNode, { kind: 'string' }>,
  path: KeyPath,
): void {
  const found = placeholderIn(node.value);
  if (found === undefined) return;
  const mark = node.value.slice(found.from, found.to);
  report(
    inspection,
    'config/placeholder',
    path,
    contentPart(inspection.text, node, found.from, found.to),
    `${pathText(path)} still holds the placeholder ${mark}.`,
    { failsAt: 'first-use', hint: 'Put the real value there before the document is encoded.' },
  );
}

export function inspectLog(inspection: Inspection, lookup: Lookup): void {
  const level = textAt(lookup, ['log', 'level']);
  if (level?.node.kind !== 'string') return;
  for (const problem of problemsOfLogFilter(level.value)) {
    const span = contentPart(inspection.text, level.node, problem.span.from, problem.span.to);
    const fix =
      problem.meant === undefined
        ? {}
        : {
            fix: {
              title: `Write ${problem.meant}`,
              source: `entry:${inspection.file}` as const,
              edits: [replaceSpan(span, problem.meant)],
            },
          };
    if (problem.kind === 'target') {
      report(
        inspection,
        'config/log-target',
        level.path,
        span,
        `"${problem.word}" is no log level, so it names a target.`,
        {
          hint: 'Levels are off, error, warn, info, debug and trace.',
          ...fix,
        },
      );
    } else {
      report(inspection, 'config/log-level', level.path, span, `"${problem.word}" is no log level.`, {
        failsAt: 'startup',
        hint: 'Levels are off, error, warn, info, debug and trace.',
        ...fix,
      });
    }
  }
}

/** An empty certificate text, or one without any certificate block. Blocks themselves are read in `core/certificates`. */
export function inspectCertificateText(
  inspection: Inspection,
  text: Placed<string>,
  notPem: DiagnosticCode,
): void {
  if (text.value.trim() === '') {
    report(
      inspection,
      'config/certificate-empty',
      text.path,
      text.node.span,
      `${pathText(text.path)} is empty.`,
      {
        hint: 'Remove the key.',
      },
    );
    return;
  }
  if (placeholderIn(text.value) !== undefined) return;
  if (pemPlacesIn(text.value).some(({ label }) => label === 'CERTIFICATE')) return;
  report(
    inspection,
    notPem,
    text.path,
    text.node.span,
    `${pathText(text.path)} holds no block between BEGIN CERTIFICATE and END CERTIFICATE.`,
    { hint: 'Paste the PEM text of the CA certificate, with its BEGIN and END lines.' },
  );
}

/** A certificate that cannot have an effect, because the URL beside it is http. */
export function inspectCertificateUse(
  inspection: Inspection,
  certificate: Placed<string> | undefined,
  url: Placed<string> | undefined,
): void {
  if (certificate === undefined || url === undefined || certificate.value.trim() === '') return;
  const scheme = /^\s*http(?=:\/\/)/i.exec(url.value);
  if (scheme === null || placeholderIn(url.value) !== undefined) return;
  const end = scheme[0].length;
  report(
    inspection,
    'config/certificate-without-tls',
    certificate.path,
    certificate.keySpan,
    `${pathText(certificate.path)} has no effect, because ${pathText(url.path)} is an http URL.`,
    url.node.kind === 'string'
      ? {
          related: [{ source: `entry:${inspection.file}`, span: url.node.span, message: 'the http URL' }],
          fix: {
            title: 'Use https in the URL',
            source: `entry:${inspection.file}`,
            edits: [replaceSpan(contentPart(inspection.text, url.node, end, end), 's')],
          },
        }
      : {},
  );
}
