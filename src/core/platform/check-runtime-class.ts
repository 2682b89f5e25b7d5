/** What a runtime class means for Init-Data. */
import { annotationKey } from '#core/annotation/annotation.ts';
import { diagnostic, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { Place } from './place.ts';
import { readRuntimeClass, type RuntimeClass } from './runtime-class.ts';

/**
 * Findings about a runtime class by its name.
 *
 * @param annotated whether the pod carries the Init-Data annotation: some classes refuse or lose it
 */
export function checkRuntimeClass(name: string, place: Place, annotated: boolean): readonly Diagnostic[] {
  const reading = readRuntimeClass(name);
  switch (reading.kind) {
    case 'unknown':
      return [
        diagnostic(
          'platform/unknown-class',
          place.source,
          place.span,
          `"${name}" is no class that kata-deploy installs; what it does with Init-Data is up to the cluster.`,
          {
            hint: 'Look at the handler with `kubectl get runtimeclass` and at enable_annotations of its configuration.',
          },
        ),
      ];
    case 'suffixed':
      return [
        diagnostic(
          'platform/unknown-class',
          place.source,
          place.span,
          `"${name}" looks like ${reading.runtimeClass.name} with the suffix "${reading.suffix}"; it is judged as that class.`,
        ),
        ...checkKnownClass(reading.runtimeClass, place, annotated),
      ];
    case 'known':
      return checkKnownClass(reading.runtimeClass, place, annotated);
  }
}

function checkKnownClass(
  runtimeClass: RuntimeClass,
  place: Place,
  annotated: boolean,
): readonly Diagnostic[] {
  const { name, status } = runtimeClass;
  const finding = (
    code: 'development-class' | 'removed-class' | 'class-elsewhere' | 'not-confidential-class',
    message: string,
    hint: string,
  ): Diagnostic => diagnostic(`platform/${code}`, place.source, place.span, message, { hint });
  switch (status.kind) {
    case 'current':
      return [];
    case 'development':
      return [
        finding(
          'development-class',
          `${name} has no TEE: Init-Data is delivered, and nothing proves it to anyone.`,
          'Good for trying out; use the class of your hardware before anything depends on it.',
        ),
      ];
    case 'removed':
      return [
        finding(
          'removed-class',
          `${name} left kata-deploy with release ${status.since}.`,
          'Choose a class that the cluster has: `kubectl get runtimeclass`.',
        ),
      ];
    case 'elsewhere':
      return [
        finding(
          'class-elsewhere',
          `${name} is ${status.origin}: whether Init-Data is read and bound there is not known here.`,
          'Check that the annotation is enabled and that the digest appears in the evidence.',
        ),
      ];
    case 'not-confidential':
      return [
        annotated
          ? notEnabled(runtimeClass, place)
          : finding(
              'not-confidential-class',
              `${name} starts a virtual machine without a TEE.`,
              'Choose a confidential class, such as kata-qemu-snp or kata-qemu-tdx.',
            ),
      ];
  }
}

function notEnabled({ name, runtime }: RuntimeClass, place: Place): Diagnostic {
  const go = {
    consumer: 'go',
    outcome: 'rejects',
    message: `annotation ${annotationKey} is not enabled`,
  } as const;
  const rust = { consumer: 'runtime-rs', outcome: 'ignores' } as const;
  return diagnostic(
    'platform/annotation-not-enabled',
    place.source,
    place.span,
    runtime === 'go'
      ? `${name} has no TEE and does not enable cc_init_data: the pod fails to start.`
      : `${name} has no TEE and does not enable cc_init_data: the pod starts without Init-Data.`,
    {
      hint: 'Choose a confidential class, or add cc_init_data to enable_annotations (kata-deploy: allowedHypervisorAnnotations).',
      consumers: [runtime === 'go' ? go : rust],
    },
  );
}
