/**
 * A policy for one pod: constant rules and one object with what the pod is. What neither the manifest nor an image config
 * says is left open in the object by name, is a finding of its own, and is never a silent wildcard.
 */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { Assumption } from '../simulate/assumption.ts';
import { createContainerInput, createPauseInput } from '../simulate/create-container.ts';
import { fullImageName } from '../simulate/image-config.ts';
import { type Json, jsonAt, type JsonObject } from '../simulate/json.ts';
import type { ContainerVariable, Origin } from '../simulate/origin.ts';
import {
  defaultPath,
  privilegedCapabilities,
  type SimulatedContainer,
  type SimulatedPod,
} from '../simulate/pod.ts';
import type { Unsettled } from '../simulate/unsettled.ts';
import { openFinding } from './findings.ts';
import { copiedNames, maskedOf, mountsOf, storagesOf } from './mounts.ts';
import { type Exactness, patternOf } from './patterns.ts';
import { originsOf, type Stated } from './provenance.ts';
import { generatedRules } from './rules.ts';
import { dataLines } from './write.ts';

export interface GenerateOptions {
  /** The host may read what the containers print. */
  readonly logs: boolean;
  /** The host may write to the standard input of containers and commands. */
  readonly stdin: boolean;
  /** Files may be copied for the volumes of the pod alone, or for any, as genpolicy has it. */
  readonly copied: 'declared' | 'any';
  /** Commands beside those of probes and hooks, by the name of the container. */
  readonly commands: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** What of the pod is decided only when it is created, such as a name that is generated. */
  readonly unsettled: readonly Unsettled[];
  /** Whether a field stands in the manifest; absent for a pod without one. */
  readonly stated?: Stated;
}

export const defaultOptions: GenerateOptions = {
  logs: false,
  stdin: false,
  copied: 'declared',
  commands: new Map(),
  unsettled: [],
};

/** A rule that is weaker than it could be, and what would make it strong. */
export interface OpenPoint {
  /** Name of the container; absent for the pod. */
  readonly container?: string;
  readonly about: Assumption | 'namespace' | 'pod-name';
}

/** A line of the data, behind the rules. */
export interface SourcedLine {
  readonly text: string;
  /** Where what is on it comes from; empty for brackets, and for a pod that is made up. */
  readonly origins: readonly Origin[];
}

