/** Policies generated from the pods of genpolicy's cases, asked what genpolicy's own were asked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { announce } from '#core/testing/announce.ts';
import { explainDenial } from '../denial/denial.ts';
import { changedFields } from '../denial/testing/genpolicy-fields.ts';
import { agentWith, typedInput } from '../simulate/run.ts';
import { defaultOptions, generatePolicy } from './generate.ts';
import { casesOf, genpolicyCases, type GenpolicyCases, policyFor, repaired } from './testing/cases.ts';
import { differences, otherFields, undeclaredFiles } from './testing/differences.ts';

const profile = profileOf('kata-3.30');
const root = join(import.meta.dirname, '../../../../../shared/corpus/genpolicy');
const present = existsSync(root);
if (!present) announce('skipped: 63 cases of genpolicy on generated policies, as ../shared is not there');

beforeAll(async () => {
  await loadBuiltins(profile);
});

const folders = present
  ? readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('testcases.json'))
      .map(dirname)
      .sort()
  : [];

/** Folders whose cases need nothing of an image. */
const plain = ['addarpneighbors', 'copyfile', 'createsandbox', 'updateinterface'];

function read(folder: string): GenpolicyCases {
  const file = (name: string): string => readFileSync(join(root, folder, name), 'utf8');
  const more = existsSync(join(root, folder, 'config_map.yaml')) ? `\n---\n${file('config_map.yaml')}` : '';
  const cases = casesOf(file('testcases.json'), file('pod.yaml') + more);
  if (cases === undefined) throw new Error(`no pod in ${folder}`);
  return cases;
}

describe.skipIf(!present)('the cases of genpolicy', () => {
  test('are all here, agree, and differ only where the table says', async () => {
    const results = await Promise.all(
      folders.map(async (folder) => {
        const file = (name: string): Buffer => readFileSync(join(root, folder, name));
        return genpolicyCases.run(JSON.parse(file('testcases.json').toString()), (name) =>
          Promise.resolve(new Uint8Array(file(name))),
        );
      }),
    );
    const count = (outcome: string): number =>
      results.flat().filter((each) => each.outcome === outcome).length;
    announce(
      `genpolicy's cases on generated policies: ${count('passed')} agree, ${count('skipped')} differ on purpose, ${count('failed')} otherwise`,
    );
    expect([count('passed'), count('skipped'), count('failed')]).toEqual([60, differences.length, 0]);
  });

  test.for(folders)('%s', (folder) => {
    const cases = read(folder);
    const { tests, found } = cases;
    const text = policyFor(cases);
    const { agent } = agentWith(text, profile);
    for (const { description, entrypoint, input, expected } of tests) {
      const before = agent.data();
      const asked = typedInput(entrypoint, repaired(input, found), profile);
      const decision = agent.request(entrypoint, asked, { explain: true });
      const difference = differences.find((each) => each.folder === folder && each.name === description);
      expect([description, decision.kind]).toEqual([description, difference?.ours ?? expected]);
      const row = changedFields.find((each) => each.folder === folder && each.name === description);
      if (decision.kind === 'allowed' || row === undefined) continue;
      const denial = explainDenial({ policy: text, profile, entrypoint, input: asked, before, decision });
      const named = denial.fields[0]?.name.replaceAll(/\[\d+\]/g, '[]') ?? denial.kind;
      const wanted = otherFields.get(description) ?? row.field;
      expect([description, named.startsWith(wanted) ? wanted : named]).toEqual([description, wanted]);
    }
  });

  test.for(plain)('%s as they are, in the strict setting', (folder) => {
    const { tests, found } = read(folder);
    const { text } = generatePolicy(found.pod, { ...defaultOptions, unsettled: found.unsettled });
    const { agent } = agentWith(text, profile);
    const wrong = tests.filter(
      ({ entrypoint, input, expected }) =>
        agent.request(entrypoint, typedInput(entrypoint, input, profile)).kind !== expected,
    );
    expect(wrong.map(({ description }) => description)).toEqual(folder === 'copyfile' ? undeclaredFiles : []);
  });
});
