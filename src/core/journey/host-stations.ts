/** The stations outside of the guest: each adds what its party sees and does, from the bytes that it has. */
import { annotationKey } from '#core/annotation/annotation.ts';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { type Algorithm } from '#core/initdata/algorithm.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { documentOutcomes, type DocumentOutcome } from '#core/initdata/outcomes.ts';
import { type BindingRow, type Carried } from '#core/measurement/binding.ts';
import { spelled, type Spelled } from '#core/measurement/derivation.ts';
import type { Route } from '#core/measurement/routes.ts';
import { oldAnnotationKey } from '#core/platform/annotation-keys.ts';
import { platformOf, type Binding } from '#core/platform/platform.ts';
import type { Passage, Station } from './station.ts';
import type { Bytes } from './tamper.ts';
import { add, algorithmOf, passes, seen, stops, unaware } from './draft.ts';

/** What the owner made, and what will be measured. */
export async function documentStation(
  draft: Station[],
  own: { readonly hex: string; readonly algorithm: Algorithm },
  { annotated }: Bytes,
): Promise<void> {
  if (annotated === undefined) {
    add(draft, 'document', passes, 'The owner makes the document; the pod will start without it.', [
      { label: own.algorithm, text: own.hex },
    ]);
    return;
  }
  const algorithm = algorithmOf(annotated);
  const digest = spelled(await digestOf(annotated, algorithm));
  add(draft, 'document', passes, `${annotated.length} bytes, measured as they stand.`, [
    seen(algorithm, digest.hex, own.hex),
  ]);
}

/** What Kubernetes stores. */
export function annotationStation(draft: Station[], { annotated, key }: Bytes): void {
  if (annotated === undefined) {
    add(draft, 'annotation', unaware, 'The pod has no annotation; Kubernetes asks for none.', []);
    return;
  }
  const { annotation } = encodeAnnotation(annotated, 'fast');
  const name = key === 'old' ? oldAnnotationKey : annotationKey;
  const does = 'Kubernetes stores the value with the pod and looks at its size alone.';
  add(draft, 'annotation', unaware, does, [{ label: name, text: annotation }]);
}

/** What the program on the host makes of the annotation. */
export function hostStation(
  draft: Station[],
  route: Route,
  { annotated, key, delivered }: Bytes,
): Passage['kind'] {
  const { host, source } = route;
  if (annotated === undefined) {
    return add(
      draft,
      'host',
      unaware,
      `${host}: no annotation, so the pod starts without Init-Data.`,
      [],
      source,
    );
  }
  if (key === 'old') {
    const says =
      route.runtime === 'runtime-rs' ? 'logs the unknown annotation' : 'passes over the unknown annotation';
    return add(draft, 'host', unaware, `${host} ${says}, and the pod starts without Init-Data.`, [], source);
  }
  const outcome = hostOutcome(route, annotated);
  if (outcome !== undefined && (outcome.outcome === 'rejects' || outcome.outcome === 'panics')) {
    const does =
      outcome.outcome === 'panics' ? `${host} panics on the document.` : `${host} refuses the document.`;
    return add(draft, 'host', stops(outcome.message), does, [], source);
  }
  const hands =
    delivered === undefined || route.delivery === 'nothing'
      ? 'hands over no document'
      : 'hands the document over';
  return add(
    draft,
    'host',
    passes,
    `${host} decodes the annotation, computes the digest and ${hands}.`,
    [],
    source,
  );
}

function hostOutcome({ runtime }: Route, annotated: Uint8Array): DocumentOutcome | undefined {
  const outcomes = documentOutcomes(annotated);
  switch (runtime) {
    case 'go':
      return outcomes.go;
    case 'runtime-rs':
      return outcomes['runtime-rs'];
    case 'remote':
      return outcomes.go.outcome === 'accepts' ? outcomes.caa : outcomes.go;
    case 'other':
      return undefined;
  }
}

/** PCR 8 of a peer pod that got no document: its image measures a built-in one of 66 bytes. */
const dummyPcr8 = '4b58b30becd30d16f7f60d56b32661d921ae0d3310c6a89f5d552f9bfee921a9';

/** The bytes in the evidence: of the host's document where the host writes them, else of the guest's. */
export function fieldOf(route: Route, written: BindingRow | undefined, got: BindingRow | undefined): Carried {
  const { binding } = platformOf(route.platform);
  const { writer } = route;
  if (writer.kind === 'nobody') return { kind: 'nothing', reason: writer.reason };
  if (binding.kind === 'none') return { kind: 'nothing', reason: binding.reason };
  const row = writer.kind === 'host' || writer.kind === 'unknown' ? written : got;
  if (row !== undefined) return row.carried;
  const value = writer.kind === 'image' ? spelled(bytesOfHex(dummyPcr8)) : zeros(binding);
  return {
    kind: 'value',
    field: binding.field,
    value,
    fitting: 'exact',
    confirmed: writer.kind !== 'unknown',
  };
}

function zeros(binding: Exclude<Binding, { readonly kind: 'none' }>): Spelled {
  return spelled(new Uint8Array(binding.bytes));
}

/** What the hardware will sign. */
export function fieldStation(draft: Station[], field: Carried, route: Route, pinned: BindingRow): void {
  const own = pinned.carried.kind === 'value' ? pinned.carried.value.hex : undefined;
  switch (field.kind) {
    case 'value': {
      const isZero = /^0*$/.test(field.value.hex);
      const by =
        route.writer.kind === 'host'
          ? 'host'
          : route.writer.kind === 'agent'
            ? "guest's agent"
            : 'guest image';
      const does = isZero
        ? 'Nothing was written: zero bytes.'
        : `Written by the ${by}; ${field.field === 'PCR 8' ? 'the TPM quotes' : 'the hardware signs'} it as it is.`;
      add(draft, 'field', unaware, does, [seen(field.field, field.value.hex, own)], route.source);
      return;
    }
    case 'refused':
      add(
        draft,
        'field',
        unaware,
        'Nothing is extended: the agent will refuse the digest.',
        [],
        route.source,
      );
      return;
    case 'nothing':
      add(draft, 'field', unaware, field.reason, [], route.source);
  }
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
}
