import { expect, test } from 'vitest';
import { policyStarters } from './policies.ts';

/** The requests of the agent that a policy is asked about (kata-containers 4.1, agent.proto). */
const requests = [
  'AddARPNeighborsRequest',
  'AddSwapPathRequest',
  'AddSwapRequest',
  'CloseStdinRequest',
  'CopyFileRequest',
  'CreateContainerRequest',
  'CreateSandboxRequest',
  'DestroySandboxRequest',
  'ExecProcessRequest',
  'GetDiagnosticDataRequest',
  'GetIPTablesRequest',
  'GetMetricsRequest',
  'GetOOMEventRequest',
  'GuestDetailsRequest',
  'ListInterfacesRequest',
  'ListRoutesRequest',
  'MemAgentCompactConfig',
  'MemAgentMemcgConfig',
  'MemHotplugByProbeRequest',
  'OnlineCPUMemRequest',
  'PauseContainerRequest',
  'ReadStreamRequest',
  'RemoveContainerRequest',
  'RemoveStaleVirtiofsShareMountsRequest',
  'ReseedRandomDevRequest',
  'ResizeVolumeRequest',
  'ResumeContainerRequest',
  'SetGuestDateTimeRequest',
  'SetIPTablesRequest',
  'SetPolicyRequest',
  'SignalProcessRequest',
  'StartContainerRequest',
  'StatsContainerRequest',
  'TtyWinResizeRequest',
  'UpdateContainerRequest',
  'UpdateEphemeralMountsRequest',
  'UpdateInterfaceRequest',
  'UpdateRoutesRequest',
  'VolumeStatsRequest',
  'WaitProcessRequest',
  'WriteStreamRequest',
];

test.for(policyStarters)('$name states a default for each of the 41 requests, once', ({ text }) => {
  const stated = [...text.matchAll(/^default (\w+) := (?:true|false)$/gm)].map(([, name]) => name);
  expect(stated).toHaveLength(requests.length);
  expect(new Set(stated)).toEqual(new Set(requests));
});

test.for(policyStarters)('$name keeps the policy from being replaced', ({ text }) => {
  expect(text).toContain('default SetPolicyRequest := false');
});

test('the restrictive one denies exec, logs and standard input, and knows the pause container', () => {
  const text = policyStarters.find(({ id }) => id === 'restrictive')?.text ?? '';
  for (const name of ['ExecProcessRequest', 'ReadStreamRequest', 'WriteStreamRequest'])
    expect(text).toContain(`default ${name} := false`);
  expect(text).toContain('pulled_in_guest("sandbox", {"pause"})');
});
