/**
 * The policy of the key broker for the open document: what a form asks for, the text that follows from it or that a person
 * wrote, and what is found in it. It belongs to a document and never to its bytes.
 */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { digestFromHex } from '#core/initdata/digest.ts';
import { routeOf } from '#core/measurement/routes.ts';
import { isPlatformId, type PlatformId } from '#core/platform/platform.ts';
import { applyEdits, type TextEdit } from '#core/text/edit.ts';
import { pathsFrom } from '#core/trustee/resource-policy/paths.ts';
import type { AcceptedDigest } from '#workers/trustee-calls.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { readBeside, writeBeside } from './beside-document.ts';
import { keepDocument } from './documents.ts';
import { latestOnly } from './latest.ts';
import { preferences } from './preferences.ts';
import { trusteeCalls } from './trustee.ts';
import { chosenRoute, routeChoice } from './trustee-route.ts';
import { workspace } from './workspace.ts';

/** What the generated policy is to ask for. */
export interface PolicyForm {
  /** Beside the chosen one. */
  readonly platforms: readonly PlatformId[];
  /** Documents that are accepted as well, such as during a rolling change. */
  readonly others: readonly AcceptedDigest[];
  /** One resource a line; empty for every resource. */
  readonly resources: string;
  readonly olderTokens: boolean;
  readonly statusOnly: boolean;
}

export interface ResourcePolicyState {
  /** Of which document; undefined before the first one. */
  readonly id: string | undefined;
  readonly form: PolicyForm;
  /** What a person wrote; undefined while the text follows the form. */
  readonly edited: string | undefined;
  readonly generated: string;
  /** Platforms without a value to pin, by the generator. */
  readonly notes: readonly Diagnostic[];
  readonly found: { readonly of: string; readonly findings: readonly Diagnostic[] } | undefined;
  /** The resource that is asked for when the policy is tried. */
  readonly tried: string;
  /** Our own defect. */
  readonly failure: string | undefined;
}

export const emptyForm: PolicyForm = {
  platforms: [],
  others: [],
  resources: '',
  olderTokens: false,
  statusOnly: false,
};

const firstPath = 'default/key/db';

const nothing: Omit<ResourcePolicyState, 'id'> = {
  form: emptyForm,
  edited: undefined,
  generated: '',
  notes: [],
  found: undefined,
  tried: firstPath,
  failure: undefined,
};

const writable = createStore<ResourcePolicyState>()(() => ({ id: undefined, ...nothing }));

/** Changed by the functions of this file alone. */
export const resourcePolicy: Pick<
  StoreApi<ResourcePolicyState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writable;

const afterMilliseconds = 80;
const working = latestOnly(work, afterMilliseconds);

/** Follows document, platform and way for as long as something shows the policy. @returns stops following */
export function followResourcePolicy(): () => void {
  load();
  const stops = [
    workspace.subscribe((now, before) => {
      if (now.id !== before.id) load();
      else if (now.document !== before.document) working.request();
    }),
    preferences.subscribe((now, before) => {
      if (now.platform !== before.platform) working.request();
    }),
    routeChoice.subscribe((now, before) => {
      if (now.route !== before.route) working.request();
    }),
  ];
  working.request();
  return () => {
    for (const stop of stops) stop();
  };
}

/** The text that would be handed over. */
export function resourcePolicyText({ edited, generated }: ResourcePolicyState): string {
  return edited ?? generated;
}

/** Ids of the ways that the policy is for: the chosen one, and the usual ones of the other platforms. */
export function policyRoutes({ platforms }: PolicyForm): readonly string[] {
  const chosen = chosenRoute();
  return [chosen.id, ...platforms.filter((each) => each !== chosen.platform).map((each) => routeOf(each).id)];
}

export function setPolicyForm(change: Partial<PolicyForm>): void {
  put({ form: { ...writable.getState().form, ...change } });
}

export function setTriedPath(tried: string): void {
  put({ tried });
}

/** Edits as typed in the editor of the policy. */
export function editResourcePolicy(edits: readonly TextEdit[], before: string): void {
  put({ edited: applyEdits(before, edits) });
}

/** @param edited undefined lets the text follow the form again */
export function replaceResourcePolicy(edited: string | undefined): void {
  put({ edited });
}

function put(change: Partial<Pick<ResourcePolicyState, 'form' | 'edited' | 'tried'>>): void {
  const { id } = workspace.getState();
  writable.setState({ id, ...change });
  const { form, edited, tried } = writable.getState();
  const isUntouched = form === emptyForm && edited === undefined && tried === firstPath;
  writeBeside('resource-policy', id, isUntouched ? undefined : { form, edited, tried });
  keepDocument();
  working.request();
}

function load(): void {
  const { id } = workspace.getState();
  if (writable.getState().id === id) return;
  writable.setState({ id, ...nothing, ...storedPolicyFrom(readBeside('resource-policy', id)) });
  working.request();
}

async function work(signal: AbortSignal): Promise<void> {
  const { document, name, id } = workspace.getState();
  const { form } = writable.getState();
  const routes = policyRoutes(form);
  const { olderTokens, statusOnly, others } = form;
  const resources = pathsFrom(form.resources).paths;
  try {
    const { text, diagnostics } = await trusteeCalls.call(
      'generate',
      { document, label: name, routes, others, resources, olderTokens, statusOnly },
      { signal },
    );
    if (writable.getState().id !== id) return;
    writable.setState({ generated: text, notes: diagnostics, failure: undefined });
    const policy = resourcePolicyText(writable.getState());
    const findings = await trusteeCalls.call('check', { policy, document, routes }, { signal });
    if (writable.getState().id !== id) return;
    writable.setState({ found: { of: policy, findings } });
  } catch (error) {
    if (signal.aborted) return;
    writable.setState({ failure: error instanceof Error ? error.message : String(error) });
  }
}

/** Checks what storage holds, field by field; what is not understood is left out. */
export function storedPolicyFrom(
  stored: unknown,
): Partial<Pick<ResourcePolicyState, 'form' | 'edited' | 'tried'>> {
  if (!isRecord(stored)) return {};
  const { form, edited, tried } = stored;
  return {
    ...(isRecord(form) ? { form: formFrom(form) } : {}),
    ...(typeof edited === 'string' ? { edited } : {}),
    ...(typeof tried === 'string' ? { tried } : {}),
  };
}

function formFrom({ platforms, others, resources, ...rest }: Readonly<Record<string, unknown>>): PolicyForm {
  return {
    platforms: listIn(platforms).filter(isPlatformId),
    others: listIn(others).flatMap((each): readonly AcceptedDigest[] => {
      if (!isRecord(each)) return [];
      const { label, hex } = each;
      const isDigest = typeof hex === 'string' && digestFromHex(hex) !== undefined;
      return isDigest && typeof label === 'string' ? [{ label, hex }] : [];
    }),
    resources: typeof resources === 'string' ? resources : '',
    olderTokens: rest['olderTokens'] === true,
    statusOnly: rest['statusOnly'] === true,
  };
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
