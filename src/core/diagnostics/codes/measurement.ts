import type { Catalogue } from '../entry.ts';

const hosts = 'kata-containers: src/runtime/virtcontainers, src/runtime-rs (host side of Init-Data)';

export const measurementCodes = {
  'measurement/field-not-written': {
    severity: 'warning',
    title: 'Host that writes no digest',
    why: 'The evidence carries nothing of the document, so that nobody can tell one document from another.',
    reference: hosts,
  },
  'measurement/not-delivered': {
    severity: 'error',
    title: 'Host that does not hand the document over',
    why: 'The guest starts as if there were no Init-Data: with the policy and the configuration of its image.',
    reference: hosts,
  },
} as const satisfies Catalogue;
