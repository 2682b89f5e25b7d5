/** What the names in a policy of genpolicy stand for (reference/agent-policy.md 6.2). */
const meanings: Readonly<Record<string, string>> = {
  '$(host-name)': 'any host name',
  '$(node-name)': 'anything',
  '$(pod-uid)': 'anything',
  '$(pod-ip)': 'any address',
  '$(host-ip)': 'any address',
  '$(resource-field)': 'any number',
  '$(sandbox-name)': 'the name of the pod',
  '$(sandbox-namespace)': 'the namespace of the pod',
  '$(todo-annotation)': 'anything',
};

/** Empty where a text means itself. */
export function placeholderWords(text: string): string {
  const found = [...text.matchAll(/\$\([a-z-]+\)/g)].flatMap(([name]) => meanings[name] ?? []);
  return [...new Set(found)].join(', ');
}
