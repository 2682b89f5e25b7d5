/** What a host may change in the request that creates a container. Each change leaves everything else as it is. */
import { type Json, type JsonObject, isJsonObject, jsonAt, withJsonAt } from './json.ts';
import { privilegedCapabilities } from './pod.ts';

export type InputChange = (input: JsonObject) => JsonObject;

/** The member at a path replaced. */
export function withField(path: readonly (string | number)[], value: Json): InputChange {
  return (input) => withJsonAt(input, path, () => value) as JsonObject;
}

/** An item added to the array at a path. */
export function withItem(path: readonly (string | number)[], item: Json): InputChange {
  return (input) => withJsonAt(input, path, (part) => [...listOf(part), item]) as JsonObject;
}

/** All items of the array at a path replaced. */
export function withItems(
  path: readonly (string | number)[],
  change: (items: readonly Json[]) => readonly Json[],
): InputChange {
  return (input) => withJsonAt(input, path, (part) => change(listOf(part))) as JsonObject;
}

/** Several changes, one after the other. */
export function changes(...all: readonly InputChange[]): InputChange {
  return (input) => all.reduce((changed, change) => change(changed), input);
}

function listOf(part: Json | undefined): readonly Json[] {
  return Array.isArray(part) ? (part as readonly Json[]) : [];
}

const process = ['OCI', 'Process'] as const;

/** Another image is pulled; the annotations still name the one that was agreed on. */
export function otherImage(image: string): InputChange {
  return withField(['storages', 0, 'source'], image);
}

/** Another image, with annotations that agree. */
export function otherImageThroughout(image: string): InputChange {
  return changes(
    otherImage(image),
    withField(['OCI', 'Annotations', 'io.kubernetes.cri.image-name'], image),
    withMetadata({ 'io.kubernetes.cri.image-name': image }),
  );
}

export function otherArguments(args: readonly string[]): InputChange {
  return withField([...process, 'Args'], args);
}

export function extraArgument(argument: string): InputChange {
  return withItem([...process, 'Args'], argument);
}

/** @param variable `NAME=value` */
export function extraVariable(variable: string): InputChange {
  return withItem([...process, 'Env'], variable);
}

/** A folder or file of the host's choosing over a path of the container. */
export function extraMount(destination: string, source: string): InputChange {
  const mount = { destination, source, type_: 'bind', options: ['rbind', 'rprivate', 'rw'] };
  return withItem(['OCI', 'Mounts'], mount);
}

/** All capabilities, all devices, nothing masked. */
export const privileged: InputChange = changes(
  ...['Bounding', 'Effective', 'Permitted'].map((set) =>
    withField([...process, 'Capabilities', set], privilegedCapabilities),
  ),
  withField([...process, 'NoNewPrivileges'], false),
  withField(['OCI', 'Linux', 'MaskedPaths'], []),
  withField(['OCI', 'Linux', 'ReadonlyPaths'], []),
);

/** One more image that the guest pulls and mounts. */
export function secondStorage(image: string, mountPoint: string): InputChange {
  return (input) => {
    const first = jsonAt(input, ['storages', 0]);
    const storage = isJsonObject(first) ? first : {};
    return withItem(['storages'], { ...storage, source: image, mount_point: mountPoint })(input);
  };
}

/** Members of the metadata in the driver option of the first storage, which decide what the guest pulls. */
export function withMetadata(members: JsonObject): InputChange {
  const prefix = 'image_guest_pull=';
  return (input) =>
    withJsonAt(input, ['storages', 0, 'driver_options', 0], (option) => {
      const parsed = typeof option === 'string' ? parsedJson(option.slice(prefix.length)) : undefined;
      const metadata = jsonAt(parsed, ['metadata']);
      const changed = { ...(isJsonObject(metadata) ? metadata : {}), ...members };
      return prefix + JSON.stringify({ metadata: changed });
    }) as JsonObject;
}

function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
