/** The worker's side of the generator: reads images, writes the policy of a pod and tries it before it is offered. */
import { attacks, runAttacks } from '#core/policy/attacks/suite.ts';
import { isArchive, readArchive, readLayout } from '#core/policy/archive/archive.ts';
import { isRequestLog, readRequestLog } from '#core/policy/events/log.ts';
import { answeredGuarantees } from '#core/policy/generate/guarantees.ts';
import { generatePolicy, type GenerateOptions } from '#core/policy/generate/generate.ts';
import { generatedRules } from '#core/policy/generate/rules.ts';
import { gapFindings } from '#core/policy/genpolicy/findings.ts';
import { gapsOfGenpolicy } from '#core/policy/genpolicy/gaps.ts';
import { podOfGenpolicy } from '#core/policy/genpolicy/pod.ts';
import { readGenpolicy } from '#core/policy/genpolicy/read.ts';
import { capturedConfigs } from '#core/policy/simulate/captured.ts';
import { isJsonObject, jsonAt, type JsonObject } from '#core/policy/simulate/json.ts';
import { lifeOfPod } from '#core/policy/simulate/life.ts';
import { type ManifestPod, podsOfManifest } from '#core/policy/simulate/manifest-pods.ts';
import type { Origin } from '#core/policy/simulate/origin.ts';
import type { SimulatedContainer, SimulatedPod } from '#core/policy/simulate/pod.ts';
import { readImageConfigs } from '#core/policy/simulate/read-image-config.ts';
import { agentWith, resultsOf } from '#core/policy/simulate/run.ts';
import type { SimulatedStep } from '#core/policy/simulate/step.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf, type Profile } from '#core/rego/profile.ts';
import type {
  GeneratedAnswer,
  GeneratorCalls,
  GeneratorContainer,
  GeneratorInput,
  GivenImages,
  GivenSource,
  PlacedOrigin,
  PolicyDataAnswer,
  TriedAnswer,
  TriedRelease,
} from './policy-generate-calls.ts';
import { outcomeOf } from './policy-outcome.ts';
import type { PolicyText } from './policy-run-calls.ts';
import type { Handlers, Progress } from './server.ts';

/** Longer texts are no image configs. */
const maxTextBytes = 64 * 1024 * 1024;

async function readImages(source: GivenSource, progress: Progress): Promise<GivenImages> {
  switch (source.kind) {
    case 'text':
      return imagesInText(source.text);
    case 'file':
      if (await isArchive(source.file)) return archived(await readArchive(source.file, progress));
      if (source.file.size > maxTextBytes) {
        return { kind: 'refused', reason: 'it is neither an archive of an image nor a short text' };
      }
      return imagesInText(await source.file.text());
    case 'folder':
      return archived(
        await readLayout(new Map(source.files.map(({ path, file }) => [path, file])), progress),
      );
  }
}

function archived(read: Awaited<ReturnType<typeof readArchive>>): GivenImages {
  if (read.kind === 'refused') return read;
  return { kind: 'images', images: read.images.map((image) => ({ source: 'archive', ...image })) };
}

/** An image config, a captured request, or a log of requests. */
function imagesInText(text: string): GivenImages {
  const inputs = capturedInputs(text);
  const captured = capturedConfigs(inputs);
  if (captured.length > 0) {
    return {
      kind: 'images',
      images: captured.map(({ name, image, config }) => ({
        source: 'request',
        container: name,
        references: image === '' ? [] : [image],
        digests: [],
        config,
        remarks: [],
      })),
    };
  }
  if (inputs.length > 0)
    return { kind: 'refused', reason: 'its requests create no container beside the pause container' };
  const read = readImageConfigs(text);
  if (read.kind === 'refused') return read;
  return {
    kind: 'images',
    images: read.configs.map(({ references, config }) => ({
      source: 'config',
      references,
      digests: [],
      config,
      remarks: [],
    })),
  };
}

