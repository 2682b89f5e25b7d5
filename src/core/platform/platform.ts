/**
 * Where Init-Data can run: what binds its digest there, what looks at the binding, and what goes wrong.
 *
 * A platform is a choice of the person, never a byte of the document. This room answers from tables; it reads no text.
 * Facts: Trustee kbs/docs/initdata.md and deps/verifier/src, guest-components attestation-agent/attester/src,
 * kata-containers src/runtime and src/runtime-rs, cloud-api-adaptor pkg/userdata.
 */
import type { Algorithm } from '#core/initdata/algorithm.ts';

export type PlatformId =
  | 'tdx'
  | 'snp'
  | 'tdx-gpu'
  | 'snp-gpu'
  | 'az-snp-vtpm'
  | 'az-tdx-vtpm'
  | 'peer-pods'
  | 'peer-pods-aws'
  | 'tpm'
  | 'cca'
  | 'sgx'
  | 'se'
  | 'coco-dev';

export type FieldName = 'MRCONFIGID' | 'HOSTDATA' | 'CONFIGID' | 'personalization value';

/** What carries the digest into the evidence. */
export type Binding =
  | { readonly kind: 'field'; readonly field: FieldName; readonly bytes: 32 | 48 | 64 }
  | {
      readonly kind: 'pcr8';
      readonly field: 'PCR 8';
      readonly bytes: 32;
      /** Who extends the register: the attestation agent (32-byte digests only) or a unit of the peer-pod image. */
      readonly extendedBy: 'aa' | 'image';
      /** When the register is not extended at all. */
      readonly condition?: string;
    }
  | { readonly kind: 'none'; readonly reason: string };

/** What a component does with the binding, and the words it fails with. */
export interface Behaviour {
  readonly does: string;
  /** The text to search logs for; absent when there is no comparison that could fail. */
  readonly failure?: string;
}

/** The value of the claim `init_data` in the attestation token. */
export type Claim =
  | { readonly kind: 'field'; readonly encoding: 'hex'; readonly characters: 64 | 96 | 128 }
  | { readonly kind: 'pcr8'; readonly encoding: 'hex'; readonly characters: 64 }
  | { readonly kind: 'digest'; readonly encoding: 'base64' }
  | { readonly kind: 'absent' };

export interface Platform {
  readonly id: PlatformId;
  readonly name: string;
  /** Runtime classes to choose from, the usual one first; empty when upstream ships none. */
  readonly runtimeClasses: readonly string[];
  /** The algorithm whose digest fits without being cut or padded, or the plain choice where any works. */
  readonly algorithm: Algorithm;
  /** True when another algorithm changes nothing, because no field has a length. */
  readonly anyAlgorithm: boolean;
  readonly binding: Binding;
  readonly gpu: boolean;
  /** True when the document reaches the guest as user data of a cloud instance. */
  readonly peerPods: boolean;
  /** What the guest's attestation agent does with the document at launch. */
  readonly attester: Behaviour;
  /** What Trustee's verifier does with the plaintext that comes with the evidence. */
  readonly verifier: Behaviour;
  readonly claim: Claim;
  readonly traps: readonly string[];
}

const tdx = {
  algorithm: 'sha384',
  anyAlgorithm: false,
  binding: { kind: 'field', field: 'MRCONFIGID', bytes: 48 },
  peerPods: false,
  attester: {
    does: 'Fits the digest to 48 bytes and compares it with MRCONFIGID; a difference ends the agent and the pod fails.',
    failure: 'Init data does not match!',
  },
  verifier: {
    does: 'Fits the digest to 48 bytes and compares it with mr_config_id of the quote.',
    failure: 'MRCONFIGID is different from that in TDX Quote',
  },
  claim: { kind: 'field', encoding: 'hex', characters: 96 },
} as const;

const snp = {
  algorithm: 'sha256',
  anyAlgorithm: false,
  binding: { kind: 'field', field: 'HOSTDATA', bytes: 32 },
  peerPods: false,
  attester: {
    does: 'Cuts the digest to 32 bytes and compares it with HOSTDATA; a difference ends the agent and the pod fails.',
    failure: 'HOSTDATA does not match.',
  },
  verifier: {
    does: 'Cuts the digest to 32 bytes and compares it with host_data of the report.',
    failure: 'Host Data Mismatch',
  },
  claim: { kind: 'field', encoding: 'hex', characters: 64 },
} as const;

const vtpm = {
  algorithm: 'sha256',
  anyAlgorithm: false,
  gpu: false,
  attester: {
    does: 'Takes a digest of exactly 32 bytes and extends PCR 8 with it; it compares nothing.',
    failure: 'expected sha256 digest',
  },
  claim: { kind: 'pcr8', encoding: 'hex', characters: 64 },
} as const;

