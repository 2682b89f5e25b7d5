/** Under which keys the annotations of a pod stand. */
import { annotationKey } from '#core/annotation/annotation.ts';
import { diagnostic, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { oldAnnotationKey, runtimeHandlerKey } from '#core/platform/annotation-keys.ts';
import { confirmed, renameKey } from './edit.ts';
import { fixOf, removalFix } from './fixes.ts';
import type { ManifestAnnotation, PodTemplate } from './manifest.ts';
import type { ParsedYaml } from './yaml.ts';

export function checkAnnotations(yaml: ParsedYaml, pod: PodTemplate): readonly Diagnostic[] {
  const current = pod.annotations.find(({ key }) => key === annotationKey);
  const findings: Diagnostic[] = [];
  for (const annotation of pod.annotations) {
    if (annotation.keyClass === 'runtime') findings.push(oldKey(yaml, pod, annotation, current));
    if (annotation.keyClass === 'agent.policy') findings.push(agentPolicy(annotation));
    if (annotation.key === runtimeHandlerKey) findings.push(runtimeHandler(yaml, pod, annotation));
  }
  return findings;
}

function oldKey(
  yaml: ParsedYaml,
  pod: PodTemplate,
  { keySpan, key, merged }: ManifestAnnotation,
  current: ManifestAnnotation | undefined,
): Diagnostic {
  const map = [...pod.path, 'metadata', 'annotations'];
  if (current !== undefined) {
    return diagnostic(
      'manifest/two-keys',
      'manifest',
      keySpan,
      'The pod has Init-Data under the old and under the new key.',
      {
        hint: 'Keep the new key alone, unless a cluster with Kata before 3.20.0 has to run this too.',
        related: [{ source: 'manifest', span: current.keySpan, message: 'The new key' }],
        ...(merged ? {} : removalFix(yaml, pod.document, map, key, 'Remove the old key')),
      },
    );
  }
  const rename = merged ? undefined : renameKey(yaml, pod.document, map, key, annotationKey);
  return diagnostic(
    'manifest/old-key',
    'manifest',
    keySpan,
    `${oldAnnotationKey} is the key of older releases.`,
    {
      hint: `Use ${annotationKey}; a value from before 0.14 of the cloud-api-adaptor has to be gzipped as well.`,
      consumers: [
        { consumer: 'go', outcome: 'ignores' },
        { consumer: 'runtime-rs', outcome: 'ignores' },
        { consumer: 'caa', outcome: 'ignores' },
      ],
      ...(rename === undefined
        ? {}
        : fixOf('Use the key that is read today', confirmed(yaml, rename.edits, rename.changes))),
    },
  );
}

function agentPolicy({ keySpan }: ManifestAnnotation): Diagnostic {
  return diagnostic(
    'manifest/agent-policy-key',
    'manifest',
    keySpan,
    'This annotation sets an agent policy without Init-Data.',
    {
      hint: 'Put the policy into Init-Data as "policy.rego": there it is measured and both runtimes deliver it.',
      consumers: [
        { consumer: 'go', outcome: 'accepts' },
        { consumer: 'runtime-rs', outcome: 'ignores' },
      ],
    },
  );
}

function runtimeHandler(
  yaml: ParsedYaml,
  pod: PodTemplate,
  { keySpan, key, value, merged }: ManifestAnnotation,
): Diagnostic {
  const className = pod.runtimeClassName?.value;
  const fix = merged
    ? {}
    : removalFix(yaml, pod.document, [...pod.path, 'metadata', 'annotations'], key, 'Remove the annotation');
  if (className !== undefined && className === value) {
    return diagnostic(
      'manifest/runtime-handler',
      'manifest',
      keySpan,
      `runtimeClassName already says ${className}.`,
      { hint: 'Remove the annotation.', ...fix },
    );
  }
  const says = value ?? 'something else';
  return diagnostic(
    'manifest/runtime-handler',
    'manifest',
    keySpan,
    className === undefined
      ? `The annotation asks for ${says}, and no runtimeClassName is set.`
      : `The annotation asks for ${says}, runtimeClassName for ${className}.`,
    {
      severity: 'warning',
      hint: 'Set runtimeClassName to what is meant and remove the annotation.',
      ...(className === undefined ? {} : fix),
    },
  );
}
