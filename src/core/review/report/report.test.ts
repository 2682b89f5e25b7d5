import { describe, expect, test } from 'vitest';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { annotationKey } from '#core/annotation/annotation.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { review } from '../paste.ts';
import { request } from '../testing/requests.ts';
import { jsonReport, jsonReportFormat } from './json.ts';
import { escaped, markdownReport } from './markdown.ts';
import { findingKey, reportOf, type Report } from './report.ts';
import { sarifReport } from './sarif.ts';

const hostile = '<img src=x onerror=alert(1)> @everyone [a](javascript:b) `c` | **d** \u202e ${e}';
const document = `version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"aa.toml" = '''\n[token_configs.kbs]\nurl = "http://127.0.0.1:8080"\n'''\n"${hostile.replaceAll('\u202e', '')}" = "x"\n`;
const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    ${annotationKey}: ${encodeAnnotation(encodeUtf8(document), 'fast').annotation}\n`;

async function report(accepting = 0): Promise<Report> {
  const found = await review(request(pod, { expected: 'ab'.repeat(48) }));
  const findings = found.subject?.findings ?? [];
  const notes = findings
    .slice(0, accepting)
    .map((finding) => ({ finding: findingKey(finding), reason: `because of ${hostile}` }));
  return reportOf({ review: found, notes, toolVersion: '1.2.3', time: Date.UTC(2026, 0, 2, 3, 4, 5) });
}

describe('a report', () => {
  test('is the same for the same review, notes, version and time', async () => {
    const [one, other] = [await report(1), await report(1)];
    expect(one).toEqual(other);
    expect(one).toMatchObject({
      tool: { version: '1.2.3' },
      time: '2026-01-02T03:04:05.000Z',
      source: { kind: 'manifest', label: 'Pod/web', path: 'metadata.annotations' },
      expected: { result: 'differs' },
      document: { algorithm: 'sha384' },
    });
    expect(one.document?.digest).toMatch(/^[0-9a-f]{96}$/);
    expect(one.findings.length).toBeGreaterThan(0);
    expect(one.findings.filter(({ accepted }) => accepted !== undefined)).toHaveLength(1);
  });

  test('places are lines and columns of the text that they are in', async () => {
    const url = (await report()).findings.find(
      ({ file, code }) => file === 'aa.toml' && code.startsWith('config/'),
    );
    expect(url).toMatchObject({ line: 2 });
  });

  test('as JSON it can be read back', async () => {
    const one = await report(1);
    expect(JSON.parse(jsonReport(one))).toEqual({ format: jsonReportFormat, ...one });
  });

  test('as Markdown nothing of the paste is markup', async () => {
    const text = markdownReport(await report(2));
    expect(text).toContain('## Init-Data review');
    expect(text).toContain('### Accepted (2)');
    // Within code marks everything is inert.
    const outsideCode = text.replaceAll(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
    expect(text).not.toContain('\u202e');
    expect(outsideCode).not.toMatch(/<img|\]\(javascript|@everyone/);
    for (const line of text.split('\n')) if (line.startsWith('|')) expect(line.endsWith('|')).toBe(true);
  });

  test.for([
    ['<b>', '&lt;b&gt;'],
    ['a_b*c', 'a\\_b\\*c'],
    ['- item', '\\- item'],
    ['1. item', '\\1. item'],
    ['line\nbreak', 'line break'],
    ['\u202ereversed', 'U\\+202Ereversed'],
  ] as const)('%j is written so that it reads so', ([text, written]) => {
    expect(escaped(text)).toBe(written);
  });

  test('as SARIF 2.1.0 every result has a rule, a level and a place', async () => {
    interface Log {
      readonly version: string;
      readonly runs: readonly {
        readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
        readonly results: readonly {
          readonly ruleId: string;
          readonly ruleIndex: number;
          readonly level: string;
          readonly locations: readonly {
            readonly physicalLocation: {
              readonly region: Readonly<Record<string, number>>;
              readonly artifactLocation: { readonly uri: string };
            };
          }[];
          readonly suppressions?: readonly { readonly status: string }[];
        }[];
      }[];
    }
    const one = await report(1);
    const log = JSON.parse(sarifReport(one)) as Log;
    const [run] = log.runs;
    expect(log.version).toBe('2.1.0');
    expect(run?.results).toHaveLength(one.findings.length);
    for (const result of run?.results ?? []) {
      expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(['error', 'warning', 'note']).toContain(result.level);
      const { region, artifactLocation } = result.locations[0]?.physicalLocation ?? {
        region: {},
        artifactLocation: { uri: ' ' },
      };
      expect(Math.min(...Object.values(region))).toBeGreaterThan(0);
      expect(artifactLocation.uri).toMatch(/^[\w.%-]+$/);
    }
    expect(run?.results.filter(({ suppressions }) => suppressions?.[0]?.status === 'accepted')).toHaveLength(
      1,
    );
  });
});
