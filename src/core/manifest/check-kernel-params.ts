/** Kernel parameters that guides set through an annotation, and what they still do. */
import { diagnostic, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { kernelParamsKey } from '#core/platform/annotation-keys.ts';
import { runtimeClassOf } from '#core/platform/runtime-class.ts';
import type { Span } from '#core/text/span.ts';
import type { PodTemplate } from './manifest.ts';

export interface KernelParamFacts {
  readonly name: string;
  readonly explains: string;
  readonly hint: string;
}

/** kata-containers src/agent/src/config.rs; guest-components aa_kbc_params; NVIDIA runtime container. */
export const kernelParams: readonly KernelParamFacts[] = [
  {
    name: 'agent.guest_components_procs',
    explains:
      'says how far the guest starts its components: none, attestation-agent, confidential-data-hub or api-server-rest (the default, with all before it)',
    hint: 'Leave it out unless fewer components are wanted: older guides set it because the default was another one.',
  },
  {
    name: 'agent.guest_components_rest_api',
    explains:
      'opens REST endpoints to the containers: resource (the default), attestation, or all; the last two hand out tokens and evidence',
    hint: 'Set it only where the workload attests itself.',
  },
  {
    name: 'agent.aa_kbc_params',
    explains: 'names the key broker for agents that are started without aa.toml or cdh.toml',
    hint: 'Put the URL into aa.toml and cdh.toml of Init-Data: there it is measured with the digest.',
  },
  {
    name: 'nvrc.smi.srs',
    explains: 'lets the guest set the ready state of NVIDIA GPUs',
    hint: 'It matters on GPU classes alone.',
  },
];

/** One note for each known parameter, at the parameter; one warning where the class ignores them all. */
export function checkKernelParams(pod: PodTemplate): readonly Diagnostic[] {
  const annotation = pod.annotations.find(({ key }) => key === kernelParamsKey);
  if (annotation?.value === undefined) return [];
  const className = pod.runtimeClassName?.value;
  const runtimeClass = className === undefined ? undefined : runtimeClassOf(className);
  const { value, valueSpan } = annotation;
  if (runtimeClass?.kernelParams === 'no') {
    return [
      diagnostic(
        'manifest/kernel-params-ignored',
        'manifest',
        annotation.keySpan,
        `${runtimeClass.name} enables cc_init_data alone: kernel_params is ignored with a warning.`,
        {
          why: 'runtime-rs starts the pod without these parameters, so the guest behaves as if they were not there.',
          hint: 'Remove them, or use the class of the Go runtime.',
          consumers: [{ consumer: 'runtime-rs', outcome: 'ignores' }],
        },
      ),
    ];
  }
  return kernelParams.flatMap(({ name, explains, hint }) => {
    const at = value.search(new RegExp(`(?<![\\w.])${name.replaceAll('.', '\\.')}(?![\\w.])`));
    if (at < 0) return [];
    const span = parameterSpan(valueSpan, value, at, name, annotation.style);
    const gpu = name.startsWith('nvrc.') && runtimeClass !== undefined && !runtimeClass.gpu;
    return [
      diagnostic('manifest/kernel-params', 'manifest', span, `${name} ${explains}.`, {
        why: 'The host sets kernel parameters; Init-Data does not cover them.',
        hint: gpu ? `${runtimeClass.name} is no GPU class: leave it out.` : hint,
      }),
    ];
  });
}

/** The parameter itself where the value is written as it reads, else the whole value. */
function parameterSpan(valueSpan: Span, value: string, at: number, name: string, style: string): Span {
  const quote = style === 'single' || style === 'double' ? 1 : 0;
  const literal =
    (style === 'plain' || quote === 1) && valueSpan.to - valueSpan.from === value.length + 2 * quote;
  if (!literal) return valueSpan;
  const from = valueSpan.from + quote + at;
  return { from, to: from + name.length };
}
