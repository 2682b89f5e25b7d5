/**
 * Policies that genpolicy wrote: its constant rules, followed by one object with everything that it found out about the pod
 * (reference/agent-policy.md 6.2). The object is read as it stands in the text, so that every value has its place there.
 *
 * @see https://github.com/kata-containers/kata-containers/tree/main/src/tools/genpolicy
 */
import { parse } from '#core/rego/api.ts';
import type { Expression, Module, ObjectLiteral } from '#core/rego/ast.ts';
import { literalOf } from '#core/rego/compile/patterns.ts';
import type { Profile } from '#core/rego/profile.ts';
import type { Span } from '#core/text/span.ts';
import type { Json } from '../simulate/json.ts';

/** A value of the policy with its place. */
export interface Placed<T> {
  readonly value: T;
  readonly span: Span;
}

export interface GenpolicyMount {
  readonly destination: string;
  /** A path, or a pattern with names such as `$(sfprefix)`. */
  readonly source: string;
  readonly type: string;
  readonly options: readonly string[];
  readonly span: Span;
}

export interface GenpolicyContainer {
  readonly role: 'sandbox' | 'container';
  /** Its name in the pod; absent for the pause container. */
  readonly name?: string;
  /** The image that an annotation names; absent for the pause container. The rules do not look at it. */
  readonly image?: Placed<string>;
  readonly args: readonly string[];
  readonly env: readonly Placed<string>[];
  readonly cwd: string;
  readonly user: { readonly uid: number; readonly gid: number; readonly additionalGids: readonly number[] };
  readonly terminal: boolean;
  readonly noNewPrivileges: boolean;
  readonly readOnlyRoot: boolean;
  /** Of the bounding set, as written: `$(default_caps)` and `$(privileged_caps)` stand for lists. */
  readonly capabilities: readonly string[];
  readonly mounts: readonly GenpolicyMount[];
  readonly storages: readonly Json[];
  /** Commands that may be run by exec: those of probes and hooks. */
  readonly commands: readonly (readonly string[])[];
  /** The OCI part as it stands in the policy. */
  readonly oci: Json;
  readonly span: Span;
}

/** A setting of a request, such as a list of patterns. */
export interface GenpolicyDefault {
  /** Such as `CopyFileRequest` or `UpdateRoutesRequest.forbidden_device_names`. */
  readonly name: string;
  readonly value: Json;
  readonly span: Span;
}

export interface GenpolicyPolicy {
  readonly containers: readonly GenpolicyContainer[];
  readonly requestDefaults: readonly GenpolicyDefault[];
  /** Storages that the sandbox may have. */
  readonly sandboxStorages: readonly Json[];
  /** Patterns and lists that names in the rest stand for. */
  readonly common: readonly GenpolicyDefault[];
  /** Absent where the policy does not say, as before the setting existed. */
  readonly guestPull?: boolean;
  readonly pauseImage?: string;
  /** Of the whole object. */
  readonly span: Span;
}

const maxDepth = 64;

/** Reads the data of a policy of genpolicy; undefined for any other policy. Never throws. */
export function readGenpolicy(policy: string, profile: Profile): GenpolicyPolicy | undefined {
  const { module } = parse(policy, { name: 'agent_policy', dialect: profile.dialect, profile });
  const data = module === undefined ? undefined : dataOf(module);
  const containers = memberOf(data, 'containers');
  const defaults = memberOf(data, 'request_defaults');
  if (data === undefined || containers?.kind !== 'array' || defaults?.kind !== 'object') return undefined;
  const cluster = memberOf(data, 'cluster_config');
  const guestPull = booleanOf(memberOf(cluster, 'guest_pull'));
  const pauseImage = textOf(memberOf(cluster, 'pause_container_image'));
  return {
    containers: containers.items.map(containerOf),
    requestDefaults: defaultsOf(defaults),
    sandboxStorages: itemsOf(memberOf(memberOf(data, 'sandbox'), 'storages')).map((item) => jsonOf(item)),
    common: defaultsOf(memberOf(data, 'common')),
    ...(guestPull === undefined ? {} : { guestPull }),
    ...(pauseImage === undefined ? {} : { pauseImage }),
    span: data.span,
  };
}

/** The object that every policy of genpolicy ends with. */
function dataOf(module: Module): ObjectLiteral | undefined {
  for (const rule of module.rules) {
    if (rule.kind !== 'rule' || rule.head.kind !== 'value' || rule.bodies.length > 0) continue;
    const { name, assignment } = rule.head;
    if (name.kind !== 'variable' || name.name !== 'policy_data') continue;
    if (assignment?.value.kind === 'object') return assignment.value;
  }
  return undefined;
}

