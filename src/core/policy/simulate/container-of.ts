/** A container of a manifest with everything that the manifest and the image config say of it. */
import type { ImageConfig } from './image-config.ts';
import { fullImageName } from './image-config.ts';
import { environmentOf, expanded, type PodContext } from './environment.ts';
import { hexOf } from './identifiers.ts';
import { integerOf, listOf, mapOf, memberOf, type Plain, type PlainMap, textOf, textsOf } from './plain.ts';
import {
  type Assumption,
  defaultCapabilities,
  defaultPath,
  privilegedCapabilities,
  type SimulatedContainer,
  type SimulatedMount,
  type SimulatedUser,
} from './pod.ts';
import { mountsOf } from './volumes.ts';

/** Stands for the program of an image whose config is not known. */
export const unknownEntrypoint = '/entrypoint-of-the-image';

export function containerOf(
  spec: PlainMap,
  kind: SimulatedContainer['kind'],
  pod: PodContext,
  config: ImageConfig | undefined,
): SimulatedContainer {
  const name = textOf(memberOf(spec, 'name')) ?? kind;
  const image = fullImageName(textOf(memberOf(spec, 'image')) ?? 'image');
  const security = mapOf(memberOf(spec, 'securityContext'));
  const privileged = memberOf(security, 'privileged') === true;
  const terminal = memberOf(spec, 'tty') === true;
  const own = environmentOf(spec, pod);
  const assumed = new Set<Assumption>(own.complete ? [] : ['references']);
  if (!image.includes('@')) assumed.add('digest');
  if (config?.env === undefined) assumed.add('env');
  const variables = new Map<string, string>();
  for (const variable of config?.env ?? [defaultPath]) {
    const at = variable.indexOf('=');
    if (at > 0) variables.set(variable.slice(0, at), variable.slice(at + 1));
  }
  variables.set('HOSTNAME', pod.hostname);
  if (terminal) variables.set('TERM', 'xterm');
  for (const [key, value] of [...pod.serviceVariables, ...own.variables]) variables.set(key, value);
  return {
    kind,
    name,
    id: hexOf(`${pod.uid} ${kind} ${name}`, 64),
    image,
    args: argsOf(spec, variables, config, assumed),
    env: [...variables].map(([key, value]) => `${key}=${value}`),
    cwd: directoryOf(spec, config, assumed),
    user: userOf(security, pod, config, assumed),
    terminal,
    readOnlyRoot: memberOf(security, 'readOnlyRootFilesystem') === true,
    noNewPrivileges: memberOf(security, 'allowPrivilegeEscalation') === false,
    capabilities: privileged ? privilegedCapabilities : capabilitiesOf(security),
    privileged,
    mounts: [...mountsOf(spec, pod), ...imageVolumes(config)],
    commands: commandsOf(spec),
    assumed: [...assumed],
  };
}

/** Volumes of the image are folders that the runtime makes, copied as those of the host are. */
function imageVolumes(config: ImageConfig | undefined): readonly SimulatedMount[] {
  return (config?.volumes ?? []).map((destination) => ({
    destination,
    readOnly: false,
    volume: { kind: 'host', name: `volume of the image at ${destination}` },
  }));
}

/** A command replaces both Entrypoint and Cmd of the image; arguments alone replace its Cmd. */
function argsOf(
  spec: PlainMap,
  variables: ReadonlyMap<string, string>,
  config: ImageConfig | undefined,
  assumed: Set<Assumption>,
): readonly string[] {
  const expand = (texts: readonly string[]): readonly string[] =>
    texts.map((text) => expanded(text, variables));
  const command = textsOf(memberOf(spec, 'command'));
  const args = textsOf(memberOf(spec, 'args'));
  if (command.length > 0) return expand([...command, ...args]);
  if (config === undefined) {
    assumed.add('args');
    return [unknownEntrypoint, ...expand(args)];
  }
  const rest = args.length > 0 ? expand(args) : (config.cmd ?? []);
  return [...(config.entrypoint ?? []), ...rest];
}

function directoryOf(spec: PlainMap, config: ImageConfig | undefined, assumed: Set<Assumption>): string {
  const directory = textOf(memberOf(spec, 'workingDir'));
  if (directory !== undefined) return directory;
  if (config === undefined) assumed.add('cwd');
  const fromImage = config?.workingDir ?? '';
  return fromImage === '' ? '/' : fromImage;
}

function userOf(
  security: PlainMap,
  pod: PodContext,
  config: ImageConfig | undefined,
  assumed: Set<Assumption>,
): SimulatedUser {
  const number = (name: string): number | undefined =>
    integerOf(memberOf(security, name)) ?? integerOf(memberOf(pod.security, name));
  const uid = number('runAsUser');
  const gid = number('runAsGroup');
  if ((uid === undefined || gid === undefined) && config?.user === undefined) assumed.add('user');
  const group = gid ?? (uid === undefined ? config?.user?.gid : undefined) ?? 0;
  const supplemental = listOf(memberOf(pod.security, 'supplementalGroups')).flatMap(
    (each) => integerOf(each) ?? [],
  );
  const fsGroup = integerOf(memberOf(pod.security, 'fsGroup'));
  const additional = new Set([group, ...supplemental, ...(fsGroup === undefined ? [] : [fsGroup])]);
  return { uid: uid ?? config?.user?.uid ?? 0, gid: group, additionalGids: [...additional] };
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
