/** Annotation keys that Kata and the cloud-api-adaptor read or once read, and what became of them. */
import { annotationKey } from '#core/annotation/annotation.ts';

export type AnnotationKeyClass = 'hypervisor' | 'runtime' | 'agent.policy' | 'other';

export interface AnnotationKeyFacts {
  readonly key: string;
  readonly keyClass: Exclude<AnnotationKeyClass, 'other'>;
  readonly title: string;
  /** What the value has to be. */
  readonly value: string;
  /** Who reads it and since or until which release. */
  readonly readers: readonly string[];
}

/** Read by the Go runtime until 3.19 and by the cloud-api-adaptor until 0.15; ignored since. */
export const oldAnnotationKey = 'io.katacontainers.config.runtime.cc_init_data';

/** The agent policy on its own, from before Init-Data. */
export const agentPolicyKey = 'io.katacontainers.config.agent.policy';

/** Kernel parameters of the guest; needs `enable_annotations` like every hypervisor key. */
export const kernelParamsKey = 'io.katacontainers.config.hypervisor.kernel_params';

/** Names the runtime handler for old containerd configurations; `runtimeClassName` says the same today. */
export const runtimeHandlerKey = 'io.containerd.cri.runtime-handler';

/** Sources: kata-containers 93ec470928, 9b21d062c9, 4d66ee1935, 91bb6b7c34; cloud-api-adaptor 3fac0ef2. */
export const annotationKeys: readonly AnnotationKeyFacts[] = [
  {
    key: annotationKey,
    keyClass: 'hypervisor',
    title: 'Init-Data',
    value: 'Standard base64, padded and on one line, of one gzip member of the document.',
    readers: [
      'Go runtime since 3.20.0',
      'runtime-rs since 3.19.0',
      'cloud-api-adaptor (peer pods) since 0.16.0',
    ],
  },
  {
    key: oldAnnotationKey,
    keyClass: 'runtime',
    title: 'Init-Data, old key',
    value:
      'Base64 of gzip of the document; plain base64 without gzip for the cloud-api-adaptor before 0.14.0.',
    readers: [
      'Go runtime 3.8.0 to 3.19 (remote hypervisor), 3.16.0 to 3.19 (QEMU)',
      'cloud-api-adaptor 0.10.0 to 0.15',
      'silently ignored since Kata 3.20.0',
    ],
  },
  {
    key: agentPolicyKey,
    keyClass: 'agent.policy',
    title: 'Agent policy without Init-Data',
    value: 'Base64 of the Rego text, without gzip. This is not Init-Data and no hardware measures it.',
    readers: [
      'Go runtime: sent to the guest with SetPolicy after start, if the running policy allows SetPolicyRequest',
      'runtime-rs has no handler for it',
    ],
  },
];

const classes: ReadonlyMap<string, AnnotationKeyClass> = new Map(
  annotationKeys.map(({ key, keyClass }) => [key, keyClass]),
);

export function annotationKeyClass(key: string): AnnotationKeyClass {
  return classes.get(key) ?? 'other';
}
