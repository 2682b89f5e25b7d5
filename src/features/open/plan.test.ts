import { encodeAnnotation } from '#core/annotation/encode.ts';
import { writeImage } from '#core/image/image.ts';
import { recognise } from '#core/recognition/recognise.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { unwrap } from '#workers/unwrap.ts';
import { describe, expect, test } from 'vitest';
import { nameFrom, planFor, type Plan } from './plan.ts';

const document = 'version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"aa.toml" = """\n"""\n';
const { annotation, gzip } = encodeAnnotation(encodeUtf8(document), 'fast');
const pod = (name: string, value: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  annotations:\n    io.katacontainers.config.hypervisor.cc_init_data: ${value}\nspec:\n  containers: []\n`;

const planOf = (text: string | Uint8Array, name?: string): Promise<Plan> => {
  const input = { bytes: typeof text === 'string' ? encodeUtf8(text) : text, name };
  return planFor(recognise(input), 'given', input, unwrap);
};

describe('a document is found in', () => {
  test.for([
    ['its own text', document],
    ['an annotation', annotation],
    ['an annotation with line breaks', annotation.replaceAll(/.{40}/g, '$&\n')],
    ['a disk image', writeImage(gzip)],
    ['a gzip file', gzip],
  ] as const)('%s', async ([, input]) => {
    expect(await planOf(input)).toMatchObject({
      kind: 'document',
      found: { document: { kind: 'text', text: document } },
    });
  });
});

test('a value that had to be joined, or that readers refuse, says so', async () => {
  expect(await planOf(annotation)).toMatchObject({ found: { mended: false, wrapping: [] } });
  expect(await planOf(annotation.replaceAll(/.{40}/g, '$&\n'))).toMatchObject({
    found: { wrapping: [{ code: 'annotation/white-space' }] },
  });
  expect(await planOf(`${annotation.slice(0, 60)}B${annotation.slice(61)}`)).toMatchObject({
    kind: 'nothing',
    findings: [{ source: 'annotation' }],
  });
  const unpadded = await planOf(annotation.replace(/=+$/, ''));
  expect(annotation.endsWith('=') && unpadded.kind === 'document' && unpadded.found.wrapping.length).not.toBe(
    0,
  );
});

test('a document that is not UTF-8 is opened by its bytes', async () => {
  const bytes = new Uint8Array([...encodeUtf8(document), 0xff, 0x0a]);
  const byBytes = { kind: 'document', found: { document: { kind: 'bytes', bytes } } };
  expect(await planOf(bytes)).toMatchObject(byBytes);
  expect((await planOf(new Uint8Array([0xff, 0xfe]), 'initdata.toml')).kind).toBe('document');
  expect((await planOf(new Uint8Array([0xff, 0xfe]), 'photo.jpg')).kind).toBe('nothing');
});

test('a manifest brings the documents of its annotations', async () => {
  expect(await planOf(pod('web', annotation))).toMatchObject({
    kind: 'manifest',
    documents: [{ name: 'Pod/web', document: { kind: 'text', text: document } }],
  });
  expect(await planOf(pod('web', '${INIT_DATA}'))).toMatchObject({ kind: 'manifest', documents: [] });
});

test.for([
  ['package agent_policy\n\ndefault ExecProcessRequest := false\n', 'policy.rego'],
  ['[token_configs.kbs]\nurl = "https://kbs.example.com"\n', 'aa.toml'],
  ['[kbc]\nname = "cc_kbc"\nurl = "https://kbs.example.com"\n', 'cdh.toml'],
] as const)('%j is an entry', async ([text, key]) => {
  expect(await planOf(text)).toMatchObject({ kind: 'entry', key, content: text });
});

test.for([
  ['nothing at all', ''],
  ['prose', 'Dear all, the meeting is at nine.'],
  ['a digest', 'c6694bb7a29d6f37ec72a15582e004b9f3142159682db8509a304407419a49e5'],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'],
  ['a resource policy', 'package policy\n\nimport rego.v1\n\ndefault allow = false\n'],
] as const)('%s changes nothing', async ([, text]) => {
  expect((await planOf(text)).kind).toBe('nothing');
});

test.for([
  ['initdata.toml', 'Untitled'],
  ['shop.toml', 'shop'],
  ['/home/me/web-initdata.zip', 'web-initdata'],
  [undefined, 'Untitled'],
] as const)('%s is called %s', ([file, name]) => {
  expect(nameFrom(file)).toBe(name);
});
