import { describe, expect, test } from 'vitest';
import { annotationKey } from '#core/annotation/annotation.ts';
import { applyEdits } from '#core/text/edit.ts';
import { injectAnnotation, setRuntimeClass } from './inject.ts';
import { readManifest } from './read.ts';

const value = 'H4sIAAAAAAAAA3NMTEpOTElNTwMA';
const pod = (metadata: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:${metadata}\nspec:\n  containers: []\n`;

/** The lines that differ, `-` for removed and `+` for added; lines in common are left out. */
function changedLines(before: string, after: string): readonly string[] {
  const a = before.split(/(?<=\n)/);
  const b = after.split(/(?<=\n)/);
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return [
    ...a.slice(start, a.length - tail).map((line) => `-${line}`),
    ...b.slice(start, b.length - tail).map((line) => `+${line}`),
  ];
}

function inject(text: string, index = 0, options = {}): string {
  const { value: edits, diagnostics } = injectAnnotation(text, index, value, options);
  if (edits === undefined) throw new Error(diagnostics.map(({ code }) => code).join());
  return applyEdits(text, edits);
}

describe('injectAnnotation', () => {
  test.for([
    {
      name: 'annotations with entries',
      text: pod('\n  name: a\n  annotations: # kept\n    # about owner\n    owner: b # c\n'),
      lines: [`+    ${annotationKey}: ${value}\n`],
    },
    {
      name: 'no annotations, below the name',
      text: pod('\n  labels:\n    a: b\n  name: a # first\n  # last'),
      lines: [`+  annotations:\n`, `+    ${annotationKey}: ${value}\n`],
    },
    {
      name: 'annotations of null',
      text: pod('\n  annotations:  # nothing yet\n  name: a'),
      lines: [`+    ${annotationKey}: ${value}\n`],
    },
    {
      name: 'annotations of ~',
      text: pod('\n  annotations: ~ # nothing yet\n  name: a'),
      lines: [
        '-  annotations: ~ # nothing yet\n',
        '+  annotations: # nothing yet\n',
        `+    ${annotationKey}: ${value}\n`,
      ],
    },
    {
      name: 'annotations of {}',
      text: pod('\n  annotations: {} # none\n  name: a'),
      lines: ['-  annotations: {} # none\n', `+  annotations: {${annotationKey}: ${value}} # none\n`],
    },
    {
      name: 'flow annotations with entries',
      text: pod('\n  annotations: { a: b }\n  name: a'),
      lines: ['-  annotations: { a: b }\n', `+  annotations: { ${annotationKey}: ${value}, a: b }\n`],
    },
    {
      name: 'flow metadata',
      text: pod(' {name: a, labels: {a: b}}'),
      lines: [
        '-metadata: {name: a, labels: {a: b}}\n',
        `+metadata: {annotations: {${annotationKey}: ${value}}, name: a, labels: {a: b}}\n`,
      ],
    },
    {
      name: 'flow metadata with empty annotations',
      text: pod(' {name: a, annotations: }'),
      lines: [
        '-metadata: {name: a, annotations: }\n',
        `+metadata: {name: a, annotations: {${annotationKey}: ${value}}}\n`,
      ],
    },
    {
      name: 'metadata of null',
      text: pod(' # none'),
      lines: [`+  annotations:\n`, `+    ${annotationKey}: ${value}\n`],
    },
    {
      name: 'existing plain value',
      text: pod(`\n  annotations:\n    ${annotationKey}: old # why\n  name: a`),
      lines: [`-    ${annotationKey}: old # why\n`, `+    ${annotationKey}: ${value} # why\n`],
    },
    {
      name: 'existing value in double quotes under a quoted key',
      text: pod(`\n  annotations:\n    "${annotationKey}": "old"\n  name: a`),
      lines: [`-    "${annotationKey}": "old"\n`, `+    "${annotationKey}": "${value}"\n`],
    },
    {
      name: 'existing value in single quotes',
      text: pod(`\n  annotations:\n    ${annotationKey}: 'old'\n  name: a`),
      lines: [`-    ${annotationKey}: 'old'\n`, `+    ${annotationKey}: '${value}'\n`],
    },
    {
      name: 'existing literal block, comment after it',
      text: pod(
        `\n  annotations:\n    ${annotationKey}: | # h\n      AA\n      BB\n\n    # next\n    b: c\n  name: a`,
      ),
      lines: [
        `-    ${annotationKey}: | # h\n`,
        '-      AA\n',
        '-      BB\n',
        `+    ${annotationKey}: ${value} # h\n`,
      ],
    },
    {
      name: 'existing folded block with kept blank lines',
      text: pod(`\n  annotations:\n    ${annotationKey}: >+2\n        AA\n\n\n  name: a`),
      lines: [`-    ${annotationKey}: >+2\n`, '-        AA\n', `+    ${annotationKey}: ${value}\n`],
    },
    {
      name: 'existing plain value over several lines',
      text: pod(`\n  annotations:\n    ${annotationKey}: AA\n      BB\n      CC # c\n  name: a`),
      lines: [
        `-    ${annotationKey}: AA\n`,
        '-      BB\n',
        '-      CC # c\n',
        `+    ${annotationKey}: ${value} # c\n`,
      ],
    },
    {
      name: 'existing key without a value',
      text: pod(`\n  annotations:\n    ${annotationKey}:\n  name: a`),
      lines: [`-    ${annotationKey}:\n`, `+    ${annotationKey}: ${value}\n`],
    },
    {
      name: 'existing key without a value but a comment',
      text: pod(`\n  annotations:\n    ${annotationKey}:   # c\n  name: a`),
      lines: [`-    ${annotationKey}:   # c\n`, `+    ${annotationKey}:   ${value} # c\n`],
    },
    {
      name: 'existing alias value',
      text: pod(`\n  labels:\n    a: &v old\n  annotations:\n    ${annotationKey}: *v\n  name: a`),
      lines: [`-    ${annotationKey}: *v\n`, `+    ${annotationKey}: ${value}\n`],
    },
    {
      name: 'annotations that are an alias',
      text: pod(`\n  labels: &l\n    a: b\n  annotations: *l\n  name: a`),
      lines: [
        '-  annotations: *l\n',
        '+  annotations:\n',
        '+    <<: *l\n',
        `+    ${annotationKey}: ${value}\n`,
      ],
    },
    {
      name: 'annotations with a merge key',
      text: pod(`\n  labels: &l\n    a: b\n  annotations:\n    <<: *l\n  name: a`),
      lines: [`+    ${annotationKey}: ${value}\n`],
    },
    {
      name: 'irregular indentation',
      text: 'kind: Deployment\nspec:\n    template:\n        metadata:\n            labels:\n                a: b\n        spec: {}\n',
      lines: ['+            annotations:\n', `+                ${annotationKey}: ${value}\n`],
    },
    {
      name: 'template without metadata',
      text: 'kind: Deployment\nspec:\n  template: # t\n    # s\n    spec: {}\n',
      lines: ['+    metadata:\n', '+      annotations:\n', `+        ${annotationKey}: ${value}\n`],
    },
    {
      name: 'item of a list',
      text: 'kind: List\nitems:\n- kind: Pod\n  metadata:\n    name: a\n',
      lines: ['+    annotations:\n', `+      ${annotationKey}: ${value}\n`],
    },
    {
      name: 'no final newline',
      text: 'kind: Pod\nmetadata:\n  name: a',
      lines: ['-  name: a', '+  name: a\n', '+  annotations:\n', `+    ${annotationKey}: ${value}`],
    },
    {
      name: 'Windows line ends and byte order mark',
      text: '\ufeffkind: Pod\r\nmetadata:\r\n  name: a\r\n',
      lines: ['+  annotations:\r\n', `+    ${annotationKey}: ${value}\r\n`],
    },
    {
      name: 'Pod without metadata behind a byte order mark',
      text: '\ufeffkind: Pod\nspec: {}\n',
      lines: ['+metadata:\n', '+  annotations:\n', `+    ${annotationKey}: ${value}\n`],
    },
    {
      name: 'JSON on one line',
      text: '{"kind":"Pod","metadata":{"name":"a"}}',
      lines: [
        '-{"kind":"Pod","metadata":{"name":"a"}}',
        `+{"kind":"Pod","metadata":{"annotations": {"${annotationKey}": "${value}"}, "name":"a"}}`,
      ],
    },
    {
      name: 'JSON over lines',
      text: '{\n\t"kind": "Pod",\n\t"metadata": {\n\t\t"name": "a"\n\t}\n}\n',
      lines: ['+\t\t"annotations": {\n', `+\t\t\t"${annotationKey}": "${value}"\n`, '+\t\t},\n'],
    },
    {
      name: 'JSON with null',
      text: '{"kind":"Pod","metadata":{"annotations":null}}',
      lines: [
        '-{"kind":"Pod","metadata":{"annotations":null}}',
        `+{"kind":"Pod","metadata":{"annotations": {"${annotationKey}": "${value}"}}}`,
      ],
    },
  ])('$name', ({ text, lines }) => {
    const after = inject(text);
    expect(changedLines(text, after)).toEqual(lines);
    const found = readManifest(after).value?.pods[0]?.annotations.find(({ key }) => key === annotationKey);
    expect(found?.value).toBe(value);
    expect(injectAnnotation(after, 0, value)).toEqual({ value: [], diagnostics: [] });
  });

  test.for([
    {
      name: 'shared annotations',
      text: pod('\n  annotations: &a\n    b: c\n  labels: *a'),
      code: 'manifest/shared-node',
    },
    {
      name: 'shared value',
      text: pod(`\n  annotations:\n    ${annotationKey}: &v old\n    b: *v`),
      code: 'manifest/shared-node',
    },
    {
      name: 'metadata that is an alias',
      text: 'kind: Pod\nx: &m\n  name: a\nmetadata: *m\n',
      code: 'manifest/shared-node',
    },
    { name: 'annotations that are text', text: pod('\n  annotations: text'), code: 'manifest/not-a-map' },
    { name: 'annotations that are a list', text: pod('\n  annotations:\n  - a'), code: 'manifest/not-a-map' },
    {
      name: 'a value that is a map',
      text: pod(`\n  annotations:\n    ${annotationKey}: {}`),
      code: 'manifest/not-a-map',
    },
    { name: 'a Helm template', text: pod('\n  name: {{ .Values.name }}'), code: 'manifest/template' },
    { name: 'no pod', text: 'kind: Service\n', code: 'manifest/no-pod' },
  ])('refuses $name', ({ text, code }) => {
    const result = injectAnnotation(text, 0, value);
    expect(result.value).toBeUndefined();
    expect(result.diagnostics.map((finding) => finding.code)).toEqual([code]);
  });

  test('sets the runtime class in the same step', () => {
    const text = 'kind: Pod\nmetadata:\n  name: a\nspec:\n  containers: []\n';
    expect(inject(text, 0, { runtimeClassName: 'kata-qemu-tdx' })).toBe(
      `kind: Pod\nmetadata:\n  name: a\n  annotations:\n    ${annotationKey}: ${value}\nspec:\n  runtimeClassName: kata-qemu-tdx\n  containers: []\n`,
    );
  });

  test('reports the annotation that it replaces', () => {
    const text = pod(`\n  annotations:\n    ${annotationKey}: old`);
    const from = text.indexOf('old');
    expect(injectAnnotation(text, 0, value).diagnostics).toMatchObject([
      { code: 'manifest/replaces-annotation', span: { from, to: from + 3 } },
    ]);
  });
});

describe('setRuntimeClass', () => {
  test.for([
    {
      text: 'kind: Pod\nspec:\n  runtimeClassName: kata # c\n',
      after: 'kind: Pod\nspec:\n  runtimeClassName: kata-remote # c\n',
    },
    {
      text: 'kind: Pod\nspec:\n  runtimeClassName: # (...)\n',
      after: 'kind: Pod\nspec:\n  runtimeClassName: kata-remote # (...)\n',
    },
    {
      text: 'kind: Pod\nspec:\n  containers: []\n',
      after: 'kind: Pod\nspec:\n  runtimeClassName: kata-remote\n  containers: []\n',
    },
    { text: '{"kind":"Pod","spec":{}}', after: '{"kind":"Pod","spec":{"runtimeClassName": "kata-remote"}}' },
  ])('$text', ({ text, after }) => {
    expect(applyEdits(text, setRuntimeClass(text, 0, 'kata-remote').value ?? [])).toBe(after);
  });
});
