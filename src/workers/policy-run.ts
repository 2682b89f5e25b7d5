/** Sends requests to a policy, as a person plans them: the worker's side of the simulator and of the attacks. */
import { newAgent, verdictOf } from '#core/policy/agent/agent.ts';
import { completeInput } from '#core/policy/agent/complete.ts';
import { attacks, runAttacks, type AttackResult } from '#core/policy/attacks/suite.ts';
import { changesFor } from '#core/policy/denial/changes.ts';
import { explainDenial } from '#core/policy/denial/denial.ts';
import { fieldName } from '#core/policy/denial/fields.ts';
import { ask } from '#core/policy/matrix/reading.ts';
import { actionOf, actions } from '#core/policy/simulate/actions.ts';
import { examplePod } from '#core/policy/simulate/example-pod.ts';
import { lifeOfPod } from '#core/policy/simulate/life.ts';
import { type ManifestPod, podsOfManifest } from '#core/policy/simulate/manifest-pods.ts';
import type { SimulatedPod } from '#core/policy/simulate/pod.ts';
import { agentWith } from '#core/policy/simulate/run.ts';
import type { SimulatedStep } from '#core/policy/simulate/step.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf, type Profile } from '#core/rego/profile.ts';
import { prettyJsonOf, valueFromJson } from '#core/rego/value/json.ts';
import { isObject, type RegoObject, type Value } from '#core/rego/value/value.ts';
import { coveredBy, explained } from './explained.ts';
import { policyModel } from './policy-model.ts';
import type {
  ActionInfo,
  AttackAnswer,
  ChosenPod,
  Explained,
  KnownManifest,
  Plan,
  PlannedStep,
  PolicyRunCalls,
  PodInfo,
  RanStep,
  RunAnswer,
} from './policy-run-calls.ts';
import { outcomeOf } from './policy-outcome.ts';
import type { Handlers, Progress } from './server.ts';

/** Of one request: what takes longer would stop the agent as well. */
const budget = { steps: 2_000_000, milliseconds: 2_000 } as const;

/** The whole life of the pod is no action of a person, but what they ask for first. */
const life: ActionInfo = {
  id: 'life',
  title: 'The whole life of the pod',
  group: 'life',
  values: [],
  whenDenied: 'What is denied on the way decides how far the pod comes.',
};

function podsOf({ manifest, images = [], beside = '' }: KnownManifest): readonly ManifestPod[] {
  return podsOfManifest(manifest, { containers: new Map(images), beside });
}

function podOf({ pod, ...known }: ChosenPod): SimulatedPod {
  return podsOf(known)[pod]?.pod ?? examplePod();
}

function pods(known: KnownManifest): readonly PodInfo[] {
  return podsOf(known).map(({ label, pod }) => ({
    label,
    containers: pod.containers.map(({ name }) => name),
    assumed: pod.containers
      .filter(({ assumed }) => assumed.length > 0)
      .map(({ name, assumed }) => ({ container: name, what: assumed })),
  }));
}

function actionInfos(): readonly ActionInfo[] {
  const known = actions.map(({ id, title, command, group, values, note, whenDenied }) => ({
    id,
    title,
    group,
    values,
    whenDenied,
    ...(command === undefined ? {} : { command }),
    ...(note === undefined ? {} : { note }),
  }));
  return [life, ...known];
}

function plan({ action, values, ...chosen }: PolicyRunCalls['plan']['request']): Plan {
  const pod = podOf(chosen);
  if (action === life.id) return { setup: [], steps: lifeOfPod(pod).map(planned) };
  const made = actionOf(action)?.plan(pod, values);
  return { setup: made?.setup.map(planned) ?? [], steps: made?.steps.map(planned) ?? [] };
}

function planned({ entrypoint, input, title }: SimulatedStep): PlannedStep {
  return { entrypoint, title, input: JSON.stringify(input, undefined, 2) };
}

async function run(
  { policy, profile, setup, steps }: PolicyRunCalls['run']['request'],
  progress: Progress,
): Promise<RunAnswer> {
  const engine = profileOf(profile);
  await loadBuiltins(engine);
  const agent = newAgent(engine);
  const loaded = agent.setPolicy(policy);
  if (loaded.kind === 'refused') return { kind: 'refused', message: loaded.error.full };
  const total = setup.length + steps.length;
  const ran: RanStep[] = [];
  for (const { entrypoint, input } of [...setup, ...steps]) {
    const before = textOf(agent.data());
    const reading = typedJson(entrypoint, input, engine);
    if (reading.kind === 'refused') {
      ran.push({ ...untouched(before), outcome: { kind: 'unreadable', message: reading.message } });
    } else {
      const decision = agent.request(entrypoint, reading.value, { budget });
      const after = textOf(decision.data);
      ran.push({
        ...untouched(before),
        outcome: outcomeOf(decision),
        prints: decision.lines,
        ...(decision.message === undefined ? {} : { answer: decision.message.text }),
        ...(after === undefined ? {} : { after }),
        dropped: reading.dropped,
        misfits: reading.misfits,
      });
    }
    progress(ran.length, total);
  }
  return { kind: 'ran', setup: ran.slice(0, setup.length), steps: ran.slice(setup.length) };
}

