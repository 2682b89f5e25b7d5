/** A container of a manifest with everything that the manifest and the image config say of it. */
import type { NodePath } from '#core/manifest/manifest.ts';
import type { Assumption } from './assumption.ts';
import type { ImageConfig } from './image-config.ts';
import { fullImageName } from './image-config.ts';
import { type FoundUser, userFor } from './image-user.ts';
import { environmentOf, expanded, type PodContext } from './environment.ts';
import { hexOf } from './identifiers.ts';
import type { ContainerVariable, Origin } from './origin.ts';
import { integerOf, listOf, mapOf, memberOf, type Plain, type PlainMap, textOf, textsOf } from './plain.ts';
import {
  defaultCapabilities,
  defaultPath,
  privilegedCapabilities,
  type SimulatedContainer,
  type SimulatedMount,
} from './pod.ts';
import { mountsOf } from './volumes.ts';

/** Stands for the program of an image whose config is not known. */
export const unknownEntrypoint = '/entrypoint-of-the-image';

/** @param path of the container, from the pod or its template */
export function containerOf(
  spec: PlainMap,
  kind: SimulatedContainer['kind'],
  pod: PodContext,
  config: ImageConfig | undefined,
  path: NodePath = [],
): SimulatedContainer {
  const name = textOf(memberOf(spec, 'name')) ?? kind;
  const image = fullImageName(textOf(memberOf(spec, 'image')) ?? 'image');
  const security = mapOf(memberOf(spec, 'securityContext'));
  const privileged = memberOf(security, 'privileged') === true;
  const terminal = memberOf(spec, 'tty') === true;
  const own = environmentOf(spec, pod, path);
  const assumed = new Set<Assumption>(own.assumed);
  if (!image.includes('@')) assumed.add('digest');
  if (config?.env === undefined) assumed.add('env');
  const variables = variablesOf(own.variables, pod, config, terminal);
  const args = argsOf(spec, variables, config, assumed, path);
  const cwd = directoryOf(spec, config, assumed, path);
  const found = userOf(security, pod, config, path);
  if (found.assumed !== undefined) assumed.add(found.assumed);
  return {
    kind,
    name,
    id: hexOf(`${pod.uid} ${kind} ${name}`, 64),
    image,
    args: args.value,
    env: [...variables.values()].map(({ name: key, value }) => `${key}=${value}`),
    cwd: cwd.value,
    user: found.user,
    terminal,
    readOnlyRoot: memberOf(security, 'readOnlyRootFilesystem') === true,
    noNewPrivileges: memberOf(security, 'allowPrivilegeEscalation') === false,
    capabilities: privileged ? privilegedCapabilities : capabilitiesOf(security),
    privileged,
    mounts: withImageVolumes(mountsOf(spec, pod), config),
    commands: commandsOf(spec),
    assumed: [...assumed],
    origins: {
      path,
      args: args.origins,
      cwd: cwd.origin,
      user: found.origins,
      variables: [...variables.values()],
    },
  };
}

function variablesOf(
  own: readonly ContainerVariable[],
  pod: PodContext,
  config: ImageConfig | undefined,
  terminal: boolean,
): ReadonlyMap<string, ContainerVariable> {
  const variables = new Map<string, ContainerVariable>();
  const set = (variable: ContainerVariable): void => {
    variables.set(variable.name, variable);
  };
  const ofImage =
    config?.env === undefined ? ({ kind: 'default', of: 'containerd' } as const) : given(config, 'Env');
  for (const variable of config?.env ?? [defaultPath]) {
    const at = variable.indexOf('=');
    if (at > 0) set({ name: variable.slice(0, at), value: variable.slice(at + 1), origin: ofImage });
  }
  set({ name: 'HOSTNAME', value: pod.hostname, origin: { kind: 'default', of: 'containerd' } });
  if (terminal) set({ name: 'TERM', value: 'xterm', origin: { kind: 'default', of: 'containerd' } });
  for (const [key, value] of pod.serviceVariables) set({ name: key, value, origin: { kind: 'cluster' } });
  for (const variable of own) set(variable);
  return variables;
}

/** Who says what the image would say. */
function given({ from }: ImageConfig, field: string): Origin {
  return from === undefined ? { kind: 'image', field } : { kind: from };
}

/** Volumes of the image are folders that the runtime makes, copied as those of the host are; the manifest goes first. */
function withImageVolumes(
  mounts: readonly SimulatedMount[],
  config: ImageConfig | undefined,
): readonly SimulatedMount[] {
  const taken = mounts.map(({ destination }) => destination);
  const own = (config?.volumes ?? []).filter((destination) => !taken.includes(destination));
  return [
    ...mounts,
    ...own.map((destination): SimulatedMount => ({
      destination,
      readOnly: false,
      volume: { kind: 'host', name: `volume of the image at ${destination}` },
    })),
  ];
}

