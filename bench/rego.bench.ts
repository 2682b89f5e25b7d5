import { compile, evaluate, parse } from '#core/rego/api.ts';
import type { Compiled } from '#core/rego/evaluate/evaluate.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { valueFromJson } from '#core/rego/value/json.ts';
import type { Value } from '#core/rego/value/value.ts';
import { milliseconds, percentile, type Part, type Table, type Tools } from './part.ts';
import { startPeer, type Measured, type Peer, type Question } from './peers/peer.ts';
import { ownCase, recordedCases, type PolicyCase } from './rego-inputs.ts';

/** Milliseconds for each measurement, and how often the engines take turns. */
const budget = 250;
const turns = 3;

const profile = profileOf('kata-3.30');
await loadBuiltins(profile);

function load({ dialect, modules }: Question): Compiled {
  const parsed = modules.map(([name, text]) => parse(text, { name, dialect, profile }));
  const refused = parsed.find(({ loadError }) => loadError !== undefined);
  if (refused !== undefined) throw new Error(refused.loadError?.full);
  return compile(parsed, { profile, dialect });
}

/**
 * Milliseconds of a round that a tenth of the rounds stays below, as the peers take it: what others do on the machine slows
 * the rest. `prepare` is not counted.
 */
function fastTenth(round: () => void, prepare?: () => void): number {
  round();
  const start = performance.now();
  const times: number[] = [];
  while (times.length < 5 || performance.now() - start < budget) {
    prepare?.();
    const from = performance.now();
    round();
    times.push(performance.now() - from);
  }
  return percentile(times, 0.1);
}

interface Times {
  /** Milliseconds to parse and compile. */
  readonly load: number;
  /** Milliseconds for all requests once. */
  readonly evaluate: number;
}

function measureOurs(question: Question): Times {
  const read = (): readonly (Value | undefined)[] =>
    question.inputs.map((text) => {
      const reading = text === null ? undefined : valueFromJson(text);
      return reading?.kind === 'value' ? reading.value : undefined;
    });
  let inputs = read();
  // New values each time: what is kept about a value, such as its order, must not help the next round.
  const renew = (): void => {
    inputs = read();
  };
  const compiled = load(question);
  const evaluateAll = (): void => {
    for (const [index, query] of question.queries.entries()) {
      const input = inputs[index];
      evaluate(compiled, { query, ...(input === undefined ? {} : { input }) });
    }
  };
  return { load: fastTenth(() => void load(question)), evaluate: fastTenth(evaluateAll, renew) };
}

async function measurePeer(peer: Peer | undefined, question: Question): Promise<Times | undefined> {
  if (peer === undefined) return undefined;
  const { load_ns, evaluate_ns }: Measured = await peer.measure(question, budget);
  return { load: load_ns / 1e6, evaluate: evaluate_ns / 1e6 };
}

interface Measurement {
  readonly policy: PolicyCase;
  readonly ours: Times;
  readonly regorus: Times | undefined;
  readonly opa: Times | undefined;
}

const absent = 'not built here';

function rate(times: Times | undefined, { question }: PolicyCase): string {
  if (times === undefined) return absent;
  return Math.round((question.queries.length / times.evaluate) * 1000).toLocaleString('en');
}

/** The better of two measurements, each part for itself. */
function faster(a: Times | undefined, b: Times | undefined): Times | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { load: Math.min(a.load, b.load), evaluate: Math.min(a.evaluate, b.evaluate) };
}

/** How many times as fast as a peer ours is. */
function timesAsFast(ours: number, theirs: number | undefined): string {
  return theirs === undefined ? '' : `${(theirs / ours).toFixed(2)}x`;
}

function evaluationTable(measured: readonly Measurement[]): Table {
  return {
    title: 'Rego: evaluations per second',
    note:
      'All requests of a policy in turn, inputs read beforehand, prints gathered; regorus at the revision of the Kata agent and ' +
      'a prepared query of the OPA SDK, taking turns in one run; the tenth fastest of each. Above 1x ours is faster.',
    columns: ['policy', 'requests', 'ours', 'regorus', 'OPA', 'ours to regorus', 'ours to OPA'],
    rows: measured.map(({ policy, ours, regorus, opa }) => [
      policy.name,
      String(policy.question.queries.length),
      rate(ours, policy),
      rate(regorus, policy),
      rate(opa, policy),
      timesAsFast(ours.evaluate, regorus?.evaluate),
      timesAsFast(ours.evaluate, opa?.evaluate),
    ]),
  };
}

function loadTable(measured: readonly Measurement[]): Table {
  const shown = (times: Times | undefined): string =>
    times === undefined ? absent : milliseconds(times.load);
  return {
    title: 'Rego: from text to a policy that can be asked',
    note: 'Parse and compile. regorus leaves a part of this work to its first evaluation. Above 1x ours is faster.',
    columns: ['policy', 'size', 'ours', 'regorus', 'OPA', 'ours to regorus', 'ours to OPA'],
    rows: measured.map(({ policy, ours, regorus, opa }) => [
      policy.name,
      `${String(Math.round((policy.question.modules[0]?.[1].length ?? 0) / 1000))} kB`,
      shown(ours),
      shown(regorus),
      shown(opa),
      timesAsFast(ours.load, regorus?.load),
      timesAsFast(ours.load, opa?.load),
    ]),
  };
}

/** Time per byte for policies up to the limit of the agent: cost has to grow with the length alone. */
function lengthTable(): Table {
  const sizes = [90_000, 900_000, 4_000_000, 15_500_000];
  return {
    title: 'Rego: cost by length',
    note: 'Parse and compile of one policy of our own kind at growing length; the agent takes up to 16 MiB.',
    columns: ['size', 'parse and compile', 'per 100 kB'],
    rows: sizes.map((size) => {
      const { name, question } = ownCase(size);
      const length = question.modules[0]?.[1].length ?? 0;
      // Large ones run a few times only: the best of them, as the rest is the machine's.
      const work = (): void => void load(question);
      const took = size > 1_000_000 ? Math.min(once(work), once(work), once(work)) : fastTenth(work);
      return [name, milliseconds(took), milliseconds((took / length) * 100_000)];
    }),
  };
}

function once(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

async function measureAll(tools: Tools): Promise<readonly Measurement[]> {
  const recorded = recordedCases(tools.kataRequests);
  if (recorded.length === 0) console.warn('WITHOUT the twelve recorded policies: `npm run peers` gets them.');
  const peers = (['regorus', 'opa'] as const).map((name) => {
    const program = tools.peer(name);
    return program === undefined ? undefined : startPeer(program);
  });
  const [regorus, opa] = peers;
  const measured: Measurement[] = [];
  for (const policy of [...recorded, ownCase(90_000)]) {
    let best: Omit<Measurement, 'policy'> | undefined;
    for (let turn = 0; turn < turns; turn += 1) {
      const ours = measureOurs(policy.question);
      const times = {
        regorus: await measurePeer(regorus, policy.question),
        opa: await measurePeer(opa, policy.question),
      };
      best = {
        ours: faster(ours, best?.ours) ?? ours,
        regorus: faster(times.regorus, best?.regorus),
        opa: faster(times.opa, best?.opa),
      };
    }
    if (best !== undefined) measured.push({ policy, ...best });
    console.log(`  ${policy.name}`);
  }
  for (const peer of peers) peer?.close();
  return measured;
}

/** Ours beside the engine of the agent and beside OPA. */
export const part: Part = {
  name: 'rego',
  async run(tools) {
    const measured = await measureAll(tools);
    return [evaluationTable(measured), loadTable(measured), lengthTable()];
  },
};
