/**
 * A pod as the host describes it to the agent: what the requests of its life are made from. Facts come from a manifest, a
 * captured request or a person; what none of them says is made up and listed in `assumed`, so that nobody takes it for true.
 */

import type { Assumption } from './assumption.ts';
import type { JsonObject } from './json.ts';
import type { ContainerOrigins } from './origin.ts';

export interface SimulatedUser {
  readonly uid: number;
  readonly gid: number;
  readonly additionalGids: readonly number[];
  /** Groups that may be sent in place of `gid`. */
  readonly otherGids?: readonly number[];
  /** Groups that may be sent beside `additionalGids`, or in their place but for the needed ones. */
  readonly otherGroups?: readonly number[];
  /** Of `additionalGids`, those that are always sent; absent means all. */
  readonly neededGroups?: readonly number[];
}

/** A volume as a container sees it. */
export interface SimulatedMount {
  readonly destination: string;
  readonly readOnly: boolean;
  readonly volume: SimulatedVolume;
}

export type SimulatedVolume =
  /** ConfigMap, Secret, projected, downward API: copied into the guest as files behind a `..data` link. */
  | { readonly kind: 'files'; readonly name: string; readonly files: readonly string[] }
  /** An emptyDir on the memory of the guest. */
  | { readonly kind: 'memory'; readonly name: string }
  /** An emptyDir on the disk of the guest. */
  | { readonly kind: 'disk'; readonly name: string }
  /** Anything else that is bound from the host: its files are copied when nothing is shared. */
  | { readonly kind: 'host'; readonly name: string };

export interface SimulatedContainer {
  /** The order of creation is the order of the pod: init containers first. */
  readonly kind: 'init' | 'workload';
  readonly name: string;
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly image: string;
  readonly args: readonly string[];
  /** `NAME=value`. */
  readonly env: readonly string[];
  readonly cwd: string;
  readonly user: SimulatedUser;
  readonly terminal: boolean;
  readonly readOnlyRoot: boolean;
  readonly noNewPrivileges: boolean;
  readonly capabilities: readonly string[];
  readonly privileged: boolean;
  readonly mounts: readonly SimulatedMount[];
  /** Commands of probes and hooks, which the kubelet runs by exec. */
  readonly commands: readonly (readonly string[])[];
  readonly assumed: readonly Assumption[];
  /** Where its parts come from; absent for a container that is made up. */
  readonly origins?: ContainerOrigins;
  /** Members of the OCI specification that are known as they are, such as from a captured request: these are sent. */
  readonly spec?: JsonObject;
  /** Storages beside the image that are known as they are. */
  readonly storages?: readonly JsonObject[];
}

export interface SimulatedPod {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly hostname: string;
  /** Of the sandbox and of its pause container: 64 hexadecimal digits. */
  readonly sandboxId: string;
  readonly shareProcessNamespace: boolean;
  readonly hostNetwork: boolean;
  readonly sysctls: Readonly<Record<string, string>>;
  /** Members of the OCI specification of the pause container that are known as they are. */
  readonly pauseSpec?: JsonObject;
  /** Never empty. */
  readonly containers: readonly [SimulatedContainer, ...SimulatedContainer[]];
}

/** The first workload container: what `kubectl exec` without `-c` means. */
export function mainContainer(pod: SimulatedPod): SimulatedContainer {
  return pod.containers.find(({ kind }) => kind === 'workload') ?? pod.containers[0];
}

/** The container of a name, or the main one. */
export function containerNamed(pod: SimulatedPod, name: string | undefined): SimulatedContainer {
  return pod.containers.find((container) => container.name === name) ?? mainContainer(pod);
}

/** Capabilities that containerd gives to a container that says nothing. */
export const defaultCapabilities: readonly string[] = [
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_FSETID',
  'CAP_FOWNER',
  'CAP_MKNOD',
  'CAP_NET_RAW',
  'CAP_SETGID',
  'CAP_SETUID',
  'CAP_SETFCAP',
  'CAP_SETPCAP',
  'CAP_NET_BIND_SERVICE',
  'CAP_SYS_CHROOT',
  'CAP_KILL',
  'CAP_AUDIT_WRITE',
];

/** All capabilities: what a privileged container has. */
export const privilegedCapabilities: readonly string[] = [
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_DAC_READ_SEARCH',
  'CAP_FOWNER',
  'CAP_FSETID',
  'CAP_KILL',
  'CAP_SETGID',
  'CAP_SETUID',
  'CAP_SETPCAP',
  'CAP_LINUX_IMMUTABLE',
  'CAP_NET_BIND_SERVICE',
  'CAP_NET_BROADCAST',
  'CAP_NET_ADMIN',
  'CAP_NET_RAW',
  'CAP_IPC_LOCK',
  'CAP_IPC_OWNER',
  'CAP_SYS_MODULE',
  'CAP_SYS_RAWIO',
  'CAP_SYS_CHROOT',
  'CAP_SYS_PTRACE',
  'CAP_SYS_PACCT',
  'CAP_SYS_ADMIN',
  'CAP_SYS_BOOT',
  'CAP_SYS_NICE',
  'CAP_SYS_RESOURCE',
  'CAP_SYS_TIME',
  'CAP_SYS_TTY_CONFIG',
  'CAP_MKNOD',
  'CAP_LEASE',
  'CAP_AUDIT_WRITE',
  'CAP_AUDIT_CONTROL',
  'CAP_SETFCAP',
  'CAP_MAC_OVERRIDE',
  'CAP_MAC_ADMIN',
  'CAP_SYSLOG',
  'CAP_WAKE_ALARM',
  'CAP_BLOCK_SUSPEND',
  'CAP_AUDIT_READ',
  'CAP_PERFMON',
  'CAP_BPF',
  'CAP_CHECKPOINT_RESTORE',
];

/** The variable that every image has that says nothing. */
export const defaultPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
