/** Inputs that an honest host never sends, made from ordinary ones. What a policy says to them is what it lets the host do. */
import type { RequestName } from '../requests/catalogue.ts';
import { createContainerInput, guestPull } from '../simulate/create-container.ts';
import { hexOf } from '../simulate/identifiers.ts';
import { isJsonObject, type Json, type JsonObject, jsonAt, withJsonAt } from '../simulate/json.ts';
import { sharedFolder } from '../simulate/paths.ts';
import type { JsonPath } from '../matrix/places.ts';
import { specimenContainer, specimenExec, specimenPod, specimens } from '../matrix/specimens.ts';

export const otherImage = `registry.example/other/image@sha256:${hexOf('another image', 64)}`;

/** Nothing that a policy would name. */
export const otherCommand: readonly string[] = ['/tmp/anything', '--at-all'];

export const shells: readonly (readonly string[])[] = [
  ['/bin/sh', '-c', 'id'],
  ['sh', '-c', 'id'],
  ['/bin/bash', '-c', 'id'],
  ['bash', '-c', 'id'],
  ['/bin/sh'],
  ['sh'],
  ['/bin/bash'],
  ['bash'],
];

/** A mount over the configuration of the container, from a folder that the host fills. */
export const hostMount: JsonObject = {
  destination: '/etc',
  source: `${sharedFolder}/anything`,
  type_: 'bind',
  options: ['rbind', 'rw'],
};

/** A variable that makes any program load code of the host's choice. */
export const hostVariable = 'LD_PRELOAD=/tmp/anything.so';

/** Pulls another image into the container. */
export const otherStorage: JsonObject = guestPull(specimenContainer.id, otherImage, {});

export const ordinaryContainer: JsonObject = createContainerInput(specimenPod, specimenContainer);

export const commandPath: JsonPath = ['OCI', 'Process', 'Args'];

export const imagePath: JsonPath = ['storages', 0, 'source'];

/** An exec of a command. */
export function execOf(command: readonly string[]): JsonObject {
  return specimenExec(command);
}

export const argsPath: JsonPath = ['process', 'Args'];

/** Ordinary inputs with one place changed; those without the place are left out. */
export function changed(name: RequestName, path: JsonPath, value: Json): readonly JsonObject[] {
  return (specimens.get(name) ?? []).flatMap((input) => {
    if (jsonAt(input, path) === undefined) return [];
    const next = withJsonAt(input, path, () => value);
    return isJsonObject(next) ? [next] : [];
  });
}

/** An input with one place changed. */
export function withValue(input: JsonObject, path: JsonPath, value: Json): JsonObject {
  const next = withJsonAt(input, path, () => value);
  return isJsonObject(next) ? next : input;
}
