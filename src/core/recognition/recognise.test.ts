import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { annotationKey } from '#core/annotation/annotation.ts';
import { encodeBase64 } from '#core/annotation/base64.ts';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { writeImage } from '#core/image/image.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { recognise } from './recognise.ts';
import { surveyOf } from './survey.ts';

const document =
  'version = "0.1.0"\nalgorithm = "sha256"\n\n[data]\n"aa.toml" = \'\'\'\n[token_configs.kbs]\n\'\'\'\n';
const policy = '# first\r\n\r\npackage agent_policy\n\ndefault AllowRequestsFailingPolicy := false\n';
const { annotation, gzip } = encodeAnnotation(encodeUtf8(document), 'fast');
const pem = `-----BEGIN CERTIFICATE-----\n${'A'.repeat(64)}\n-----END CERTIFICATE-----\n`;

describe('recognise', () => {
  test.for<{ name: string; content: string | Uint8Array; file?: string; found: object }>([
    { name: 'a document', content: document, found: { kind: 'document', broken: false } },
    {
      name: 'a document behind a byte order mark',
      content: `\ufeff${document}`,
      found: { kind: 'document' },
    },
    { name: 'a document with another name', content: document, file: 'aa.toml', found: { kind: 'document' } },
    {
      name: 'a document without its end',
      content: document.slice(0, -5),
      found: { kind: 'document', broken: true },
    },
    { name: 'an agent policy', content: policy, found: { kind: 'agent-policy' } },
    {
      name: 'a resource policy',
      content: 'package policy\n',
      found: { kind: 'other-rego', package: 'policy' },
    },
    {
      name: 'aa.toml',
      content: '[token_configs.kbs]\nurl = "x"\n',
      found: { kind: 'aa.toml', confidence: 'likely' },
    },
    { name: 'cdh.toml', content: 'credentials = []\n[kbc]\nname = "cc_kbc"\n', found: { kind: 'cdh.toml' } },
    {
      name: 'an empty aa.toml by its name',
      content: '',
      file: 'dir/aa.toml',
      found: { kind: 'aa.toml', confidence: 'guess' },
    },
    {
      name: 'a policy by its name',
      content: 'allow = true',
      file: 'a.rego',
      found: { kind: 'agent-policy', confidence: 'guess' },
    },
    {
      name: 'an annotation',
      content: `${annotation}\n`,
      found: { kind: 'annotation-value', annotations: [{ value: annotation, status: 'complete' }] },
    },
    {
      name: 'an annotation in single quotes over lines',
      content: `'${annotation.slice(0, 40)}\n${annotation.slice(40)}'`,
      found: { kind: 'annotation-value', annotations: [{ value: annotation }] },
    },
    {
      name: 'base64 of TOML',
      content: encodeBase64(encodeUtf8(document)),
      found: { kind: 'annotation-value', annotations: [{ status: 'legacy-plain-toml' }] },
    },
    {
      name: 'base64 of a policy',
      content: encodeBase64(encodeUtf8(policy)),
      found: { kind: 'annotation-value', annotations: [{ status: 'agent-policy' }] },
    },
    {
      name: 'a line with an equals sign',
      content: `${annotationKey} = ${annotation}`,
      found: { kind: 'annotation-lines', annotations: [{ key: annotationKey, value: annotation }] },
    },
    {
      name: 'a manifest',
      content: `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    ${annotationKey}: ${annotation}\n`,
      found: {
        kind: 'manifest',
        broken: false,
        kinds: ['Pod'],
        annotations: [{ effective: true, where: { path: 'metadata.annotations' } }],
      },
    },
    {
      name: 'a manifest without annotations',
      content: 'apiVersion: v1\nkind: Pod\n',
      found: { kind: 'manifest', annotations: [] },
    },
    {
      name: 'a manifest that is a template',
      content: 'apiVersion: v1\nkind: Pod\n{{ x }}\n',
      found: { kind: 'manifest', broken: true },
    },
    {
      name: 'a Kustomization with a merge patch in a string',
      content: `kind: Kustomization\npatches:\n- target:\n    kind: Deployment\n  patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata:\n      name: web\n    spec:\n      template:\n        metadata:\n          annotations:\n            ${annotationKey}: ${annotation}\n`,
      found: {
        kind: 'carried',
        annotations: [{ value: annotation, where: { kind: 'Deployment', name: 'web' }, effective: true }],
      },
    },
    {
      name: 'a Kustomization with a JSON patch in a string',
      content: `kind: Kustomization\npatchesJson6902:\n- patch: |-\n    - op: add\n      path: /metadata/annotations/${annotationKey}\n      value: ${annotation}\n`,
      found: {
        kind: 'carried',
        annotations: [{ value: annotation, where: { path: 'metadata.annotations' } }],
      },
    },
    {
      name: 'kubectl describe of a Deployment',
      content: `Name: web\nAnnotations: ${annotationKey}: ${annotation}\nStrategyType: RollingUpdate\nPod Template:\n  Annotations: ${annotationKey}: ${annotation}\nEvents: <none>\n`,
      found: {
        kind: 'carried',
        annotations: [
          { where: { kind: 'Deployment' }, effective: false },
          { where: { path: 'Pod Template.Annotations' }, effective: true },
        ],
      },
    },
    {
      name: 'a manifest handed to kubectl',
      content: `cat <<'EOF' > initdata.toml\n${document}EOF\ncat <<EOF | kubectl apply -f -\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    ${annotationKey}: ${annotation}\nEOF\n`,
      found: {
        kind: 'carried',
        carriers: ['shell', 'manifest'],
        documents: [{ path: 'here-document' }],
        annotations: [{ value: annotation, where: { kind: 'Pod', name: 'web' }, effective: true }],
      },
    },
    {
      name: 'a command over lines',
      content: `kubectl annotate deploy/web \\\n  -n apps \\\n  ${annotationKey}=${annotation}\n`,
      found: {
        kind: 'carried',
        annotations: [{ where: { kind: 'Deployment', name: 'web', namespace: 'apps' }, effective: false }],
      },
    },
    { name: 'a disk image', content: writeImage(gzip), found: { kind: 'image', confidence: 'certain' } },
    {
      name: 'an image without gzip',
      content: 'initdata\u0004\0\0\0\0\0\0\0abcd',
      found: { kind: 'image', confidence: 'likely' },
    },
    {
      name: 'text that starts like an image',
      content: 'initdata is what we need here',
      found: { kind: 'text' },
    },
    { name: 'gzip', content: gzip, found: { kind: 'gzip' } },
    { name: 'gzip of another kind', content: gzipSync(encodeUtf8('x')), found: { kind: 'gzip' } },
    {
      name: 'a zip of ours',
      content: zipSync({ 'initdata.toml': encodeUtf8(document) }),
      found: { kind: 'bundle' },
    },
    { name: 'another zip', content: zipSync({ a: encodeUtf8('b') }), found: { kind: 'other-zip' } },
    { name: 'a certificate', content: pem, found: { kind: 'certificate', count: 1 } },
    {
      name: 'certificates with text before them',
      content: `subject=CN = a\n${pem}${pem}`,
      found: { kind: 'certificate', count: 2 },
    },
    {
      name: 'a private key',
      content: pem.replaceAll('CERTIFICATE', 'EC PRIVATE KEY'),
      found: { kind: 'private-key' },
    },
    {
      name: 'a digest',
      content: 'AB'.repeat(32),
      found: { kind: 'digest', hex: 'ab'.repeat(32), length: 32 },
    },
    {
      name: 'a line of sha384sum',
      content: `${'ab'.repeat(48)}  initdata.toml\n`,
      found: { kind: 'digest', length: 48 },
    },
    { name: 'a digest in groups', content: 'abababab '.repeat(8), found: { kind: 'digest', length: 32 } },
    {
      name: 'a padded digest',
      content: 'ab'.repeat(32) + '00'.repeat(16),
      found: { kind: 'digest', length: 48, zeroTail: 16 },
    },
    { name: 'digits of no digest', content: 'ab'.repeat(33), found: { kind: 'text' } },
    { name: 'white space', content: ' \n\t\u00a0', found: { kind: 'empty' } },
    { name: 'nothing', content: '', found: { kind: 'empty' } },
    { name: 'prose', content: 'Hello there, what is this?', found: { kind: 'text' } },
    { name: 'binary', content: new Uint8Array([0xff, 0xfe, 0, 1]), found: { kind: 'binary' } },
  ])('$name', ({ content, file, found }) => {
    const bytes = typeof content === 'string' ? encodeUtf8(content) : content;
    const recognition = recognise({ bytes, ...(file === undefined ? {} : { name: file }) });
    expect(recognition).toMatchObject(found);
    expect(recognition.evidence).toMatch(/^[A-Z].*\.$/);
  });

  const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    ${annotationKey}: ${annotation}\n`;
  test.for([
    ['a bare value', ` ${annotation}\n`],
    ['Markdown', `Look:\n\n\`\`\`yaml\n${pod}\`\`\`\n`],
    ['a list in Markdown', `1. Apply:\n\n   \`\`\`yaml\n${pod.replaceAll(/^/gm, '   ')}\n   \`\`\`\n`],
    ['a quoted mail', pod.trimEnd().replaceAll(/^/gm, '> ')],
    ['inline code', `Set it to \`${annotation}\` please.`],
    ['a here-document', `cat <<EOF | kubectl apply -f -\n${pod}EOF\n`],
    ['kubectl describe', `Name: web\nAnnotations: ${annotationKey}:\n  ${annotation}\nStatus: Running\n`],
    ['a diff', `@@ -1 +1 @@\n+  ${annotationKey}: ${annotation}\n`],
    [
      'a JSON patch',
      `[{"op":"add","path":"/metadata/annotations/${annotationKey}","value":"${annotation}"}]`,
    ],
    [
      'kubectl patch',
      `kubectl patch pod a -p '{"metadata":{"annotations":{"${annotationKey}":"${annotation}"}}}'`,
    ],
    ['kubectl annotate', `kubectl annotate pod a ${annotationKey}=${annotation} --overwrite`],
    ['an assignment', `export X="${annotation}"\n`],
    ['prose', `the value is\n${annotationKey}: ${annotation}\nas agreed`],
    ['several documents', `${pod}---\n${pod}`],
    ['Windows line ends', pod.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${pod}`],
  ] as const)('the span in %s is where the value is written', ([, text]) => {
    const { annotations } = surveyOf(recognise({ bytes: encodeUtf8(text) }));
    expect(annotations.length).toBeGreaterThan(0);
    for (const { span, value } of annotations) {
      expect(value).toBe(annotation);
      expect(text.slice(span?.from, span?.to).replaceAll('"', '')).toBe(annotation);
    }
  });

  test('spans of annotations are where they are written', () => {
    const text = `kind: Pod\nmetadata:\n  annotations:\n    ${annotationKey}: "${annotation}"\n`;
    const found = recognise({ bytes: encodeUtf8(text) });
    const span = found.kind === 'manifest' ? found.annotations[0]?.span : undefined;
    expect(text.slice(span?.from, span?.to)).toBe(`"${annotation}"`);
  });

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, name) => {
        expect(recognise({ bytes, name }).evidence).not.toBe('');
      }),
    );
    const pieces = fc.constantFrom(
      ...[
        'version = ',
        '"0.1.0"',
        '[data]',
        '\n',
        '# ',
        'package ',
        'agent_policy',
        'H4sI',
        '=',
        annotationKey,
        ': ',
      ],
      ...[
        'kind: Pod',
        '-----BEGIN CERTIFICATE-----',
        "'''",
        '\r',
        '\t',
        '---',
        '{',
        '"',
        'SDRzS',
        '…',
        '\ufeff',
        'ab',
      ],
    );
    const text = fc.array(pieces, { maxLength: 40 }).map((list) => list.join(''));
    fc.assert(
      fc.property(text, (any) => {
        expect(recognise({ bytes: encodeUtf8(any) }).evidence).not.toBe('');
      }),
    );
  });

  test.for([
    '\n',
    ' ',
    '# # ',
    '#\r\n',
    '\t',
    '"',
    "'",
    '-',
    '--- ',
    'a',
    'H4sI',
    '...',
    '{',
    '\u00a0',
    'package ',
    '[ ',
  ])('300 kB of %j is answered at once', (piece) => {
    const bytes = encodeUtf8(`x${piece.repeat(Math.floor(300_000 / piece.length))}x`);
    const started = performance.now();
    recognise({ bytes });
    recognise({ bytes: bytes.subarray(1) });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
