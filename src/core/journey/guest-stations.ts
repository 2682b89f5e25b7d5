/** The stations inside the guest: what it compares when it starts, and what leaves it. */
import { documentOutcomes } from '#core/initdata/outcomes.ts';
import { verifierOf, type BindingRow, type Carried } from '#core/measurement/binding.ts';
import type { Route } from '#core/measurement/routes.ts';
import {
  digestValue,
  fieldThread,
  isPeerPod,
  nothingOf,
  passes,
  stops,
  threadOf,
  unaware,
  type Document,
  type Own,
  type Sent,
} from './parts.ts';
import type { SeenValue, Station, Thread } from './station.ts';

const agent = 'kata-containers: src/agent/src/main.rs';

/** What the guest has when it starts: the field, and perhaps a document with its row. */
export interface GuestInput {
  readonly field: Carried;
  readonly delivered: Document | undefined;
  readonly got: BindingRow | undefined;
}

/** What the guest compares when it starts. */
export function guestStation(route: Route, own: Own, { field, delivered, got }: GuestInput): Station {
  const digest = fieldThread(field, own.row);
  if (delivered === undefined || got === undefined) {
    return {
      id: 'guest',
      passage: unaware,
      does: isPeerPod(route)
        ? 'The image measures its built-in document and starts with its own policy, which on stock images allows every request.'
        : 'The agent starts without a document and compares nothing. The policy of the image holds, which on stock images allows every request.',
      values: [nothingOf('document')],
      leaves: { document: 'none', digest },
      fact: isPeerPod(route) ? route.source : agent,
    };
  }
  const outcome = isPeerPod(route) ? documentOutcomes(delivered).caa : documentOutcomes(delivered).agent;
  if (outcome.outcome === 'rejects' || outcome.outcome === 'panics') {
    return {
      id: 'guest',
      passage: stops(outcome.message),
      does: 'The guest refuses the document and does not start.',
      values: [],
      leaves: { document: 'none', digest: 'none' },
      fact: agent,
    };
  }
  const goesOn: Thread = route.plaintext === 'sent' ? threadOf(delivered, own.document) : 'none';
  return { ...atLaunch(route, own, { field, got }), leaves: { document: goesOn, digest } };
}

function atLaunch(
  route: Route,
  own: Own,
  { field, got }: { readonly field: Carried; readonly got: BindingRow },
): Omit<Station, 'leaves'> {
  const { launch } = got;
  const values = comparedValues(own, field, got);
  const fact = `guest-components: attestation-agent/attester/src (${verifierOf(route.platform)})`;
  const station = { id: 'guest', does: launch.does, fact } as const;
  switch (launch.kind) {
    case 'compares': {
      const isSame =
        field.kind === 'value' && got.carried.kind === 'value' && field.value.hex === got.carried.value.hex;
      return { ...station, passage: isSame ? passes : stops(launch.message), values };
    }
    case 'extends':
      return {
        ...station,
        passage: launch.refusal === undefined ? unaware : stops(launch.refusal),
        values: values.slice(0, 1),
      };
    case 'none':
      return {
        ...station,
        passage: unaware,
        values: values.slice(0, 1),
        ...(isPeerPod(route) ? { fact: route.source } : {}),
      };
  }
}

/** What the guest computes of its document and, if there is one, what it reads from the field. */
function comparedValues(own: Own, field: Carried, got: BindingRow): readonly SeenValue[] {
  const digest = got.steps[0]?.value.hex ?? '';
  const owners = own.row.carried.kind === 'value' ? own.row.carried.value.hex : undefined;
  const computed =
    got.carried.kind === 'value' && got.launch.kind === 'compares'
      ? digestValue('computed, fitted to the field', got.carried.value.hex, owners)
      : digestValue('digest of the document', digest, own.row.steps[0]?.value.hex);
  return [
    computed,
    ...(field.kind === 'value' ? [digestValue(`read from ${field.field}`, field.value.hex, owners)] : []),
  ];
}

/** What leaves the guest: the evidence, and beside it perhaps a document. */
export function evidenceStation(
  route: Route,
  own: Own,
  { field, sent }: { readonly field: Carried; readonly sent: Sent | undefined },
): Station {
  const owners = own.row.carried.kind === 'value' ? own.row.carried.value.hex : undefined;
  const isSample = verifierOf(route.platform) === 'sample';
  const byProgram = sent?.byProgram === true;
  return {
    id: 'evidence',
    passage: isSample || byProgram ? unaware : passes,
    does: [isSample ? sampleWords : signedWords(field), besideWords(sent)].join(' '),
    values: [
      field.kind === 'value'
        ? digestValue(`${field.field} in the evidence`, field.value.hex, owners)
        : nothingOf('Init-Data'),
      { label: 'document beside it', text: besideValue(sent), form: 'text' },
    ],
    leaves: { document: threadOf(sent?.document, own.document), digest: fieldThread(field, own.row) },
    fact: 'guest-components: attestation-agent/kbs_protocol/src/client/rcar_client.rs',
  };
}

const sampleWords = 'There is no hardware: any program can make this evidence, and it proves nothing.';

function signedWords(field: Carried): string {
  if (field.kind !== 'value') return 'The hardware signs its evidence, and Init-Data is not in it.';
  return `${field.field === 'PCR 8' ? 'The TPM quotes' : 'The hardware signs'} ${field.field} with the rest.`;
}

function besideWords(sent: Sent | undefined): string {
  if (sent === undefined) return 'No document goes with it.';
  return sent.byProgram
    ? "A program in the guest asks for it, and the evidence is as genuine as any; the program lays the owner's document beside it."
    : 'The agent lays its document beside it.';
}

function besideValue(sent: Sent | undefined): string {
  return sent === undefined ? 'none' : `${sent.document.length} bytes, format toml`;
}
