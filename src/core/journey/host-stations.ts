/** The stations outside of the guest: what each party has, sees and does, from the bytes that reach it. */
import { annotationKey } from '#core/annotation/annotation.ts';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { documentOutcomes, type DocumentOutcome } from '#core/initdata/outcomes.ts';
import type { BindingRow, Carried } from '#core/measurement/binding.ts';
import { spelled, type Spelled } from '#core/measurement/derivation.ts';
import type { Route } from '#core/measurement/routes.ts';
import { oldAnnotationKey } from '#core/platform/annotation-keys.ts';
import { platformOf, type Binding } from '#core/platform/platform.ts';
import { runtimeClassOf } from '#core/platform/runtime-class.ts';
import { annotationLimit } from '#core/size/limits.ts';
import {
  algorithmOf,
  digestValue,
  documentValue,
  fieldThread,
  nothingOf,
  passes,
  stops,
  threadOf,
  unaware,
  type Own,
} from './parts.ts';
import type { SeenValue, Station, Thread } from './station.ts';
import type { Bytes } from './tamper.ts';

/** What the owner makes; a slip of the owner's hand shows here. */
export async function documentStation(own: Own, { made }: Bytes): Promise<Station> {
  const thread = threadOf(made, own.document);
  const algorithm = algorithmOf(made);
  const digest = spelled(await digestOf(made, algorithm));
  return {
    id: 'document',
    passage: passes,
    does:
      thread === 'own'
        ? `The owner makes ${made.length} bytes. Every one of them counts: the digest is over the document as it stands.`
        : `The owner hands over ${made.length} bytes that are not those whose value the policy has.`,
    values: [
      digestValue(`${algorithm} digest`, digest.hex, own.row.steps[0]?.value.hex),
      documentValue('document', made, own.document),
    ],
    leaves: { document: thread, digest: 'none' },
  };
}

/** What Kubernetes stores. */
export function annotationStation(own: Own, { annotated, key }: Bytes): Station {
  const fact = 'apimachinery: pkg/api/validation/objectmeta.go (TotalAnnotationSizeLimitB)';
  if (annotated === undefined) {
    return {
      id: 'annotation',
      passage: unaware,
      does: 'The pod has no annotation; Kubernetes asks for none.',
      values: [nothingOf('annotation')],
      leaves: { document: 'none', digest: 'none' },
      fact,
    };
  }
  const { annotation } = encodeAnnotation(annotated, 'fast');
  const name = key === 'old' ? oldAnnotationKey : annotationKey;
  const isTooLong = name.length + annotation.length > annotationLimit;
  const thread = threadOf(annotated, own.document);
  return {
    id: 'annotation',
    passage: isTooLong ? stops() : unaware,
    does: isTooLong
      ? `Kubernetes refuses the object: its annotations may take ${annotationLimit} bytes together.`
      : 'Kubernetes stores gzip in base64 with the pod and looks at its size alone. Who may edit the pod may put anything here.',
    values: [
      { label: 'key', text: name, form: 'text' },
      { label: 'value', text: annotation, form: 'text', ...(thread === 'own' ? {} : differing(own)) },
    ],
    leaves: { document: isTooLong ? 'none' : thread, digest: 'none' },
    fact,
  };
}

function differing({ document }: Own): Pick<SeenValue, 'differsFrom'> {
  return { differsFrom: encodeAnnotation(document, 'fast').annotation };
}

/** What the program on the host makes of the annotation. */
export async function hostStation(route: Route, own: Own, bytes: Bytes): Promise<Station> {
  const { host, source: fact, writer } = route;
  const { annotated, key, measured } = bytes;
  const nothing = { document: 'none', digest: 'none' } as const;
  if (annotated === undefined || measured === undefined) {
    const does =
      key === 'current'
        ? `${host}: no annotation, so the pod starts without Init-Data.`
        : `${host} ${route.runtime === 'runtime-rs' ? 'logs the unknown annotation' : 'passes over the unknown annotation'}, and the pod starts without Init-Data.`;
    return { id: 'host', passage: unaware, does, values: [nothingOf('Init-Data')], leaves: nothing, fact };
  }
  const outcome = hostOutcome(route, measured);
  if (outcome !== undefined && (outcome.outcome === 'rejects' || outcome.outcome === 'panics')) {
    const does =
      outcome.outcome === 'panics' ? `${host} panics on the document.` : `${host} refuses the document.`;
    return { id: 'host', passage: stops(outcome.message), does, values: [], leaves: nothing, fact };
  }
  const delivered = route.delivery === 'nothing' ? undefined : bytes.delivered;
  const algorithm = algorithmOf(measured);
  const digest = spelled(await digestOf(measured, algorithm));
  return {
    id: 'host',
    passage: passes,
    does: `${host} ${readsWords(annotated, measured)}, ${writesWords(route)}, and ${handsWords(route, bytes)}.${enabledWords(route)}`,
    values: [
      digestValue(`${algorithm} digest of what it reads`, digest.hex, own.row.steps[0]?.value.hex),
      ...(writer.kind === 'host' ? [{ label: 'option', text: writer.option, form: 'text' } as const] : []),
    ],
    leaves: {
      document: threadOf(delivered, own.document),
      digest: writer.kind === 'host' ? threadOf(measured, own.document) : 'none',
    },
    fact,
  };
}

