/** Modules with something taken away, doubled, moved or put in: what a person has while typing, and what no grammar makes. */
import type { Question } from '../../../bench/peers/peer.ts';
import type { Random } from './random.ts';

const tokens = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|[A-Za-z_]\w*|\d+(?:\.\d+)?|:=|==|!=|<=|>=|[^\s\w]|\s+/g;

const spare: readonly string[] = [
  ...[
    'if',
    'else',
    'not',
    'some',
    'every',
    'in',
    'with',
    'as',
    'default',
    'contains',
    'import',
    'package',
    'null',
    'true',
  ],
  ...[
    ':=',
    '=',
    '==',
    '|',
    '&',
    '-',
    '+',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ';',
    ':',
    '.',
    '_',
    '"a"',
    '`r`',
    '1',
    '0.5',
  ],
  ...[
    'input',
    'data',
    'input.n',
    'set()',
    '# c\n',
    '\n',
    '"\\u00e9"',
    'r1',
    'f1',
    'x',
    '- 1',
    '1e3',
    '\t',
    'x[_]',
  ],
];

function mutateText(random: Random, text: string): string {
  const parts = text.match(tokens) ?? [];
  const changes = random.weighted([
    [4, 1],
    [2, 2],
    [1, 3],
  ]);
  for (let count = 0; count < changes && parts.length > 1; count += 1) {
    const at = random.below(parts.length);
    const other = random.below(parts.length);
    random.weighted<() => void>([
      [3, () => parts.splice(at, 1)],
      [2, () => parts.splice(at, 0, random.pick(spare), random.chance(0.5) ? ' ' : '')],
      [2, () => (parts[at] = random.pick(spare))],
      [1, () => parts.splice(at, 0, parts[other] ?? '')],
      [1, () => ([parts[at], parts[other]] = [parts[other] ?? '', parts[at] ?? ''])],
      [0.5, () => parts.splice(at, 1 + random.below(6))],
    ])();
  }
  return parts.join('');
}

/** One module of a question changed. */
export function mutate(random: Random, question: Question): Question {
  const place = random.below(question.modules.length);
  return {
    ...question,
    modules: question.modules.map(([name, text], index) => [
      name,
      index === place ? mutateText(random, text) : text,
    ]),
  };
}
