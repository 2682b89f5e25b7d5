/**
 * Asks our engine and OPA the same questions. The two engines mean different things in many places, as ours follows regorus:
 * only evaluations in which both give a value or nothing are compared, and what differs is shrunk and told by a rule.
 */
import { equalValues } from '#core/rego/value/value.ts';
import { startPeer, type Answer, type Peer, type Question } from '../../../bench/peers/peer.ts';
import { generateQuestion } from './generate.ts';
import { answerOurselves } from './ours.ts';
import { randomOf } from './random.ts';
import { shrink } from './shrink.ts';
import { readWritten } from './written.ts';

interface Rule {
  readonly name: string;
  /** Found in what is left of a question that the engines answer differently. */
  readonly pattern: RegExp;
  readonly reason: string;
}

/** The first rule that fits counts. */
const rules: readonly Rule[] = [
  {
    name: 'negation',
    pattern: /\bnot\b/,
    reason:
      'OPA works out operands of negated calls and orderings beforehand: `not 1 > input.missing` is undefined there, and holds in regorus.',
  },
  {
    name: '`sprintf`',
    pattern: /\bsprintf\(/,
    reason: 'Verbs, missing arguments and spacing (reference 5.3).',
  },
  { name: '`trace`', pattern: /\btrace\(/, reason: 'Gives its message in regorus, true in OPA.' },
  {
    name: 'large numbers',
    pattern: /\d{16,}|\de\+?\d{2,}/,
    reason: 'OPA computes with decimal numbers of any size, regorus with integers and 64-bit floats.',
  },
  {
    name: 'fractions',
    pattern: /\d\.\d|[^"\w]\d+ *\/|units\.|\/ /,
    reason: 'Decimal and binary fractions differ in their last digits, and in what counts as an integer.',
  },
  {
    name: 'regular expressions',
    pattern: /\bregex\./,
    reason: 'The Rust crate has Unicode classes and more syntax than RE2 (reference 5.4).',
  },
  {
    name: 'empty or missing parts of texts',
    pattern: /\b(?:indexof|indexof_n|split|substring|strings\.count|replace|strings\.replace_n|trim\w*)\(/,
    reason: 'An empty text to look for, and offsets outside of the text, are taken differently.',
  },
  {
    name: '`json.filter`, `json.remove`, `object.*`',
    pattern: /\b(?:json\.(?:filter|remove)|object\.\w+)\(/,
    reason: 'Paths in texts, and what is no object, are taken differently.',
  },
  {
    name: 'JSON and base64',
    pattern: /\b(?:json|base64|base64url)\.\w+\(/,
    reason: 'Escapes, numbers and padding, and options of the writer.',
  },
  {
    name: 'bits, ranges and conversions',
    pattern: /\b(?:bits\.\w+|numbers\.\w+|to_number|format_int|abs|ceil|floor|round)\(/,
    reason: 'Regorus takes integers of 64 bits and is more lenient with texts.',
  },
  {
    name: 'order of sets and objects',
    pattern: /\b(?:sort|max|min|concat)\(|[<>]=? /,
    reason:
      'Objects come before sets in OPA and behind them in regorus; arrays made of sets have that order.',
  },
  {
    name: 'length of a text',
    pattern: /\bcount\(/,
    reason: 'UTF-16 code units in regorus, code points in OPA.',
  },
  {
    name: 'equal keys',
    pattern: /\{[^{}]*:[^{}]*,[^{}]*:/,
    reason:
      'Of two equal keys of an object literal the last counts in regorus; OPA keeps the last in its own order.',
  },
  {
    name: '`with`',
    pattern: /\bwith\b/,
    reason: 'Rules that a modifier replaces, and functions under it, differ (reference 5.1).',
  },
  {
    name: 'membership',
    pattern: /\bin\b/,
    reason: '`x in y` is false in regorus where y is undefined or no collection, undefined in OPA.',
  },
  {
    name: 'names of imports',
    pattern: /import rego\.v1\n[^]*\bv1\b/,
    reason:
      'Behind `import rego.v1` regorus takes `v1` for the name of that import: such a variable neither iterates nor binds.',
  },
];

export interface OpaReport {
  readonly questions: number;
  /** Sets of modules that OPA refuses to compile. */
  readonly refused: number;
  readonly compared: number;
  /** Evaluations where one of the two failed. */
  readonly failed: number;
  readonly known: ReadonlyMap<Rule, number>;
  readonly unexplained: readonly string[];
}

function agree(ours: Answer, theirs: Answer): boolean {
  if (ours.kind !== theirs.kind) return false;
  const [a, b] = [ours, theirs].map(({ value }) => (value === undefined ? undefined : readWritten(value)));
  return a === undefined || b === undefined ? ours.value === theirs.value : equalValues(a, b);
}

interface Compared {
  readonly accepted: boolean;
  readonly compared: number;
  readonly failed: number;
  /** The first pair of answers that differ. */
  readonly difference: readonly [ours: Answer, theirs: Answer] | undefined;
}

async function compare(peer: Peer, question: Question): Promise<Compared> {
  const ours = answerOurselves(question);
  const theirs = ours.kind === 'answers' ? await peer.ask(question) : ours;
  if (ours.kind !== 'answers' || theirs.kind !== 'answers') {
    return { accepted: false, compared: 0, failed: 0, difference: undefined };
  }
  const answered = ({ kind }: Answer): boolean => kind === 'value' || kind === 'undefined';
  const pairs = ours.answers.flatMap((answer, index): (readonly [Answer, Answer])[] => {
    const other = theirs.answers[index];
    return other !== undefined && answered(answer) && answered(other) ? [[answer, other]] : [];
  });
  return {
    accepted: true,
    compared: pairs.length,
    failed: ours.answers.length - pairs.length,
    difference: pairs.find(([a, b]) => !agree(a, b)),
  };
}

/** Plain questions until that many evaluations were compared. */
export async function compareWithOpa(program: string, from: number, wanted: number): Promise<OpaReport> {
  const peer = startPeer(program, 10_000);
  const known = new Map<Rule, number>();
  const unexplained: string[] = [];
  let [questions, refused, compared, failed] = [0, 0, 0, 0];
  for (let seed = from; compared < wanted; seed += 1) {
    const made = generateQuestion(randomOf(seed), { inputs: 2, rules: 3, plain: true });
    const question = {
      ...made,
      queries: made.queries.filter((query) => /^data\.agent_policy\.\w+$/.test(query)),
    };
    questions += 1;
    const result = await compare(peer, question);
    if (!result.accepted) refused += 1;
    compared += result.compared;
    failed += result.failed;
    if (result.difference === undefined) continue;
    const small = await shrink(
      question,
      async (each) => (await compare(peer, each)).difference !== undefined,
      300,
    );
    const text = [...small.modules.map(([, module]) => module), ...small.inputs].join('\n');
    const rule = rules.find(({ pattern }) => pattern.test(text));
    if (rule !== undefined) {
      known.set(rule, (known.get(rule) ?? 0) + 1);
      continue;
    }
    const [ours, theirs] = (await compare(peer, small)).difference ?? result.difference;
    unexplained.push(
      `seed ${String(seed)}\n${text}\nours   ${JSON.stringify(ours)}\ntheirs ${JSON.stringify(theirs)}`,
    );
  }
  peer.close();
  return { questions, refused, compared, failed, known, unexplained };
}

const count = (value: number): string => value.toLocaleString('en');

/** The part of the page about OPA. */
export function opaSection({ questions, refused, compared, failed, known, unexplained }: OpaReport): string {
  const rows = rules.map((rule) => `| ${rule.name} | ${count(known.get(rule) ?? 0)} | ${rule.reason} |`);
  const rest = unexplained.length === 0 ? '' : `\n\`\`\`text\n${unexplained.join('\n\n')}\n\`\`\`\n`;
  return `## OPA, where both engines have an answer

${count(questions)} sets of modules, of which OPA refused to compile ${count(refused)}; ${count(compared)} evaluations in which both
engines gave a value or nothing, beside ${count(failed)} in which one of them failed. Sets that differ were shrunk; a rule of
scripts/fuzz/rego/opa.ts says by what is left why: ${count(unexplained.length)} are left without a reason.

| what | sets | why |
| --- | ---: | --- |
${rows.join('\n')}
${rest}`;
}
