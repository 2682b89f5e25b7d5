/** Policies generated from the pods of genpolicy's cases, asked what genpolicy's own were asked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { announce } from '#core/testing/announce.ts';
import { explainDenial } from '../denial/denial.ts';
import { changedFields } from '../denial/testing/genpolicy-fields.ts';
import { configOfRequest } from '../simulate/captured.ts';
import { guestPull } from '../simulate/create-container.ts';
import type { ImageConfig } from '../simulate/image-config.ts';
import { isJsonObject, type Json, jsonAt, type JsonObject } from '../simulate/json.ts';
import { type ManifestPod, podsOfManifest } from '../simulate/manifest-pods.ts';
import { agentWith, typedInput } from '../simulate/run.ts';
import { readTests } from '../testcases/genpolicy-file.ts';
import type { PolicyTest } from '../testcases/tests.ts';
import { defaultOptions, generatePolicy } from './generate.ts';
import { differences, otherFields, undeclaredFiles } from './testing/differences.ts';

const profile = profileOf('kata-3.30');
const root = join(import.meta.dirname, '../../../../../shared/corpus/genpolicy');
const present = existsSync(root);
if (!present) announce('skipped: 63 cases of genpolicy on generated policies, as ../shared is not there');

beforeAll(async () => {
  await loadBuiltins(profile);
});

const folders = present
  ? readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('testcases.json'))
      .map(dirname)
      .sort()
  : [];

/** Folders whose cases need nothing of an image. */
const plain = ['addarpneighbors', 'copyfile', 'createsandbox', 'updateinterface'];

function textAt(value: Json | undefined, path: readonly (string | number)[]): string | undefined {
  const found = jsonAt(value, path);
  return typeof found === 'string' ? found : undefined;
}

const nameKey = 'io.kubernetes.cri.container-name';

interface Folder {
  readonly tests: readonly PolicyTest[];
  readonly found: ManifestPod;
}

function read(folder: string): Folder {
  const file = (name: string): string => readFileSync(join(root, folder, name), 'utf8');
  const tests = readTests(file('testcases.json'));
  const more = existsSync(join(root, folder, 'config_map.yaml')) ? `\n---\n${file('config_map.yaml')}` : '';
  const manifest = file('pod.yaml') + more;
  const cases = tests.kind === 'tests' ? tests.tests : [];
  const images = new Map<string, ImageConfig>();
  for (const container of podsOfManifest(manifest)[0]?.pod.containers ?? []) {
    const sample = cases.find(
      ({ input, expected }) =>
        expected === 'allowed' && textAt(input, ['OCI', 'Annotations', nameKey]) === container.name,
    );
    if (sample !== undefined) images.set(container.image, configOfRequest(sample.input));
  }
  const [found] = podsOfManifest(manifest, { images });
  if (found === undefined) throw new Error(`no pod in ${folder}`);
  return { tests: cases, found };
}

/** With the id of the container and the image to pull, which real requests have. */
function repaired(input: JsonObject, { pod }: ManifestPod): JsonObject {
  const [, id] =
    /^\/run\/kata-containers\/([^/]+)\/rootfs$/.exec(textAt(input, ['OCI', 'Root', 'Path']) ?? '') ?? [];
  if (id === undefined) return input;
  const annotations = jsonAt(input, ['OCI', 'Annotations']);
  const own = jsonAt(input, ['storages']);
  const storages = Array.isArray(own) ? (own as readonly Json[]) : [];
  const pulls = storages.some((storage) => textAt(storage, ['driver']) === 'image_guest_pull');
  const container = pod.containers.find(({ name }) => name === textAt(annotations, [nameKey]));
  const pull = guestPull(id, container?.image ?? 'pause', isJsonObject(annotations) ? annotations : {});
  return { ...input, container_id: id, storages: pulls ? storages : [pull, ...storages] };
}

describe.skipIf(!present)('the cases of genpolicy', () => {
  test('are all here', () => {
    expect(folders.flatMap((folder) => read(folder).tests)).toHaveLength(63);
  });

  test.for(folders)('%s', (folder) => {
    const { tests, found } = read(folder);
    const { text } = generatePolicy(found.pod, {
      ...defaultOptions,
      copied: 'any',
      unsettled: found.unsettled,
    });
    const { agent } = agentWith(text, profile);
    for (const { description, entrypoint, input, expected } of tests) {
      const before = agent.data();
      const asked = typedInput(entrypoint, repaired(input, found), profile);
      const decision = agent.request(entrypoint, asked, { explain: true });
      const difference = differences.find((each) => each.folder === folder && each.name === description);
      expect([description, decision.kind]).toEqual([description, difference?.ours ?? expected]);
      const row = changedFields.find((each) => each.folder === folder && each.name === description);
      if (decision.kind === 'allowed' || row === undefined) continue;
      const denial = explainDenial({ policy: text, profile, entrypoint, input: asked, before, decision });
      const named = denial.fields[0]?.name.replaceAll(/\[\d+\]/g, '[]') ?? denial.kind;
      const wanted = otherFields.get(description) ?? row.field;
      expect([description, named.startsWith(wanted) ? wanted : named]).toEqual([description, wanted]);
    }
  });

  test.for(plain)('%s as they are, in the strict setting', (folder) => {
    const { tests, found } = read(folder);
    const { text } = generatePolicy(found.pod, { ...defaultOptions, unsettled: found.unsettled });
    const { agent } = agentWith(text, profile);
    const wrong = tests.filter(
      ({ entrypoint, input, expected }) =>
        agent.request(entrypoint, typedInput(entrypoint, input, profile)).kind !== expected,
    );
    expect(wrong.map(({ description }) => description)).toEqual(folder === 'copyfile' ? undeclaredFiles : []);
  });
});
