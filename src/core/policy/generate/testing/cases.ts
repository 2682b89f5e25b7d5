/** genpolicy's recorded cases on the policies that are generated for their pods. */
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf, type Profile } from '#core/rego/profile.ts';
import { isRecord } from '#core/testing/comparison.ts';
import type { CaseResult, ReadBeside, RecordedFormat } from '#core/testing/recorded.ts';
import { configOfRequest } from '../../simulate/captured.ts';
import { guestPull } from '../../simulate/create-container.ts';
import type { ImageConfig } from '../../simulate/image-config.ts';
import { isJsonObject, type Json, jsonAt, type JsonObject } from '../../simulate/json.ts';
import { type ManifestPod, podsOfManifest } from '../../simulate/manifest-pods.ts';
import { agentWith, typedInput } from '../../simulate/run.ts';
import { readTests } from '../../testcases/genpolicy-file.ts';
import type { PolicyTest } from '../../testcases/tests.ts';
import { defaultOptions, generatePolicy } from '../generate.ts';
import { differences } from './differences.ts';

const nameKey = 'io.kubernetes.cri.container-name';

export interface GenpolicyCases {
  readonly tests: readonly PolicyTest[];
  readonly found: ManifestPod;
}

/** Cases and their pod, with the image config that the allowed requests imply; undefined without a pod. */
export function casesOf(testcases: string, manifest: string): GenpolicyCases | undefined {
  const read = readTests(testcases);
  const tests = read.kind === 'tests' ? read.tests : [];
  const images = new Map<string, ImageConfig>();
  for (const container of podsOfManifest(manifest)[0]?.pod.containers ?? []) {
    const sample = tests.find(
      ({ input, expected }) =>
        expected === 'allowed' && textAt(input, ['OCI', 'Annotations', nameKey]) === container.name,
    );
    if (sample !== undefined) images.set(container.image, configOfRequest(sample.input));
  }
  const [found] = podsOfManifest(manifest, { images });
  return found === undefined ? undefined : { tests, found };
}

/** The policy under the setting that is compatible with genpolicy. */
export function policyFor({ found: { pod, unsettled } }: GenpolicyCases): string {
  return generatePolicy(pod, { ...defaultOptions, copied: 'any', unsettled }).text;
}

/** With the id of the container and the image to pull, which real requests have and most of these lack. */
export function repaired(input: JsonObject, { pod }: ManifestPod): JsonObject {
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

function textAt(value: Json | undefined, path: readonly (string | number)[]): string | undefined {
  const found = jsonAt(value, path);
  return typeof found === 'string' ? found : undefined;
}

/** A case that is in the table of differences is skipped, with the reason, as long as it differs as the table says. */
function resultsFor(cases: GenpolicyCases, profile: Profile): readonly CaseResult[] {
  const { agent } = agentWith(policyFor(cases), profile);
  return cases.tests.map(({ description: id, entrypoint, input, expected }): CaseResult => {
    const { kind } = agent.request(entrypoint, typedInput(entrypoint, repaired(input, cases.found), profile));
    const listed = differences.find(({ name }) => name === id);
    if (listed !== undefined && kind === listed.ours) {
      return { id, outcome: 'skipped', difference: `${kind} on purpose: ${listed.why}` };
    }
    if (listed === undefined && kind === expected) return { id, outcome: 'passed' };
    const wanted = listed === undefined ? expected : `${listed.ours}, as the table says`;
    return { id, outcome: 'failed', difference: `recorded ${wanted}, found ${kind}` };
  });
}

async function textBeside(read: ReadBeside, name: string): Promise<string> {
  try {
    return new TextDecoder().decode(await read(name));
  } catch {
    return '';
  }
}

export const genpolicyCases: RecordedFormat = {
  name: 'genpolicy-cases',
  recognises: (file) =>
    Array.isArray(file) &&
    file.length > 0 &&
    file.every(
      (item) => isRecord(item) && typeof item['kind'] === 'string' && typeof item['allowed'] === 'boolean',
    ),
  async run(file, read) {
    if (read === undefined) return [];
    const profile = profileOf('kata-3.30');
    await loadBuiltins(profile);
    const beside = await textBeside(read, 'config_map.yaml');
    const manifest = `${await textBeside(read, 'pod.yaml')}${beside === '' ? '' : `\n---\n${beside}`}`;
    const cases = casesOf(JSON.stringify(file), manifest);
    if (cases === undefined) return [];
    return resultsFor(cases, profile);
  },
};
