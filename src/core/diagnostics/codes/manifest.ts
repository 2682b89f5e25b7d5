import type { Catalogue } from '../entry.ts';

const placement = 'kata-containers: src/tools/genpolicy/src (pod.rs, deployment.rs, cronjob.rs and others)';
const yamlSpec = 'YAML 1.2.2, https://yaml.org/spec/1.2.2/';
const keys = 'kata-containers: src/runtime/pkg/oci/utils.go, src/libs/kata-types/src/annotations/mod.rs';

export const manifestCodes = {
  'manifest/syntax': {
    severity: 'error',
    title: 'Not valid YAML',
    why: 'kubectl refuses the whole file.',
    reference: yamlSpec,
  },
  'manifest/tab-indentation': {
    severity: 'error',
    title: 'Tab in the indentation',
    why: 'kubectl refuses the whole file. A published Deployment of the runtime attestation page once had this.',
    reference:
      'confidentialcontainers.org: content/en/docs/features/runtime-attestation.md, revision ce93c49',
  },
  'manifest/equals-sign': {
    severity: 'error',
    title: 'Equals sign instead of a colon',
    why: 'YAML reads the line as plain text, so there is no annotation. Two documentation pages print it this way.',
    reference: 'confidentialcontainers.org: content/en/docs/features/sealed-secrets.md, signed-images.md',
  },
  'manifest/wrapped-value': {
    severity: 'error',
    title: 'Wrapped base64 value',
    why: 'kubectl refuses the whole file. The how-to for the agent policy used base64 without -w0 until 3.21.0.',
    reference: 'kata-containers: docs/how-to/how-to-use-the-kata-agent-policy.md, cc73b14e26 to f254eeb0e9',
  },
  'manifest/template': {
    severity: 'error',
    title: 'Template, not a manifest',
    reference: 'https://helm.sh/docs/helm/helm_template/',
  },
  'manifest/duplicate-key': {
    severity: 'error',
    title: 'Key given twice',
    why: 'kubectl refuses it, other readers take the last one: which of the two counts is chance.',
    reference: yamlSpec,
  },
  'manifest/too-long': {
    severity: 'error',
    title: 'Longer than any manifest',
    reference: 'https://etcd.io/docs/v3.5/dev-guide/limit/',
  },
  'manifest/too-deep': { severity: 'error', title: 'Nested too deeply', reference: yamlSpec },
  'manifest/no-pod': {
    severity: 'warning',
    title: 'No pod in the manifest',
    why: 'Runtimes read annotations of pods; Services, ConfigMaps and others carry none for them.',
    reference: placement,
  },
  'manifest/custom-resource': {
    severity: 'info',
    title: 'Pod template of a custom resource',
    why: 'Whether the annotation reaches the pods is up to the controller of this resource.',
    reference: placement,
  },
  'manifest/shared-node': {
    severity: 'error',
    title: 'Shared through an anchor',
    reference: 'YAML 1.2.2, section 7.1',
  },
  'manifest/not-a-map': { severity: 'error', title: 'Not a map', reference: placement },
  'manifest/edit-refused': { severity: 'error', title: 'Edit not possible', reference: yamlSpec },
  'manifest/replaces-annotation': {
    severity: 'info',
    title: 'Replaces an annotation',
    reference: placement,
  },
  'manifest/wrong-place': {
    severity: 'error',
    title: 'Annotation on the workload instead of its pod template',
    why: 'Only the pod template is copied into pods: here the value has no effect and the pods start without Init-Data.',
    reference: placement,
  },
  'manifest/old-key': {
    severity: 'error',
    title: 'Old annotation key',
    why: 'Since Kata 3.20.0 the key is ignored and the pod starts without Init-Data, unmeasured.',
    reference: 'kata-containers: 93ec470928 (3.20.0); cloud-api-adaptor: 3fac0ef2 (0.16.0)',
  },
  'manifest/two-keys': {
    severity: 'warning',
    title: 'Two Init-Data annotations',
    why: 'Which of the two counts depends on the release: older ones read the old key, newer ones the new key.',
    reference: 'kata-containers: 93ec470928 (3.20.0); cloud-api-adaptor: 3fac0ef2 (0.16.0)',
  },
  'manifest/agent-policy-key': {
    severity: 'warning',
    title: 'Agent policy annotation',
    why: 'The host sends it after the guest has started; no hardware measures it, and runtime-rs does not read it.',
    reference: 'kata-containers: src/runtime/pkg/oci/utils.go (addAgentConfigOverrides)',
  },
  'manifest/runtime-handler': {
    severity: 'info',
    title: 'Redundant runtime handler annotation',
    why: 'runtimeClassName alone selects the runtime; the annotation served containerd configurations of the past.',
    reference: 'https://kubernetes.io/docs/concepts/containers/runtime-class/',
  },
  'manifest/block-scalar': {
    severity: 'error',
    title: 'Block scalar as annotation value',
    why: 'A block scalar brings a line break into the value, which the runtimes do not treat alike.',
    reference: keys,
  },
  'manifest/folded-scalar': {
    severity: 'error',
    title: 'Folded value',
    why: 'Folding joins the lines with spaces, and a space is no base64 for any reader.',
    reference: keys,
  },
  'manifest/white-space': {
    severity: 'error',
    title: 'White space in the annotation value',
    why: 'The value has to be base64 on one line with nothing around it.',
    reference: keys,
  },
  'manifest/not-a-string': {
    severity: 'error',
    title: 'Annotation value is not a string',
    why: 'Kubernetes refuses annotations that are not strings.',
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/',
  },
  'manifest/empty-value': {
    severity: 'warning',
    title: 'Empty Init-Data annotation',
    why: 'Both runtimes treat it as no Init-Data: the pod starts with nothing measured.',
    reference: keys,
  },
  'manifest/placeholder': {
    severity: 'error',
    title: 'Placeholder instead of a value',
    why: 'kubectl fills in nothing: the runtime would try to decode the placeholder itself.',
    reference: keys,
  },
  'manifest/different-annotation': {
    severity: 'warning',
    title: 'Another annotation than the current document gives',
    reference: placement,
  },
  'manifest/same-document': {
    severity: 'info',
    title: 'Same document, compressed differently',
    why: 'The digest is taken over the document; gzip may write it in many ways.',
    reference: keys,
  },
  'manifest/global-default': {
    severity: 'info',
    title: 'Global default of peer pods',
    why: 'It counts for pods without an annotation of their own and is parsed when the adaptor starts.',
    reference: 'cloud-api-adaptor: docs/initdata.md, pkg/adaptor/cloud/cloud.go',
  },
  'manifest/kernel-params': {
    severity: 'info',
    title: 'Kernel parameters of older guides',
    reference: 'kata-containers: src/agent/src/config.rs, src/runtime/Makefile (DEFENABLEANNOTATIONS_COCO)',
  },
  'manifest/kernel-params-ignored': {
    severity: 'warning',
    title: 'Kernel parameters have no effect on this class',
    reference: 'kata-containers: src/runtime-rs/Makefile (DEFENABLEANNOTATIONS_COCO_NVIDIA)',
  },
  'manifest/gpu-class': {
    severity: 'warning',
    title: 'GPU requested on a class without GPU',
    reference: 'kata-containers: tools/packaging/kata-deploy/helm-chart/kata-deploy/values.yaml',
  },
  'manifest/no-gpu': {
    severity: 'info',
    title: 'GPU class without a GPU request',
    reference: 'kata-containers: tools/packaging/kata-deploy/helm-chart/kata-deploy/values.yaml',
  },
  'manifest/no-runtime-class': {
    severity: 'warning',
    title: 'No runtimeClassName',
    why: "The pod runs under the node's default runtime, usually no virtual machine at all: the annotation does nothing.",
    reference: 'https://kubernetes.io/docs/concepts/containers/runtime-class/',
  },
  'manifest/other-platform': {
    severity: 'warning',
    title: 'Runtime class of another platform',
    why: 'The values shown for the chosen platform are not what this pod would be measured with.',
    reference: 'kata-containers: tools/packaging/kata-deploy/helm-chart/kata-deploy/values.yaml',
  },
} as const satisfies Catalogue;
