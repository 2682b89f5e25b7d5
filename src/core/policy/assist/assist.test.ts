/** Completion, hover, definitions, references, renaming and outline of policies. `|` marks the cursor. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { allBuiltins, loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { applyEdits } from '#core/text/edit.ts';
import { modelOf } from '../matrix/model.ts';
import { policyCompletionsAt } from './complete.ts';
import { policyHoverAt } from './hover.ts';
import { definitionsAt, outlineOf, referencesAt, renameAt } from './navigate.ts';
import { policySignatureAt } from './signature-help.ts';
import { signatureNames, signatureOf } from './signatures.ts';

const profile = profileOf('kata-3.30');

beforeAll(async () => {
  await loadBuiltins(profile);
});

function at(marked: string): { readonly text: string; readonly offset: number } {
  const text = `package agent_policy\n\nimport rego.v1\n\n${marked}\n`;
  const offset = text.indexOf('|');
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}

function offered(marked: string, release = profile): readonly string[] {
  const { text, offset } = at(marked);
  return policyCompletionsAt(text, offset, release).map(({ label }) => label);
}

describe('completion', () => {
  test.for([
    ['requests at the margin', 'Exec|', ['ExecProcessRequest', 'default']],
    ['defaults', 'default |', ['ExecProcessRequest', 'CopyFileRequest']],
    ['fields of the request', 'ExecProcessRequest if input.|', ['process', 'container_id', 'exec_id']],
    ['fields below', 'ExecProcessRequest if {\n\tinput.process.|\n}', ['Args', 'Env', 'User']],
    [
      'fields of an item',
      'CreateContainerRequest if {\n\tinput.storages[_].|\n}',
      ['source', 'driver', 'mount_point'],
    ],
    [
      'fields of a loop',
      'CreateContainerRequest if {\n\tsome s in input.storages\n\ts.|\n}',
      ['source', 'driver'],
    ],
    [
      'fields of a name, in the middle of a word',
      'CreateContainerRequest if {\n\toci := input.OCI\n\toci.Pr|\n}',
      ['Process', 'Root'],
    ],
    ['fields in a helper', 'CopyFileRequest if ok\n\nok if input.|', ['path', 'file_type']],
    ['fields of a parameter', 'ExecProcessRequest if f(input.process)\n\nf(p) if p.|', ['Args', 'Terminal']],
    ['fields before a name', 'ExecProcessRequest if input.|process == 1', ['process', 'exec_id']],
    ['fields before a path', 'ExecProcessRequest if input.|process.Args == []', ['process', 'exec_id']],
    [
      'fields before the name of the next line',
      'ExecProcessRequest if {\n\tinput.|\n\tinput.exec_id == "a"\n}',
      ['process', 'exec_id'],
    ],
    [
      'fields above the next rule',
      'ExecProcessRequest if input.|\nCopyFileRequest if input.path == ""',
      ['process', 'exec_id'],
    ],
    ['functions of a family', 'ExecProcessRequest if regex.|', ['match', 'is_valid']],
    [
      'names in a body',
      'ok := 1\n\nExecProcessRequest if {\n\tx := input.exec_id\n\t|\n}',
      ['input', 'x', 'ok', 'some', 'startswith'],
    ],
    ['imports', 'import |', ['rego.v1', 'data.pstate']],
    ['documents', 'ExecProcessRequest if data.|', ['pstate', 'agent_policy']],
  ] as const)('%s', ([, marked, labels]) => {
    expect(offered(marked)).toEqual(expect.arrayContaining([...labels]));
  });

  test.for([
    ['in a text', 'ExecProcessRequest if input.exec_id == "in|"'],
    ['in a comment', '# input.|'],
  ] as const)('nothing %s', ([, marked]) => {
    expect(offered(marked)).toEqual([]);
  });

  test('a request of the agent is not offered a field of another, a default not twice, a later builtin not early', () => {
    expect(offered('ExecProcessRequest if input.|')).not.toContain('storages');
    expect(offered('default ExecProcessRequest := false\n\ndefault |')).not.toContain('ExecProcessRequest');
    expect(offered('ExecProcessRequest if base64.|', profileOf('kata-3.11'))).toEqual([]);
    expect(offered('ExecProcessRequest if base64.|')).toContain('decode');
  });

  test('what is taken replaces what was typed', () => {
    const { text, offset } = at('default Exec|');
    const found = policyCompletionsAt(text, offset, profile).find(
      ({ label }) => label === 'ExecProcessRequest',
    );
    expect(found).toMatchObject({
      insert: 'ExecProcessRequest := false',
      replace: { from: offset - 4, to: offset },
    });
  });
});

describe('signatures', () => {
  test.for([
    ['ExecProcessRequest if startswith(|', 'startswith', 0],
    ['ExecProcessRequest if startswith(input.exec_id, |', 'startswith', 1],
    ['ExecProcessRequest if contains(lower(input.exec_id), "|"', 'contains', 1],
    ['ExecProcessRequest if regex.match(`a,b`, f(1, 2)|)', 'regex.match', 1],
    ['ExecProcessRequest if sprintf("%s %s", [input.exec_id, |', 'sprintf', 1],
    ['ExecProcessRequest if count((1 + |', 'count', 0],
    ['ExecProcessRequest if {\n\tobject.get(input,\n\t\t"a", |', 'object.get', 2],
  ] as const)('%s', ([marked, name, active]) => {
    const { text, offset } = at(marked);
    const help = policySignatureAt(text, offset);
    expect([help?.label.split('(', 1)[0], help?.active]).toEqual([name, active]);
  });

  test.for([
    'ExecProcessRequest if startswith(input.exec_id, "a")|',
    'ExecProcessRequest if own(|',
    '|default A := 1',
  ])('none in %s', (marked) => {
    const { text, offset } = at(marked);
    expect(policySignatureAt(text, offset)).toBeUndefined();
  });
});

describe('hover', () => {
  test.for([
    ['a request', 'default Exec|ProcessRequest := false', 'ExecProcessRequest', 'kubectl exec'],
    ['a field', 'ExecProcessRequest if input.process.Ar|gs == []', 'input.process.Args: list of string', ''],
    [
      'a field by another name',
      'ExecProcessRequest if {\n\tp := input.process\n\tp.Termi|nal\n}',
      'input.process.Terminal: bool',
      '',
    ],
    ['an unknown field', 'ExecProcessRequest if input.Pro|cess', 'input.Process', 'no such field'],
    [
      'a builtin',
      'ExecProcessRequest if starts|with(input.exec_id, "a")',
      'startswith(text, beginning) → boolean',
      'begins',
    ],
    [
      'a builtin of other engines',
      'ExecProcessRequest if glob.ma|tch("a", [], "a")',
      'glob.match',
      'does not have it',
    ],
    ['a helper', 'ExecProcessRequest if o|k\n\nok if true', 'ok', 'Needed by ExecProcessRequest.'],
    [
      'a local name',
      'ExecProcessRequest if {\n\tx := input.exec_id\n\t|x == "a"\n}',
      'x',
      'Stands for input.exec_id.',
    ],
    ['a dead name', 'default Pull|ImageRequest := false', 'PullImageRequest', 'No agent asks for it.'],
  ] as const)('%s', ([, marked, title, part]) => {
    const { text, offset } = at(marked);
    const hover = policyHoverAt(modelOf(text, profile), offset);
    expect(hover?.title).toBe(title);
    expect(hover?.paragraphs.join(' ')).toContain(part);
  });

  test('nothing about what is no name', () => {
    const { text, offset } = at('ExecProcessRequest if 1 |== 1');
    expect(policyHoverAt(modelOf(text, profile), offset)).toBeUndefined();
  });
});

const helper = `ExecProcessRequest if {
	some c in commands
	allowed(c)
}

ExecProcessRequest if data.agent_policy.commands

allowed(c) if input.process.Args == c

commands := [["a"]]`;

describe('names', () => {
  const texts = (
    marked: string,
    found: (
      model: ReturnType<typeof modelOf>,
      offset: number,
    ) => readonly { readonly span: { readonly from: number; readonly to: number } }[],
  ) => {
    const { text, offset } = at(marked);
    return found(modelOf(text, profile), offset).map(
      ({ span }) => text.slice(0, span.from).split('\n').length - 4,
    );
  };
  const cursor = (part: string): string => helper.replace(part, part.replace(/(\w)/, '|$1'));

  test('a rule is found in all its places', () => {
    expect(texts(cursor('commands\n'), definitionsAt)).toEqual([10]);
    expect(texts(cursor('commands\n'), referencesAt)).toEqual([2, 6, 10]);
    expect(texts(cursor('allowed(c)\n'), referencesAt)).toEqual([3, 8]);
  });

  test('a local name only in its rule', () => {
    expect(texts(cursor('c in'), referencesAt)).toEqual([2, 3]);
  });

  test.for([
    ['commands := ', 'list', helper.replaceAll('commands', 'list')],
    ['allowed(c) if', 'ok', helper.replaceAll('allowed', 'ok')],
    [
      'c in',
      'command',
      helper.replace('some c in', 'some command in').replace('allowed(c)\n', 'allowed(command)\n'),
    ],
  ] as const)('%s is renamed to %s', ([part, name, result]) => {
    const { text, offset } = at(cursor(part));
    const renaming = renameAt(modelOf(text, profile), offset, name);
    if (renaming.kind === 'refused') throw new Error(renaming.reason);
    expect(applyEdits(text, renaming.edits)).toBe(at(`${result}|`).text);
  });

  test.for([
    ['a keyword', 'commands := ', 'some'],
    ['a builtin', 'commands := ', 'count'],
    ['what is taken', 'commands := ', 'allowed'],
    ['no name', 'commands := ', '1a'],
    ['a field', 'Args', 'x'],
  ] as const)('no renaming to %s', ([, part, name]) => {
    const { text, offset } = at(cursor(part));
    expect(renameAt(modelOf(text, profile), offset, name).kind).toBe('refused');
  });

  test('the outline has package, imports and every rule', () => {
    const { text } = at(`default ExecProcessRequest := false\n\n${helper}|`);
    expect(outlineOf(modelOf(text, profile)).map(({ name, kind, detail }) => [name, kind, detail])).toEqual([
      ['agent_policy', 'package', ''],
      ['rego.v1', 'import', ''],
      ['ExecProcessRequest', 'request', 'default false'],
      ['ExecProcessRequest', 'request', ''],
      ['ExecProcessRequest', 'request', ''],
      ['allowed', 'function', '(c)'],
      ['commands', 'rule', '[["a"]]'],
    ]);
  });
});

test('every builtin of the agent has a signature that fits it', () => {
  const own = [...allBuiltins()].filter(({ feature }) => profile.features.includes(feature));
  for (const { name, arity } of own) {
    if (name.startsWith('__')) continue;
    const signature = signatureOf(name);
    expect([name, signature?.parameters.length]).toEqual([name, arity.max]);
  }
  expect(signatureNames).toHaveLength(own.filter(({ name }) => !name.startsWith('__')).length + 1);
});

const runs = Number(process.env['FUZZ_RUNS'] ?? 100);

test(
  'no text and no place makes them throw',
  { timeout: process.env['FUZZ_RUNS'] === undefined ? 30_000 : 3_600_000 },
  () => {
    const whole = at(`${helper}|`).text;
    const broken = fc
      .tuple(fc.nat(whole.length), fc.nat(20), fc.constantFrom('', '.', 'input.', '[', '"', '{', 'x'))
      .map(([from, length, part]) => whole.slice(0, from) + part + whole.slice(from + length));
    fc.assert(
      fc.property(
        fc.oneof(broken, fc.string({ unit: 'binary', maxLength: 80 })),
        fc.nat(300),
        (text, place) => {
          const offset = Math.min(place, text.length);
          const model = modelOf(text, profile);
          policyCompletionsAt(text, offset, profile);
          policyHoverAt(model, offset);
          policySignatureAt(text, offset);
          referencesAt(model, offset);
          renameAt(model, offset, 'other');
          outlineOf(model);
        },
      ),
      { numRuns: runs },
    );
  },
);
