/** Images as people have them: what `docker inspect` prints, and an OCI archive. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { tarOf } from '../../src/core/policy/archive/testing/write-tar.ts';

export const image = 'registry.example.com/web:1';

const config = {
  Entrypoint: ['/web'],
  Cmd: ['serve'],
  Env: ['PATH=/bin', 'MODE=image'],
  WorkingDir: '/srv',
  User: 'app',
};

export function dockerInspect(): string {
  return JSON.stringify([{ RepoTags: [image], RepoDigests: [], Config: { ...config, User: '' } }]);
}

function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** An OCI image layout in one file, with a compressed layer that knows the user. */
export function ociArchive(): { readonly bytes: Buffer; readonly digest: string } {
  const layer = gzipSync(tarOf([['etc/passwd', 'root:x:0:0::/:\napp:x:1000:1000::/:\n']]));
  const inner = JSON.stringify({ os: 'linux', architecture: 'amd64', config });
  const manifest = JSON.stringify({
    config: { digest: digestOf(inner) },
    layers: [{ digest: digestOf(layer) }],
  });
  const digest = digestOf(manifest);
  const index = { manifests: [{ digest, annotations: { 'io.containerd.image.name': image } }] };
  const blob = (content: Uint8Array | string): readonly [string, Uint8Array | string] => [
    `blobs/${digestOf(content).replace(':', '/')}`,
    content,
  ];
  const files = [['index.json', JSON.stringify(index)] as const, blob(manifest), blob(inner), blob(layer)];
  return { bytes: Buffer.from(tarOf(files)), digest };
}
