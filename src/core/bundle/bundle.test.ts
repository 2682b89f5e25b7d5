import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { writeImage } from '#core/image/image.ts';
import { announce } from '#core/testing/announce.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { fileNamesOf, isSafeName } from './names.ts';
import { bundleNames, readBundle } from './read.ts';
import { missingPrograms, temporaryFolder, type Folder } from './testing/shell.ts';
import { writeBundle, type BundleInput } from './write.ts';

const document = encodeUtf8(
  'version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"aa.toml" = \'\'\'\nurl\n\'\'\'\n"../x" = "y"\n',
);
const { annotation, gzip } = encodeAnnotation(document, 'fast');
const input: BundleInput = {
  document,
  entries: [
    { key: 'aa.toml', content: 'url\n' },
    { key: '../x', content: 'y' },
  ],
  annotation,
  image: writeImage(gzip),
  manifest: `kind: Pod\nmetadata:\n  annotations:\n    io.katacontainers.config.hypervisor.cc_init_data: ${annotation}\n`,
  algorithm: 'sha384',
};

const needs = ['sh', 'sha384sum', 'base64', 'gzip', 'cmp', 'od', 'head', 'tail', 'tr', 'wc', 'grep', 'cut'];
const missing = missingPrograms(needs);

describe('writeBundle', () => {
  test('gives the same bytes each time', async () => {
    expect(await writeBundle(input)).toEqual(await writeBundle(input));
  });

  test('has each part as a file, under safe names', async () => {
    const files = unzipSync(await writeBundle(input));
    expect(Object.keys(files)).toEqual([
      'initdata.toml',
      'data/aa.toml',
      'data/__x',
      'annotation.txt',
      'initdata.img',
      'pod.yaml',
      'README.txt',
      'digests.txt',
      'verify.sh',
    ]);
    expect(files['initdata.toml']).toEqual(document);
    expect(new TextDecoder().decode(files['README.txt'])).toContain('data/__x is "../x"');
  });
});

describe('verify.sh', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  test.skipIf(missing.length > 0)(
    'passes on what was written and fails for any changed byte',
    { timeout: 60_000 },
    async () => {
      const files = unzipSync(await writeBundle(input));
      for (const [name, bytes] of Object.entries(files)) folder.write(name, bytes);
      expect(folder.run('sh verify.sh')).toMatchObject({ status: 0 });
      expect(folder.run('sh verify.sh').out).not.toContain('FAILED');
      for (const [name, bytes] of Object.entries(files)) {
        if (name === 'verify.sh') continue;
        for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
          const changed = bytes.slice();
          changed[at] = (changed[at] ?? 0) ^ 1;
          folder.write(name, changed);
          expect({ name, at, ...folder.run('sh verify.sh') }).toMatchObject({ status: 1 });
        }
        folder.write(name, bytes);
      }
      expect(folder.run('sh verify.sh')).toMatchObject({ status: 0 });
    },
  );

  test.skipIf(missing.length > 0)(
    'looks at each part and not at the digests alone',
    { timeout: 60_000 },
    async () => {
      const files = unzipSync(await writeBundle(input));
      for (const [name, bytes] of Object.entries(files)) folder.write(name, bytes);
      for (const [name, expected] of [
        ['annotation.txt', 'annotation.txt decodes to initdata.toml'],
        ['initdata.img', 'initdata.img holds initdata.toml'],
        ['pod.yaml', 'pod.yaml has the annotation'],
      ] as const) {
        folder.write(name, 'x');
        folder.run(
          'sha384sum initdata.toml data/* annotation.txt initdata.img pod.yaml README.txt > digests.txt',
        );
        const { status, out } = folder.run('sh verify.sh');
        expect(status).toBe(1);
        expect(out).toContain(`FAILED  ${expected}`);
        expect(out).toContain('ok      sha384 digests');
        folder.write(name, files[name] ?? '');
      }
    },
  );

  test.runIf(missing.length > 0)('is not run', () => {
    announce(`verify.sh not run, 2 cases skipped: ${missing.join(', ')} missing`);
    expect(missing).not.toEqual([]);
  });
});

describe('readBundle', () => {
  test('opens what was written', async () => {
    const reading = await readBundle(await writeBundle(input));
    expect(reading).toMatchObject({
      kind: 'bundle',
      annotation,
      manifest: input.manifest,
      digests: 'matched',
    });
    expect(reading.kind === 'bundle' && reading.document).toEqual(document);
    expect(reading.kind === 'bundle' && reading.entries.map(({ name }) => name)).toEqual(['aa.toml', '__x']);
  });

  test('refuses a changed document', async () => {
    const files = unzipSync(await writeBundle(input));
    files['initdata.toml'] = encodeUtf8('version = "0.1.1"\n');
    expect(await readBundle(zipSync(files))).toMatchObject({ kind: 'refused' });
  });

  test('leaves names alone that are not its own', async () => {
    const zip = zipSync({
      'initdata.toml': document,
      '../initdata.toml': document,
      '/etc/passwd': document,
      'data/../x': document,
      'data/a/b': document,
      'data/.x': document,
    });
    expect(await readBundle(zip)).toMatchObject({ kind: 'bundle', entries: [], digests: 'absent' });
  });

  test('refuses what is longer unpacked than any document', { timeout: 60_000 }, async () => {
    const zip = zipSync({ 'initdata.toml': new Uint8Array(40 * 1024 * 1024) }, { level: 1 });
    expect(await readBundle(zip)).toMatchObject({ kind: 'refused' });
  });

  test('never throws on damaged files', { timeout: 60_000 }, async () => {
    const zip = await writeBundle(input);
    await fc.assert(
      fc.asyncProperty(fc.nat(zip.length - 1), fc.nat(255), fc.nat(zip.length), async (at, byte, length) => {
        const damaged = zip.slice(0, length);
        damaged[at] = byte;
        bundleNames(damaged);
        const reading = await readBundle(damaged);
        if (reading.kind === 'bundle' && reading.digests === 'matched') {
          expect(reading.document).toEqual(document);
        }
      }),
    );
  });
});

describe('fileNamesOf', () => {
  test.for([
    ['aa.toml', 'aa.toml'],
    ['../../etc/passwd', '__.._etc_passwd'],
    ['', '_'],
    ['.hidden', '_hidden'],
    ['-rf', '_rf'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['ü😀', '___'],
    ['a\nb', 'a_b'],
    ['trailing.', 'trailing_'],
  ] as const)('%j becomes %s', ([key, name]) => {
    expect(fileNamesOf([key])).toEqual([name]);
  });

  test('names are safe and differ by more than case', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (keys) => {
        const names = fileNamesOf(keys);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(keys.length);
        for (const name of names) expect(isSafeName(name)).toBe(true);
      }),
    );
    expect(fileNamesOf(['A', 'a'])).toEqual(['A', '2-a']);
  });
});
