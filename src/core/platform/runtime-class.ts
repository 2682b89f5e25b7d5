/**
 * Runtime classes: what kata-deploy installs, what it once installed, and what comes from elsewhere.
 * kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/values.yaml (shims) at 4.1.0; the names are
 * `kata-` and the shim. Enabled annotations: src/runtime/Makefile and src/runtime-rs/Makefile.
 */
import type { PlatformId } from './platform.ts';

export type Architecture = 'amd64' | 'arm64' | 's390x' | 'ppc64le';

/** The program on the host that reads the annotation. `remote` is the Go runtime handing over to a cloud adaptor. */
export type HostRuntime = 'go' | 'runtime-rs' | 'remote' | 'other';

export type Tee =
  'SEV-SNP' | 'SEV' | 'TDX' | 'CCA' | 'SGX' | 'Secure Execution' | 'sample' | 'provider' | 'none';

export type ClassStatus =
  | { readonly kind: 'current' }
  | { readonly kind: 'development' }
  | { readonly kind: 'not-confidential' }
  | { readonly kind: 'removed'; readonly since: string }
  /** Not a class for one shim of kata-deploy; `origin` says what it is, as a noun phrase. */
  | { readonly kind: 'elsewhere'; readonly origin: string };

/** What happens to the document on the way into the guest. */
export interface Delivery {
  readonly delivered: 'yes' | 'no' | 'unknown';
  readonly bound: 'yes' | 'no' | 'depends' | 'unknown';
  readonly how: string;
}

export interface RuntimeClass {
  readonly name: string;
  readonly runtime: HostRuntime;
  readonly architectures: readonly Architecture[];
  readonly tee: Tee;
  readonly gpu: boolean;
  readonly status: ClassStatus;
  /** Whether the class reads `cc_init_data` as installed; `enable_annotations` decides. */
  readonly annotationEnabled: 'yes' | 'no' | 'unknown';
  /** Whether `kernel_params` has an effect as installed. */
  readonly kernelParams: 'yes' | 'no' | 'unknown';
  readonly delivery: Delivery;
  /** Platforms that this class runs on; empty when it is none of ours. */
  readonly platforms: readonly PlatformId[];
}

export type ClassReading =
  | { readonly kind: 'known'; readonly runtimeClass: RuntimeClass }
  /** A known name with a suffix, as `multiInstallSuffix`, `-debug` and `-devkit` make them. */
  | { readonly kind: 'suffixed'; readonly runtimeClass: RuntimeClass; readonly suffix: string }
  | { readonly kind: 'unknown' };

const delivered = {
  tdx: {
    delivered: 'yes',
    bound: 'yes',
    how: 'The document arrives as a read-only disk; its digest goes into MRCONFIGID.',
  },
  snp: {
    delivered: 'yes',
    bound: 'yes',
    how: 'The document arrives as a read-only disk; its digest goes into HOSTDATA.',
  },
  diskOnly: {
    delivered: 'yes',
    bound: 'no',
    how: 'The document arrives as a read-only disk; its digest is bound to nothing.',
  },
  remote: {
    delivered: 'yes',
    bound: 'depends',
    how: 'The document goes to the cloud adaptor and from there into the user data of the instance; images with a TPM extend PCR 8.',
  },
  disabled: {
    delivered: 'no',
    bound: 'no',
    how: 'The annotation is not enabled on this class.',
  },
  unknown: { delivered: 'unknown', bound: 'unknown', how: 'Not known.' },
} as const satisfies Record<string, Delivery>;

type Shape = Omit<RuntimeClass, 'name' | 'runtime' | 'delivery'> & {
  readonly delivery: { readonly go: Delivery; readonly rs: Delivery };
};

/** Both spellings of a class: the bare name starts the Go runtime, `-runtime-rs` the Rust one. */
function pair(name: string, shape: Shape, rust: Partial<RuntimeClass> = {}): readonly RuntimeClass[] {
  return [
    { ...shape, name, runtime: 'go', delivery: shape.delivery.go },
    { ...shape, ...rust, name: `${name}-runtime-rs`, runtime: 'runtime-rs', delivery: shape.delivery.rs },
  ];
}

function plain(
  name: string,
  runtime: HostRuntime,
  architectures: readonly Architecture[],
  gpu = false,
): RuntimeClass {
  return {
    name,
    runtime,
    architectures,
    tee: 'none',
    gpu,
    status: { kind: 'not-confidential' },
    annotationEnabled: 'no',
    kernelParams: 'unknown',
    delivery: delivered.disabled,
    platforms: [],
  };
}

function gone(name: string, tee: Tee, since: string, platforms: readonly PlatformId[]): RuntimeClass {
  return {
    name,
    runtime: 'go',
    architectures: tee === 'CCA' ? ['arm64'] : ['amd64'],
    tee,
    gpu: false,
    status: { kind: 'removed', since },
    annotationEnabled: 'unknown',
    kernelParams: 'unknown',
    delivery: delivered.unknown,
    platforms,
  };
}

function elsewhere(
  name: string,
  tee: Tee,
  origin: string,
  platforms: readonly PlatformId[] = [],
): RuntimeClass {
  return {
    name,
    runtime: 'other',
    architectures: ['amd64'],
    tee,
    gpu: false,
    status: { kind: 'elsewhere', origin },
    annotationEnabled: 'unknown',
    kernelParams: 'unknown',
    delivery: delivered.unknown,
    platforms,
  };
}