const azure = {
  ...vtpm,
  runtimeClasses: ['kata-remote'],
  binding: { kind: 'pcr8', field: 'PCR 8', bytes: 32, extendedBy: 'aa' },
  peerPods: false,
  verifier: {
    does: 'Compares SHA-256 of 32 zero bytes and the digest with PCR 8; a digest of another length makes it panic.',
    failure: 'Expected init_data digest is different from the content of PCR8',
  },
  traps: [
    'Nothing is compared in the guest: only Trustee notices a wrong value.',
    'Where the virtual machine is a peer pod (kata-remote), the image extends PCR 8 and the agent gets no Init-Data: choose "Peer pods" then.',
    'The claim init_data is PCR 8, not the digest.',
  ],
} as const;

const peerPods = {
  ...vtpm,
  runtimeClasses: ['kata-remote'],
  peerPods: true,
  attester: {
    does: 'Starts without Init-Data and compares nothing; a unit of the image has extended PCR 8 with the first 32 bytes of the digest.',
  },
  verifier: {
    does: 'Gets no plaintext, so it compares nothing and init_data_claims is null; only the value of PCR 8 can be pinned.',
  },
} as const;

const noPlaintext = [
  'Only the first 32 bytes of the digest are extended into PCR 8.',
  'Without Init-Data the image measures a built-in document of 66 bytes, so PCR 8 is not zero there either.',
  'The guest writes aa.toml, cdh.toml and policy.rego only; other entries are logged and left out.',
  'On images without a TPM the extension fails silently and PCR 8 stays zero; only the mkosi images extend it.',
] as const;

