/** Questions about exposure that several rules ask, answered once for a policy. */
import type { Json, JsonObject } from '../simulate/json.ts';
import { jsonAt } from '../simulate/json.ts';
import type { Witness } from '../matrix/verdict.ts';
import type { RequestName } from '../requests/catalogue.ts';
import {
  argsPath,
  changed,
  commandPath,
  execOf,
  imagePath,
  otherCommand,
  otherImage,
  ordinaryContainer,
  shells,
  withValue,
} from './hostile.ts';
import type { LintSubject } from './subject.ts';

export interface Exposure {
  /** A container of another image with another command is allowed. */
  readonly anyContainer: () => Witness | undefined;
  /** Another command is allowed, with an image that the policy allows. */
  readonly anyProcess: () => Witness | undefined;
  /** Another image is allowed, whatever else the policy asks. */
  readonly anyImage: () => Witness | undefined;
  /** A container that is allowed at all. */
  readonly container: () => Witness | undefined;
  /** An exec of any command is allowed. */
  readonly anyCommand: () => Witness | undefined;
  /** An exec of a shell is allowed. */
  readonly shell: () => Witness | undefined;
  /** An exec that is allowed at all. */
  readonly exec: () => Witness | undefined;
  /** A file anywhere is allowed to be copied. */
  readonly anyFile: () => Witness | undefined;
  /** A file outside of its volume is allowed to be copied by a path that climbs. */
  readonly climbingFile: () => Witness | undefined;
}

const known = new WeakMap<LintSubject, Exposure>();

export function exposureOf(subject: LintSubject): Exposure {
  let exposure = known.get(subject);
  if (exposure === undefined) known.set(subject, (exposure = newExposure(subject)));
  return exposure;
}

const create = 'CreateContainerRequest';
const exec = 'ExecProcessRequest';

function newExposure(subject: LintSubject): Exposure {
  const allowed = (name: RequestName): Witness | undefined => subject.row(name)?.allowed;
  /** Nothing that is never allowed is searched for. */
  const isOpen = (name: RequestName): boolean => {
    const standing = subject.row(name)?.standing;
    return standing === 'allowed' || standing === 'conditional' || standing === 'unreached';
  };
  // From what is known to be allowed it is not far to what would be: the search has less to mend.
  const like = (input: JsonObject): JsonObject => allowed(create)?.input ?? input;
  const anyContainer = once(() => {
    if (!isOpen(create)) return undefined;
    const input = withImage(withCommand(like(ordinaryContainer)));
    return subject.search(create, [input], [imagePath, commandPath]);
  });
  const anyProcess = once(() => {
    if (!isOpen(create)) return undefined;
    return anyContainer() ?? subject.search(create, [withCommand(like(ordinaryContainer))], [commandPath]);
  });
  const anyImage = once(() => {
    if (!isOpen(create)) return undefined;
    return anyContainer() ?? subject.search(create, [withImage(like(ordinaryContainer))], [imagePath]);
  });
  const anyCommand = once(() => {
    if (!isOpen(exec)) return undefined;
    const input = withValue(allowed(exec)?.input ?? execOf(otherCommand), argsPath, otherCommand);
    return subject.search(exec, [input], [argsPath]);
  });
  const shell = once(() => {
    if (!isOpen(exec)) return undefined;
    const any = anyCommand();
    if (any !== undefined) return any;
    for (const command of shells) {
      const found = mutated(subject, allowed(exec), (input) => withValue(input, argsPath, command));
      if (found !== undefined) return found;
    }
    const [first] = shells;
    return first === undefined ? undefined : subject.search(exec, [execOf(first)], [argsPath]);
  });
  const climbing = '/run/kata-containers/shared/containers/../../../../etc/anything';
  return {
    anyContainer,
    anyProcess,
    anyImage,
    container: () => allowed(create),
    anyCommand,
    shell,
    exec: () => allowed(exec),
    anyFile: once(() => fileAt(subject, '/etc/anything')),
    climbingFile: once(
      () =>
        fileAt(subject, climbing) ??
        mutated(subject, allowed('CopyFileRequest'), (input) => {
          const path = jsonAt(input, ['path']);
          return withValue(input, ['path'], `${typeof path === 'string' ? path : ''}/../../anything`);
        }),
    ),
  };
}

function withImage(input: JsonObject): JsonObject {
  return withValue(input, imagePath, otherImage);
}

function withCommand(input: JsonObject): JsonObject {
  return withValue(input, commandPath, otherCommand);
}

function fileAt(subject: LintSubject, path: string): Witness | undefined {
  return subject.search('CopyFileRequest', changed('CopyFileRequest', ['path'], path).slice(0, 1), [
    ['path'],
  ]);
}

/** The witness with its input changed, when that is still allowed. */
export function mutated(
  subject: LintSubject,
  witness: Witness | undefined,
  change: (input: JsonObject) => JsonObject,
): Witness | undefined {
  if (witness === undefined) return undefined;
  const next = { ...witness, input: change(witness.input) };
  return subject.passes(next) ? next : undefined;
}

/** A list at a place of an input. */
export function listAt(input: JsonObject, path: readonly (string | number)[]): readonly Json[] {
  const list = jsonAt(input, path);
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
