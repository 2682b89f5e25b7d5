/** Places of a request by the names that people know, and what is at stake when a policy takes more of them. */
import type { OriginStep } from '#core/rego/explain/origins.ts';

/** A path as it is written in Rego after `input.`; an open key is an empty pair of brackets. */
export function fieldName(path: readonly OriginStep[]): string {
  let name = '';
  for (const step of path) {
    if (step === undefined) name += '[]';
    else if (typeof step === 'number') name += `[${String(step)}]`;
    else if (/^[A-Za-z_]\w*$/.test(step)) name += name === '' ? step : `.${step}`;
    else name += `[${JSON.stringify(step)}]`;
  }
  return name;
}

/** What a host gains when a field may have other values, by the beginning of its name; the longest that fits counts. */
const risks: readonly (readonly [prefix: string, risk: string])[] = [
  [
    'storages',
    'Which image is run is decided here: whatever is let in runs with the secrets of the workload.',
  ],
  ['OCI.Root', 'Where the root file system lies decides what is run, whatever image was pulled.'],
  [
    'OCI.Process.Args',
    'These are the programs that may run: a shell or a wider pattern is as good as any program.',
  ],
  ['OCI.Process.Env', 'A variable can load code, name another server, or turn a check off.'],
  ['OCI.Process.User', 'The workload gets the rights of another user or group.'],
  ['OCI.Process.Capabilities', 'Some capabilities undo the separation of the container from the guest.'],
  ['OCI.Process.NoNewPrivileges', 'Programs with the set-user-id bit may then raise their rights.'],
  ['OCI.Process.Cwd', 'Relative paths of the program lead elsewhere.'],
  ['OCI.Process', 'How the workload is run is part of what it is.'],
  [
    'OCI.Mounts',
    'What lies over the image decides what is run; sources under the shared folder are filled by the host.',
  ],
  ['OCI.Hooks', 'Hooks run in the guest, outside of the container.'],
  ['OCI.Linux.Namespaces', 'Fewer namespaces are less separation.'],
  ['OCI.Linux.Sysctl', 'The kernel of the guest serves all containers of the pod.'],
  ['OCI.Linux', 'These settings separate the container from the guest.'],
  ['OCI.Annotations', 'The host writes annotations as it likes: they are a name, not a proof.'],
  [
    'process.Args',
    'Commands run with the secrets of the workload: a shell or a wider pattern is as good as any command.',
  ],
  ['process', 'A command with other settings may do more than the same command.'],
  ['path', 'A wider pattern lets the host write elsewhere in the guest.'],
  ['symlink_target', 'What is written next through the link lands where it points.'],
  ['file_type', 'Links and devices open ways that plain files do not.'],
  ['kernel_modules', 'A module is code of the host in the kernel of the guest.'],
  ['guest_hook_path', 'Hooks run in the guest, outside of any container.'],
  ['sandbox_pidns', 'Containers then see the processes of each other.'],
  ['interface', 'The loopback interface carries services that the guest trusts.'],
  ['routes', 'Routes on the loopback interface bring services that the guest trusts to the host.'],
  ['neighbors', 'Neighbours decide who answers for an address.'],
  ['devices', 'A device brings data of the host into the container.'],
];

/** What is at stake when more values of a field are let in. */
export function riskOf(field: string): string {
  const found = risks
    .filter(
      ([prefix]) => field === prefix || field.startsWith(`${prefix}.`) || field.startsWith(`${prefix}[`),
    )
    .toSorted(([a], [b]) => b.length - a.length)[0];
  return found?.[1] ?? 'Each value that is let in is one that the host may choose.';
}
