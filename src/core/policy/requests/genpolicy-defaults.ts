/** The defaults that genpolicy writes, as a policy to compare with. */
import type { ProfileId } from '#core/rego/profile.ts';
import { agentRequests, failuresEntrypoint, requestExistsIn } from './request.ts';

/**
 * The defaults of genpolicy's rules, without the rules: what it checks against the pod, and what its settings switch on, is
 * denied here.
 *
 * @see https://github.com/kata-containers/kata-containers/blob/main/src/tools/genpolicy/rules.rego
 */
export function genpolicyDefaults(profile: ProfileId): string {
  const lines = agentRequests
    .filter((request) => requestExistsIn(request, profile))
    .map(({ name, genpolicy }) => `default ${name} := ${genpolicy === 'allows' || name === removal}`);
  return `package agent_policy\n\n${lines.join('\n')}\n\ndefault ${failuresEntrypoint} := false\n`;
}

/** Its rule keeps the state; the default lets pass what the rule does not know. */
const removal = 'RemoveContainerRequest';
