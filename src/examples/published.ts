/**
 * What documentation pages publish, keys and values as they are, mistakes included: people have read these before they
 * come to us. Our findings on them are computed when they are shown, never written down here.
 */
import contrastManifest from './published/contrast-policy.yaml?raw';
import contrastDocument from './published/contrast-policy.toml?raw';
import encryptedImagesManifest from './published/encrypted-images.yaml?raw';
import encryptedImagesDocument from './published/encrypted-images.toml?raw';
import olderManifest from './published/init-data-older.yaml?raw';
import olderDocument from './published/init-data-older.toml?raw';
import currentManifest from './published/init-data.yaml?raw';
import currentDocument from './published/init-data.toml?raw';
import runtimeAttestationManifest from './published/runtime-attestation.yaml?raw';
import runtimeAttestationDocument from './published/runtime-attestation.toml?raw';
import securingManifest from './published/securing-workloads.yaml?raw';
import securingDocument from './published/securing-workloads.toml?raw';
import type { PublishedExample } from './example.ts';

const site = 'https://confidentialcontainers.org/docs';

export const publishedExamples: readonly PublishedExample[] = [
  {
    id: 'published-init-data',
    title: 'Init-Data page, current',
    page: 'Confidential Containers: Init-Data',
    address: `${site}/features/initdata/`,
    summary: 'A policy that allows one image by digest and one command, with AA and CDH at the same KBS.',
    platform: 'tdx',
    document: currentDocument,
    manifest: currentManifest,
  },
  {
    id: 'published-init-data-older',
    title: 'Init-Data page, older edition',
    page: 'Confidential Containers: Init-Data, before Kata 3.20',
    address: `${site}/features/initdata/`,
    summary: 'Thirty-six requests allowed, sha256 on TDX, and the annotation under its former key.',
    platform: 'tdx',
    document: olderDocument,
    manifest: olderManifest,
  },
  {
    id: 'published-securing-workloads',
    title: 'Securing Your Workload, quick sample',
    page: 'Confidential Containers: Securing Your Workload',
    address: `${site}/getting-started/securing-workloads/`,
    summary: 'The page shows the policy alone; the lines around it are ours. Its GPU pod is the manifest.',
    platform: 'tdx-gpu',
    document: securingDocument,
    manifest: securingManifest,
  },
  {
    id: 'published-contrast-policy',
    title: 'Contrast policy page',
    page: 'Contrast: Policies',
    address: 'https://docs.edgeless.systems/contrast/',
    summary:
      'The page keeps the policy in its own annotation, as on AKS before Init-Data. Its guarantees are written here as a policy.rego.',
    platform: 'snp',
    document: contrastDocument,
    manifest: contrastManifest,
  },
  {
    id: 'published-encrypted-images',
    title: 'Encrypted Images, peer pods',
    page: 'Confidential Containers: Encrypted Images',
    address: `${site}/features/encrypted-images/`,
    summary: 'Version 0.1.1, shell variables left as they are, and base64 without gzip in the old key.',
    platform: 'peer-pods',
    document: encryptedImagesDocument,
    manifest: encryptedImagesManifest,
  },
  {
    id: 'published-runtime-attestation',
    title: 'Runtime Attestation, older edition',
    page: 'Confidential Containers: Runtime Attestation',
    address: `${site}/features/runtime-attestation/`,
    summary:
      'The event log switched on without naming where that stops the agent, and a tab in the manifest.',
    platform: 'tdx',
    document: runtimeAttestationDocument,
    manifest: runtimeAttestationManifest,
  },
];
