/** From what was recognised to the things in it that can be reviewed. */
import { decodeAnnotation } from '#core/annotation/decode.ts';
import { readBundle } from '#core/bundle/read.ts';
import { isAlgorithm } from '#core/initdata/algorithm.ts';
import { digestOf, webCryptoAvailable } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { readImage } from '#core/image/image.ts';
import { readGzip } from '#core/annotation/gzip.ts';
import type { FoundDocument } from '#core/recognition/found.ts';
import type { FoundAnnotation } from '#core/recognition/recognition.ts';
import type { Survey } from '#core/recognition/survey.ts';
import { statusOf } from '#core/recognition/value-status.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import { mostChoices } from './limits.ts';
import type { Choice } from './review.ts';
import type { Steps } from './steps.ts';

/** A thing to review, with its content. */
export type Pick =
  | { readonly kind: 'annotation'; readonly annotation: FoundAnnotation }
  | { readonly kind: 'document'; readonly bytes: Uint8Array; readonly place?: FoundDocument }
  | { readonly kind: 'image' | 'gzip'; readonly bytes: Uint8Array }
  | { readonly kind: 'entry'; readonly key: string; readonly text: string };

/** Everything in a paste that can be reviewed, in its order; the first thousand of more. */
export function picksOf({ recognition, annotations, documents }: Survey): readonly Pick[] {
  const found: Pick[] = [
    ...annotations.map((annotation): Pick => ({ kind: 'annotation', annotation })),
    ...documents.map((place): Pick => ({ kind: 'document', bytes: place.bytes, place })),
    ...whole(recognition),
  ];
  return found.toSorted((a, b) => startOf(a) - startOf(b)).slice(0, mostChoices);
}

function whole(recognition: Survey['recognition']): readonly Pick[] {
  switch (recognition.kind) {
    case 'document':
      return [{ kind: 'document', bytes: recognition.bytes }];
    case 'image':
      return [{ kind: 'image', bytes: recognition.bytes }];
    case 'gzip':
      return [{ kind: 'gzip', bytes: recognition.bytes }];
    case 'agent-policy':
      return [{ kind: 'entry', key: 'policy.rego', text: recognition.text }];
    case 'aa.toml':
    case 'cdh.toml':
      return [{ kind: 'entry', key: recognition.kind, text: recognition.text }];
    case 'empty':
    case 'other-rego':
    case 'annotation-value':
    case 'annotation-lines':
    case 'manifest':
    case 'carried':
    case 'token':
    case 'requests':
    case 'bundle':
    case 'other-zip':
    case 'certificate':
    case 'private-key':
    case 'digest':
    case 'text':
    case 'binary':
      return [];
  }
}

/** The document and the annotation of a zip that was saved here: they should be one and the same. */
export async function picksInBundle({ recognition }: Survey): Promise<readonly Pick[]> {
  if (recognition.kind !== 'bundle') return [];
  const read = await readBundle(recognition.bytes);
  if (read.kind !== 'bundle') return [];
  const { document, annotation } = read;
  const place = { bytes: document, path: 'initdata.toml' };
  if (annotation === undefined) return [{ kind: 'document', bytes: document, place }];
  const found: FoundAnnotation = {
    keyClass: 'none',
    value: annotation,
    where: { path: 'annotation' },
    status: statusOf(annotation),
    effective: true,
  };
  return [
    { kind: 'document', bytes: document, place },
    { kind: 'annotation', annotation: found },
  ];
}

function startOf(pick: Pick): number {
  if (pick.kind === 'annotation') return pick.annotation.span?.from ?? 0;
  return pick.kind === 'document' ? (pick.place?.span?.from ?? 0) : 0;
}

/** Values beyond this many are not decoded for their digests: the chooser lists them without. */
const mostDigested = 40;

/** The picks as a chooser shows them. Digests tell them apart, and are left out for one pick alone. */
export async function choicesOf(picks: readonly Pick[], steps: Steps): Promise<readonly Choice[]> {
  const choices: Choice[] = [];
  const seen = new Map<string, number>();
  for (const [index, pick] of picks.entries()) {
    await steps.next();
    const digest = picks.length > 1 && index < mostDigested ? await digestIn(pick) : undefined;
    const sameAs = digest === undefined ? undefined : seen.get(digest);
    if (digest !== undefined && sameAs === undefined) seen.set(digest, index);
    choices.push({
      ...choiceOf(pick),
      ...(digest === undefined ? {} : { digest }),
      ...(sameAs === undefined ? {} : { sameAs }),
    });
  }
  return choices;
}

function choiceOf(pick: Pick): Choice {
  switch (pick.kind) {
    case 'annotation': {
      const { key, status, effective, reason, span, where } = pick.annotation;
      const isPlace = where?.path === undefined || /^line \d+$/.test(where.path);
      return {
        kind: 'annotation',
        label: labelOf(where, where?.path ?? 'the pasted value'),
        ...(isPlace ? {} : { path: where.path }),
        ...(key === undefined ? {} : { key }),
        status,
        effective,
        ...(reason === undefined ? {} : { reason }),
        ...(span === undefined ? {} : { span }),
      };
    }
    case 'document': {
      const { place } = pick;
      if (place === undefined) return { kind: 'document', label: 'initdata.toml', effective: true };
      return {
        kind: 'document',
        label: labelOf(place, place.path),
        path: place.path,
        effective: true,
        ...(place.note === undefined ? {} : { reason: place.note }),
        ...(place.span === undefined ? {} : { span: place.span }),
      };
    }
    case 'image':
      return { kind: 'image', label: 'the disk image', effective: true };
    case 'gzip':
      return { kind: 'gzip', label: 'the gzip stream', effective: true };
    case 'entry':
      return { kind: 'entry', label: pick.key, key: pick.key, effective: true };
  }
}

type Named = { readonly kind?: string; readonly name?: string; readonly namespace?: string } | undefined;

function labelOf(where: Named, otherwise: string): string {
  if (where?.kind === undefined && where?.name === undefined) return otherwise;
  const named = [where.kind, where.name].filter((part) => part !== undefined).join('/');
  return where.namespace === undefined ? named : `${named} in ${where.namespace}`;
}

async function digestIn(pick: Pick): Promise<string | undefined> {
  const bytes = documentIn(pick);
  const text = bytes === undefined ? undefined : decodeUtf8(bytes);
  if (bytes === undefined || text === undefined || !webCryptoAvailable()) return undefined;
  const algorithm = outlineOf(text).algorithm?.value;
  return isAlgorithm(algorithm) ? hexOf(await digestOf(new Uint8Array(bytes), algorithm)) : undefined;
}

function documentIn(pick: Pick): Uint8Array | undefined {
  switch (pick.kind) {
    case 'annotation':
      return decodeAnnotation(pick.annotation.value).document;
    case 'document':
      return pick.bytes;
    case 'image':
      return readImage(pick.bytes).document;
    case 'gzip':
      return readGzip(pick.bytes).members[0]?.bytes;
    case 'entry':
      return undefined;
  }
}
