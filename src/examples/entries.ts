/** What a missing entry starts with. The KBS host is one that nobody owns: the one thing left to fill in. */
import { policyStarter } from './policies.ts';

export const exampleKbsUrl = 'https://kbs.example.com';

const aaToml = `[token_configs.kbs]
url = "${exampleKbsUrl}"
`;

const cdhToml = `[kbc]
name = "cc_kbc"
url = "${exampleKbsUrl}"

[image]
max_concurrent_layer_downloads_per_image = 3
`;

/** The content that a new entry of this name starts with; empty for names that no component reads. */
export function starterContent(key: string): string {
  switch (key) {
    case 'aa.toml':
      return aaToml;
    case 'cdh.toml':
      return cdhToml;
    case 'policy.rego':
      return policyStarter('restrictive').text;
    default:
      return '';
  }
}
