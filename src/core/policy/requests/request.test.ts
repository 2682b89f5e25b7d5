/** The catalogue of requests: complete against the reference, and consistent in itself. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ProfileId } from '#core/rego/profile.ts';
import { announce } from '#core/testing/announce.ts';
import { genpolicyDefaults } from './genpolicy-defaults.ts';
import { agentRequests, deadRequests, isRequestName, requestExistsIn } from './request.ts';

test('there are 41 requests, each of which says what it is', () => {
  expect(agentRequests).toHaveLength(41);
  for (const request of agentRequests) {
    for (const text of [request.purpose, request.sentWhen, request.open.text, request.denied.text]) {
      expect(text).toMatch(/^\S.+\.$/);
    }
    for (const { short } of [request.open, request.denied]) expect(short.length).toBeLessThanOrEqual(40);
  }
  for (const dead of deadRequests.keys()) expect(isRequestName(dead)).toBe(false);
});

test('what a pod needs is never critical to have no rule for, and what it cannot do without says so', () => {
  const needed = agentRequests.filter(({ need }) => need === 'yes').map(({ name }) => name);
  expect(needed).toEqual([
    'CreateSandboxRequest',
    'GuestDetailsRequest',
    'CreateContainerRequest',
    'StartContainerRequest',
    'WaitProcessRequest',
    'SignalProcessRequest',
    'RemoveContainerRequest',
    'RemoveStaleVirtiofsShareMountsRequest',
    'CopyFileRequest',
    'UpdateInterfaceRequest',
    'UpdateRoutesRequest',
  ]);
});

test('requests appear with their release', () => {
  const missingIn = (id: ProfileId): readonly string[] =>
    agentRequests.filter((request) => !requestExistsIn(request, id)).map(({ name }) => name);
  expect(missingIn('kata-3.5')).toEqual([
    'AddSwapPathRequest',
    'MemAgentMemcgConfig',
    'MemAgentCompactConfig',
    'GetDiagnosticDataRequest',
  ]);
  expect(missingIn('kata-3.11')).toEqual(['GetDiagnosticDataRequest']);
  expect(missingIn('kata-3.28')).toEqual([]);
  expect(missingIn('kata-3.30')).toEqual([]);
});

test('the defaults of genpolicy are those that it writes', () => {
  const allowed = genpolicyDefaults('kata-3.30')
    .split('\n')
    .flatMap((line) => /^default (\w+) := true$/.exec(line)?.[1] ?? []);
  expect(allowed.toSorted()).toEqual([
    'DestroySandboxRequest',
    'GetOOMEventRequest',
    'GuestDetailsRequest',
    'OnlineCPUMemRequest',
    'RemoveContainerRequest',
    'RemoveStaleVirtiofsShareMountsRequest',
    'SignalProcessRequest',
    'StartContainerRequest',
    'StatsContainerRequest',
    'TtyWinResizeRequest',
    'WaitProcessRequest',
  ]);
});

const schema = new URL('../../../../../shared/reference/agent-policy-schema.json', import.meta.url);
const hasSchema = existsSync(schema);
if (!hasSchema)
  announce('1 comparison of the requests with the reference is skipped: ../shared is not there.');

test.runIf(hasSchema)('names and procedures are those of the reference', () => {
  const { entrypoints } = JSON.parse(readFileSync(schema, 'utf8')) as {
    readonly entrypoints: Readonly<Record<string, readonly string[]>>;
  };
  const ours = Object.fromEntries(agentRequests.map(({ name, procedures }) => [name, procedures]));
  expect(ours).toEqual(entrypoints);
});
