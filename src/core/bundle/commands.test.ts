import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, type TestContext } from 'vitest';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { writeImage } from '#core/image/image.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { fitToField, pcr8Of } from '#core/initdata/hostdata.ts';
import { readManifest } from '#core/manifest/read.ts';
import { platforms, type PlatformId } from '#core/platform/platform.ts';
import { announce } from '#core/testing/announce.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { shellCommands, type CommandOptions } from './commands.ts';
import { shellFile, shellWord } from './shell.ts';
import { missingPrograms, temporaryFolder, type Folder } from './testing/shell.ts';

const document = encodeUtf8(
  'version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"aa.toml" = \'\'\'\nü\r\n\'\'\'\n',
);
const { annotation, gzip } = encodeAnnotation(document, 'fast');

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

/** Runs the command of one output; skips the test, and says so, when the machine misses a program. */
function run(context: TestContext, output: string, options: CommandOptions): string {
  const command = shellCommands(options).find((candidate) => candidate.output === output);
  if (command === undefined) throw new Error(`no command for ${output}`);
  const missing = missingPrograms(command.needs);
  if (missing.length > 0) {
    announce(`command for ${output} not run: ${missing.join(', ')} missing`);
    context.skip(`${missing.join(', ')} missing`);
  }
  const { status, out } = folder.run(command.script);
  expect({ status, script: command.script, out: status === 0 ? '' : out }).toMatchObject({ status: 0 });
  return out;
}

describe('shellCommands', () => {
  test.for(['sha256', 'sha384', 'sha512'] satisfies Algorithm[])(
    'digest by %s',
    async (algorithm, context) => {
      folder.write('initdata.toml', document);
      const out = run(context, 'digest', { algorithm });
      expect(out).toBe(`${hexOf(await digestOf(document, algorithm))}\n`);
    },
  );

  const fields = platforms
    .filter(({ binding }) => binding.kind !== 'none')
    .flatMap(({ id }) => (['sha256', 'sha384', 'sha512'] as const).map((algorithm) => ({ id, algorithm })));

  test.for(fields)('field of $id with $algorithm', async ({ id, algorithm }, context) => {
    folder.write('initdata.toml', document);
    const out = run(context, 'field', { algorithm, platform: id });
    const digest = await digestOf(document, algorithm);
    expect(out).toBe(`${await fieldOf(id, digest)}\n`);
  });

  test('the annotation holds the document', (context) => {
    folder.write('initdata.toml', document);
    run(context, 'annotation', {});
    const text = Buffer.from(folder.read('annotation.txt')).toString();
    expect(text).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(new Uint8Array(gunzipSync(Buffer.from(text, 'base64')))).toEqual(document);
  });

  test('the document comes out of the annotation', (context) => {
    folder.write('annotation.txt', annotation);
    run(context, 'decode', {});
    expect(folder.read('decoded.toml')).toEqual(document);
  });

  test('the image is ours to the last byte', (context) => {
    folder.write('annotation.txt', annotation);
    run(context, 'image', {});
    expect(folder.read('initdata.img')).toEqual(writeImage(gzip));
  });

  test('an image whose length needs several bytes', (context) => {
    const bytes = new Uint8Array(70_000).map((_, index) => (index * index * 31) >> 3);
    const encoded = encodeAnnotation(bytes, 'fast');
    folder.write('annotation.txt', encoded.annotation);
    run(context, 'image', {});
    expect(folder.read('initdata.img')).toEqual(writeImage(encoded.gzip));
  });

  test('file names that a shell would misread', (context) => {
    const documentFile = `-it's "$HOME" \\ *.toml`;
    folder.write(documentFile, document);
    const out = run(context, 'digest', { algorithm: 'sha256', documentFile });
    expect(out).toMatch(/^[0-9a-f]{64}\n$/);
  });

  test('the patch for the manifest is the path of the pod', () => {
    const pod = readManifest('kind: CronJob\nspec: {jobTemplate: {spec: {template: {}}}}').value?.pods[0];
    const script = shellCommands({ pod }).find(({ output }) => output === 'manifest')?.script ?? '';
    folder.write('annotation.txt', 'H4sI');
    const patch = folder.run(script.replace(/^kubectl .* -p /, "printf '%s' ")).out;
    expect(JSON.parse(patch)).toEqual({
      spec: {
        jobTemplate: {
          spec: {
            template: {
              metadata: { annotations: { 'io.katacontainers.config.hypervisor.cc_init_data': 'H4sI' } },
            },
          },
        },
      },
    });
  });
});

async function fieldOf(id: PlatformId, digest: Awaited<ReturnType<typeof digestOf>>): Promise<string> {
  const binding = platforms.find((platform) => platform.id === id)?.binding;
  if (binding?.kind === 'field') return hexOf(fitToField(digest, binding.bytes));
  return hexOf(await pcr8Of(digest));
}

describe('shellWord', () => {
  test.for(["a'b", '$(x)', 'a b', '', '`x`', 'a\nb', '!', '~', '\\'])('%j is taken as it is', (text) => {
    expect(folder.run(`printf '%s' ${shellWord(text)}`).out).toBe(text);
  });

  test('a leading hyphen is no option', () => {
    expect(shellFile('-n')).toBe('./-n');
  });
});
