/** Limits on the way of an annotation into a guest, as data. */

/**
 * Kubernetes: all annotations of an object together, keys and values, in bytes of UTF-8.
 * k8s.io/apimachinery pkg/api/validation/objectmeta.go, TotalAnnotationSizeLimitB.
 */
export const annotationLimit = 262_144;

/** From this share of a limit on it is worth a word: policies grow with every container. */
export const nearShare = 0.85;

/**
 * Kept free in user data for what the adaptor sends along: apf.json, auth.json and the cloud-config around them.
 * An estimate; a registry file alone may take 12 288 bytes.
 */
export const userDataHeadroom = 4096;

export type Provider = 'aws' | 'azure' | 'gcp' | 'alibaba' | 'ibm' | 'libvirt';

export interface UserDataLimit {
  readonly provider: Provider;
  readonly name: string;
  /** Most bytes of user data before the provider's own base64; absent where no limit is known. */
  readonly bytes?: number;
  /** The limit as its source states it. */
  readonly stated: string;
  readonly source: string;
}

export const userDataLimits: readonly UserDataLimit[] = [
  {
    provider: 'aws',
    name: 'AWS',
    bytes: 16_384,
    stated: '16 KiB before base64',
    source: 'AWS documentation of EC2 user data',
  },
  {
    provider: 'azure',
    name: 'Azure',
    bytes: 49_152,
    stated:
      '65 536 characters after base64; beyond that the adaptor says "base64 encoded userData is greater than 64KB"',
    source: 'cloud-api-adaptor: src/cloud-providers/azure/provider.go',
  },
  {
    provider: 'gcp',
    name: 'Google Cloud',
    bytes: 196_608,
    stated: '262 144 bytes for each metadata value, which the adaptor stores in base64',
    source: 'Google Cloud documentation of VM metadata',
  },
  {
    provider: 'alibaba',
    name: 'Alibaba Cloud',
    bytes: 16_384,
    stated: '16 KiB before encoding (the documentation may be out of date)',
    source: 'Alibaba Cloud documentation of ECS user data',
  },
  {
    provider: 'ibm',
    name: 'IBM Cloud VPC',
    bytes: 65_536,
    stated: '64 KiB',
    source: 'IBM Cloud documentation of VPC user data',
  },
  {
    provider: 'libvirt',
    name: 'libvirt',
    stated: 'none found: the data travels in an ISO image',
    source: 'cloud-api-adaptor: src/cloud-providers/libvirt',
  },
];