function capturedInputs(text: string): readonly JsonObject[] {
  if (isRequestLog(text)) {
    const { entries } = readRequestLog(text);
    return entries
      .filter(({ entrypoint }) => entrypoint === 'CreateContainerRequest')
      .map(({ input }) => input);
  }
  const value = parsed(text);
  const all: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return all.filter(isJsonObject).flatMap((each): readonly JsonObject[] => {
    const inner = each['request'] ?? each['input'];
    const request = isJsonObject(inner) ? inner : each;
    return isJsonObject(jsonAt(request, ['OCI', 'Process'])) ? [request] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function foundPods({ manifest, beside, configs, settings }: GeneratorInput): readonly ManifestPod[] {
  return podsOfManifest(manifest, {
    beside,
    containers: new Map(configs),
    withholdsSecrets: !settings.secrets,
  });
}

function optionsFor({ unsettled, placeOf }: ManifestPod, { settings }: GeneratorInput): GenerateOptions {
  const { logs, stdin, copied, commands } = settings;
  return {
    logs,
    stdin,
    copied,
    commands: new Map(commands),
    unsettled,
    stated: (path) => placeOf(path) !== undefined,
  };
}

function generate(input: GeneratorInput): GeneratedAnswer | undefined {
  const pods = foundPods(input);
  const pod = input.pod < pods.length ? input.pod : 0;
  const found = pods[pod];
  if (found === undefined) return undefined;
  const { text, lines, diagnostics } = generatePolicy(found.pod, optionsFor(found, input));
  const placed = (origins: readonly Origin[]): readonly PlacedOrigin[] =>
    origins.map((origin) => {
      const span = origin.kind === 'manifest' ? found.placeOf(origin.path) : undefined;
      return span === undefined ? origin : { ...origin, span };
    });
  return {
    pods: pods.map(({ label }) => label),
    pod,
    containers: found.pod.containers.map((container) => containerInfo(container, placed)),
    policy: text,
    rules: generatedRules,
    lines: lines.map(({ text: line, origins }) => ({ text: line, origins: placed(origins) })),
    findings: diagnostics,
    takesSecrets: found.pod.containers.some((container) =>
      container.origins?.variables.some(
        ({ origin }) => origin.kind === 'object' && origin.object.startsWith('Secret/'),
      ),
    ),
  };
}

function containerInfo(
  { name, kind, image, args, cwd, user, assumed, origins }: SimulatedContainer,
  placed: (origins: readonly Origin[]) => readonly PlacedOrigin[],
): GeneratorContainer {
  const own = origins?.variables.filter(
    ({ origin }) => origin.kind !== 'cluster' && origin.kind !== 'default',
  );
  return {
    name,
    kind,
    image,
    args,
    cwd,
    user,
    assumed,
    variables: own?.map((variable) => variable.name) ?? [],
    origins: {
      args: placed(origins?.args ?? []),
      variables: placed(shortened(own?.map(({ origin }) => origin) ?? [])),
      cwd: placed(origins === undefined ? [] : [origins.cwd]),
      user: placed(origins?.user ?? []),
      image: placed(origins === undefined ? [] : [{ kind: 'manifest', path: [...origins.path, 'image'] }]),
    },
  };
}

/** Each source once, the variables of the manifest by the list that they stand in. */
function shortened(origins: readonly Origin[]): readonly Origin[] {
  const lists = origins.map((origin): Origin =>
    origin.kind === 'manifest'
      ? { kind: 'manifest', path: origin.path.slice(0, -1) }
      : origin.kind === 'object'
        ? { kind: 'object', object: origin.object }
        : origin,
  );
  return [...new Map(lists.map((origin) => [JSON.stringify(origin), origin])).values()];
}

/** A release that reads policies in the other dialect than this one. */
function otherDialect({ dialect }: Profile): Profile {
  return profileOf(dialect === 'v1' ? 'kata-3.28' : 'kata-3.30');
}

async function tryGenerated(
  { policy, profile, ...input }: GeneratorCalls['tryGenerated']['request'],
  progress: Progress,
): Promise<TriedAnswer | undefined> {
  const pods = foundPods(input);
  const found = pods[input.pod] ?? pods[0];
  if (found === undefined) return undefined;
  const chosen = profileOf(profile);
  const releases: TriedRelease[] = [];
  let guarantees: ReturnType<typeof answeredGuarantees> = [];
  const engines = [chosen, otherDialect(chosen)];
  for (const [index, engine] of engines.entries()) {
    await loadBuiltins(engine);
    const { agent, loaded } = agentWith(policy, engine);
    if (loaded.kind === 'refused')
      return { kind: 'refused', profile: engine.id, message: loaded.error.message };
    const life = resultsOf(agent, lifeOfPod(found.pod));
    const results = [];
    for (const result of runAttacks(policy, engine, found.pod)) {
      results.push(result);
      progress(index * attacks.length + results.length, engines.length * attacks.length);
    }
    if (index === 0) guarantees = answeredGuarantees(results);
    releases.push({
      profile: engine.id,
      requests: life.length,
      denied: life
        .filter(({ decision }) => decision.kind !== 'allowed')
        .map(({ step, decision }) => ({
          title: step.title,
          entrypoint: step.entrypoint,
          outcome: outcomeOf(decision).kind,
          chosen: step.entrypoint === 'ReadStreamRequest' && !input.settings.logs,
        })),
      attacks: results.filter(({ outcome }) => outcome !== 'not-applicable').length,
      through: results
        .filter(({ outcome }) => outcome === 'through')
        .map(({ attack: { id, title, gain } }) => ({ id, title, gain })),
    });
  }
  return { kind: 'tried', releases, guarantees };
}

async function policyData({ policy, profile }: PolicyText): Promise<PolicyDataAnswer | undefined> {
  const engine = profileOf(profile);
  await loadBuiltins(engine);
  const read = readGenpolicy(policy, engine);
  if (read === undefined) return undefined;
  const pod: SimulatedPod | undefined = podOfGenpolicy(read);
  if (pod === undefined) return { policy: read, gaps: [], findings: [], honestAllowed: false };
  const found = gapsOfGenpolicy(policy, pod, engine);
  const sent = ({ entrypoint, input }: SimulatedStep) => ({ entrypoint, input });
  return {
    policy: read,
    gaps: found.gaps.map(({ attack: { id, title, gain }, witness, before }) => ({
      id,
      title,
      gain,
      witness: { ...sent(witness), before: before.map(sent) },
    })),
    findings: gapFindings(read, found),
    honestAllowed: found.honestAllowed,
  };
}

export const generatorHandlers: Handlers<GeneratorCalls> = { readImages, generate, tryGenerated, policyData };
