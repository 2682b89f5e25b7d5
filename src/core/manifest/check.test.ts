import { describe, expect, test } from 'vitest';
import { annotationKey } from '#core/annotation/annotation.ts';
import { agentPolicyKey, kernelParamsKey, oldAnnotationKey } from '#core/platform/annotation-keys.ts';
import { applyEdits } from '#core/text/edit.ts';
import { checkManifest } from './check.ts';
import type { ManifestContext } from './context.ts';

const value = 'H4sIAAAAAAAAA3NMTEpOTElNTwMA';
const spec = 'spec:\n  runtimeClassName: kata-qemu-tdx\n';
const pod = (annotations: string, rest = spec): string =>
  `kind: Pod\nmetadata:\n  name: a\n  annotations:\n${annotations}${rest}`;

interface Case {
  readonly name: string;
  readonly text: string;
  readonly context?: ManifestContext;
  readonly code: string;
  /** The text that the finding points at. */
  readonly at: string;
  /** The whole text after the fix; absent when there is none. */
  readonly fixed?: string;
}

const cases: readonly Case[] = [
  {
    name: 'the Deployment itself',
    text: `kind: Deployment\nmetadata:\n  name: a\n  annotations:\n    ${annotationKey}: ${value}\nspec:\n  template:\n    spec:\n      runtimeClassName: kata-qemu-tdx\n`,
    code: 'manifest/wrong-place',
    at: annotationKey,
    fixed: `kind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    metadata:\n      annotations:\n        ${annotationKey}: ${value}\n    spec:\n      runtimeClassName: kata-qemu-tdx\n`,
  },
  {
    name: 'the job template of a CronJob',
    text: `kind: CronJob\nspec:\n  jobTemplate:\n    metadata:\n      annotations:\n        a: b\n        ${annotationKey}: ${value}\n    spec:\n      template:\n        metadata:\n          annotations:\n            c: d\n        spec:\n          runtimeClassName: kata-qemu-tdx\n`,
    code: 'manifest/wrong-place',
    at: annotationKey,
    fixed: `kind: CronJob\nspec:\n  jobTemplate:\n    metadata:\n      annotations:\n        a: b\n    spec:\n      template:\n        metadata:\n          annotations:\n            ${annotationKey}: ${value}\n            c: d\n        spec:\n          runtimeClassName: kata-qemu-tdx\n`,
  },
  {
    name: 'a Service beside a Pod',
    text: `${pod('    a: b\n')}---\nkind: Service\nmetadata:\n  annotations:\n    ${annotationKey}: ${value}\n`,
    code: 'manifest/wrong-place',
    at: annotationKey,
    fixed: `${pod('    a: b\n')}---\nkind: Service\nmetadata:\n`,
  },
  {
    name: 'the old key',
    text: pod(`    "${oldAnnotationKey}": ${value}\n`),
    code: 'manifest/old-key',
    at: `"${oldAnnotationKey}"`,
    fixed: pod(`    "${annotationKey}": ${value}\n`),
  },
  {
    name: 'both keys',
    text: pod(`    ${oldAnnotationKey}: x\n    ${annotationKey}: ${value}\n`),
    code: 'manifest/two-keys',
    at: oldAnnotationKey,
    fixed: pod(`    ${annotationKey}: ${value}\n`),
  },
  {
    name: 'the agent policy key',
    text: pod(`    ${agentPolicyKey}: cGFja2FnZQ==\n`),
    code: 'manifest/agent-policy-key',
    at: agentPolicyKey,
  },
  {
    name: 'a redundant runtime handler',
    text: pod('    a: b\n    io.containerd.cri.runtime-handler: kata-qemu-tdx # old\n'),
    code: 'manifest/runtime-handler',
    at: 'io.containerd.cri.runtime-handler',
    fixed: pod('    a: b\n'),
  },
  {
    name: 'a conflicting runtime handler',
    text: pod('    io.containerd.cri.runtime-handler: kata-remote\n    a: b\n'),
    code: 'manifest/runtime-handler',
    at: 'io.containerd.cri.runtime-handler',
    fixed: pod('    a: b\n'),
  },
  {
    name: 'a literal block',
    text: pod(`    ${annotationKey}: |\n      ${value}\n`),
    code: 'manifest/block-scalar',
    at: '|',
    fixed: pod(`    ${annotationKey}: ${value}\n`),
  },
  {
    name: 'a folded block',
    text: pod(`    ${annotationKey}: >-\n      ${value.slice(0, 8)}\n      ${value.slice(8)}\n`),
    code: 'manifest/folded-scalar',
    at: '>',
    fixed: pod(`    ${annotationKey}: ${value}\n`),
  },
  {
    name: 'a value over lines',
    text: pod(`    ${annotationKey}: "AAAA\n      BBBB"\n`),
    code: 'manifest/white-space',
    at: '"AAAA\n      BBBB"',
    fixed: pod(`    ${annotationKey}: "AAAABBBB"\n`),
  },
  {
    name: 'a placeholder',
    text: pod(`    ${annotationKey}: \${initdata}\n`),
    code: 'manifest/placeholder',
    at: '${initdata}',
  },
  {
    name: 'a cut value',
    text: pod(`    ${annotationKey}: H4sIAAAA...\n`),
    code: 'manifest/placeholder',
    at: 'H4sIAAAA...',
  },
  {
    name: 'an empty value',
    text: pod(`    ${annotationKey}: ""\n`),
    code: 'manifest/empty-value',
    at: annotationKey,
  },
  { name: 'a number', text: pod(`    ${annotationKey}: 12\n`), code: 'manifest/not-a-string', at: '12' },
  {
    name: 'another annotation than the current one',
    text: pod(`    ${annotationKey}: ${value}\n`),
    context: { current: { annotation: 'H4sIother', digest: 'aa' }, digests: new Map([[value, 'bb']]) },
    code: 'manifest/different-annotation',
    at: annotationKey,
  },
  {
    name: 'the same document compressed differently',
    text: pod(`    ${annotationKey}: ${value}\n`),
    context: { current: { annotation: 'H4sIother', digest: 'aa' }, digests: new Map([[value, 'aa']]) },
    code: 'manifest/same-document',
    at: annotationKey,
  },
  {
    name: 'kernel parameters',
    text: pod(`    ${kernelParamsKey}: " agent.guest_components_procs=confidential-data-hub"\n`),
    code: 'manifest/kernel-params',
    at: 'agent.guest_components_procs',
  },
  {
    name: 'kernel parameters on a class that ignores them',
    text: pod(
      `    ${kernelParamsKey}: nvrc.smi.srs=1\n`,
      'spec:\n  runtimeClassName: kata-qemu-nvidia-gpu-tdx-runtime-rs\n  containers:\n  - resources: {limits: {nvidia.com/pgpu: 1}}\n',
    ),
    code: 'manifest/kernel-params-ignored',
    at: kernelParamsKey,
  },
  {
    name: 'a GPU on a class without one',
    text: pod(
      '    a: b\n',
      `${spec}  containers:\n  - resources:\n      limits:\n        nvidia.com/pgpu: "1"\n`,
    ),
    code: 'manifest/gpu-class',
    at: 'nvidia.com/pgpu',
  },
  {
    name: 'a GPU class without a GPU',
    text: pod('    a: b\n', 'spec:\n  runtimeClassName: kata-qemu-nvidia-gpu-snp\n'),
    code: 'manifest/no-gpu',
    at: 'kata-qemu-nvidia-gpu-snp',
  },
  {
    name: 'no runtime class',
    text: 'kind: Pod\nspec:\n  runtimeClassName: # (...)\n',
    context: { platform: 'snp' },
    code: 'manifest/no-runtime-class',
    at: 'runtimeClassName',
    fixed: 'kind: Pod\nspec:\n  runtimeClassName: kata-qemu-snp # (...)\n',
  },
  {
    name: 'no runtime class and no line for it',
    text: 'kind: Pod\nmetadata:\n  name: a\nspec:\n  containers: []\n',
    code: 'manifest/no-runtime-class',
    at: 'spec',
  },
  {
    name: 'the class of another platform',
    text: pod('    a: b\n'),
    context: { platform: 'snp' },
    code: 'manifest/other-platform',
    at: 'kata-qemu-tdx',
    fixed: pod('    a: b\n', 'spec:\n  runtimeClassName: kata-qemu-snp\n'),
  },
  {
    name: 'a class that does not enable the annotation',
    text: pod(`    ${annotationKey}: ${value}\n`, 'spec:\n  runtimeClassName: kata-qemu\n'),
    code: 'platform/annotation-not-enabled',
    at: 'kata-qemu',
  },
  {
    name: 'the development class',
    text: pod('    a: b\n', 'spec:\n  runtimeClassName: kata-qemu-coco-dev\n'),
    code: 'platform/development-class',
    at: 'kata-qemu-coco-dev',
  },
  {
    name: 'a custom resource',
    text: 'apiVersion: kubeflow.org/v1\nkind: PyTorchJob\nspec:\n  workers:\n  - template:\n      spec:\n        runtimeClassName: kata-qemu-tdx\n        containers: []\n',
    code: 'manifest/custom-resource',
    at: 's',
  },
  {
    name: 'the global default of peer pods',
    text: `kind: ConfigMap\nmetadata:\n  name: peer-pods-cm\ndata:\n  INITDATA: ${value}\n`,
    code: 'manifest/global-default',
    at: 'INITDATA',
  },
  { name: 'no pod', text: '\n kind: Service\n', code: 'manifest/no-pod', at: 'kind: Service' },
  {
    name: 'a tab before the key',
    text: pod('    a: b\n\tc: d\n'),
    code: 'manifest/tab-indentation',
    at: '\t',
    fixed: pod('    a: b\n    c: d\n'),
  },
  {
    name: 'an equals sign',
    text: pod(`    ${annotationKey} = ${value}\n`),
    code: 'manifest/equals-sign',
    at: ' = ',
    fixed: pod(`    ${annotationKey}: ${value}\n`),
  },
  {
    name: 'wrapped base64 at column 0',
    text: pod(`    ${annotationKey}: ${value}\nAAAA\nBBBB=\n`),
    code: 'manifest/wrapped-value',
    at: '\nAAAA\nBBBB=',
    fixed: pod(`    ${annotationKey}: ${value}AAAABBBB=\n`),
  },
  { name: 'a Helm template', text: 'kind: Pod\n{{- if .Values.x }}\n', code: 'manifest/template', at: '{{' },
  {
    name: 'a Helm value that parses',
    text: 'kind: Pod\nx: {{ .Values.x }}\n',
    code: 'manifest/template',
    at: '{{',
  },
  { name: 'a key twice', text: 'kind: Pod\nkind: Job\n', code: 'manifest/duplicate-key', at: 'kind' },
  { name: 'no YAML', text: 'kind: [Pod\n', code: 'manifest/syntax', at: '' },
];

