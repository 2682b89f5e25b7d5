/** Rego by its package. */
import type { Detector } from '../recognition.ts';

export const regoDetector: Detector = {
  name: 'rego',
  detect: ({ text, trimmed }) => {
    const name =
      /^(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t]*package[ \t]+([A-Za-z_][\w.[\]"-]*)[ \t\r]*(?:#.*)?(?:\n|$)/.exec(
        trimmed,
      )?.[1];
    if (text === undefined || name === undefined) return undefined;
    const evidence = `Its first statement is "package ${name}".`;
    return name === 'agent_policy'
      ? { kind: 'agent-policy', text, confidence: 'certain', evidence }
      : { kind: 'other-rego', text, package: name, confidence: 'certain', evidence };
  },
};
