import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { expect, test } from 'vitest';
import { diagnosticsFor } from './mapped-diagnostics.ts';

const text = `version = "0.1.0"\nalgorithm = "sha256"\n\n[data]\n"aa.toml" = '''\nurl = 1\n'''\n"b" = "a\\nword"\n`;
const outline = outlineOf(text);

function finding(source: Diagnostic['source'], from: number, to: number): Diagnostic {
  return {
    code: 'initdata/missing-version',
    severity: 'error',
    source,
    span: { from, to },
    message: '',
  };
}

const all = [
  finding('initdata', 0, 7),
  finding('entry:aa.toml', 0, 3),
  finding('entry:b', 2, 6),
  finding('entry:gone', 0, 1),
  finding('manifest', 0, 1),
];

test('an entry sees its own findings in terms of its content', () => {
  expect(diagnosticsFor('entry:b', all, text, outline)).toEqual([all[2]]);
});

test('the document sees its own and those of its entries at their place, escapes counted', () => {
  const shown = diagnosticsFor('initdata', all, text, outline);
  expect(shown.map(({ span }) => text.slice(span.from, span.to))).toEqual(['version', 'url', 'word']);
});

test('the manifest sees its own', () => {
  expect(diagnosticsFor('manifest', all, text, outline)).toEqual([all[4]]);
});

test('a document that is not UTF-8 keeps findings of its own alone', () => {
  expect(diagnosticsFor('initdata', all, undefined, undefined)).toEqual([all[0]]);
});
