import { beforeAll, expect, test } from 'vitest';
import { platformOf } from '#core/platform/platform.ts';
import { documentText, measured, rowIn, type Measured } from '../testing/rows.ts';
import { decideResource } from './decide.ts';
import { generateResourcePolicy, statusOnlyPolicy } from './generate.ts';
import { scenariosOf, type ScenarioId } from './scenarios.ts';

const path = ['default', 'key', 'db'];
const resources = [{ repository: 'default', type: 'key', tag: 'db' }];

let sha256: Measured;
beforeAll(async () => {
  sha256 = await measured(documentText('sha256'));
});

/** Scenarios that a policy lets through. */
async function allowed(id: string, policy: string): Promise<readonly ScenarioId[]> {
  const row = rowIn(sha256, id);
  const { text, initData } = sha256;
  const all = await scenariosOf({ text, initData, row, platforms: [row.route.platform], path });
  const through: ScenarioId[] = [];
  for (const scenario of all) {
    if ((await decideResource(policy, scenario.request)).kind === 'allowed') through.push(scenario.id);
  }
  return through;
}

test.for([
  'tdx/kata-qemu-tdx',
  'snp/kata-qemu-snp',
  'az-snp-vtpm',
  'az-tdx-vtpm',
  'tpm',
  'peer-pods/vtpm',
  'coco-dev/kata-qemu-coco-dev',
  'tdx-gpu/kata-qemu-nvidia-gpu-tdx',
])('the generated policy of %s lets the pod through and nobody else', async (id) => {
  const documents = [{ label: 'web', rows: [rowIn(sha256, id)] }];
  const { text } = generateResourcePolicy({ documents, resources, olderTokens: false });
  expect(await allowed(id, text)).toEqual(['this-document']);
  const older = generateResourcePolicy({ documents, resources, olderTokens: true });
  // A policy for GPUs asks for gpu0, which older tokens do not have.
  const isGpu = platformOf(rowIn(sha256, id).route.platform).gpu;
  expect(await allowed(id, older.text)).toEqual(isGpu ? ['this-document'] : ['this-document', 'older-token']);
});

test('the status alone lets other documents and platforms through', async () => {
  expect(await allowed('tdx/kata-qemu-tdx', statusOnlyPolicy(resources))).toEqual([
    'this-document',
    'changed-document',
    'other-platform',
    'document-withheld',
    'no-init-data',
    'older-token',
  ]);
});

test('without a token there are none', async () => {
  const sha384 = await measured(documentText('sha384'));
  const row = rowIn(sha384, 'az-snp-vtpm');
  const { text, initData } = sha384;
  expect(await scenariosOf({ text, initData, row, platforms: ['az-snp-vtpm'], path })).toEqual([]);
});
