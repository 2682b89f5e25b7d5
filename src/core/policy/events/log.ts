/**
 * The agent's own log of requests, `policy.jsonl`: one JSON object per line, written at debug level. Each has the kind of
 * the request and its input; an answer that was an object follows under the same kind (reference/agent-policy.md 1.10).
 */
import type { Budget } from '#core/rego/evaluate/budget.ts';
import type { Profile } from '#core/rego/profile.ts';
import type { RegoObject } from '#core/rego/value/value.ts';
import type { Decision } from '../agent/agent.ts';
import { isJsonObject, type JsonObject } from '../simulate/json.ts';
import { agentWith, typedInput } from '../simulate/run.ts';

export interface LogEntry {
  /** 1-based. */
  readonly line: number;
  readonly entrypoint: string;
  readonly input: JsonObject;
}

export interface RequestLog {
  readonly entries: readonly LogEntry[];
  /** 1-based numbers of lines that are neither empty, an answer, nor an entry. */
  readonly unread: readonly number[];
}

/** Longer logs are read as far as this. */
const maxEntries = 20_000;

/** Reads a log; what stands before the object of a line, such as a time, is passed over. Never throws. */
export function readRequestLog(text: string): RequestLog {
  const entries: LogEntry[] = [];
  const unread: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    if (entries.length >= maxEntries) break;
    const entry = entryOf(line);
    if (entry === undefined) unread.push(index + 1);
    else if (!isAnswer(entry.input)) entries.push({ line: index + 1, ...entry });
  }
  return { entries, unread };
}

/** True when a text is a log of requests: its first line that is not empty is an entry. */
export function isRequestLog(text: string): boolean {
  const [first = ''] = /\S[^\n]*/.exec(text) ?? [];
  return entryOf(first) !== undefined;
}

function entryOf(line: string): Omit<LogEntry, 'line'> | undefined {
  const start = line.indexOf('{');
  const value = start < 0 ? undefined : parsedJson(line.slice(start));
  if (!isJsonObject(value)) return undefined;
  const kind = value['kind'] ?? value['ep'];
  const input = value['request'] ?? value['data'] ?? value['input'];
  // Some write the request as a text.
  const request = typeof input === 'string' ? parsedJson(input) : input;
  return typeof kind === 'string' && isJsonObject(request) ? { entrypoint: kind, input: request } : undefined;
}

/** No request has a member of this name. */
function isAnswer(input: JsonObject): boolean {
  return typeof input['allowed'] === 'boolean';
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface ReplayStep {
  readonly entry: LogEntry;
  readonly decision: Decision;
  /** The data document before the request. */
  readonly before: RegoObject;
  /** Entries so far, this one included, of all. */
  readonly done: number;
  readonly total: number;
}

export interface ReplayOptions {
  /** Of each request. */
  readonly budget?: Budget;
}

const requestBudget: Budget = { steps: 2_000_000, milliseconds: 2_000 };

/** Sends the requests of a log to an agent with a policy, in order and with state. Each step is one request. */
export function* replayLog(
  { entries }: RequestLog,
  policy: string,
  profile: Profile,
  options: ReplayOptions = {},
): Generator<ReplayStep, void, undefined> {
  const { agent } = agentWith(policy, profile);
  const { budget = requestBudget } = options;
  for (const [index, entry] of entries.entries()) {
    const before = agent.data();
    const input = typedInput(entry.entrypoint, entry.input, profile);
    const decision = agent.request(entry.entrypoint, input, { budget });
    yield { entry, decision, before, done: index + 1, total: entries.length };
  }
}
