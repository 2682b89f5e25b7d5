import type { Catalogue } from '../entry.ts';

export const sizeCodes = {
  'size/annotations': {
    severity: 'error',
    title: 'Annotations too long for Kubernetes',
    why: 'The API server refuses the object.',
    reference: 'k8s.io/apimachinery: pkg/api/validation/objectmeta.go (TotalAnnotationSizeLimitB)',
  },
  'size/client-side-apply': {
    severity: 'warning',
    title: 'Too long for client-side apply',
    why: 'kubectl copies the manifest into an annotation of its own, so that a Pod carries the value twice.',
    reference: 'https://kubernetes.io/docs/reference/using-api/server-side-apply/',
  },
  'size/user-data': {
    severity: 'error',
    title: 'Too long for the user data of a peer pod',
    why: 'The instance is not created, and the pod never starts. The adaptor compresses the document anew with plain gzip.',
    reference: 'cloud-api-adaptor: src/cloud-providers/azure/provider.go and documentation of the providers',
  },
} as const satisfies Catalogue;
