/** Asks our engine and native regorus the same generated questions and reports where they differ. */
import { startPeer, type Peer, type Question, type Reply } from '../../../bench/peers/peer.ts';
import { disagreementOf, type Disagreement } from './compare.ts';
import { generateQuestion } from './generate.ts';
import { classOf, respelled, type KnownClass } from './known.ts';
import { mutate } from './mutate.ts';
import { answerOurselves } from './ours.ts';
import { randomOf } from './random.ts';
import { shrink } from './shrink.ts';

export interface Found {
  readonly seed: number;
  readonly question: Question;
  readonly disagreement: Disagreement;
}

export interface DifferentialReport {
  readonly questions: number;
  readonly evaluations: number;
  /** Modules that both engines refused to load, in the same words. */
  readonly refused: number;
  /** Questions that regorus did not survive: its stack or our patience was spent. */
  readonly unanswered: number;
  /** Evaluations by what came of them. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Disagreements by their class. */
  readonly known: ReadonlyMap<KnownClass, number>;
  /** Shrunk. */
  readonly unexplained: readonly Found[];
}

export interface DifferentialOptions {
  /** The program of regorus. */
  readonly program: string;
  readonly seed: number;
  /** Ends when this many evaluations have been compared. */
  readonly evaluations: number;
  /** Questions to change at random, beside generated ones. */
  readonly recorded?: readonly Question[];
  /** How many disagreements to shrink; the rest is counted. */
  readonly shown?: number;
}

const add = <K>(counts: Map<K, number>, key: K): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** Our answer, where a defect of ours is a disagreement like any other. */
function answerSafely(question: Question): Reply {
  try {
    return answerOurselves(question);
  } catch (error) {
    return {
      kind: 'load-error',
      message: `thrown: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
    };
  }
}

interface Compared {
  readonly ours: Reply;
  readonly theirs: Reply;
  readonly found: Disagreement | undefined;
}

async function compare(peer: Peer, question: Question): Promise<Compared> {
  const theirs = await peer.ask(question);
  const ours = answerSafely(question);
  return { ours, theirs, found: theirs.kind === 'died' ? undefined : disagreementOf(ours, theirs) };
}

async function explain(peer: Peer, question: Question, compared: Compared): Promise<KnownClass | undefined> {
  const { ours, theirs, found } = compared;
  const told = found === undefined ? undefined : classOf(found, ours, theirs);
  if (told !== undefined) return told;
  for (const [other, reason] of respelled(question)) {
    if ((await compare(peer, other)).found === undefined) return reason;
  }
  return undefined;
}

async function shrunk(peer: Peer, seed: number, question: Question, about: Disagreement): Promise<Found> {
  const small = await shrink(question, async (candidate) => {
    const compared = await compare(peer, candidate);
    if (compared.found?.about !== about.about) return false;
    return (await explain(peer, candidate, compared)) === undefined;
  });
  const { found } = await compare(peer, small);
  return { seed, question: small, disagreement: found ?? about };
}

/**
 * Every third question is changed at random after it was made, so that errors of loading are compared as well; of these, half
 * are recorded ones where there are any.
 */
function questionOf(seed: number, recorded: readonly Question[]): Question {
  const random = randomOf(seed);
  if (seed % 3 !== 0) return generateQuestion(random);
  return mutate(
    random,
    recorded.length > 0 && random.chance(0.5) ? random.pick(recorded) : generateQuestion(random),
  );
}

export async function compareWithRegorus(options: DifferentialOptions): Promise<DifferentialReport> {
  const { program, evaluations: wanted, shown = 10, recorded = [] } = options;
  const peer = startPeer(program, 5_000);
  const outcomes = new Map<string, number>();
  const known = new Map<KnownClass, number>();
  const unexplained: Found[] = [];
  let [questions, evaluations, refused, unanswered] = [0, 0, 0, 0];
  for (let seed = options.seed; evaluations < wanted && unexplained.length < shown; seed += 1) {
    const question = questionOf(seed, recorded);
    const compared = await compare(peer, question);
    const { theirs, found } = compared;
    questions += 1;
    if (theirs.kind === 'died') unanswered += 1;
    if (theirs.kind === 'load-error') refused += 1;
    if (theirs.kind === 'answers') {
      evaluations += theirs.answers.length;
      for (const { kind } of theirs.answers) add(outcomes, kind);
    }
    if (questions % 5_000 === 0) console.log(`  ${String(evaluations)} evaluations`);
    if (found === undefined) continue;
    const reason = await explain(peer, question, compared);
    if (reason !== undefined) add(known, reason);
    else unexplained.push(await shrunk(peer, seed, question, found));
  }
  peer.close();
  return { questions, evaluations, refused, unanswered, outcomes, known, unexplained };
}

/** A disagreement for a person. */
export function describe({ seed, question, disagreement }: Found): string {
  const { about, ours, theirs } = disagreement;
  const modules = question.modules.map(([name, text]) => `--- ${name} (${question.dialect})\n${text}`);
  const data = question.data === undefined ? [] : [`data   ${question.data}`];
  return [
    `=== seed ${String(seed)}: ${about}, ${question.queries.join(' | ')}`,
    ...modules,
    ...data,
    `input  ${question.inputs.join(' | ')}`,
    `ours   ${ours}`,
    `theirs ${theirs}`,
  ].join('\n');
}
