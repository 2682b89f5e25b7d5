/** Our own documents, one for each way of running: without errors, and with one thing left to say: which KBS. */
import { starterManifest } from '#core/manifest/starter.ts';
import { platformOf, type PlatformId } from '#core/platform/platform.ts';
import { starterContent } from './entries.ts';
import type { Example } from './example.ts';
import { policyStarter, type PolicyStarter } from './policies.ts';

interface Recipe {
  readonly platform: PlatformId;
  readonly title: string;
  readonly summary: string;
  readonly policy: PolicyStarter['id'];
  /** Comment lines at the top of the document. They are measured too. */
  readonly comment: string;
}

const recipes: readonly Recipe[] = [
  {
    platform: 'tdx',
    title: 'Intel TDX',
    summary: 'sha384 fills MRCONFIGID exactly; the claim is the output of sha384sum.',
    policy: 'restrictive',
    comment: '# Init-Data for Intel TDX: the sha384 digest of this text is MRCONFIGID.',
  },
  {
    platform: 'snp',
    title: 'AMD SEV-SNP',
    summary: 'sha256 fills HOSTDATA exactly; longer digests would be cut to 32 bytes.',
    policy: 'restrictive',
    comment: '# Init-Data for AMD SEV-SNP: the sha256 digest of this text is HOSTDATA.',
  },
  {
    platform: 'tdx-gpu',
    title: 'Intel TDX with NVIDIA GPU',
    summary: 'As on TDX; the GPU has evidence of its own, which never carries Init-Data.',
    policy: 'restrictive',
    comment:
      '# Init-Data for Intel TDX with an NVIDIA GPU. Resource policies find it under cpu0, never under gpu0.',
  },
  {
    platform: 'se',
    title: 'IBM Secure Execution',
    summary: 'Delivered to the guest and bound to nothing: there is no value to pin on this platform.',
    policy: 'restrictive',
    comment:
      '# Init-Data for IBM Secure Execution: the guest gets this text, no measurement carries its digest.',
  },
  {
    platform: 'peer-pods',
    title: 'Peer pods on Azure',
    summary: 'sha256, because PCR 8 takes 32 bytes; aa.toml must be there or nothing starts.',
    policy: 'restrictive',
    comment: '# Init-Data for peer pods: the image extends PCR 8 with the sha256 digest of this text.',
  },
  {
    platform: 'peer-pods-aws',
    title: 'Peer pods on AWS',
    summary: 'As on Azure, and small: user data ends at 16 KiB.',
    policy: 'restrictive',
    comment: '# Init-Data for peer pods on AWS: keep it small, user data ends at 16 KiB.',
  },
  {
    platform: 'coco-dev',
    title: 'Development, no TEE',
    summary: 'Allows everything and proves nothing. For trying the machinery on a laptop.',
    policy: 'allow-all',
    comment: '# Init-Data for development without a TEE: nothing here is protected from the host.',
  },
];

export const ownExamples: readonly Example[] = recipes.map(
  ({ platform, title, summary, policy, comment }) => ({
    id: `own-${platform}`,
    title,
    summary,
    platform,
    document: documentOf(platform, policy, comment),
    manifest: starterManifest({ platform, name: 'nginx' }),
  }),
);

/** The KBS certificate of aa.toml and cdh.toml compresses best when the two stand side by side, before the policy. */
function documentOf(platform: PlatformId, policy: PolicyStarter['id'], comment: string): string {
  const entries: readonly (readonly [string, string])[] = [
    ['aa.toml', starterContent('aa.toml')],
    ['cdh.toml', starterContent('cdh.toml')],
    ['policy.rego', policyStarter(policy).text],
  ];
  const data = entries.map(([key, content]) => `"${key}" = '''\n${content}'''\n`).join('\n');
  return `${comment}
version = "0.1.0"
algorithm = "${platformOf(platform).algorithm}"

[data]
${data}`;
}
