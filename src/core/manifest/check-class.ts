/** The runtime class of a pod against its annotation, the chosen platform and its GPUs. */
import { isMap } from 'yaml';
import { diagnostic, type Diagnostic, type Fix } from '#core/diagnostics/diagnostic.ts';
import { checkRuntimeClass } from '#core/platform/check-runtime-class.ts';
import { platformOf } from '#core/platform/platform.ts';
import { runtimeClassOf, type RuntimeClass } from '#core/platform/runtime-class.ts';
import type { Span } from '#core/text/span.ts';
import type { ManifestContext } from './context.ts';
import { setAll } from './inject.ts';
import type { PodTemplate } from './manifest.ts';
import { nodeAtPath, ownPair, spanOf, type ParsedYaml } from './yaml.ts';

export function checkPodClass(
  yaml: ParsedYaml,
  pod: PodTemplate,
  context: ManifestContext,
): readonly Diagnostic[] {
  const annotated =
    context.injecting === true || pod.annotations.some(({ keyClass }) => keyClass === 'hypervisor');
  const className = pod.runtimeClassName;
  if (className?.value === undefined || !/^[a-z0-9]/i.test(className.value)) {
    return [missingClass(yaml, pod, context, annotated)];
  }
  const place = { source: 'manifest', span: className.valueSpan } as const;
  const runtimeClass = runtimeClassOf(className.value);
  return [
    ...checkRuntimeClass(className.value, place, annotated),
    ...checkPlatformOf(yaml, pod, runtimeClass, className.valueSpan, context),
    ...checkGpu(pod, runtimeClass, className.valueSpan),
  ];
}

function missingClass(
  yaml: ParsedYaml,
  pod: PodTemplate,
  context: ManifestContext,
  annotated: boolean,
): Diagnostic {
  const span = pod.runtimeClassName?.keySpan ?? specOf(yaml, pod);
  const written = pod.runtimeClassName?.value ?? '';
  const message =
    written === ''
      ? `${pod.label} has no runtimeClassName.`
      : `The runtimeClassName of ${pod.label} is the placeholder "${written}".`;
  return diagnostic('manifest/no-runtime-class', 'manifest', span, message, {
    severity: annotated ? 'error' : 'warning',
    hint: 'Set the class of the platform, such as kata-qemu-snp or kata-qemu-tdx.',
    ...classFix(yaml, pod, context),
  });
}

/** The key that the class would stand under; the beginning of the pod where there is none. */
function specOf(yaml: ParsedYaml, pod: PodTemplate): Span {
  const map = nodeAtPath(yaml, yaml.documents[pod.document]?.contents, pod.path);
  const spec = isMap(map) ? ownPair(yaml, map, 'spec') : undefined;
  return spec === undefined ? { from: pod.span.from, to: pod.span.from + 1 } : spanOf(spec.key);
}

function checkPlatformOf(
  yaml: ParsedYaml,
  pod: PodTemplate,
  runtimeClass: RuntimeClass | undefined,
  span: Span,
  context: ManifestContext,
): readonly Diagnostic[] {
  if (context.platform === undefined || runtimeClass === undefined) return [];
  if (runtimeClass.status.kind === 'elsewhere' && runtimeClass.platforms.length === 0) return [];
  if (runtimeClass.platforms.includes(context.platform)) return [];
  const { name } = platformOf(context.platform);
  const own = runtimeClass.platforms[0];
  return [
    diagnostic(
      'manifest/other-platform',
      'manifest',
      span,
      own === undefined
        ? `${runtimeClass.name} is no class of ${name}.`
        : `${runtimeClass.name} is a class of ${platformOf(own).name}; the chosen platform is ${name}.`,
      { hint: 'Change one of the two.', ...classFix(yaml, pod, context) },
    ),
  ];
}

function classFix(yaml: ParsedYaml, pod: PodTemplate, { platform }: ManifestContext): { readonly fix?: Fix } {
  const className = platform === undefined ? undefined : platformOf(platform).runtimeClasses[0];
  if (className === undefined || runtimeClassOf(className)?.status.kind === 'removed') return {};
  const edits = setAll(yaml, pod, [[['spec', 'runtimeClassName'], className]]).value;
  if (edits === undefined || edits.length === 0) return {};
  return { fix: { title: `Set runtimeClassName to ${className}`, source: 'manifest', edits } };
}

function checkGpu(
  pod: PodTemplate,
  runtimeClass: RuntimeClass | undefined,
  span: Span,
): readonly Diagnostic[] {
  if (runtimeClass === undefined || runtimeClass.runtime === 'other') return [];
  const [request] = pod.gpuRequests;
  if (request !== undefined && !runtimeClass.gpu && runtimeClass.runtime !== 'remote') {
    return [
      diagnostic(
        'manifest/gpu-class',
        'manifest',
        request.span,
        `${request.resource} is asked for, but ${runtimeClass.name} is no GPU class.`,
        {
          why: 'The guest of this class has no driver for the device, and nothing attests it.',
          hint: 'Use kata-qemu-nvidia-gpu-snp or kata-qemu-nvidia-gpu-tdx, or drop the request.',
          related: [{ source: 'manifest', span, message: 'The runtime class' }],
        },
      ),
    ];
  }
  if (request === undefined && runtimeClass.gpu) {
    return [
      diagnostic(
        'manifest/no-gpu',
        'manifest',
        span,
        `${runtimeClass.name} is a GPU class, but no container asks for a GPU (nvidia.com/pgpu).`,
        { hint: 'Ask for one under resources.limits, or use the class without GPU.' },
      ),
    ];
  }
  return [];
}
