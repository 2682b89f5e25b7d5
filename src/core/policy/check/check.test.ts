import { describe, expect, test } from 'vitest';
import { type ProfileId, profileOf } from '#core/rego/profile.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { checkPolicy } from './check.ts';

await loadBuiltins(profileOf('kata-3.30'));

const header = 'package agent_policy\n';

function found(text: string, id: ProfileId = 'kata-3.30'): readonly string[] {
  const { diagnostics } = checkPolicy(text, profileOf(id));
  return diagnostics.map(({ code, severity, source, span }) => {
    expect(source).toBe('entry:policy.rego');
    return `${severity} ${code} ${text.slice(span.from, span.to)}`;
  });
}

describe('what the engine says', () => {
  test.for([
    ['default ExecProcessRequest := false\n', 'kata-3.30', []],
    // The traps between the dialects.
    ['A { input.x }\n', 'kata-3.30', ['error rego/if-required {']],
    ['A { input.x }\n', 'kata-3.28', []],
    ['A if { input.x }\n', 'kata-3.28', ['error rego/if-not-imported if']],
    ['import rego.v1\nA if { input.x }\n', 'kata-3.28', []],
    // Loaded, and then every request fails.
    ['default A := false\nA if { x > 1 }\n', 'kata-3.30', ['error policy/prepare-failure x']],
    ['A if { x := 1; x := 2 }\n', 'kata-3.30', ['error policy/prepare-failure x']],
    // Only the request that asks for it fails.
    ['default A := f(1)\nf(x) := x\n', 'kata-3.30', []],
  ] as const)('%j in %s', ([text, id, expected]) => {
    expect(found(header + text, id)).toEqual(expected);
  });

  test('every refusal to load is explained by an error', () => {
    for (const text of [
      '',
      'package',
      `${header}x := 1e999`,
      `${header}import nowhere.x`,
      `${header}p := "\\d"`,
    ]) {
      expect(found(text).some((line) => line.startsWith('error '))).toBe(true);
    }
  });

  test('the agent’s own words are beside the finding', () => {
    const { diagnostics } = checkPolicy(`${header}A if { x > 1 }\n`, profileOf('kata-3.30'));
    expect(diagnostics[0]?.consumers).toEqual([
      { consumer: 'agent', outcome: 'rejects', message: 'use of undefined variable `x` is unsafe' },
    ]);
  });

  test('the same policy is not read twice', () => {
    const text = `${header}default A := false\n`;
    const profile = profileOf('kata-3.30');
    expect(checkPolicy(text, profile)).toBe(checkPolicy(text, profile));
    expect(checkPolicy(text, profileOf('kata-3.28'))).not.toBe(checkPolicy(text, profile));
  });
});

describe('whether the image decides', () => {
  const name = 'input.OCI.Annotations["io.kubernetes.cri.image-name"]';
  test.for([
    ['nothing is asked', 'CreateContainerRequest := true', false],
    ['the image is compared', `CreateContainerRequest if ${name} == "a"`, true],
    [
      'in a function that is given the whole',
      'CreateContainerRequest if allow(input.OCI)\nallow(o) if o.Annotations["io.kubernetes.cri.image-name"] in {"a"}',
      true,
    ],
    ['each storage', 'CreateContainerRequest if every s in input.storages { s.source == "a" }', true],
    ['read, and any passes', `CreateContainerRequest if ${name} != "a"`, false],
    ['another request', `default CreateContainerRequest := true\nPullImageRequest if ${name} == "a"`, false],
    ['something else decides', 'CreateContainerRequest if input.OCI.Process.Args == ["a"]', false],
    ['nothing is created', 'default CreateContainerRequest := false', false],
  ] as const)('%s', ([, text, decides]) => {
    const { imageGate } = checkPolicy(`${header}${text}\n`, profileOf('kata-3.30'));
    expect(imageGate?.decides).toBe(decides);
  });

  test('there is no answer where the engine has none', () => {
    for (const text of [
      'package other\nCreateContainerRequest := true\n',
      `${header}A {`,
      `${header}A if { x }\n`,
    ]) {
      expect(checkPolicy(text, profileOf('kata-3.30')).imageGate).toBeUndefined();
    }
  });
});
