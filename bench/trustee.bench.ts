/** The policies that the studio generates for key brokers, asked of our engine, of regorus and of OPA. */
import { routeOf } from '#core/measurement/routes.ts';
import { platformOf, platforms, type Platform } from '#core/platform/platform.ts';
import { decideResource } from '#core/trustee/resource-policy/decide.ts';
import { generateResourcePolicy } from '#core/trustee/resource-policy/generate.ts';
import { scenariosOf, type Scenario } from '#core/trustee/resource-policy/scenarios.ts';
import { documentText, measured, rowIn } from '#core/trustee/testing/rows.ts';
import { milliseconds, time, type Part, type Table, type Tools } from './part.ts';
import { startPeer, type Peer, type Question } from './peers/peer.ts';

const path = ['default', 'key', 'db'];
const query = 'data.policy.allow';

interface Asked {
  readonly platform: Platform;
  readonly policy: string;
  readonly scenarios: readonly Scenario[];
}

/** One generated policy for each platform that has a value to pin, with everybody who may come there. */
async function everyPlatform(): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const platform of platforms) {
    const document = await measured(documentText(platform.algorithm));
    const row = rowIn(document, routeOf(platform.id).id);
    if (row.claim.kind !== 'value') continue;
    const { text: policy } = generateResourcePolicy({
      documents: [{ label: platform.name, rows: [row] }],
      resources: [{ repository: 'default', type: 'key', tag: 'db' }],
      olderTokens: false,
    });
    const { text, initData } = document;
    asked.push({
      platform,
      policy,
      scenarios: await scenariosOf({ text, initData, row, platforms: [platform.id], path }),
    });
  }
  return asked;
}

function questionOf(policy: string, { request }: Scenario): Question {
  return {
    dialect: 'v1',
    modules: [['policy.rego', policy]],
    data: JSON.stringify({ plugin: request.plugin, 'resource-path': request.path, query: {} }),
    inputs: [JSON.stringify(request.claims)],
    queries: [query],
  };
}

/** As our engine says it: Trustee takes what is not true for a denial. */
async function answerOf(peer: Peer, question: Question): Promise<string> {
  const reply = await peer.ask(question);
  if (reply.kind !== 'answers') return reply.kind;
  const [answer] = reply.answers;
  if (answer === undefined) return 'no answer';
  if (answer.kind !== 'value') return answer.kind;
  return answer.value === 'true' ? 'allowed' : answer.value === 'false' ? 'denied' : 'undefined';
}

const absent = 'not built here';

async function agreement(all: readonly Asked[], peers: readonly (Peer | undefined)[]): Promise<Table> {
  const rows: string[][] = [];
  for (const { platform, policy, scenarios } of all) {
    const same = peers.map(() => 0);
    let allowed = 0;
    for (const scenario of scenarios) {
      const { kind } = await decideResource(policy, scenario.request);
      if (kind === 'allowed') allowed += 1;
      if (scenario.hostile && kind === 'allowed')
        throw new Error(`${platform.id}: ${scenario.id} is let through`);
      for (const [at, peer] of peers.entries()) {
        if (peer === undefined) continue;
        const theirs = await answerOf(peer, questionOf(policy, scenario));
        if (theirs !== kind)
          throw new Error(`${platform.id}, ${scenario.id}: ours ${kind}, theirs ${theirs}`);
        same[at] = (same[at] ?? 0) + 1;
      }
    }
    const total = String(scenarios.length);
    rows.push([
      platform.name,
      total,
      String(allowed),
      ...peers.map((peer, at) => (peer === undefined ? absent : `${String(same[at])} of ${total}`)),
    ]);
  }
  return {
    title: 'Trustee: generated resource policies, the same answer everywhere',
    note:
      'The pod with the document, a changed document, another platform, a withheld document, lesser and missing claims, an ' +
      'older token, another resource; the run ends at the first answer that differs and at the first hostile request that ' +
      'is allowed. regorus at the revision of the Kata agent, not the one in Trustee.',
    columns: ['platform', 'requests', 'allowed', 'regorus agrees', 'OPA agrees'],
    rows,
  };
}

async function speed(all: readonly Asked[], peers: readonly (Peer | undefined)[]): Promise<Table> {
  const [first] = all;
  const [honest] = first?.scenarios ?? [];
  if (first === undefined || honest === undefined) throw new Error('there is no platform');
  const question = questionOf(first.policy, honest);
  const ours = await time(() => decideResource(first.policy, honest.request));
  const theirs: string[] = [];
  for (const peer of peers) {
    if (peer === undefined) {
      theirs.push(absent);
      continue;
    }
    const { load_ns, evaluate_ns } = await peer.measure(question, 250);
    theirs.push(milliseconds((load_ns + evaluate_ns) / 1e6));
  }
  return {
    title: 'Trustee: from the text of a policy to an answer',
    note: `The generated policy of ${platformOf(first.platform.id).name}, parsed, compiled and asked once, as at each keystroke; ours with the record that explains a denial.`,
    columns: ['', 'ours p50', 'regorus', 'OPA'],
    rows: [['one answer', milliseconds(ours.p50), ...theirs]],
  };
}

function peersOf(tools: Tools): readonly (Peer | undefined)[] {
  return (['regorus', 'opa'] as const).map((name) => {
    const program = tools.peer(name);
    return program === undefined ? undefined : startPeer(program);
  });
}

/** Answers compared, and what one costs. */
export const part: Part = {
  name: 'trustee',
  async run(tools) {
    const peers = peersOf(tools);
    try {
      const all = await everyPlatform();
      return [await agreement(all, peers), await speed(all, peers)];
    } finally {
      for (const peer of peers) peer?.close();
    }
  },
};