/** Every platform, in the order in which they are offered. */
export const platforms: readonly Platform[] = [
  {
    ...tdx,
    id: 'tdx',
    name: 'Intel TDX',
    gpu: false,
    runtimeClasses: ['kata-qemu-tdx', 'kata-qemu-tdx-runtime-rs'],
    traps: [
      'A sha256 digest is followed by 16 zero bytes in MRCONFIGID, a sha512 digest loses its last 16 bytes.',
    ],
  },
  {
    ...snp,
    id: 'snp',
    name: 'AMD SEV-SNP',
    gpu: false,
    runtimeClasses: ['kata-qemu-snp', 'kata-qemu-snp-runtime-rs'],
    traps: [
      'Of a sha384 or sha512 digest only the first 32 bytes are in HOSTDATA: the output of sha384sum is not the claim.',
    ],
  },
  {
    ...tdx,
    id: 'tdx-gpu',
    name: 'Intel TDX with NVIDIA GPU',
    gpu: true,
    runtimeClasses: ['kata-qemu-nvidia-gpu-tdx', 'kata-qemu-nvidia-gpu-tdx-runtime-rs'],
    traps: [
      'Evidence of the GPU never carries Init-Data: policies look at it under cpu0 and must ask for gpu0 as well.',
      'On the runtime-rs class every annotation but cc_init_data is ignored with a warning, kernel_params included.',
    ],
  },
  {
    ...snp,
    id: 'snp-gpu',
    name: 'AMD SEV-SNP with NVIDIA GPU',
    gpu: true,
    runtimeClasses: ['kata-qemu-nvidia-gpu-snp', 'kata-qemu-nvidia-gpu-snp-runtime-rs'],
    traps: [
      'Evidence of the GPU never carries Init-Data: policies look at it under cpu0 and must ask for gpu0 as well.',
      'On the runtime-rs class every annotation but cc_init_data is ignored with a warning, kernel_params included.',
    ],
  },
  { ...azure, id: 'az-snp-vtpm', name: 'Azure vTPM on SEV-SNP' },
  { ...azure, id: 'az-tdx-vtpm', name: 'Azure vTPM on TDX' },
  {
    ...peerPods,
    id: 'peer-pods',
    name: 'Peer pods (Azure and other vTPM images)',
    binding: {
      kind: 'pcr8',
      field: 'PCR 8',
      bytes: 32,
      extendedBy: 'image',
      condition: 'Images and providers without a TPM, libvirt for one, measure nothing.',
    },
    traps: [
      ...noPlaintext,
      'Azure: the adaptor refuses user data whose base64 text is longer than 65 536 characters.',
    ],
  },
  {
    ...peerPods,
    id: 'peer-pods-aws',
    name: 'Peer pods on AWS',
    binding: {
      kind: 'pcr8',
      field: 'PCR 8',
      bytes: 32,
      extendedBy: 'image',
      condition: 'Instances without a TPM measure nothing.',
    },
    traps: [
      ...noPlaintext,
      'User data ends at 16 KiB before base64: one policy generated by genpolicy nearly fills it.',
    ],
  },
  {
    ...vtpm,
    id: 'tpm',
    name: 'TPM attester',
    runtimeClasses: [],
    peerPods: false,
    binding: { kind: 'pcr8', field: 'PCR 8', bytes: 32, extendedBy: 'aa' },
    attester: {
      does: 'Takes a digest of exactly 32 bytes and extends PCR 8 with it; it compares nothing.',
      failure: 'Failed to extend PCR for init data',
    },
    verifier: {
      does: 'Compares SHA-256 of 32 zero bytes and the digest with PCR 8; a digest of another length makes it panic.',
      failure: "TPM PCR[8] doesn't match expected initdata hash",
    },
    traps: ['Nothing is compared in the guest: only Trustee notices a wrong value.'],
  },
  {
    id: 'cca',
    name: 'Arm CCA',
    runtimeClasses: ['kata-qemu-cca'],
    algorithm: 'sha512',
    anyAlgorithm: false,
    gpu: false,
    peerPods: false,
    binding: { kind: 'field', field: 'personalization value', bytes: 64 },
    attester: { does: 'Does not support the check: it logs that and the launch continues.' },
    verifier: {
      does: 'Compares the digest with the 64-byte personalization value without padding, so that only sha512 can match.',
      failure: 'init data hash is different from that in CCA token',
    },
    claim: { kind: 'field', encoding: 'hex', characters: 128 },
    traps: [
      'kata-qemu-cca left kata-deploy with release 3.29.0.',
      'The Go runtime sets the personalization value on arm64 but attaches no disk, so the guest gets no Init-Data.',
      'runtime-rs knows no CCA variant: it attaches the disk and binds nothing.',
    ],
  },
  {
    id: 'sgx',
    name: 'Intel SGX',
    runtimeClasses: ['enclave-cc'],
    algorithm: 'sha512',
    anyAlgorithm: false,
    gpu: false,
    peerPods: false,
    binding: { kind: 'field', field: 'CONFIGID', bytes: 64 },
    attester: { does: 'Does not support the check: it logs that and the launch continues.' },
    verifier: { does: 'Pads the digest to 64 bytes and compares it with CONFIGID of the quote.' },
    claim: { kind: 'field', encoding: 'hex', characters: 128 },
    traps: ['It is not confirmed that enclave-cc, a separate project, reads Init-Data at all.'],
  },
  {
    id: 'se',
    name: 'IBM Secure Execution',
    runtimeClasses: ['kata-qemu-se', 'kata-qemu-se-runtime-rs'],
    algorithm: 'sha256',
    anyAlgorithm: true,
    gpu: false,
    peerPods: false,
    binding: {
      kind: 'none',
      reason:
        'Since release 0.20.0 user_data carries the digest of the runtime data; Init-Data is delivered and bound to nothing.',
    },
    attester: { does: 'Does not support the check: it logs that and the launch continues.' },
    verifier: { does: 'Warns and ignores Init-Data.' },
    claim: { kind: 'absent' },
    traps: [
      'Guides that compare se.user_data with the digest describe releases 0.10.0 to 0.19; there is nothing to pin today.',
    ],
  },
  {
    id: 'coco-dev',
    name: 'Development (no TEE)',
    runtimeClasses: ['kata-qemu-coco-dev', 'kata-qemu-coco-dev-runtime-rs'],
    algorithm: 'sha256',
    anyAlgorithm: true,
    gpu: false,
    peerPods: false,
    binding: { kind: 'none', reason: 'There is no TEE: the sample attester echoes what it is told.' },
    attester: { does: 'Does not support the check: it logs that and the launch continues.' },
    verifier: { does: 'Warns and does not check Init-Data.' },
    claim: { kind: 'digest', encoding: 'base64' },
    traps: [
      'A policy that passes here proves nothing: the sample evidence is not checked.',
      "Trustee's default resource policy refuses evidence of the sample attester.",
    ],
  },
];

const byId: ReadonlyMap<PlatformId, Platform> = new Map(platforms.map((platform) => [platform.id, platform]));

/** The platform of an id. Throws only when the table misses an id, which the tests rule out. */
export function platformOf(id: PlatformId): Platform {
  const platform = byId.get(id);
  if (platform === undefined) throw new Error(`no platform ${id}`);
  return platform;
}

/** True for an id of the table; for stored preferences and links, which may hold anything. */
export function isPlatformId(value: unknown): value is PlatformId {
  return typeof value === 'string' && byId.has(value as PlatformId);
}
