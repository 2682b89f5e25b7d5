import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { lintModel } from '#core/policy/lint/lint.ts';
import { matrixOf } from '#core/policy/matrix/matrix.ts';
import { modelOf, type PolicyModel } from '#core/policy/matrix/model.ts';
import { milliseconds, type Part, type Table, timingOf } from './part.ts';
import { ownCase } from './rego-inputs.ts';

const profile = profileOf('kata-3.30');
const rounds = 40;
const warming = 10;

/** What is typed, somewhere in the policy: each round another letter. */
const edits = [
  {
    name: 'an edit of a default',
    text: (policy: string, round: number) => `${policy}\ndefault ReadStreamRequest := ${round % 2 === 0}\n`,
  },
  {
    name: 'an edit of a condition',
    text: (policy: string, round: number) => `${policy}\nSignalProcessRequest if input.signal == ${round}\n`,
  },
  {
    name: 'an edit of what containers need',
    text: (policy: string, round: number) =>
      policy
        .replace('default ', `# ${round}\ndefault `)
        .replace('wanted == given', `wanted == given # ${round}`),
  },
];

function tableOf(): Table {
  const [policy] = ownCase(90_000).question.modules.map(([, text]) => text);
  const rows = edits.map(({ name, text }) => {
    const steps: { readonly read: number; readonly matrix: number; readonly lint: number }[] = [];
    let before: PolicyModel | undefined;
    for (let round = 0; round < rounds + warming; round += 1) {
      const start = performance.now();
      const model = modelOf(text(policy ?? '', round), profile, before);
      const read = performance.now();
      const matrix = matrixOf(model);
      const tried = performance.now();
      lintModel(model, { matrix });
      const end = performance.now();
      before = model;
      if (round >= warming) steps.push({ read: read - start, matrix: tried - read, lint: end - tried });
    }
    const all = timingOf(steps.map((step) => step.read + step.matrix + step.lint));
    const middle = (part: 'read' | 'matrix' | 'lint'): string =>
      milliseconds(timingOf(steps.map((step) => step[part])).p50);
    return [
      name,
      middle('read'),
      middle('matrix'),
      middle('lint'),
      milliseconds(all.p50),
      milliseconds(all.p95),
    ];
  });
  return {
    title: 'A policy of 90 kB while it is typed',
    note: 'After each edit: parsed and compiled, the matrix of all requests, every lint rule. In Node, in the thread that would be the worker. Searches whose rules did not change are remembered from the edit before.',
    columns: ['after', 'read', 'matrix', 'lint', 'all, p50', 'all, p95'],
    rows,
  };
}

export const part: Part = {
  name: 'policy',
  run: async () => {
    await loadBuiltins(profile);
    return [tableOf()];
  },
};
