import { compile, parse } from '#core/rego/api.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { milliseconds, type Part, type Table } from './part.ts';

const profile = profileOf('kata-3.30');
const head = 'package agent_policy\n';
const kib = 1024;

/** A policy of so many of the same thing. */
interface Shape {
  readonly name: string;
  readonly text: (count: number) => string;
  /** Each the double of the one before; the last is near a limit of the agent. */
  readonly counts: readonly number[];
}

function repeated(count: number, item: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => item(index)).join('');
}

const shapes: readonly Shape[] = [
  {
    name: 'functions, up to 16 MiB',
    counts: [20_000, 40_000, 80_000, 160_000],
    text: (count) =>
      head +
      repeated(
        count,
        (i) => `r${i}(x) if { x.a == ${i}; some y in x.list; startswith(y, "p${i}"); not y in {"a", "b"} }\n`,
      ),
  },
  {
    name: 'policy data, up to 16 MiB',
    counts: [14_000, 28_000, 56_000, 112_000],
    text: (count) => {
      const item = (i: number): string =>
        `  {"id": ${i}, "name": "container-${i}", "args": ["a", "b${i}", "--flag=${'x'.repeat(40)}"], "env": {"K${i}": "v"}},\n`;
      return `${head}policy_data := [\n${repeated(count, item)}]\n`;
    },
  },
  {
    name: 'statements of one body, up to 200 000 lines',
    counts: [25_000, 50_000, 100_000, 199_990],
    text: (count) => `${head}A if {\n${'  input.x == 1\n'.repeat(count)}}\n`,
  },
  {
    name: 'definitions of one rule, up to 200 000 lines',
    counts: [25_000, 50_000, 100_000, 199_990],
    text: (count) => head + repeated(count, (i) => `A if input.x == ${i}\n`),
  },
  {
    name: 'names that wait for the next one',
    counts: [5_000, 10_000, 20_000, 40_000],
    text: (count) =>
      `${head}A if {\n${repeated(count, (i) => `  x${count - i} = ${i === count - 1 ? 'input.x' : `x${count - i - 1}`}\n`)}}\n`,
  },
  {
    name: 'levels of a nested literal',
    counts: [25, 50, 100, 200],
    text: (count) => `${head}A := ${'['.repeat(count)}${']'.repeat(count)}\n`,
  },
];

function cost(text: string): number {
  const start = performance.now();
  const parsed = parse(text, { name: 'agent_policy', dialect: 'v1', profile });
  if (parsed.loadError !== undefined) throw new Error(parsed.loadError.message);
  compile([parsed], { profile });
  return performance.now() - start;
}

async function limits(): Promise<readonly Table[]> {
  await loadBuiltins(profile);
  const rows = shapes.map(({ name, text, counts }) => {
    // The first run is the interpreter's.
    cost(text(counts[0] ?? 0));
    const costs = counts.map((count) => {
      const policy = text(count);
      return { size: policy.length, time: Math.min(cost(policy), cost(policy)) };
    });
    const [first, last] = [costs[0], costs.at(-1)];
    const perByte = ({ size, time }: { readonly size: number; readonly time: number }): number => time / size;
    const growth = first === undefined || last === undefined ? Number.NaN : perByte(last) / perByte(first);
    return [
      name,
      ...costs.map(({ size, time }) => `${milliseconds(time)} for ${(size / kib).toFixed(0)} KiB`),
      `${growth.toFixed(2)}x`,
    ];
  });
  return [
    {
      title: 'Reading a policy, up to the limits of the agent',
      note: 'Parsing and compiling, the better of two runs; each column doubles the one before. The last column is the cost of a byte in the largest policy, compared with that in the smallest: 1 where the cost is linear.',
      columns: ['policy of', '1/8', '1/4', '1/2', '1/1', 'cost of a byte'],
      rows,
    },
  ];
}

export const part: Part = { name: 'rego-limits', run: limits };
