/** Events about requests that a policy refused, and lines of the log of requests that the agent can write. */
import type { Detector, FoundRequest } from '../recognition.ts';

/** Lines that are looked at before a text is called a log. */
const sampledLines = 5;
const mostRequests = 10_000;

export const requestsDetector: Detector = {
  name: 'requests',
  detect: ({ text, trimmed }) => {
    if (text === undefined) return undefined;
    const log = logLines(trimmed);
    if (log !== undefined) {
      return {
        kind: 'requests',
        form: 'log',
        requests: log,
        confidence: 'certain',
        evidence: 'Its lines are JSON with a kind and a request, as the agent logs them for policies.',
      };
    }
    const denied = [...trimmed.matchAll(/\b([A-Z]\w{2,60}Request) is blocked by policy/g)];
    if (denied.length === 0) return undefined;
    return {
      kind: 'requests',
      form: 'denial',
      requests: denied.slice(0, mostRequests).map(([, request = '']) => ({ request })),
      confidence: 'likely',
      evidence: 'It says that a request is blocked by policy, in the words of the agent.',
    };
  },
};

function logLines(trimmed: string): readonly FoundRequest[] | undefined {
  if (!trimmed.startsWith('{') || !/"kind"\s*:/.test(trimmed.slice(0, 400))) return undefined;
  const lines = trimmed.split(/\r?\n/).filter((line) => line.trim() !== '');
  const found: FoundRequest[] = [];
  for (const [index, line] of lines.entries()) {
    if (found.length >= mostRequests) break;
    const request = requestIn(line);
    if (request === undefined) {
      if (index < sampledLines) return undefined;
      continue;
    }
    found.push(request);
  }
  return found.length === 0 ? undefined : found;
}

function requestIn(line: string): FoundRequest | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('kind' in value) || !('request' in value))
      return undefined;
    const { kind, request } = value;
    if (typeof kind !== 'string' || !/^[A-Z]\w+Request$/.test(kind)) return undefined;
    return { request: kind, input: JSON.stringify(request) };
  } catch {
    return undefined;
  }
}
