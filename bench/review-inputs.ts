import { annotationKey } from '#core/annotation/annotation.ts';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { documentOf, numbers } from './inputs.ts';

/** What a document of few digests takes as an annotation, and what each further digest adds: measured, not computed. */
const plainCharacters = 2_800;
const digestCharacters = 57;

/**
 * An annotation of about so many characters: a policy whose data names layers by digests, as generated ones do.
 *
 * @param seed tells documents of the same size apart
 */
export function annotationOf(
  characters: number,
  seed = 0,
): { readonly annotation: string; readonly document: Uint8Array } {
  const next = numbers(7 + seed);
  const digest = (): string => Array.from({ length: 64 }, () => '0123456789abcdef'[next(16)]).join('');
  // A digest of 64 digits takes 32 bytes compressed, and those 43 characters of base64.
  const count = Math.max(0, Math.floor((characters - plainCharacters) / digestCharacters));
  const layers = Array.from({ length: count }, (_, at) => `  "layer-${at}": "sha256:${digest()}",\n`).join(
    '',
  );
  const data = `\nlayer_digests := {\n${layers}  "end": ""\n}\n`;
  const document = encodeUtf8(documentOf(3000).replace(/'''\n$/, `${data}'''\n`));
  return { annotation: encodeAnnotation(document, 'fast').annotation, document };
}

/** So many pods in one stream, each with its own name and the same annotation. */
export function pods(count: number, annotation: string): string {
  return Array.from(
    { length: count },
    (_, at) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: pod-${at}\n  annotations:\n    ${annotationKey}: ${annotation}\nspec:\n  runtimeClassName: kata-qemu-tdx\n  containers:\n  - name: app\n    image: registry.example.com/team/app:1.${at}\n`,
  ).join('---\n');
}
