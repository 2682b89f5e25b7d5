import type { DiagnosticCode } from '#core/diagnostics/catalogue.ts';
import { replaceSpan } from '#core/text/edit.ts';
import { valuePart, pathText, report, type Inspection } from './finding.ts';
import { placeholderIn } from './placeholder.ts';
import { isBefore, newestRelease } from './releases.ts';
import { readResourceUri, type UriProblem } from './resource-uri.ts';
import type { Placed } from './values.ts';

const codes = {
  scheme: 'config/resource-uri',
  form: 'config/resource-uri',
  slashes: 'config/resource-uri-slashes',
  segments: 'config/resource-uri-segments',
} as const satisfies Record<UriProblem['kind'], DiagnosticCode>;

/** True when the chosen release reads `kbs+plugin` URIs and any number of segments. */
export function readsPlugins({ context }: Inspection): boolean {
  return !isBefore(context.release ?? newestRelease, 'v0.21.0');
}

/** Reports what is wrong with a resource URI. */
export function inspectResourceUri(
  inspection: Inspection,
  uri: Placed<string>,
  { files, failsAt }: { readonly files: boolean; readonly failsAt: 'startup' | 'image-pull' },
): void {
  if (placeholderIn(uri.value) !== undefined) return;
  const reading = readResourceUri(uri.value, { files, plugins: readsPlugins(inspection) });
  if (reading.kind === 'usable') return;
  const { problem } = reading;
  const { node } = uri;
  const span = valuePart(inspection.text, node, problem.span.from, problem.span.to);
  const whole = valuePart(inspection.text, node, 0, uri.value.length);
  report(inspection, codes[problem.kind], uri.path, span, `${pathText(uri.path)}: ${problem.message}`, {
    failsAt,
    why:
      failsAt === 'startup'
        ? 'CDH stops at start.'
        : 'The image client cannot be built, so every image pull fails.',
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    ...(problem.instead === undefined
      ? {}
      : {
          fix: {
            title: `Write ${problem.instead}`,
            source: `entry:${inspection.file}` as const,
            edits: [replaceSpan(whole, problem.instead)],
          },
        }),
  });
}
