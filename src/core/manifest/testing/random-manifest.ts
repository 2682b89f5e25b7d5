/** Random manifests in many ways of writing: indentation, line ends, comments, flow, quotes, existing annotations. */
import fc from 'fast-check';
import { annotationKey } from '#core/annotation/annotation.ts';

interface Style {
  readonly unit: number;
  readonly lineBreak: string;
  readonly finalBreak: boolean;
  readonly byteOrderMark: boolean;
  readonly comment: string;
}

const style: fc.Arbitrary<Style> = fc.record({
  unit: fc.constantFrom(1, 2, 3, 4),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  finalBreak: fc.boolean(),
  byteOrderMark: fc.boolean(),
  comment: fc.constantFrom('', '', ' # c', '  # "x": {y} [z]'),
});

/** One way of writing annotations; lines are relative to the key `annotations`. */
const annotations = fc.constantFrom<readonly string[]>(
  [],
  ['annotations:'],
  ['annotations: ~'],
  ['annotations: {}'],
  ['annotations: {a: b, "c": d}'],
  ['annotations: {', '>a: b', '}'],
  ['annotations:', '>a: b'],
  ['annotations:', '># about a', '>"a": |', '>>text', '>>more', '', '>b: c'],
  ['annotations:', `>${annotationKey}: old`],
  ['annotations:', `>"${annotationKey}": 'old'`, '>b: >-', '>>x', '>>y'],
  ['annotations:', '>a: b', `>${annotationKey}: |`, '>>AAAA', '>>BBBB', ''],
  ['annotations:', `>${annotationKey}: >+`, '>>AAAA', '', '>b: c'],
  ['annotations:', `>${annotationKey}: AAAA`, '>>BBBB', '>b: c'],
  ['annotations:', `>${annotationKey}:`, '>b: c'],
  [`annotations: {${annotationKey}: old, b: c}`],
);

const metadata = fc.record({
  before: fc.subarray(['name: n', 'labels: {x: y}', 'namespace: s']),
  annotations,
  after: fc.subarray(['uid: u', 'finalizers: [a, b]']),
});

const kind = fc.constantFrom(
  { kind: 'Pod', path: [] },
  { kind: 'Deployment', path: ['spec', 'template'] },
  { kind: 'CronJob', path: ['spec', 'jobTemplate', 'spec', 'template'] },
);

/** Other documents around it. */
const among = fc.record({
  before: fc.constantFrom<readonly string[]>(
    [],
    ['---'],
    ['kind: Service', 'x: &a [1]', 'y: *a', '--- # next'],
  ),
  after: fc.constantFrom<readonly string[]>(
    [],
    ['---'],
    ['...'],
    ['---', 'kind: Pod', 'metadata: {name: z}'],
  ),
});

/** A text whose first pod can be annotated. */
export const randomManifest: fc.Arbitrary<string> = fc
  .record({ style, metadata, kind, classed: fc.boolean(), listed: fc.boolean(), among })
  .map(({ style: how, metadata: meta, kind: what, classed, listed, among: others }) => {
    const lines: string[] = [];
    const indent = (depth: number, line: string): void => {
      const deeper = /^>*/.exec(line)?.[0].length ?? 0;
      const text = line.slice(deeper);
      lines.push(text === '' ? '' : ' '.repeat((depth + deeper) * how.unit) + text);
    };
    indent(0, 'apiVersion: v1');
    indent(0, `kind: ${what.kind}${how.comment}`);
    what.path.forEach((step, depth) => indent(depth, `${step}:${how.comment}`));
    const depth = what.path.length;
    const body = [...meta.before, ...meta.annotations, ...meta.after];
    if (body.length > 0) indent(depth, `metadata:${how.comment}`);
    for (const line of body) indent(depth + 1, line);
    indent(depth, 'spec:');
    if (classed) indent(depth + 1, `runtimeClassName: kata-qemu-tdx${how.comment}`);
    indent(depth + 1, 'containers: [{name: a, image: "b:1"}]');
    const listedLines = listed
      ? [
          'kind: List',
          'items:',
          ...lines.map((line, index) => (index === 0 ? `- ${line}` : line && `  ${line}`)),
        ]
      : lines;
    const all = [...others.before, ...listedLines, ...others.after];
    return (
      (how.byteOrderMark ? '\ufeff' : '') + all.join(how.lineBreak) + (how.finalBreak ? how.lineBreak : '')
    );
  });
