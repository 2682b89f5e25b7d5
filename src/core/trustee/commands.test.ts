import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder, type Folder } from '#core/bundle/testing/shell.ts';
import { applyEdits } from '#core/text/edit.ts';
import { checkCommand } from './check-command.ts';
import { handOverCommands, type HandOverOptions } from './commands.ts';
import { grammars, problemIn } from './testing/options.ts';

const document = 'version = "0.1.0"\n$(touch pwned) `touch pwned` "\'\\\n\n\n';

const plain: HandOverOptions = {
  url: 'https://kbs.example:8080',
  path: ['default', 'key', 'db'],
  secretFile: 'secret.bin',
};

const full: HandOverOptions = {
  url: 'https://kbs.example:8080/a b',
  certificateFile: '-kbs.pem',
  adminTokenFile: 'admin token',
  path: ['default', "it's", '$(touch pwned)'],
  secretFile: '-secret',
  reference: { name: 'init data', value: 'ab/+=' },
  algorithm: 'sha384',
  pod: { name: 'web', namespace: 'prod' },
  runtimeClass: 'kata-qemu-tdx',
  documentFile: "it's a document.toml",
  manifestFile: '-pod.yaml',
  resourcePolicyFile: 'resource policy.rego',
  attestationPolicyFile: 'attestation.rego',
};

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

/** Runs a script with programs that write down their arguments. */
function argumentsOf(script: string): readonly string[] {
  const program = '#!/bin/sh\nprintf \'%s\\037\' "${0##*/}" "$@" > arguments\n';
  for (const name of Object.keys(grammars)) folder.write(`bin/${name}`, program);
  for (const name of ['initdata.toml', "it's a document.toml"]) folder.write(name, document);
  const { status, out } = folder.run(
    `chmod +x bin/*; PATH="$PWD/bin:$PATH"\n${script.split(' | ')[0] ?? ''}`,
  );
  expect({ script, status, out }).toMatchObject({ status: 0 });
  return new TextDecoder().decode(folder.read('arguments')).split('\u001f').slice(0, -1);
}

describe.for([
  ['plain', plain],
  ['full', full],
] as const)('%s', ([, options]) => {
  test.for(handOverCommands(options).map((command) => [command.id, command] as const))(
    '%s is read by its tool',
    ([, { script, tool }]) => {
      const [program = '', ...words] = argumentsOf(script);
      expect(program).toBe(tool === 'kubectl-coco' ? 'kubectl' : tool);
      const grammar = grammars[program];
      expect(grammar).toBeDefined();
      expect({ script, problem: grammar === undefined ? '' : problemIn(grammar, words) }).toEqual({
        script,
        problem: undefined,
      });
      expect(folder.run('ls').out).not.toContain('pwned');
    },
  );

  test.for(['attest', 'get-resource'])('%s passes the document as it is', (id) => {
    const command = handOverCommands(options).find((each) => each.id === id);
    expect(argumentsOf(command?.script ?? '').at(-1)).toBe(document);
  });

  test('none of them is a known mistake', () => {
    expect(handOverCommands(options).flatMap(({ script }) => checkCommand(script))).toEqual([]);
  });
});

test('names arrive whole', () => {
  const commands = handOverCommands(full);
  const of = (id: string): readonly string[] =>
    argumentsOf(commands.find((each) => each.id === id)?.script ?? '');
  expect(of('set-resource')).toEqual([
    'kbs-client',
    '--url',
    'https://kbs.example:8080/a b',
    '--cert-file',
    './-kbs.pem',
    'config',
    '--admin-token-file',
    'admin token',
    'set-resource',
    '--path',
    "default/it's/$(touch pwned)",
    '--resource-file',
    './-secret',
  ]);
  expect(of('policy-from-manifest').at(-1)).toBe("--initdata-path=it's a document.toml");
  expect(of('set-reference-value').slice(-2)).toEqual(['init data', 'ab/+=']);
});

