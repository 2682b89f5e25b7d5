/** Requests that come from outside: events, logs of the agent, and files of saved requests. */
import { newAgent } from '#core/policy/agent/agent.ts';
import { eventsIn, type PolicyEvent } from '#core/policy/events/event.ts';
import { isRequestLog, readRequestLog, replayLog } from '#core/policy/events/log.ts';
import { printsByRule } from '#core/policy/events/prints.ts';
import type { JsonObject } from '#core/policy/simulate/json.ts';
import { isJsonObject } from '#core/policy/simulate/json.ts';
import { readTests, writeTests } from '#core/policy/testcases/genpolicy-file.ts';
import type { PolicyTest } from '#core/policy/testcases/tests.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import type {
  EventAnswer,
  PasteAnswer,
  Plan,
  PlannedStep,
  PolicyRunCalls,
  PolicyText,
  ReplayedRequest,
  RequestOutcome,
  SavedTest,
  TestFile,
} from './policy-run-calls.ts';
import { typedJson } from './policy-run.ts';
import { outcomeOf } from './policy-outcome.ts';
import type { Handlers, Progress } from './server.ts';

/** Of one request: what takes longer would stop the agent as well. */
const budget = { steps: 2_000_000, milliseconds: 2_000 } as const;

/** A page that is told of every request of a long log would do nothing else. */
const progressEvery = 25;

function readPaste({ policy, profile, text }: PolicyText & { readonly text: string }): PasteAnswer {
  const events = eventsIn(text).map((event) => eventAnswer(event, { policy, profile }));
  if (!isRequestLog(text)) return { events };
  const { entries, unread } = readRequestLog(text);
  return { events, log: { requests: entries.length, unread } };
}

function eventAnswer(event: PolicyEvent, { policy, profile }: PolicyText): EventAnswer {
  const { kind, entrypoint, message, layers, complete, prints, input, error } = event;
  const grouped = printsByRule(prints, policy, profileOf(profile)).map(({ rule, prints: own }) => ({
    lines: own.map((print) => `${String(print.line)}: ${print.text}`),
    ...(rule === undefined ? {} : { rule }),
  }));
  return {
    kind,
    entrypoint,
    message,
    layers,
    complete,
    prints: grouped,
    ...(input === undefined ? {} : { input: pretty(input) }),
    ...(error === undefined ? {} : { error }),
  };
}

async function replay(
  { policy, profile, text }: PolicyText & { readonly text: string },
  progress: Progress,
): Promise<readonly ReplayedRequest[]> {
  const engine = profileOf(profile);
  await loadBuiltins(engine);
  const replayed: ReplayedRequest[] = [];
  for (const { entry, decision, done, total } of replayLog(readRequestLog(text), policy, engine)) {
    replayed.push({ line: entry.line, entrypoint: entry.entrypoint, outcome: outcomeOf(decision).kind });
    if (done % progressEvery === 0) progress(done, total);
  }
  return replayed;
}

function replayPlan({ text, line }: { readonly text: string; readonly line: number }): Plan {
  const { entries } = readRequestLog(text);
  const steps = entries
    .filter((entry) => entry.line <= line)
    .map((entry): PlannedStep => ({
      entrypoint: entry.entrypoint,
      title: `line ${String(entry.line)}`,
      input: pretty(entry.input),
    }));
  return { setup: steps.slice(0, -1), steps: steps.slice(-1) };
}

async function runSaved({
  policy,
  profile,
  tests,
}: PolicyRunCalls['test']['request']): Promise<readonly RequestOutcome[]> {
  const engine = profileOf(profile);
  await loadBuiltins(engine);
  const agent = newAgent(engine);
  const loaded = agent.setPolicy(policy);
  if (loaded.kind === 'refused') {
    return tests.map(() => ({ kind: 'failed', of: 'policy', message: loaded.error.message }));
  }
  return tests.map(({ entrypoint, input }): RequestOutcome => {
    const reading = typedJson(entrypoint, input, engine);
    if (reading.kind === 'refused') return { kind: 'unreadable', message: reading.message };
    return outcomeOf(agent.request(entrypoint, reading.value, { budget }));
  });
}

function testFile({ text }: { readonly text: string }): TestFile {
  const read = readTests(text);
  if (read.kind === 'refused') return read;
  return { ...read, tests: read.tests.map(({ input, ...test }) => ({ ...test, input: pretty(input) })) };
}

function written({ tests }: { readonly tests: readonly SavedTest[] }): {
  readonly text: string;
  readonly left: number;
} {
  const readable = tests.flatMap(({ input, ...test }): readonly PolicyTest[] => {
    const value = parsedObject(input);
    return value === undefined ? [] : [{ ...test, input: value }];
  });
  const { text, left } = writeTests(readable);
  return { text, left: left.length + tests.length - readable.length };
}

function parsedObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function pretty(input: JsonObject): string {
  return JSON.stringify(input, undefined, 2);
}

export const policyLogHandlers: Pick<
  Handlers<PolicyRunCalls>,
  'readPaste' | 'replay' | 'replayPlan' | 'test' | 'readTests' | 'writeTests'
> = {
  readPaste,
  replay,
  replayPlan,
  test: runSaved,
  readTests: testFile,
  writeTests: written,
};
