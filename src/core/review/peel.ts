/** From a pick to its layers and the bytes of its document. */
import { decodeAnnotation, type DecodedAnnotation } from '#core/annotation/decode.ts';
import { readGzip } from '#core/annotation/gzip.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { readImage } from '#core/image/image.ts';
import type { Survey } from '#core/recognition/survey.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import { carrierLayer } from './carrier-layer.ts';
import type { Pick } from './choices.ts';
import { gzipLayer } from './gzip-layer.ts';
import { annotationLayers, imageLayer, type Draft } from './layers.ts';
import { repairOf, type Repair } from './repair.ts';
import type { Verdict } from './review.ts';

/** What a pick peels to, before anything of it is judged. */
export interface Peeled {
  readonly layers: readonly Draft[];
  /** Absent behind a broken layer. */
  readonly document?: Uint8Array;
  readonly decoded?: DecodedAnnotation;
  readonly value?: string;
  readonly gzip?: Uint8Array;
  readonly image?: Uint8Array;
  readonly findings: readonly Diagnostic[];
  readonly repair?: Repair;
  /** A lone file of the guest instead of a document. */
  readonly entry?: { readonly key: string; readonly text: string };
}

/** Takes the layers off. Never throws.
 *
 * @param repaired takes them off the repaired copy, where there is one
 */
export function peel(pick: Pick, survey: Survey, repaired: boolean): Peeled {
  switch (pick.kind) {
    case 'annotation': {
      const { annotation } = pick;
      const carrier = carrierLayer(annotation, survey.carriers);
      // Line breaks that a paste was given by a terminal are shown for what they would do in a cluster.
      const asGiven = annotation.written ?? annotation.value;
      const given = decodeAnnotation(asGiven);
      const repair = repairOf(asGiven, given);
      const value = repaired && repair !== undefined ? repair.value : asGiven;
      const decoded = value === asGiven ? given : decodeAnnotation(value);
      const layers = uptoBroken([...carrier, ...annotationLayers(decoded)]);
      const broken = layers.at(-1)?.state === 'broken';
      const policy =
        decoded.layers[0]?.kind === 'base64' && annotation.status === 'agent-policy'
          ? decoded.layers[0].reading.bytes
          : undefined;
      if (policy !== undefined) return policyAnnotation(policy, value, carrier, decoded);
      const [gzip] = decoded.layers.flatMap((layer) =>
        layer.kind === 'base64' && layer.decodedKind === 'gzip' ? [layer.reading.bytes] : [],
      );
      return {
        layers,
        decoded,
        value,
        findings: decoded.diagnostics,
        ...(broken || decoded.document === undefined ? {} : { document: decoded.document }),
        ...(gzip === undefined ? {} : { gzip }),
        ...(repair === undefined ? {} : { repair }),
      };
    }
    case 'document':
      return { layers: carrierLayer(pick.place, survey.carriers), document: pick.bytes, findings: [] };
    case 'image': {
      const image = readImage(pick.bytes);
      const inner = image.stream === undefined ? [] : [gzipLayer(readGzip(image.stream), [])];
      return {
        layers: uptoBroken([imageLayer(image), ...inner]),
        findings: image.diagnostics,
        image: pick.bytes,
        ...(image.document === undefined ? {} : { document: image.document }),
        ...(image.stream === undefined ? {} : { gzip: image.stream }),
      };
    }
    case 'gzip': {
      const reading = readGzip(pick.bytes);
      const [first] = reading.members;
      const hex: readonly Draft[] = survey.carriers.includes('hex')
        ? [{ kind: 'hex', title: 'hexadecimal', state: 'ok', facts: [], verdicts: [] }]
        : [];
      return {
        layers: uptoBroken([...hex, gzipLayer(reading, [])]),
        findings: [],
        gzip: pick.bytes,
        ...(first?.status === 'ok' ? { document: first.bytes } : {}),
      };
    }
    case 'entry':
      return { layers: [], findings: [], entry: { key: pick.key, text: pick.text } };
  }
}

function policyAnnotation(
  bytes: Uint8Array,
  value: string,
  carrier: readonly Draft[],
  decoded: DecodedAnnotation,
): Peeled {
  const text = decodeUtf8(bytes);
  const layers = annotationLayers(decoded).map((layer): Draft => ({
    ...layer,
    state: 'ok',
    verdicts: policyVerdicts,
  }));
  const base = { layers: [...carrier, ...layers], value, findings: [] };
  return text === undefined ? base : { ...base, entry: { key: 'policy.rego', text } };
}

const policyVerdicts: readonly Verdict[] = [
  { consumer: 'go', outcome: 'accepts', note: 'sends it to the guest with SetPolicy; nothing measures it' },
  { consumer: 'runtime-rs', outcome: 'ignores', note: 'has no handler for this key' },
];

export function uptoBroken(layers: readonly Draft[]): readonly Draft[] {
  const end = layers.findIndex(({ state }) => state === 'broken');
  return end < 0 ? layers : layers.slice(0, end + 1);
}