test('the digest in the cluster is that of the document', () => {
  const value = gzipSync(document).toString('base64');
  const script = handOverCommands(full).find(({ id }) => id === 'digest-in-cluster')?.script ?? '';
  folder.write('bin/kubectl', `#!/bin/sh\nprintf %s ${value}\n`);
  folder.write('initdata.toml', document);
  const { out } = folder.run(`chmod +x bin/*; PATH="$PWD/bin:$PATH"\n${script}\nsha384sum < initdata.toml`);
  const [found, wanted] = out.trim().split('\n');
  expect(found).toBe(wanted);
  expect(found).toMatch(/^[0-9a-f]{96} /);
});

describe('mistakes', () => {
  test.for<readonly [string, string | undefined, string, string]>([
    [
      'kbs-client --url x config set-resource-policy --default',
      'command/default-denies',
      '--default',
      'kbs-client --url x config set-resource-policy --policy-file resource-policy.rego',
    ],
    [
      'kbs-client config \\\n  set-resource-policy \\\n  --default',
      'command/default-denies',
      '--default',
      'kbs-client config \\\n  set-resource-policy \\\n  --policy-file resource-policy.rego',
    ],
    [
      'kbs-client --url x get-resource --path a/b/c "$(cat initdata.toml)"',
      'command/newline-stripped',
      '"$(cat initdata.toml)"',
      'document=$(cat initdata.toml; printf .)\nkbs-client --url x get-resource --path a/b/c "${document%.}"',
    ],
    [
      'trustee-attester --url x get-resource --path a/b/c --initdata $(<initdata.toml)',
      'command/newline-stripped',
      '$(<initdata.toml)',
      'document=$(cat initdata.toml; printf .)\ntrustee-attester --url x get-resource --path a/b/c --initdata "${document%.}"',
    ],
    [
      'genpolicy -y pod.yaml > policy.rego',
      'command/genpolicy-redirected',
      '> policy.rego',
      'genpolicy -y pod.yaml -r > policy.rego',
    ],
    [
      'ls\ngenpolicy --yaml-file=pod.yaml>>policy.rego\n',
      'command/genpolicy-redirected',
      '>>policy.rego',
      'ls\ngenpolicy --yaml-file=pod.yaml -r>>policy.rego\n',
    ],
    [
      'kbs-client --url x config --auth-private-key k set-resource-policy --affirming',
      'command/old-admin-key',
      '--auth-private-key',
      'kbs-client --url x config --auth-private-key k set-resource-policy --affirming',
    ],
    ['genpolicy -y pod.yaml -r > policy.rego', undefined, '', ''],
    ['genpolicy -r -y pod.yaml > policy.rego', undefined, '', ''],
    ['genpolicy -y pod.yaml 2> log', undefined, '', ''],
    ['genpolicy < pod.yaml > out.yaml', undefined, '', ''],
    ['# genpolicy -y pod.yaml > policy.rego', undefined, '', ''],
    ['kbs-client config set-resource-policy --affirming', undefined, '', ''],
    ['helm install --default && kbs-client config set-resource --path x', undefined, '', ''],
    ['kubectl apply -f "$(cat name)"', undefined, '', ''],
  ])('%s', ([text, code, marked, fixed]) => {
    const found = checkCommand(text);
    expect(found.map((each) => each.code)).toEqual(code === undefined ? [] : [code]);
    const [finding] = found;
    if (finding === undefined) return;
    expect(text.slice(finding.span.from, finding.span.to)).toBe(marked);
    expect(applyEdits(text, finding.fix?.edits ?? [])).toBe(fixed);
    expect(checkCommand(fixed).filter(({ fix }) => fix !== undefined)).toEqual([]);
  });

  test('ends on long texts', () => {
    expect(checkCommand(`genpolicy ${'-y '.repeat(20_000)}`)).toEqual([]);
    for (const word of ['kbs-client', 'genpolicy', 'set-resource-policy', '$(cat', '\\\n']) {
      expect(checkCommand(`${word} `.repeat(5_000))).toEqual([]);
      expect(checkCommand(`kbs-client attest ${word} `.repeat(2_000))).toEqual([]);
    }
  });
});
