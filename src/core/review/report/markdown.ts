/** A report in Markdown, as it is pasted into a pull request. */
import type { Report, ReportFinding, ReportVerdict } from './report.ts';

/**
 * Nothing of the paste can become markup: text stands escaped, code in fences that it does not contain.
 */
export function markdownReport(report: Report): string {
  return [
    '## Init-Data review',
    '',
    `**${escaped(report.headline)}**`,
    ...(report.detail === undefined ? [] : ['', escaped(report.detail)]),
    ...(report.repaired ? ['', '**This is about a repaired copy, not about what was given.**'] : []),
    '',
    escaped(report.sentence),
    ...section('Measured', measured(report)),
    ...section('Layers', layers(report)),
    ...section('What each component does', verdictRows(report.outcomes)),
    ...findings(report),
    ...section('What was checked', checks(report)),
    '',
    `<sub>${escaped(report.tool.name)} ${escaped(report.tool.version)}, ${report.time}. Computed in the browser from the pasted bytes; a digest is compared only where one was given.</sub>`,
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];
}

function measured({ document, expected, source }: Report): readonly string[] {
  if (document === undefined) return [];
  const where = source.label === undefined ? '' : ` from ${escaped(source.label)}`;
  return [
    '| | |',
    '|---|---|',
    `| document | ${document.bytes} bytes${where} |`,
    ...Object.entries(document.digests).map(
      ([algorithm, hex]) =>
        `| ${algorithm}${algorithm === document.algorithm ? ' (named by the document)' : ''} | ${codeCell(hex)} |`,
    ),
    ...(expected === undefined
      ? ['| expected | none given |']
      : [
          `| expected | ${codeCell(expected.written)} |`,
          `| comparison | ${expected.result === 'matches' ? 'matches' : 'does not match'}${expected.explanation === undefined ? '' : `: ${escaped(expected.explanation)}`} |`,
        ]),
    ...document.files.map(
      ({ name, bytes }) => `| ${codeCell(name)} | ${bytes} ${bytes === 1 ? 'byte' : 'bytes'} |`,
    ),
  ];
}

const stateWords = { ok: '', disputed: ' — not read alike by all', broken: ' — **broken here**' } as const;

function layers(report: Report): readonly string[] {
  return report.layers.map(
    ({ title, state, facts }, index) =>
      `${index + 1}. ${escaped(title)}${stateWords[state]}${facts.length === 0 ? '' : ` (${facts.map(({ name, value }) => `${escaped(name)}: ${escaped(value)}`).join('; ')})`}`,
  );
}

function verdictRows(verdicts: readonly ReportVerdict[]): readonly string[] {
  if (verdicts.length === 0) return [];
  return [
    '| component | outcome | message |',
    '|---|---|---|',
    ...verdicts.map(
      ({ name, outcome, message, note }) =>
        `| ${escaped(name)} | ${outcome.replaceAll('-', ' ')}${note === undefined ? '' : ` (${escaped(note)})`} | ${message === undefined ? '' : codeCell(message)} |`,
    ),
  ];
}

const groups = [
  ['error', 'Errors'],
  ['risk', 'Risks'],
  ['note', 'Notes'],
] as const;

function findings(report: Report): readonly string[] {
  const open = report.findings.filter(({ accepted }) => accepted === undefined);
  const accepted = report.findings.filter((finding) => finding.accepted !== undefined);
  return [
    ...groups.flatMap(([severity, title]) => {
      const list = open.filter((finding) => finding.severity === severity);
      return section(list.length === 0 ? '' : `${title} (${list.length})`, list.flatMap(findingLines));
    }),
    ...section(`Accepted (${accepted.length})`, accepted.flatMap(findingLines)),
  ];
}

function findingLines(finding: ReportFinding): readonly string[] {
  const { code: name, file, line, column, message, why, hint, reference, consumers, accepted } = finding;
  const differing = consumers.map(
    (one) => `${one.name} ${one.outcome}${one.message === undefined ? '' : ` “${one.message}”`}`,
  );
  return [
    `- **${escaped(message)}** ${code(`${file}:${line}:${column}`)} ${code(name)}`,
    ...(accepted === undefined ? [] : [`  - Accepted: ${escaped(accepted)}`]),
    ...(why === undefined ? [] : [`  - Why: ${escaped(why)}`]),
    ...(hint === undefined ? [] : [`  - To do: ${escaped(hint)}`]),
    ...(differing.length === 0 ? [] : [`  - ${escaped(differing.join('; '))}`]),
    `  - Source: ${/^https:\/\/\S+$/.test(reference) ? reference : code(reference)}`,
  ];
}

function checks(report: Report): readonly string[] {
  return report.checks.map(
    ({ name, skipped }) =>
      `- ${escaped(name)}${skipped === undefined ? '' : ` — not done: ${escaped(skipped)}`}`,
  );
}

/** Text on one line in which nothing is markup, a mention, a link or HTML, and nothing is hidden. */
export function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('@', '@\u2060')
    .replaceAll(/:\/\//g, ':\u2060//')
    .replace(/^(\s*)([-+]|\d+\.)(?=\s)/, '$1\\$2');
}

/** Code on one line, in as many back quotes as it takes. */
function code(text: string): string {
  const line = visible(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** The same in a cell of a table, where a bar ends the cell even within code. */
function codeCell(text: string): string {
  return code(text).replaceAll('|', '\\|');
}

/** Control and formatting characters by their numbers; white space as one space. */
function visible(text: string): string {
  return text
    .replaceAll(/[\t\n\r\u2028\u2029\u00a0\u202f]+/g, ' ')
    .replaceAll(
      /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu,
      (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
    );
}
