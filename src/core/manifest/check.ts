/** Everything that can be said about a manifest without decoding its annotations. */
import { diagnostic, type Checked, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { PlatformId } from '#core/platform/platform.ts';
import { checkAnnotations } from './check-annotations.ts';
import { checkKernelParams } from './check-kernel-params.ts';
import { checkPodClass } from './check-class.ts';
import { checkValues } from './check-values.ts';
import type { GlobalDefault, Manifest, PodTemplate } from './manifest.ts';
import { manifestOf } from './read.ts';
import { parseYaml } from './yaml.ts';

export interface ManifestContext {
  /** The chosen platform; without it classes are judged on their own. */
  readonly platform?: PlatformId | undefined;
  /** The annotation and digest (hex) of the document that is being worked on. */
  readonly current?: { readonly annotation: string; readonly digest?: string | undefined } | undefined;
  /** Digests (hex) of the documents in annotation values, by value, as far as the caller has decoded them. */
  readonly digests?: ReadonlyMap<string, string> | undefined;
  /** True when the current annotation is going to be put in: a pod without one is then judged as having it. */
  readonly injecting?: boolean | undefined;
}

/**
 * Reads a manifest and judges it.
 *
 * @returns what `readManifest` returns, with findings whose spans and fixes are in the manifest text. An empty text is
 * no mistake: it yields a manifest without pods and no findings. Never throws.
 */
export function checkManifest(text: string, context: ManifestContext = {}): Checked<Manifest> {
  const yaml = parseYaml(text);
  const manifest = manifestOf(yaml);
  if (manifest.value === undefined) return manifest;
  const { pods, globalDefaults, kinds } = manifest.value;
  const missing = pods.length === 0 && globalDefaults.length === 0 && text.trim() !== '';
  return {
    value: manifest.value,
    diagnostics: [
      ...(missing ? [noPod(text, kinds)] : []),
      ...globalDefaults.map(globalDefaultNote),
      ...pods.flatMap((pod) => [
        ...customNote(pod),
        ...checkAnnotations(yaml, pod),
        ...checkValues(yaml, pod, context),
        ...checkKernelParams(pod),
        ...checkPodClass(yaml, pod, context),
      ]),
    ],
  };
}

function noPod(text: string, kinds: readonly string[]): Diagnostic {
  const from = Math.max(0, text.search(/[^\s\ufeff]/));
  return diagnostic(
    'manifest/no-pod',
    'manifest',
    { from, to: Math.min(text.length, from + 1) },
    kinds.length === 0
      ? 'This is YAML without a Kubernetes object: "apiVersion" and "kind" are missing.'
      : `No object here has a pod: ${[...new Set(kinds)].join(', ')}.`,
    {
      hint: 'Open a Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob, or start with a new manifest.',
    },
  );
}

function customNote({ recognised, kind, apiVersion, label, span }: PodTemplate): readonly Diagnostic[] {
  if (recognised === 'kubernetes') return [];
  return [
    diagnostic(
      'manifest/custom-resource',
      'manifest',
      { from: span.from, to: span.from + 1 },
      `${label} is a custom resource (${apiVersion ?? kind}) with a pod template.`,
      { hint: 'After applying it look whether the annotation is on the pods: `kubectl get pod -o yaml`.' },
    ),
  ];
}

function globalDefaultNote({ name, keySpan }: GlobalDefault): Diagnostic {
  return diagnostic(
    'manifest/global-default',
    'manifest',
    keySpan,
    name === 'peer-pods-cm'
      ? 'INITDATA is the default for all peer pods without an annotation of their own.'
      : `INITDATA is read from the config map peer-pods-cm; this one is called ${name ?? 'nothing'}.`,
    {
      hint: 'A value that cannot be parsed keeps the adaptor from starting.',
      consumers: [{ consumer: 'caa', outcome: 'rejects', message: 'failed to parse global initdata' }],
    },
  );
}