function readsWords(annotated: Uint8Array, measured: Uint8Array): string {
  return annotated === measured
    ? 'decodes the annotation'
    : 'puts another document in place of the annotation';
}

function writesWords({ writer }: Route): string {
  switch (writer.kind) {
    case 'host':
      return 'computes the digest and passes it to the machine';
    case 'agent':
    case 'image':
      return 'leaves the measuring to the guest';
    case 'nobody':
      return 'writes the digest nowhere';
    case 'unknown':
      return 'does with the digest what is not confirmed';
  }
}

function handsWords({ delivery }: Route, { delivered, measured }: Bytes): string {
  if (delivery === 'nothing') return 'hands over no document';
  if (delivered === undefined) return 'keeps the document back';
  const what = delivered === measured ? 'the document' : 'another document';
  switch (delivery) {
    case 'disk':
      return `attaches ${what} as a disk`;
    case 'user-data':
      return `hands ${what} over as user data`;
    case 'unknown':
      return `hands ${what} over`;
  }
}

/** Classes for which this annotation has to be enabled by hand. */
function enabledWords({ runtimeClass }: Route): string {
  if (runtimeClass === undefined || runtimeClassOf(runtimeClass)?.annotationEnabled !== 'no') return '';
  return ` As installed, ${runtimeClass} does not let the annotation through; this is what happens once enable_annotations does.`;
}

function hostOutcome({ runtime }: Route, document: Uint8Array): DocumentOutcome | undefined {
  const outcomes = documentOutcomes(document);
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

/**
 * What the hardware will sign.
 *
 * @param document the thread that passes by on its way to the guest
 */
export function fieldStation(route: Route, own: Own, field: Carried, document: Thread): Station {
  return {
    id: 'field',
    passage: unaware,
    does: fieldWords(route, field),
    values: fieldValues(field, own.row),
    leaves: { document, digest: fieldThread(field, own.row) },
    fact: route.source,
  };
}

/** The field, in hex and in the base64 of options and reports. */
function fieldValues(field: Carried, own: BindingRow): readonly SeenValue[] {
  if (field.kind !== 'value') return [nothingOf('Init-Data')];
  const { carried } = own;
  const owners = carried.kind === 'value' ? carried.value : undefined;
  return [
    digestValue(field.field, field.value.hex, owners?.hex),
    digestValue(`${field.field}, base64`, field.value.base64, owners?.base64),
  ];
}

function fieldWords({ writer }: Route, field: Carried): string {
  switch (field.kind) {
    case 'refused':
      return 'Nothing is extended: the agent will refuse the digest.';
    case 'nothing':
      return field.reason;
    case 'value':
  }
  const signs = field.field === 'PCR 8' ? 'the TPM quotes' : 'the hardware signs';
  if (/^0*$/.test(field.value.hex)) return `Nothing was written: ${signs} zero bytes.`;
  switch (writer.kind) {
    case 'host':
      return `Written by the host; ${signs} it as it is and knows nothing of documents.`;
    case 'agent':
      return `Extended by the guest's own agent, with the digest of the document that it got; ${signs} it as it is.`;
    case 'image':
      return field.value.hex === dummyPcr8
        ? `The guest image measures its built-in document of 66 bytes; ${signs} that.`
        : `Extended by the guest image, with the first 32 bytes of the digest; ${signs} it as it is.`;
    case 'nobody':
    case 'unknown':
      return writer.reason;
  }
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
}
