/** Components that read Init-Data, as they are called. */
import type { Consumer, ConsumerOutcome } from '#core/diagnostics/diagnostic.ts';
import type { Tone } from '#ui/tone.ts';

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

/** How each outcome is marked: accepting is not praise, so it has no colour. */
export const outcomeTones = {
  accepts: 'neutral',
  ignores: 'risk',
  rejects: 'error',
  panics: 'error',
} as const satisfies Record<ConsumerOutcome['outcome'], Tone>;