export interface GeneratedPolicy {
  readonly text: string;
  /** The end of the text, line by line. */
  readonly lines: readonly SourcedLine[];
  readonly open: readonly OpenPoint[];
  /** One finding for each open point, at the container or the name in the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes the policy of a pod. Never throws. */
export function generatePolicy(
  pod: SimulatedPod,
  options: GenerateOptions = defaultOptions,
): GeneratedPolicy {
  const open: OpenPoint[] = [];
  const exact: Exactness = { pod, unsettled: options.unsettled };
  for (const { about } of options.unsettled) {
    if (about === 'namespace' || about === 'pod-name') open.push({ about });
  }
  for (const container of pod.containers) {
    for (const about of container.assumed) open.push({ container: container.name, about });
  }
  const inits = pod.containers.flatMap((container, index) =>
    container.kind === 'init' ? [keyOf(index)] : [],
  );
  const entries = pod.containers.map((container, index) =>
    containerEntry(container, index, exact, options, inits),
  );
  const data: JsonObject = {
    pod_name: patternOf(pod.name, exact),
    namespace: patternOf(pod.namespace, exact),
    share_processes: pod.shareProcessNamespace,
    logs: options.logs,
    stdin: options.stdin,
    namespaces: ['ipc', 'uts', 'mount'],
    sysctls: sysctlsOf(createPauseInput(pod)),
    service_variables: serviceVariables,
    copied:
      options.copied === 'any' ? ['[^/]+'] : [...new Set(['resolv\\.conf', ...entries.flatMap(copiedNames)])],
    containers: [pauseEntry(pod, exact), ...entries],
  };
  const lines = dataLines(data, [], 'profile := ').map(({ text: line, path, whole }) => ({
    text: line,
    origins: whole ? originsOf(path, data, pod, options) : [],
  }));
  const text = `${generatedRules}\n${lines.map((line) => line.text).join('\n')}\n`;
  return { text, lines, open, diagnostics: open.map((point) => openFinding(point, text)) };
}

function keyOf(index: number): string {
  return `container${String(index)}`;
}

function pauseEntry(pod: SimulatedPod, exact: Exactness): JsonObject {
  const input = createPauseInput(pod);
  return {
    key: 'pause',
    type: 'sandbox',
    name: '',
    images: ['pause'],
    after: [],
    storages: [],
    disks: [],
    mounts: mountsOf(input, pod.sandboxId, exact),
    read_only_root: jsonAt(input, ['OCI', 'Root', 'Readonly']) ?? true,
    masked: maskedOf(input),
    read_only: jsonAt(input, ['OCI', 'Linux', 'ReadonlyPaths']) ?? [],
    commands: [],
  };
}

function containerEntry(
  container: SimulatedContainer,
  index: number,
  common: Exactness,
  options: GenerateOptions,
  inits: readonly string[],
): JsonObject {
  const { pod } = common;
  const input = createContainerInput(pod, container);
  const isOpen = (about: Assumption): boolean => container.assumed.includes(about);
  const variables = variablesOf(container);
  const exact = { pod, unsettled: [...common.unsettled, ...madeUp(variables)] };
  const pinned = { pod, unsettled: [] };
  const varies = (text: string): boolean => patternOf(text, exact) !== patternOf(text, pinned);
  const own = variables.filter(({ text }) => !isService(text));
  const settled = own.filter(({ text }) => !varies(text)).map(({ text }) => text);
  const services = variables.map(({ text }) => text).filter((text) => isService(text) && !varies(text));
  const unsettled = own.filter(({ text }) => varies(text));
  const argsVary = container.args.some(varies);
  const { user } = container;
  const gids = [user.gid, ...(user.otherGids ?? [])];
  // Where the files of the image are known, the groups are among those that they name.
  const groupsOpen = isOpen('groups') && user.otherGroups === undefined ? ['groups'] : [];
  const opened = [...container.assumed.flatMap((about) => openings[about]), ...groupsOpen];
  return {
    key: keyOf(index),
    type: 'container',
    name: container.name,
    images: [fullImageName(container.image)],
    after: container.kind === 'init' ? inits.slice(0, inits.indexOf(keyOf(index))) : inits,
    ...(isOpen('args') || argsVary ? {} : { args: container.args }),
    args_patterns: argsVary && !isOpen('args') ? container.args.map((text) => patternOf(text, exact)) : null,
    env: [...settled, ...services],
    env_patterns: unsettled.map(({ text }) => patternOf(text, exact)),
    required: settled.filter((text) => !(isOpen('env') && text === defaultPath)),
    required_patterns: unsettled
      .filter(({ optional }) => optional !== true)
      .map(({ text }) => patternOf(text, exact)),
    cwd: container.cwd,
    uid: user.uid,
    gids,
    groups: [...user.additionalGids, ...(user.otherGroups ?? [])],
    needed_groups: user.neededGroups ?? user.additionalGids,
    terminal: container.terminal,
    no_new_privileges: container.noNewPrivileges,
    capabilities: container.privileged ? privilegedCapabilities : container.capabilities,
    storages: storagesOf(input, exact),
    disks: container.mounts
      .filter(({ volume }) => volume.kind === 'disk')
      .map(({ destination }) => destination),
    mounts: mountsOf(input, container.id, exact),
    read_only_root: container.readOnlyRoot,
    masked: maskedOf(input),
    read_only: jsonAt(input, ['OCI', 'Linux', 'ReadonlyPaths']) ?? [],
    commands: [...container.commands, ...(options.commands.get(container.name) ?? [])],
    open: [...new Set(opened)],
  };
}

/** What a rule lets in where something is not known; nothing where the data itself is weaker. */
const openings: Readonly<Record<Assumption, readonly string[]>> = {
  args: ['args'],
  env: ['env'],
  variables: ['env'],
  cwd: ['cwd'],
  user: ['user'],
  groups: [],
  digest: [],
  references: [],
  secrets: [],
};

interface WrittenVariable {
  /** `NAME=value`. */
  readonly text: string;
  readonly optional?: true;
  readonly source?: ContainerVariable;
}

function variablesOf({ env, origins }: SimulatedContainer): readonly WrittenVariable[] {
  const known = new Map(origins?.variables.map((variable) => [variable.name, variable]));
  return env.map((text) => {
    const source = known.get(nameOf(text));
    if (source === undefined) return { text };
    return { text, source, ...(source.optional === true ? { optional: true } : {}) };
  });
}

/** Texts that stand for values that nobody knew, wherever they are used. */
function madeUp(variables: readonly WrittenVariable[]): readonly Unsettled[] {
  return variables.flatMap(({ source }) =>
    source?.pattern === undefined
      ? []
      : [{ about: 'value' as const, text: source.value, pattern: source.pattern }],
  );
}

function sysctlsOf(input: JsonObject): Json {
  return jsonAt(input, ['OCI', 'Linux', 'Sysctl']) ?? {};
}

function nameOf(variable: string): string {
  return variable.slice(0, Math.max(0, variable.indexOf('=')));
}

/** Services of the namespace, as the kubelet makes variables of them. */
const serviceVariables: readonly string[] = [
  '^HOSTNAME=[a-zA-Z0-9.-]+$',
  '^[A-Z][A-Z0-9_]*_SERVICE_HOST=[0-9a-f.:]+$',
  '^[A-Z][A-Z0-9_]*_SERVICE_PORT(_[A-Z0-9_]+)?=[0-9]{1,5}$',
  '^[A-Z][A-Z0-9_]*_PORT(_[0-9]{1,5}_(TCP|UDP))?=(tcp|udp)://[0-9a-f.:]+$',
  '^[A-Z][A-Z0-9_]*_PORT_[0-9]{1,5}_(TCP|UDP)_PROTO=(tcp|udp)$',
  '^[A-Z][A-Z0-9_]*_PORT_[0-9]{1,5}_(TCP|UDP)_PORT=[0-9]{1,5}$',
  '^[A-Z][A-Z0-9_]*_PORT_[0-9]{1,5}_(TCP|UDP)_ADDR=[0-9a-f.:]+$',
];

/** The kubelet sets them after the manifest is written: they may differ, and be missing. */
function isService(variable: string): boolean {
  return serviceVariables.some((pattern) => new RegExp(pattern).test(variable));
}
