/**
 * A report as SARIF 2.1.0, for code scanning. Accepted findings are results with a suppression, so that they stay visible
 * and do not fail a run.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import type { Report, ReportFinding } from './report.ts';

const levels = { error: 'error', risk: 'warning', note: 'note' } as const;

/** The log, two spaces, a newline at the end. */
export function sarifReport(report: Report): string {
  const rules = [...new Map(report.findings.map((finding) => [finding.code, finding])).values()];
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            rules: rules.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true, endTimeUtc: report.time }],
        results: report.findings.map((finding) => resultOf(finding, rules)),
        properties: {
          headline: report.headline,
          summary: report.sentence,
          repairedCopy: report.repaired,
          ...(report.document === undefined ? {} : { document: report.document }),
          ...(report.expected === undefined ? {} : { expected: report.expected }),
          layers: report.layers,
          outcomes: report.outcomes,
        },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf({ code, title, severity, reference, why }: ReportFinding): object {
  const link = /https?:\/\/\S+/.exec(reference)?.[0];
  return {
    id: code,
    name: code.replaceAll(/(?:^|[/-])(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    ...(why === undefined ? {} : { fullDescription: { text: why } }),
    help: { text: `Source: ${reference}` },
    ...(link === undefined ? {} : { helpUri: link }),
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf(finding: ReportFinding, rules: readonly ReportFinding[]): object {
  const { code, severity, message, why, hint, file, line, column, endLine, endColumn, accepted } = finding;
  return {
    ruleId: code,
    ruleIndex: rules.findIndex((rule) => rule.code === code),
    level: levels[severity],
    message: { text: [message, why, hint].filter((text) => text !== undefined).join(' ') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURIComponent(file) },
          region: {
            startLine: line,
            startColumn: column,
            endLine,
            endColumn: endLine === line ? Math.max(column, endColumn) : endColumn,
          },
        },
      },
    ],
    ...(accepted === undefined
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: accepted }] }),
  };
}
