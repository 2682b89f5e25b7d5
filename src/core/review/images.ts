/** Container images that a policy lets run or that a manifest names. */
import type { SourceName } from '#core/diagnostics/diagnostic.ts';
import type { ImageRow } from './review.ts';

/** A policy for more containers than a pod has is listed to here. */
const mostImages = 200;

const placesInPolicy = [
  /"io\.kubernetes\.cri\.image-name"[ \t]*:[ \t]*"((?:[^"\\\n]|\\.){1,512})"/g,
  /"driver"[ \t]*:[ \t]*"image_guest_pull"[\s\S]{0,600}?"source"[ \t]*:[ \t]*"((?:[^"\\\n]|\\.){1,512})"/g,
];

/** The images that the data of a policy names, in order and each once. */
export function imagesInPolicy(text: string): readonly ImageRow[] {
  return distinct(placesInPolicy.flatMap((pattern) => rows(text, pattern, 'entry:policy.rego')));
}

/** The images of the containers in a manifest, in order and each once. Template expressions are left out. */
export function imagesInManifest(text: string): readonly ImageRow[] {
  return distinct(
    rows(
      text,
      /^[ \t]*(?:-[ \t]+)?["']?image["']?[ \t]*:[ \t]*["']?([\w./:@-]{2,512})["']?[ \t]*,?[ \t]*\r?$/gm,
      'manifest',
    ),
  );
}

function rows(text: string, pattern: RegExp, source: SourceName): readonly ImageRow[] {
  const found: ImageRow[] = [];
  for (const match of text.matchAll(pattern)) {
    if (found.length === mostImages) break;
    const reference = match[1] ?? '';
    const from = match.index + match[0].lastIndexOf(reference);
    found.push({
      reference,
      pinned: pinningOf(reference),
      source,
      span: { from, to: from + reference.length },
    });
  }
  return found.toSorted((a, b) => a.span.from - b.span.from);
}

/** By digest, by a tag that can be moved, or by neither, which means `latest`. */
export function pinningOf(reference: string): ImageRow['pinned'] {
  if (/[\^$*|[\]()\\]/.test(reference)) return 'pattern';
  if (/@[a-z0-9]+:[0-9a-f]{32,}$/.test(reference)) return 'digest';
  return /:[\w][\w.-]*$/.test(reference.slice(reference.lastIndexOf('/') + 1)) ? 'tag' : 'neither';
}

function distinct(images: readonly ImageRow[]): readonly ImageRow[] {
  const seen = new Set<string>();
  return images.filter(({ reference }) => !seen.has(reference) && seen.add(reference)).slice(0, mostImages);
}
