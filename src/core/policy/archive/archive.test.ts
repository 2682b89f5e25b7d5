/** Images in files, as the usual programs write them: configs, names, digests, and who the users are. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isArchive, readArchive, readLayout } from './archive.ts';
import { blobReader } from './byte-reader.ts';
import { tarEntries } from './tar.ts';
import { tarOf } from './testing/write-tar.ts';

const passwd = 'root:x:0:0::/:/bin/sh\napp:x:1000:1000::/:/bin/sh\n';
const group = 'root:x:0:\napp:x:1000:\naudio:x:29:app\n';

const base = tarOf([
  ['etc/passwd', passwd],
  ['etc/group', group],
  ['usr/bin/app', 'x'.repeat(2000)],
]);
const upper = tarOf([['./app/main', 'program']]);

function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

const config = JSON.stringify({
  architecture: 'amd64',
  os: 'linux',
  config: { Entrypoint: ['/app/main'], Env: ['A=1'], User: 'app', WorkingDir: '/app' },
});

/** An OCI layout with the layers, from the lowest. */
function layoutOf(layers: readonly Uint8Array[], shown = config): Map<string, Uint8Array | string> {
  const files = new Map<string, Uint8Array | string>([['oci-layout', '{"imageLayoutVersion":"1.0.0"}']]);
  const blob = (
    content: Uint8Array | string,
    digest = digestOf(content),
  ): { digest: string; size: number } => {
    files.set(`blobs/${digest.replace(':', '/')}`, content);
    return { digest, size: content.length };
  };
  const manifest = JSON.stringify({
    config: blob(shown, digestOf(config)),
    layers: layers.map((layer) => blob(layer)),
  });
  const inner = JSON.stringify({
    manifests: [
      { ...blob(manifest), platform: { os: 'linux', architecture: 'amd64' } },
      { digest: 'sha256:0', size: 1, platform: { os: 'unknown', architecture: 'unknown' } },
    ],
  });
  const annotations = { 'io.containerd.image.name': 'quay.io/a/app:1' };
  files.set('index.json', JSON.stringify({ manifests: [{ ...blob(inner), annotations }] }));
  return files;
}

function dockerSave(layers: readonly Uint8Array[]): Map<string, Uint8Array | string> {
  const name = `${digestOf(config).slice('sha256:'.length)}.json`;
  const paths = layers.map((_, index) => `layer${String(index)}/layer.tar`);
  return new Map<string, Uint8Array | string>([
    [name, config],
    ...layers.map((layer, index): [string, Uint8Array] => [paths[index] ?? '', layer]),
    ['manifest.json', JSON.stringify([{ Config: name, RepoTags: ['app:1'], Layers: paths }])],
  ]);
}

function blobsOf(files: ReadonlyMap<string, Uint8Array | string>): ReadonlyMap<string, Blob> {
  return new Map([...files].map(([path, content]) => [path, blobOf(content)]));
}

function blobOf(content: Uint8Array | string): Blob {
  return new Blob([typeof content === 'string' ? content : new Uint8Array(content)]);
}

const expectedConfig = {
  entrypoint: ['/app/main'],
  env: ['A=1'],
  workingDir: '/app',
  user: { kind: 'config', text: 'app', passwd, group },
};