/** A command replaces both Entrypoint and Cmd of the image; arguments alone replace its Cmd. */
function argsOf(
  spec: PlainMap,
  variables: ReadonlyMap<string, ContainerVariable>,
  config: ImageConfig | undefined,
  assumed: Set<Assumption>,
  path: NodePath,
): { readonly value: readonly string[]; readonly origins: readonly Origin[] } {
  const expand = (texts: readonly string[]): readonly string[] =>
    texts.map((text) => expanded(text, variables));
  const command = textsOf(memberOf(spec, 'command'));
  const args = textsOf(memberOf(spec, 'args'));
  const field = (name: string): Origin => ({ kind: 'manifest', path: [...path, name] });
  const ofArgs = args.length > 0 ? [field('args')] : [];
  if (command.length > 0) {
    return { value: expand([...command, ...args]), origins: [field('command'), ...ofArgs] };
  }
  // A captured request has one list, which whoever starts from it takes for the entrypoint.
  if (config?.entrypoint === undefined || (args.length === 0 && config.cmd === undefined)) {
    assumed.add('args');
    const unknown: Origin = { kind: 'unknown', about: 'args' };
    return { value: [unknownEntrypoint, ...expand(args)], origins: [unknown, ...ofArgs] };
  }
  const { entrypoint, cmd = [] } = config;
  if (config.from === 'request') return { value: entrypoint, origins: [given(config, 'Entrypoint')] };
  const rest = args.length > 0 ? expand(args) : cmd;
  const ofCmd = args.length > 0 ? ofArgs : cmd.length > 0 ? [given(config, 'Cmd')] : [];
  return {
    value: [...entrypoint, ...rest],
    origins: [...(entrypoint.length > 0 ? [given(config, 'Entrypoint')] : []), ...ofCmd],
  };
}

function directoryOf(
  spec: PlainMap,
  config: ImageConfig | undefined,
  assumed: Set<Assumption>,
  path: NodePath,
): { readonly value: string; readonly origin: Origin } {
  const directory = textOf(memberOf(spec, 'workingDir'));
  if (directory !== undefined) {
    return { value: directory, origin: { kind: 'manifest', path: [...path, 'workingDir'] } };
  }
  if (config?.workingDir === undefined) {
    assumed.add('cwd');
    return { value: '/', origin: { kind: 'unknown', about: 'cwd' } };
  }
  if (config.workingDir === '') return { value: '/', origin: { kind: 'default', of: 'containerd' } };
  return { value: config.workingDir, origin: given(config, 'WorkingDir') };
}

function userOf(
  security: PlainMap,
  pod: PodContext,
  config: ImageConfig | undefined,
  path: NodePath,
): FoundUser & { readonly origins: readonly Origin[] } {
  const origins: Origin[] = [];
  const number = (name: string): number | undefined => {
    const own = integerOf(memberOf(security, name));
    const value = own ?? integerOf(memberOf(pod.security, name));
    if (value !== undefined) {
      const owner = own === undefined ? ['spec'] : path;
      origins.push({ kind: 'manifest', path: [...owner, 'securityContext', name] });
    }
    return value;
  };
  const uid = number('runAsUser');
  const gid = number('runAsGroup');
  const lists = ['supplementalGroups', 'fsGroup'].flatMap((name) => {
    const value = memberOf(pod.security, name);
    if (value === undefined) return [];
    origins.push({ kind: 'manifest', path: ['spec', 'securityContext', name] });
    return Array.isArray(value) ? listOf(value) : [value];
  });
  const groups = lists.flatMap((each) => integerOf(each) ?? []);
  const found = userFor(config?.user, {
    groups,
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  if (found.assumed === 'user')
    return { ...found, origins: [...origins, { kind: 'unknown', about: 'user' }] };
  const asksImage = config?.user !== undefined && (uid === undefined || gid === undefined);
  if (asksImage) origins.push(given(config, 'User'));
  if (config?.user?.kind === 'config' && config.user.passwd !== undefined && found.assumed === 'groups') {
    origins.push({ kind: 'image', field: '/etc/passwd and /etc/group' });
  } else if (found.assumed === 'groups') {
    origins.push({ kind: 'unknown', about: 'groups' });
  }
  return { ...found, origins };
}

function capabilitiesOf(security: PlainMap): readonly string[] {
  const lists = mapOf(memberOf(security, 'capabilities'));
  const named = (list: string): readonly string[] =>
    textsOf(memberOf(lists, list)).map((name) =>
      name.startsWith('CAP_') || name === 'ALL' ? name : `CAP_${name}`,
    );
  const dropped = named('drop');
  const added = named('add');
  const base = dropped.includes('ALL') ? [] : defaultCapabilities.filter((name) => !dropped.includes(name));
  const all = added.includes('ALL') ? privilegedCapabilities : added;
  return [...new Set([...base, ...all])];
}

/** Commands that the kubelet runs inside the container. */
function commandsOf(spec: PlainMap): readonly (readonly string[])[] {
  const lifecycle = mapOf(memberOf(spec, 'lifecycle'));
  const places: readonly (Plain | undefined)[] = [
    memberOf(lifecycle, 'postStart'),
    memberOf(spec, 'startupProbe'),
    memberOf(spec, 'readinessProbe'),
    memberOf(spec, 'livenessProbe'),
    memberOf(lifecycle, 'preStop'),
  ];
  return places.flatMap((place) => {
    const command = textsOf(memberOf(mapOf(memberOf(mapOf(place), 'exec')), 'command'));
    return command.length === 0 ? [] : [command];
  });
}
