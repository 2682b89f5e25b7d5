/**
 * The ways on which a document gets to a guest and its digest into the evidence, one row for each host program and
 * platform that behaves in its own way. What a platform's guest and verifier do stands in the table of platforms; this one
 * adds who writes the field, since which release, and who writes nothing.
 *
 * @see https://github.com/kata-containers/kata-containers/tree/7c6ba40c54/src/runtime
 */
import type { HostRuntime } from '#core/platform/runtime-class.ts';
import type { PlatformId } from '#core/platform/platform.ts';

/** What puts the digest where the hardware signs it. */
export type Writer =
  /** The host passes the fitted digest, as base64, to the virtual machine. */
  | { readonly kind: 'host'; readonly option: string }
  /** The attestation agent of the guest extends PCR 8. */
  | { readonly kind: 'agent' }
  /** A unit of the guest image extends PCR 8 with the first 64 digits of the digest. */
  | { readonly kind: 'image' }
  | { readonly kind: 'nobody'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface Route {
  /** Unique; such as `tdx/kata-qemu-tdx`. */
  readonly id: string;
  readonly platform: PlatformId;
  /** Absent where upstream ships no class for it. */
  readonly runtimeClass?: string;
  /** Program and machine, such as `Go runtime with QEMU`. */
  readonly host: string;
  readonly runtime: HostRuntime;
  /** Releases for which this row holds. */
  readonly releases: string;
  /** How the document itself reaches the guest. */
  readonly delivery: 'disk' | 'user-data' | 'nothing' | 'unknown';
  readonly writer: Writer;
  /** Whether the guest's agent has the document and so sends it to Trustee beside the evidence. */
  readonly plaintext: 'sent' | 'not-sent' | 'unknown';
  /** Upstream file in which the writing was read. */
  readonly source: string;
}

const go = { runtime: 'go', host: 'Go runtime with QEMU' } as const;
const rust = { runtime: 'runtime-rs', host: 'runtime-rs with QEMU' } as const;
const disk = { delivery: 'disk', plaintext: 'sent' } as const;
const goReleases =
  'Kata 3.20.0 and later; 3.16.0 to 3.19 under the old annotation key io.katacontainers.config.runtime.cc_init_data';
const rustReleases = 'Kata 3.19.0 and later';
const goSource = 'kata-containers: src/runtime/pkg/govmm/qemu/qemu.go';
const rustSource = 'kata-containers: src/runtime-rs/crates/hypervisor/src/qemu/cmdline_generator.rs';

/** One class in both its spellings, which start the Go runtime and runtime-rs. */
function pair(platform: PlatformId, name: string, goOption: string, rustOption: string): readonly Route[] {
  return [
    {
      ...go,
      ...disk,
      id: `${platform}/${name}`,
      platform,
      runtimeClass: name,
      releases: goReleases,
      writer: { kind: 'host', option: goOption },
      source: goSource,
    },
    {
      ...rust,
      ...disk,
      id: `${platform}/${name}-runtime-rs`,
      platform,
      runtimeClass: `${name}-runtime-rs`,
      releases: rustReleases,
      writer: { kind: 'host', option: rustOption },
      source: rustSource,
    },
  ];
}

function unbound(platform: PlatformId, name: string, reason: string): readonly Route[] {
  const writer = { kind: 'nobody', reason } as const;
  return [
    {
      ...go,
      ...disk,
      id: `${platform}/${name}`,
      platform,
      runtimeClass: name,
      releases: goReleases,
      writer,
      source: goSource,
    },
    {
      ...rust,
      ...disk,
      id: `${platform}/${name}-runtime-rs`,
      platform,
      runtimeClass: `${name}-runtime-rs`,
      releases: rustReleases,
      writer,
      source: 'kata-containers: src/runtime-rs/crates/runtimes/virt_container/src/sandbox.rs',
    },
  ];
}

const tdxOptions = [
  '-object {…"mrconfigid":"<value>"…}',
  'mrconfigid of the object tdx-guest: <value>',
] as const;
const snpOptions = [
  '-object sev-snp-guest,…,host-data=<value>',
  'host-data of the object sev-snp-guest: <value>',
] as const;

const vtpm = {
  runtime: 'other',
  host: 'Host of the virtual machine',
  delivery: 'unknown',
  writer: { kind: 'agent' },
  plaintext: 'sent',
  releases: 'every release of guest-components that knows the attester',
} as const;

const peerPods = {
  runtime: 'remote',
  host: 'Go runtime and cloud-api-adaptor',
  delivery: 'user-data',
  plaintext: 'not-sent',
  runtimeClass: 'kata-remote',
  releases:
    'cloud-api-adaptor 0.16.0 and later; 0.14 and 0.15 under the old annotation key, 0.10 to 0.13 there and without gzip',
  source: 'cloud-api-adaptor: src/cloud-api-adaptor/pkg/userdata/provision.go',
} as const;

const noTpm = {
  kind: 'nobody',
  reason:
    'Images and providers without a TPM, libvirt for one, measure nothing: the extension fails in silence.',
} as const;

/** Every row, the usual one of a platform first. */
export const routes: readonly Route[] = [
  ...pair('tdx', 'kata-qemu-tdx', ...tdxOptions),
  ...pair('snp', 'kata-qemu-snp', ...snpOptions),
  ...pair('tdx-gpu', 'kata-qemu-nvidia-gpu-tdx', ...tdxOptions),
  ...pair('snp-gpu', 'kata-qemu-nvidia-gpu-snp', ...snpOptions),
  {
    ...vtpm,
    id: 'az-snp-vtpm',
    platform: 'az-snp-vtpm',
    source: 'guest-components: attestation-agent/attester/src/az_snp_vtpm/mod.rs',
  },
  {
    ...vtpm,
    id: 'az-tdx-vtpm',
    platform: 'az-tdx-vtpm',
    source: 'guest-components: attestation-agent/attester/src/az_tdx_vtpm/mod.rs',
  },
  {
    ...vtpm,
    id: 'tpm',
    platform: 'tpm',
    source: 'guest-components: attestation-agent/attester/src/tpm/mod.rs',
  },
  { ...peerPods, id: 'peer-pods/vtpm', platform: 'peer-pods', writer: { kind: 'image' } },
  { ...peerPods, id: 'peer-pods/no-tpm', platform: 'peer-pods', writer: noTpm },
  { ...peerPods, id: 'peer-pods-aws/vtpm', platform: 'peer-pods-aws', writer: { kind: 'image' } },
  { ...peerPods, id: 'peer-pods-aws/no-tpm', platform: 'peer-pods-aws', writer: noTpm },
  {
    ...go,
    id: 'cca/kata-qemu-cca',
    platform: 'cca',
    runtimeClass: 'kata-qemu-cca',
    releases: 'Kata 3.20.0 to 3.28; the class left kata-deploy with 3.29.0',
    delivery: 'nothing',
    plaintext: 'not-sent',
    writer: { kind: 'host', option: '-object …,personalization-value=<value>' },
    source: goSource,
  },
  {
    ...rust,
    ...disk,
    id: 'cca/runtime-rs',
    platform: 'cca',
    releases: 'Kata 4.1.0',
    writer: {
      kind: 'nobody',
      reason: 'runtime-rs knows no CCA: it takes Arm for a machine without protection.',
    },
    source: 'kata-containers: src/runtime-rs/crates/runtimes/virt_container/src/sandbox.rs',
  },
  {
    id: 'sgx/enclave-cc',
    platform: 'sgx',
    runtimeClass: 'enclave-cc',
    runtime: 'other',
    host: 'enclave-cc',
    releases: 'not confirmed for any',
    delivery: 'unknown',
    plaintext: 'unknown',
    writer: { kind: 'unknown', reason: 'It is not confirmed that enclave-cc reads Init-Data.' },
    source: 'Trustee: deps/verifier/src/sgx/mod.rs',
  },
  ...unbound(
    'se',
    'kata-qemu-se',
    'The digest is computed and then written nowhere. Guest-components 0.10.0 to 0.19 carried it in user_data on peer pods.',
  ),
  ...unbound('coco-dev', 'kata-qemu-coco-dev', 'There is no TEE whose evidence could carry it.'),
  {
    id: 'tdx/go-cloud-hypervisor',
    platform: 'tdx',
    runtimeClass: 'kata-clh',
    runtime: 'go',
    host: 'Go runtime with Cloud Hypervisor',
    releases: 'Kata 3.21.0 and later',
    ...disk,
    writer: { kind: 'nobody', reason: 'The disk is attached, and no host data is set.' },
    source: 'kata-containers: src/runtime/virtcontainers/clh.go (setupInitdata)',
  },
  {
    id: 'tdx/runtime-rs-cloud-hypervisor',
    platform: 'tdx',
    runtimeClass: 'kata-clh-runtime-rs',
    runtime: 'runtime-rs',
    host: 'runtime-rs with Cloud Hypervisor',
    releases: 'Kata 4.1.0',
    ...disk,
    writer: {
      kind: 'unknown',
      reason:
        'The base64 text goes into host_data and mrconfigid; what the machine makes of it is not confirmed.',
    },
    source: 'kata-containers: src/runtime-rs/crates/hypervisor/ch-config/src/convert.rs',
  },
  {
    ...go,
    id: 'coco-dev/go-arm64-ppc64le',
    platform: 'coco-dev',
    host: 'Go runtime with QEMU on arm64 or ppc64le',
    releases: goReleases,
    delivery: 'nothing',
    plaintext: 'not-sent',
    writer: { kind: 'nobody', reason: 'The disk is not attached: the runtime logs a warning and goes on.' },
    source:
      'kata-containers: src/runtime/virtcontainers/qemu_arm64.go, qemu_ppc64le.go (buildInitdataDevice)',
  },
  {
    ...rust,
    id: 'snp/runtime-rs-sev-host',
    platform: 'snp',
    host: 'runtime-rs on a host with SEV but no SNP',
    releases: 'Kata 4.1.0',
    delivery: 'nothing',
    plaintext: 'not-sent',
    writer: { kind: 'nobody', reason: 'Init-Data is dropped without a word, and no disk is attached.' },
    source: 'kata-containers: src/runtime-rs/crates/runtimes/virt_container/src/sandbox.rs',
  },
];

/** The rows of a platform, the usual one first. */
export function routesOf(platform: PlatformId): readonly Route[] {
  return routes.filter((route) => route.platform === platform);
}

/** The row that stands for a platform and, if one is given, the class of the pod. */
export function routeOf(platform: PlatformId, runtimeClass?: string): Route {
  const all = routesOf(platform);
  // Some rows have no class of their own: they are none for a pod without one.
  const named =
    runtimeClass === undefined ? undefined : all.find((each) => each.runtimeClass === runtimeClass);
  const route = named ?? all[0];
  if (route === undefined) throw new Error(`no route for ${platform}`);
  return route;
}