describe('an image in files', () => {
  const layers = [base, upper];
  const oci = tarOf([...layoutOf(layers)]);
  const docker = tarOf([...dockerSave(layers)]);

  test.for([
    ['an OCI archive', oci, ['quay.io/a/app:1']],
    [
      'an OCI archive with compressed layers',
      tarOf([...layoutOf(layers.map((each) => gzipSync(each)))]),
      ['quay.io/a/app:1'],
    ],
    ['docker save', docker, ['app:1']],
    ['docker save, compressed', gzipSync(docker), ['app:1']],
    ['both descriptions', tarOf([...layoutOf(layers), ...dockerSave(layers)]), ['quay.io/a/app:1', 'app:1']],
  ] as const)('%s', async ([, archive, references]) => {
    const file = blobOf(archive);
    expect(await isArchive(file)).toBe(true);
    const read = await readArchive(file);
    expect(read).toMatchObject({
      kind: 'images',
      images: [{ references, platform: 'linux/amd64', config: expectedConfig, remarks: [] }],
    });
    expect(read.kind === 'images' && read.images).toHaveLength(1);
  });

  test('a layout that is a folder, with the digests of manifest and index', async () => {
    const files = layoutOf(layers);
    const read = await readLayout(blobsOf(files));
    const digests = read.kind === 'images' ? (read.images[0]?.digests ?? []) : [];
    expect(digests).toHaveLength(2);
    for (const digest of digests) expect(files.has(`blobs/${digest.replace(':', '/')}`)).toBe(true);
  });

  test.for([
    ['replaces it', tarOf([['etc/passwd', 'app:x:7:8::/:']]), { passwd: 'app:x:7:8::/:', group }],
    ['removes it', tarOf([['etc/.wh.passwd', '']]), { passwd: '', group }],
    [
      'hides the folder',
      tarOf([
        ['etc/.wh..wh..opq', ''],
        ['etc/group', 'g:x:1:'],
      ]),
      { passwd: '', group: 'g:x:1:' },
    ],
  ] as const)('a layer above %s', async ([, layer, files]) => {
    const read = await readLayout(blobsOf(layoutOf([base, layer])));
    expect(read).toMatchObject({ kind: 'images', images: [{ config: { user: files } }] });
  });

  test('a layer that cannot be read leaves users unknown, and says so', async () => {
    const zstd = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0]);
    const read = await readLayout(blobsOf(layoutOf([base, zstd])));
    const user = { kind: 'config', text: 'app' };
    const remarks: readonly unknown[] = [expect.stringContaining('zstd')];
    expect(read).toMatchObject({ kind: 'images', images: [{ config: { user }, remarks }] });
    expect(JSON.stringify(read)).not.toContain('passwd"');
  });

  test('a config that is not what its digest says is told', async () => {
    const files = layoutOf(layers, config.replace('A=1', 'A=2'));
    const read = await readLayout(blobsOf(files));
    expect(read).toMatchObject({
      kind: 'images',
      images: [{ remarks: [expect.stringContaining('digest')] }],
    });
  });

  test('progress ends at the whole', async () => {
    const seen: (readonly [number, number])[] = [];
    await readArchive(blobOf(oci), (done, of) => seen.push([done, of]));
    expect(seen.at(-1)).toEqual([base.length + upper.length, base.length + upper.length]);
  });
});

describe('no archive', () => {
  const archive = tarOf([...layoutOf([base])]);

  test.for([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('{"config":{}}'.repeat(100))],
    ['another archive', tarOf([['a', 'b']])],
    ['one that is cut off at its index', archive.subarray(0, 700)],
    ['a compressed one that is cut off', gzipSync(archive).subarray(0, 200)],
  ] as const)('%s is refused', async ([, bytes]) => {
    expect((await readArchive(blobOf(bytes))).kind).toBe('refused');
  });

  test('no bytes make it throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.nat(archive.length - 1), value: fc.nat(255) }), { maxLength: 8 }),
        fc.nat(archive.length),
        async (changes, end) => {
          const bytes = archive.slice(0, end);
          for (const { at, value } of changes) if (at < bytes.length) bytes[at] = value;
          await readArchive(blobOf(bytes));
        },
      ),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 60) },
    );
  });
});

test('long names, large sizes and links of a tar', async () => {
  const long = `${'deep/'.repeat(60)}file`;
  const entries: unknown[] = [];
  for await (const entry of tarEntries(
    blobReader(
      blobOf(
        tarOf([
          [long, 'abc'],
          ['x', ''],
        ]),
      ),
    ),
  )) {
    const content = await entry.read(10);
    entries.push([entry.path, entry.kind, new TextDecoder().decode(content)]);
  }
  expect(entries).toEqual([
    [long, 'file', 'abc'],
    ['x', 'file', ''],
  ]);
});
