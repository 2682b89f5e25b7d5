import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { expect, test } from 'vitest';
import { filterRows, problemRows, sourcesOf } from './rows.ts';
import { everyProblem } from './show-problems.ts';

const text = `version = "0.1.0"\r\nalgorithm = "sha256"\n[data]\n"aa.toml" = '''\nurl = 1\n\nb = 2\n'''\n`;
const inputs = { document: { kind: 'text', text }, manifest: 'a\nbc\n', pod: 0 } as const;

function finding(source: Diagnostic['source'], from: number, more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: 'initdata/some-code' as never,
    severity: 'error',
    source,
    span: { from, to: from + 1 },
    message: 'Unknown key "urll".',
    ...more,
  };
}

const rows = problemRows(
  [
    finding('initdata', 19),
    finding('entry:aa.toml', 9, { severity: 'warning', message: 'URLs differ.' }),
    finding('entry:gone', 0),
    finding('manifest', 3, { severity: 'info', hint: 'Use the pod template.' }),
    finding('initdata', 19),
  ],
  inputs,
);

test('places are counted in the text of their source', () => {
  expect(rows.map(({ place }) => place)).toEqual([
    'initdata.toml:2:1',
    'aa.toml:3:1',
    'gone',
    'pod.yaml:2:2',
    'initdata.toml:2:1',
  ]);
});

test('every row has an id of its own', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});

test.for([
  [everyProblem, 5],
  [{ ...everyProblem, severity: 'warning' }, 1],
  [{ ...everyProblem, source: 'initdata' }, 2],
  [{ ...everyProblem, text: 'DIFFER urls' }, 1],
  [{ ...everyProblem, text: 'template' }, 1],
  [{ ...everyProblem, text: 'aa.toml:3' }, 1],
  [{ ...everyProblem, severity: 'info', text: 'unknown nothing' }, 0],
] as const)('%j leaves %i', ([filter, count]) => {
  expect(filterRows(rows, filter)).toHaveLength(count);
});

test('sources in order of their first finding', () => {
  expect(sourcesOf(rows)).toEqual(['initdata', 'entry:aa.toml', 'entry:gone', 'manifest']);
});

test('a document that is not UTF-8 has names without places', () => {
  const bytes = { ...inputs, document: { kind: 'bytes', bytes: new Uint8Array() } } as const;
  expect(problemRows([finding('initdata', 0)], bytes)[0]?.place).toBe('initdata.toml');
});