function untouched(before: string | undefined): Omit<RanStep, 'outcome'> {
  return {
    prints: [],
    dropped: [],
    misfits: [],
    ...(before === undefined ? {} : { before, after: before }),
  };
}

function textOf(data: RegoObject): string | undefined {
  return prettyJsonOf(data);
}

type TypedJson =
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'value';
      readonly value: Value;
      readonly dropped: readonly string[];
      readonly misfits: readonly string[];
    };

/** An input as the agent's typed requests have it: with every field of its message and no other. */
export function typedJson(entrypoint: string, input: string, { id }: Profile): TypedJson {
  const reading = valueFromJson(input);
  if (reading.kind === 'refused') return reading;
  const { value } = reading;
  const completed = completeInput(entrypoint, value, id);
  if (completed === undefined) return { kind: 'value', value, dropped: [], misfits: [] };
  return {
    kind: 'value',
    value: completed.input,
    dropped: completed.dropped.map(fieldName),
    misfits: completed.misfits.map(({ path }) => fieldName(path)),
  };
}

async function explain({
  policy,
  profile,
  entrypoint,
  input,
  before,
}: PolicyRunCalls['explain']['request']): Promise<Explained | undefined> {
  const { reading } = await policyModel(policy, profile);
  const engine = profileOf(profile);
  const typed = typedJson(entrypoint, input, engine);
  const state = valueFromJson(before);
  if (reading.compiled === undefined || typed.kind === 'refused') return undefined;
  if (state.kind === 'refused' || !isObject(state.value)) return undefined;
  const outcome = ask(reading.compiled, entrypoint, typed.value, { explain: true, data: state.value });
  const request = {
    policy,
    profile: engine,
    entrypoint,
    input: typed.value,
    before: state.value,
    decision: {
      kind: verdictOf(outcome, engine).kind,
      ...(outcome.trials === undefined ? {} : { trials: outcome.trials }),
    },
  };
  const denial = explainDenial(request);
  return {
    ...explained(denial),
    changes: changesFor(request, denial),
    covered: coveredBy(outcome.coverage ?? []),
  };
}

async function runSuite(
  { policy, profile, ...chosen }: PolicyRunCalls['attacks']['request'],
  progress: Progress,
): Promise<readonly AttackAnswer[]> {
  const engine = profileOf(profile);
  await loadBuiltins(engine);
  // Without a policy there is nothing to get through, and nothing to say of attacks.
  if (agentWith(policy, engine).loaded.kind === 'refused') return [];
  const answers: AttackAnswer[] = [];
  for (const result of runAttacks(policy, engine, podOf(chosen))) {
    answers.push(attackAnswer(result));
    progress(answers.length, attacks.length);
  }
  return answers;
}

function attackAnswer({ attack, outcome, results, honestAllowed, setupStopped }: AttackResult): AttackAnswer {
  const { id, group, title, gain, reference } = attack;
  return {
    id,
    group,
    title,
    gain,
    reference,
    outcome,
    setupStopped: setupStopped.length,
    steps: results.map(({ step, decision }) => ({
      entrypoint: step.entrypoint,
      outcome: outcomeOf(decision).kind,
    })),
    ...(honestAllowed === undefined ? {} : { honestAllowed }),
  };
}

function attackPlan({ id, ...chosen }: PolicyRunCalls['attackPlan']['request']): Plan | undefined {
  const found = attacks.find((attack) => attack.id === id)?.plan(podOf(chosen));
  return found === undefined
    ? undefined
    : { setup: found.setup.map(planned), steps: found.steps.map(planned) };
}

export const policyRunHandlers: Pick<
  Handlers<PolicyRunCalls>,
  'pods' | 'actions' | 'plan' | 'run' | 'explain' | 'attacks' | 'attackPlan'
> = {
  pods,
  actions: actionInfos,
  plan,
  run,
  explain,
  attacks: runSuite,
  attackPlan,
};