function containerOf(expression: Expression): GenpolicyContainer {
  const oci = memberOf(expression, 'OCI');
  const process = memberOf(oci, 'Process');
  const user = memberOf(process, 'User');
  const annotations = memberOf(oci, 'Annotations');
  const name = textOf(memberOf(annotations, 'io.kubernetes.cri.container-name'));
  const image = memberOf(annotations, 'io.kubernetes.cri.image-name');
  const imageName = textOf(image);
  const isSandbox = textOf(memberOf(annotations, 'io.kubernetes.cri.container-type')) === 'sandbox';
  return {
    role: isSandbox ? 'sandbox' : 'container',
    ...(name === undefined ? {} : { name }),
    ...(image === undefined || imageName === undefined
      ? {}
      : { image: { value: imageName, span: image.span } }),
    args: textsOf(memberOf(process, 'Args')),
    env: itemsOf(memberOf(process, 'Env')).flatMap((item) => {
      const value = textOf(item);
      return value === undefined ? [] : [{ value, span: item.span }];
    }),
    cwd: textOf(memberOf(process, 'Cwd')) ?? '/',
    user: {
      uid: numberOf(memberOf(user, 'UID')) ?? 0,
      gid: numberOf(memberOf(user, 'GID')) ?? 0,
      additionalGids: itemsOf(memberOf(user, 'AdditionalGids')).flatMap((item) => numberOf(item) ?? []),
    },
    terminal: booleanOf(memberOf(process, 'Terminal')) ?? false,
    noNewPrivileges: booleanOf(memberOf(process, 'NoNewPrivileges')) ?? false,
    readOnlyRoot: booleanOf(memberOf(memberOf(oci, 'Root'), 'Readonly')) ?? false,
    capabilities: textsOf(memberOf(memberOf(process, 'Capabilities'), 'Bounding')),
    mounts: itemsOf(memberOf(oci, 'Mounts')).map((mount) => ({
      destination: textOf(memberOf(mount, 'destination')) ?? '',
      source: textOf(memberOf(mount, 'source')) ?? '',
      type: textOf(memberOf(mount, 'type_')) ?? '',
      options: textsOf(memberOf(mount, 'options')),
      span: mount.span,
    })),
    storages: itemsOf(memberOf(expression, 'storages')).map((item) => jsonOf(item)),
    commands: itemsOf(memberOf(expression, 'exec_commands')).map(textsOf),
    oci: oci === undefined ? null : jsonOf(oci),
    span: expression.span,
  };
}

/** Members of an object; those of members that are objects themselves by a name of two parts. */
function defaultsOf(expression: Expression | undefined): readonly GenpolicyDefault[] {
  if (expression?.kind !== 'object') return [];
  return expression.members.flatMap(({ key, value }): readonly GenpolicyDefault[] => {
    const name = textOf(key) ?? '';
    if (value.kind !== 'object') return [{ name, value: jsonOf(value), span: value.span }];
    return value.members.map((inner) => ({
      name: `${name}.${textOf(inner.key) ?? ''}`,
      value: jsonOf(inner.value),
      span: inner.value.span,
    }));
  });
}

/** The last of several members of a name counts, as in the engine. */
function memberOf(expression: Expression | undefined, name: string): Expression | undefined {
  if (expression?.kind !== 'object') return undefined;
  return expression.members.findLast(({ key }) => textOf(key) === name)?.value;
}

function itemsOf(expression: Expression | undefined): readonly Expression[] {
  return expression?.kind === 'array' ? expression.items : [];
}

function textOf(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'string' ? expression.value : undefined;
}

function textsOf(expression: Expression | undefined): readonly string[] {
  return itemsOf(expression).flatMap((item) => textOf(item) ?? []);
}

function booleanOf(expression: Expression | undefined): boolean | undefined {
  return expression?.kind === 'boolean' ? expression.value : undefined;
}

function numberOf(expression: Expression | undefined): number | undefined {
  return expression?.kind === 'number' ? Number(expression.text) : undefined;
}

/** A constant as JSON; what is no constant, and what lies too deep, is null. */
function jsonOf(expression: Expression, depth = maxDepth): Json {
  if (depth <= 0) return null;
  if (expression.kind === 'array' || expression.kind === 'set') {
    return expression.items.map((item) => jsonOf(item, depth - 1));
  }
  if (expression.kind === 'object') {
    return Object.fromEntries(
      expression.members.map(({ key, value }) => [textOf(key) ?? '', jsonOf(value, depth - 1)]),
    );
  }
  const value = literalOf(expression);
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? value : null;
}
