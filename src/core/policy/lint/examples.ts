/** Short policies for the examples of rules. */

/** A policy that every release of Kata reads alike. */
export function policy(rules: string): string {
  return `package agent_policy\n\nimport rego.v1\n\n${rules.trim()}\n`;
}
