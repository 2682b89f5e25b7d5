import type { Consumer } from './diagnostic.ts';

/** Components that read Init-Data, as they are called. */
export const consumerNames = {
  go: 'Kata Go runtime',
  'runtime-rs': 'Kata runtime-rs',
  agent: 'kata-agent',
  aa: 'Attestation Agent',
  cdh: 'Confidential Data Hub',
  caa: 'Peer pods (cloud-api-adaptor)',
  cococtl: 'kubectl coco',
  contrast: 'Contrast',
  trustee: 'Trustee',
} as const satisfies Record<Consumer, string>;
