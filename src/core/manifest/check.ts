/** Everything that can be said about a manifest without decoding its annotations. */
import { diagnostic, type Checked, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { checkAnnotations } from './check-annotations.ts';
import { checkKernelParams } from './check-kernel-params.ts';
import { checkPlacement } from './check-placement.ts';
import { checkPodClass } from './check-class.ts';
import { checkValues } from './check-values.ts';
import type { ManifestContext } from './context.ts';
import type { GlobalDefault, Manifest, PodTemplate } from './manifest.ts';
import { manifestOf } from './read.ts';
import { parseYaml } from './yaml.ts';

/** Each fix is confirmed by reading the text again; beyond this many characters in total fixes are not offered. */
const maxFixWork = 4_000_000;

/**
 * Reads a manifest and judges it.
 *
 * @returns what `readManifest` returns, with findings whose spans and fixes are in the manifest text. An empty text is
 * no mistake: it yields a manifest without pods and no findings. Never throws.
 */
export function checkManifest(text: string, context: ManifestContext = {}): Checked<Manifest> {
  const parsed = parseYaml(text);
  const manifest = manifestOf(parsed);
  if (manifest.value === undefined) return manifest;
  const { pods, globalDefaults, kinds } = manifest.value;
  const yaml = { ...parsed, offersFixes: pods.length * text.length <= maxFixWork };
  const missing = pods.length === 0 && globalDefaults.length === 0 && text.trim() !== '';
  return {
    value: manifest.value,
    diagnostics: [
      ...(missing ? [noPod(text, kinds)] : []),
      ...globalDefaults.map(globalDefaultNote),
      ...checkPlacement(yaml, pods),
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
  const firstLine = /^\S.*(?<!\s)/.exec(text.slice(from))?.[0] ?? '';
  return diagnostic(
    'manifest/no-pod',
    'manifest',
    { from, to: from + firstLine.length },
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