const enabled = {
  gpu: false,
  status: { kind: 'current' },
  annotationEnabled: 'yes',
  kernelParams: 'yes',
} as const;

const everywhere: readonly Architecture[] = ['amd64', 'arm64', 's390x', 'ppc64le'];

export const runtimeClasses: readonly RuntimeClass[] = [
  ...pair('kata-qemu-snp', {
    ...enabled,
    architectures: ['amd64'],
    tee: 'SEV-SNP',
    delivery: { go: delivered.snp, rs: delivered.snp },
    platforms: ['snp'],
  }),
  ...pair('kata-qemu-tdx', {
    ...enabled,
    architectures: ['amd64'],
    tee: 'TDX',
    delivery: { go: delivered.tdx, rs: delivered.tdx },
    platforms: ['tdx'],
  }),
  ...pair(
    'kata-qemu-nvidia-gpu-snp',
    {
      ...enabled,
      gpu: true,
      architectures: ['amd64'],
      tee: 'SEV-SNP',
      delivery: { go: delivered.snp, rs: delivered.snp },
      platforms: ['snp-gpu'],
    },
    { kernelParams: 'no' },
  ),
  ...pair(
    'kata-qemu-nvidia-gpu-tdx',
    {
      ...enabled,
      gpu: true,
      architectures: ['amd64'],
      tee: 'TDX',
      delivery: { go: delivered.tdx, rs: delivered.tdx },
      platforms: ['tdx-gpu'],
    },
    { kernelParams: 'no' },
  ),
  ...pair('kata-qemu-se', {
    ...enabled,
    architectures: ['s390x'],
    tee: 'Secure Execution',
    delivery: { go: delivered.diskOnly, rs: delivered.diskOnly },
    platforms: ['se'],
  }),
  ...pair(
    'kata-qemu-coco-dev',
    {
      ...enabled,
      status: { kind: 'development' },
      architectures: ['amd64', 's390x'],
      tee: 'sample',
      delivery: { go: delivered.diskOnly, rs: delivered.diskOnly },
      platforms: ['coco-dev'],
    },
    { architectures: ['amd64', 'arm64', 's390x'] },
  ),
  {
    ...enabled,
    name: 'kata-remote',
    runtime: 'remote',
    architectures: ['amd64', 'ppc64le', 's390x'],
    tee: 'provider',
    kernelParams: 'unknown',
    delivery: delivered.remote,
    platforms: ['peer-pods', 'peer-pods-aws', 'az-snp-vtpm', 'az-tdx-vtpm', 'tpm'],
  },
  plain('kata-qemu', 'go', everywhere),
  plain('kata-qemu-runtime-rs', 'runtime-rs', everywhere),
  plain('kata-qemu-nvidia-cpu', 'go', ['amd64', 'arm64']),
  plain('kata-qemu-nvidia-cpu-runtime-rs', 'runtime-rs', ['amd64', 'arm64']),
  plain('kata-qemu-nvidia-gpu', 'go', ['amd64'], true),
  plain('kata-qemu-nvidia-gpu-runtime-rs', 'runtime-rs', ['amd64', 'arm64'], true),
  plain('kata-clh', 'go', ['amd64']),
  plain('kata-clh-azure', 'go', ['amd64']),
  plain('kata-clh-runtime-rs', 'runtime-rs', ['amd64']),
  plain('kata-clh-azure-runtime-rs', 'runtime-rs', ['amd64']),
  plain('kata-openvmm-azure-runtime-rs', 'runtime-rs', ['amd64']),
  plain('kata-dragonball', 'runtime-rs', ['amd64']),
  plain('kata-fc', 'go', ['amd64']),
  gone('kata-qemu-sev', 'SEV', '3.19.0', []),
  gone('kata-qemu-cca', 'CCA', '3.29.0', ['cca']),
  elsewhere('kata', 'none', 'a default class that the Helm chart can add for any shim'),
  elsewhere('kata-cloud-hypervisor', 'none', 'an older name found in examples'),
  elsewhere('kata-cc', 'provider', 'the default of cococtl, used on OpenShift'),
  elsewhere('kata-cc-isolation', 'provider', 'a class of Azure Kubernetes Service'),
  elsewhere('kata-vm-isolation', 'provider', 'a class of Azure Kubernetes Service'),
  elsewhere('enclave-cc', 'SGX', 'the class of enclave-cc, a project of its own', ['sgx']),
];

const byName: ReadonlyMap<string, RuntimeClass> = new Map(
  runtimeClasses.map((runtimeClass) => [runtimeClass.name, runtimeClass]),
);

/** What is known of a name. Clusters may call their classes as they like, so an unknown name is no mistake. */
export function readRuntimeClass(name: string): ClassReading {
  const known = byName.get(name);
  if (known !== undefined) return { kind: 'known', runtimeClass: known };
  let longest: RuntimeClass | undefined;
  for (const candidate of runtimeClasses) {
    if (candidate.name === 'kata' || !name.startsWith(`${candidate.name}-`)) continue;
    if (candidate.name.length > (longest?.name.length ?? 0)) longest = candidate;
  }
  if (longest === undefined) return { kind: 'unknown' };
  return { kind: 'suffixed', runtimeClass: longest, suffix: name.slice(longest.name.length) };
}

/** The class behind a name, suffix or not; `undefined` for a name that says nothing. */
export function runtimeClassOf(name: string): RuntimeClass | undefined {
  const reading = readRuntimeClass(name);
  return reading.kind === 'unknown' ? undefined : reading.runtimeClass;
}