describe('checkManifest', () => {
  test.for(cases)('$name', ({ text, context, code, at, fixed }) => {
    const { diagnostics } = checkManifest(text, context);
    const finding = diagnostics.find((diagnostic) => diagnostic.code === code);
    expect(finding, diagnostics.map((diagnostic) => diagnostic.code).join()).toBeDefined();
    expect(text.slice(finding?.span.from, finding?.span.to)).toBe(at);
    expect(finding?.fix && applyEdits(text, finding.fix.edits)).toBe(fixed);
  });

  test('says nothing about a manifest that is as it should be', () => {
    const text = pod(`    ${annotationKey}: ${value}\n`);
    expect(checkManifest(text, { platform: 'tdx', current: { annotation: value } }).diagnostics).toEqual([]);
  });

  test('says nothing about how the document is compressed while its own annotation is not made', () => {
    const text = pod(`    ${annotationKey}: ${value}\n`);
    const context = {
      platform: 'tdx',
      current: { digest: 'aa' },
      digests: new Map([[value, 'aa']]),
    } as const;
    expect(checkManifest(text, context).diagnostics).toEqual([]);
  });

  test('an empty text is no mistake', () => {
    expect(checkManifest('').diagnostics).toEqual([]);
    expect(checkManifest('\ufeff \n').diagnostics).toEqual([]);
  });

  test('a template in quotes is text', () => {
    expect(
      checkManifest('kind: Pod\nspec:\n  runtimeClassName: kata-qemu-tdx\n  x: "{{ y }}"\n').diagnostics,
    ).toEqual([]);
  });
});
