/** Recorded decisions of the agent: sequences of policies and requests, and policies with the 48 example requests. */
import { isRecord, type Json } from '#core/testing/comparison.ts';
import type { CaseResult, RecordedFormat } from '#core/testing/recorded.ts';
import type { Dialect } from '#core/rego/ast.ts';
import { recordedFailure, recordedLoadError } from '#core/rego/testing/recorded-outcome.ts';
import { guarded, withDepartures } from '#core/rego/testing/listed.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { jsonOf, valueFromUnknown } from '#core/rego/value/json.ts';
import { type Agent, type Decision, type Loaded, newAgent } from '../agent/agent.ts';
import { genpolicyCases } from '../generate/testing/cases.ts';
import { departures } from './departures.ts';

/** A step in the words of the recordings. Members that are absent are not compared. */
function recordedDecision(decision: Decision): Json {
  const prints = { prints: decision.prints };
  switch (decision.kind) {
    case 'allowed':
    case 'denied':
    case 'undefined':
      return { decision: decision.kind, ...prints };
    case 'failed': {
      const { failure } = decision;
      if (failure.kind !== 'evaluation') return { decision: 'error', class: failure.kind };
      const { message, file, line, col } = recordedFailure('eval-error', failure.failure);
      return { decision: 'error', class: 'eval-error', message, file, line, col };
    }
  }
}

function recordedLoad(loaded: Loaded): Json {
  const flag = { allow_failures: loaded.allowsFailures };
  if (loaded.kind === 'loaded') return { load: 'ok', ...flag };
  const { message, file, line, col } = recordedLoadError(loaded.error);
  return { load: 'load-error', ...flag, message, file, line, col };
}

function compare(where: string, expected: Json, found: Json, agent: Agent, differences: string[]): void {
  for (const [field, value] of Object.entries(expected)) {
    // Recordings leave out what is empty, and data that did not change.
    const known = field === 'data' ? jsonOf(agent.data()) : JSON.stringify(found[field]);
    const wanted = field === 'data' ? jsonOf(valueFromUnknown(value)) : JSON.stringify(value);
    if (
      known !== wanted &&
      [
        'load',
        'decision',
        'allow_failures',
        'class',
        'message',
        'file',
        'line',
        'col',
        'prints',
        'data',
      ].includes(field)
    ) {
      differences.push(`${where} ${field}: recorded ${wanted}, found ${known}`);
    }
  }
}

function runSequence(vector: Json): CaseResult {
  const id = String(vector['id']);
  const agent = newAgent(profileOf('kata-3.30'), { dialect: vector['dialect'] as Dialect });
  const differences: string[] = [];
  for (const [index, step] of (vector['steps'] as readonly Json[]).entries()) {
    const policy = String(step['policy']);
    const found =
      step['op'] === 'request'
        ? recordedDecision(agent.request(String(step['entrypoint']), valueFromUnknown(step['input'])))
        : recordedLoad(
            step['op'] === 'initialize'
              ? agent.initialize(String(step['file']), policy)
              : agent.setPolicy(policy),
          );
    compare(`step ${index}`, step['expect'] as Json, found, agent, differences);
  }
  return resultOf(id, String(vector['note']), differences);
}

function resultOf(id: string, note: string, differences: readonly string[]): CaseResult {
  return differences.length === 0
    ? { id, outcome: 'passed' }
    : { id, outcome: 'failed', difference: `${note}: ${differences.slice(0, 3).join('; ')}` };
}

const sequences: RecordedFormat = {
  name: 'agent-sequences',
  recognises: (file) => isRecord(file) && file['format'] === 'rego-agent-sequences/1',
  async run(file) {
    await loadBuiltins(profileOf('kata-3.30'));
    return recordsOf(file, 'vectors').map((vector) =>
      runListed(String(vector['id']), () => runSequence(vector)),
    );
  },
};

function runListed(id: string, run: () => CaseResult): CaseResult {
  return withDepartures(guarded(id, run), departures);
}

function recordsOf(file: unknown, member: string): readonly Json[] {
  const records = isRecord(file) ? file[member] : undefined;
  return Array.isArray(records) ? records.filter(isRecord) : [];
}

/** One case per decision, and one per load. */
function runPolicy(policy: Json, requests: readonly Json[]): readonly CaseResult[] {
  const results: CaseResult[] = [];
  for (const [dialect, recorded] of Object.entries(policy['dialects'] as Readonly<Record<string, Json>>)) {
    const text = String(policy['policy']);
    const start = (): { readonly agent: Agent; readonly loaded: Loaded } => {
      const agent = newAgent(profileOf('kata-3.30'), { dialect: dialect as Dialect });
      return { agent, loaded: agent.setPolicy(text) };
    };
    const id = `${String(policy['id'])}/${dialect}`;
    const note = String(policy['note']);
    const shared = start();
    results.push(
      runListed(`${id}/load`, () => {
        const differences: string[] = [];
        compare('load', recorded['load'] as Json, recordedLoad(shared.loaded), shared.agent, differences);
        return resultOf(`${id}/load`, note, differences);
      }),
    );
    for (const expected of recordsOf(recorded, 'decisions')) {
      const step = Number(expected['step']);
      const request = requests[step] ?? {};
      const name = `${id}/${step}`;
      results.push(
        runListed(name, () => {
          const agent = policy['mode'] === 'sequence' ? shared.agent : start().agent;
          const decision = agent.request(String(request['entrypoint']), valueFromUnknown(request['input']));
          const differences: string[] = [];
          compare(name, expected, recordedDecision(decision), agent, differences);
          return resultOf(name, note, differences);
        }),
      );
    }
  }
  return results;
}

const decisions: RecordedFormat = {
  name: 'agent-decisions',
  recognises: (file) => isRecord(file) && file['format'] === 'agent-decisions/1',
  async run(file) {
    await loadBuiltins(profileOf('kata-3.30'));
    const requests = recordsOf(file, 'requests');
    return recordsOf(file, 'policies').flatMap((policy) => runPolicy(policy, requests));
  },
};

export const formats: readonly RecordedFormat[] = [sequences, decisions, genpolicyCases];
