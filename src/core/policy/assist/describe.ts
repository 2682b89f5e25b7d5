/** Sentences about requests, fields and builtins, the same for completion and hover. */
import { enginesWith } from '#core/rego/builtins/registry.ts';
import type { Profile } from '#core/rego/profile.ts';
import { type Field, type FieldType, fieldsOf, fieldTypeAt, messageOf, typeText } from '../agent/fields.ts';
import type { Step } from '../matrix/origins.ts';
import { type AgentRequest, agentRequests } from '../requests/request.ts';
import { signatureOf } from './signatures.ts';

const needs = {
  yes: 'A pod needs it to run.',
  often: 'Some pods need it.',
  no: 'No pod needs it to run.',
} as const;

const exposures = {
  critical: 'Open, it gives the pod away',
  high: 'Open, it is dangerous',
  medium: 'Open, it is a risk',
  low: 'Open, it is a small risk',
  none: 'Open, it does no harm',
} as const;

/** What a request is for, when it is sent, and what allowing or denying it comes to. */
export function aboutRequest(request: AgentRequest): readonly string[] {
  const { purpose, sentWhen, need, exposure, open, denied, since } = request;
  return [
    purpose,
    `Sent: ${sentWhen}`,
    `${needs[need]} Denied: ${denied.text}`,
    `${exposures[exposure]}: ${open.text}`,
    ...(since === undefined ? [] : [`Since Kata ${since}.`]),
  ];
}

/** What a builtin does, and where it exists. */
export function aboutBuiltin(name: string, profile: Profile): readonly string[] {
  const engines = enginesWith(name);
  const here = engines.some(({ id }) => id === profile.id) || name === 'print';
  const doc = signatureOf(name)?.doc;
  const where =
    engines.length === 0
      ? 'No engine is known to have it.'
      : `It exists in ${engines.map((engine) => engine.name).join(', ')}.`;
  return [
    ...(doc === undefined ? [] : [doc]),
    ...(here ? [] : [`${profile.name} does not have it: a request that reaches the call fails.`]),
    ...(name === 'print' ? [] : [where]),
  ];
}

/** Fields below a path of the input, of those requests that have it; the same field of several requests once. */
export function fieldsBelow(
  path: readonly Step[],
  requests: readonly AgentRequest[],
  profile: Profile,
): readonly Field[] {
  const found = new Map<string, Field>();
  for (const type of typesOf(path, requests, profile)) {
    if (type.kind !== 'message') continue;
    for (const field of fieldsOf(type.name) ?? []) if (!found.has(field.name)) found.set(field.name, field);
  }
  return [...found.values()];
}

/** What the field at a path is; of the first request that has it. */
export function fieldAt(
  path: readonly Step[],
  requests: readonly AgentRequest[],
  profile: Profile,
): { readonly type: string; readonly doc?: string } | undefined {
  const [type] = typesOf(path, requests, profile);
  if (type === undefined) return undefined;
  const last = path.at(-1);
  const field = fieldsBelow(path.slice(0, -1), requests, profile).find(({ name }) => name === last);
  return { type: typeText(type), ...(field === undefined ? {} : { doc: field.doc }) };
}

function typesOf(
  path: readonly Step[],
  requests: readonly AgentRequest[],
  profile: Profile,
): readonly FieldType[] {
  return requests.flatMap(({ name }) => {
    const message = messageOf(name, profile.id);
    const type = message === undefined ? undefined : fieldTypeAt(message, path);
    return type === undefined ? [] : [type];
  });
}

/** Requests that come to a rule: itself, or those that need it; all when none does. */
export function requestsFor(
  rule: string | undefined,
  neededBy: (request: string) => ReadonlySet<string>,
): readonly AgentRequest[] {
  if (rule === undefined) return agentRequests;
  const own = agentRequests.filter(({ name }) => name === rule);
  if (own.length > 0) return own;
  const through = agentRequests.filter(({ name }) => neededBy(name).has(rule));
  return through.length > 0 ? through : agentRequests;
}
