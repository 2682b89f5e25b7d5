/** How the answers of the request matrix are called, and in which groups the requests stand on screen. */
import type { RequestName } from '#core/policy/requests/catalogue.ts';
import type { AgentRequest } from '#core/policy/requests/request.ts';
import type { RequestVerdict, Standing } from '#core/policy/matrix/verdict.ts';
import type { Tone } from '#ui/tone.ts';

export type MeaningGroup = 'start' | 'run' | 'look' | 'network' | 'storage' | 'host';

export const groupWords = {
  start: 'Start and stop a pod',
  run: 'Run in it',
  look: 'Look into it',
  network: 'Network',
  storage: 'Files and storage',
  host: 'Control by the host',
} as const satisfies Record<MeaningGroup, string>;

/** By what a request means to a person, rather than by the part of the agent that serves it. */
export const groupOf = {
  CreateSandboxRequest: 'start',
  GuestDetailsRequest: 'start',
  CreateContainerRequest: 'start',
  StartContainerRequest: 'start',
  WaitProcessRequest: 'start',
  SignalProcessRequest: 'start',
  RemoveContainerRequest: 'start',
  RemoveStaleVirtiofsShareMountsRequest: 'start',
  DestroySandboxRequest: 'start',
  ExecProcessRequest: 'run',
  WriteStreamRequest: 'run',
  CloseStdinRequest: 'run',
  TtyWinResizeRequest: 'run',
  ReadStreamRequest: 'look',
  StatsContainerRequest: 'look',
  GetOOMEventRequest: 'look',
  GetMetricsRequest: 'look',
  GetDiagnosticDataRequest: 'look',
  UpdateInterfaceRequest: 'network',
  UpdateRoutesRequest: 'network',
  AddARPNeighborsRequest: 'network',
  ListInterfacesRequest: 'network',
  ListRoutesRequest: 'network',
  GetIPTablesRequest: 'network',
  SetIPTablesRequest: 'network',
  CopyFileRequest: 'storage',
  UpdateEphemeralMountsRequest: 'storage',
  VolumeStatsRequest: 'storage',
  ResizeVolumeRequest: 'storage',
  AddSwapRequest: 'storage',
  AddSwapPathRequest: 'storage',
  SetPolicyRequest: 'host',
  SetGuestDateTimeRequest: 'host',
  ReseedRandomDevRequest: 'host',
  PauseContainerRequest: 'host',
  ResumeContainerRequest: 'host',
  UpdateContainerRequest: 'host',
  OnlineCPUMemRequest: 'host',
  MemHotplugByProbeRequest: 'host',
  MemAgentMemcgConfig: 'host',
  MemAgentCompactConfig: 'host',
} as const satisfies Record<RequestName, MeaningGroup>;

export const needWords = {
  yes: 'A normal pod needs it.',
  often: 'Common features need it.',
  no: 'A normal pod does without it.',
} as const satisfies Record<AgentRequest['need'], string>;

export const genpolicyWords = {
  allows: 'allowed',
  denies: 'denied',
  checks: 'checked field by field',
  setting: 'denied, unless a setting allows it',
} as const satisfies Record<AgentRequest['genpolicy'], string>;

/** The answer in a word or two. */
export function answerLabel({ standing, overridden, tried, cutShort }: RequestVerdict): string {
  if (overridden) return 'Failure allowed';
  switch (standing) {
    case 'allowed':
      return 'Always allowed';
    case 'denied':
      return 'Always denied';
    case 'undefined':
      return 'Undefined';
    case 'failed':
      return 'Fails';
    case 'conditional':
      return 'Conditional';
    case 'unreached':
      if (tried === 0) return 'Not tried yet';
      return cutShort === true ? `None of ${String(tried)} so far` : `None of ${String(tried)} allowed`;
  }
}

/** What the answer rests on, in a sentence. */
export function answerReason({ standing, overridden, tried, failure }: RequestVerdict): string {
  const own = reasons[standing](tried, failure);
  return overridden
    ? `${own} AllowRequestsFailingPolicy turns that into permission: the request passes.`
    : own;
}

const reasons = {
  allowed: () => 'It follows from the structure of the policy: whatever the input is, it is allowed.',
  denied: () => 'It follows from the structure of the policy: whatever the input is, it is denied.',
  undefined: () => 'No rule answers, and there is no default: the agent answers with an internal error.',
  failed: (_: number, failure?: string) =>
    `Every evaluation fails, and the agent answers with an internal error${failure === undefined ? '.' : `: ${failure}.`}`,
  conditional: (tried: number) =>
    `It depends on the fields below. An allowed request was found${tried > 1 ? ` among ${String(tried)} that were tried` : ''}.`,
  unreached: (tried: number) =>
    tried === 0
      ? 'Time ran out before any input was tried.'
      : `No allowed input was found among ${String(tried)} that were tried, which proves nothing.`,
} as const satisfies Record<Standing, (tried: number, failure?: string) => string>;

/** Colour for meaning alone: what the host gains, what the pod lacks, and nothing for what is as it should be. */
export function answerTone({ effect, standing }: RequestVerdict): Tone {
  if (effect === 'exposes') return 'risk';
  // What was not found may exist all the same.
  if (effect === 'breaks') return standing === 'unreached' ? 'risk' : 'error';
  return standing === 'conditional' ? 'accent' : 'neutral';
}

/** What it comes to, in a few words; of a request that depends on its fields, on how many. */
export function meaningOf({ standing, overridden, fields, consequence }: RequestVerdict): string {
  if (standing !== 'conditional' || overridden || fields.length === 0) return consequence.short;
  return fields.length === 1 ? 'on one field' : `on ${String(fields.length)} fields`;
}

export const shownFilters = ['all', 'exposes', 'breaks', 'differs'] as const;
export type ShownFilter = (typeof shownFilters)[number];

/** `2 always allowed, 5 conditional, 34 undefined`: what the policy does, counted. */
export function countsSentence(rows: readonly RequestVerdict[]): string {
  const words = {
    allowed: 'always allowed',
    conditional: 'conditional',
    denied: 'always denied',
    undefined: 'undefined',
    failed: 'failing',
    unreached: 'without an allowed input found',
  } as const satisfies Record<Standing, string>;
  const parts = Object.entries(words).flatMap(([standing, word]) => {
    const count = rows.filter((row) => row.standing === standing).length;
    return count === 0 ? [] : [`${String(count)} ${word}`];
  });
  return `${parts.join(', ')}.`;
}
