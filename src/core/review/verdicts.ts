/** What each program does, layer by layer and in the end. */
import type { Base64Reading } from '#core/annotation/base64.ts';
import type { AnnotationOutcome, ReadPart } from '#core/annotation/consumers.ts';
import type { Consumer } from '#core/diagnostics/diagnostic.ts';
import { equalBytes } from '#core/text/bytes.ts';
import { documentOutcomes, type DocumentOutcomes } from '#core/initdata/outcomes.ts';
import { documentConsumers, type DocumentConsumer } from '#core/initdata/words.ts';
import type { LayerState, Verdict } from './review.ts';

const notes: Readonly<Record<ReadPart, string>> = {
  'all-members': 'reads all members as one document',
  'first-member-only': 'reads only the first member',
  'trailing-bytes-ignored': 'does not look at the bytes behind the stream',
};

/** The hosts and tools alone: what the guest gets depends on them. */
const readers: readonly Consumer[] = ['go', 'runtime-rs', 'caa', 'cococtl', 'contrast'];

/** Of the hosts and tools, whatever layer they stopped at. */
export function allVerdicts(outcomes: readonly AnnotationOutcome[]): readonly Verdict[] {
  return outcomes.filter(({ consumer }) => readers.includes(consumer)).map(verdictOf);
}

/** At the base64 layer; empty when it is as everybody wants it. */
export function base64Verdicts(
  reading: Base64Reading,
  outcomes: readonly AnnotationOutcome[],
): readonly Verdict[] {
  if (reading.strict === 'ok') return [];
  return outcomes
    .filter(({ consumer }) => readers.includes(consumer))
    .map((outcome) => (stopsAtBase64(outcome, reading) ? verdictOf(outcome) : passes(outcome.consumer)));
}

/** At the compression: those that stopped before do not reach it. */
export function gzipVerdicts(
  reading: Base64Reading,
  outcomes: readonly AnnotationOutcome[],
): readonly Verdict[] {
  return outcomes
    .filter(({ consumer }) => readers.includes(consumer))
    .map((outcome) =>
      reading.strict !== 'ok' && stopsAtBase64(outcome, reading)
        ? { consumer: outcome.consumer, outcome: 'not-reached' }
        : verdictOf(outcome),
    );
}

/** Go's readers report an error of base64 through the gzip reader that pulls on it. */
function stopsAtBase64({ outcome, message = '' }: AnnotationOutcome, reading: Base64Reading): boolean {
  if (outcome === 'accepts') return false;
  if (reading.strict === 'empty') return true;
  if (/base64|Invalid (?:symbol|padding|last|input)/.test(message)) return true;
  const short =
    reading.padding === 'missing' || reading.padding === 'partial' || reading.padding === 'impossible-length';
  if (message.endsWith('unexpected EOF'))
    return short || reading.whitespace.length > 0 || reading.padding === 'excess';
  return message === '' && reading.strict === 'error';
}

function verdictOf({ consumer, outcome, message, reads }: AnnotationOutcome): Verdict {
  return {
    consumer,
    outcome,
    ...(message === undefined ? {} : { message }),
    ...(reads === undefined ? {} : { note: notes[reads] }),
  };
}

function passes(consumer: Consumer): Verdict {
  return { consumer, outcome: 'accepts' };
}

/** What the readers of a document do with these bytes. */
export function documentVerdicts(outcomes: DocumentOutcomes): readonly Verdict[] {
  return documentConsumers.map((consumer) => {
    const { outcome, message } = outcomes[consumer];
    return { consumer, outcome, ...(message === undefined ? {} : { message }) };
  });
}

/** Checks of a tool are stricter than what runs: they do not make a document disputed. */
const decisive: readonly Consumer[] = ['go', 'runtime-rs', 'agent', 'aa', 'trustee', 'caa'];

/** The state that verdicts give a layer. */
export function stateFrom(verdicts: readonly Verdict[]): LayerState {
  const known = verdicts.filter(
    ({ consumer, outcome }) => decisive.includes(consumer) && outcome !== 'unknown',
  );
  if (known.length === 0) return 'ok';
  const taking = known.filter(({ outcome }) => outcome === 'accepts');
  if (taking.length === 0) return 'broken';
  return taking.length === known.length && taking.every(({ note }) => note === undefined) ? 'ok' : 'disputed';
}

/**
 * What becomes of the whole: a program that gets through the layers judges the document that it got, and the guest sees
 * what a host hands on.
 *
 * @param layers absent for a document without an annotation around it
 * @param known what the readers do with `document`
 */
export function finalOutcomes(
  layers: readonly AnnotationOutcome[] | undefined,
  document: Uint8Array | undefined,
  known?: DocumentOutcomes,
): readonly Verdict[] {
  const judged = new Map<Uint8Array, DocumentOutcomes>();
  if (document !== undefined && known !== undefined) judged.set(document, known);
  const judge = (bytes: Uint8Array): DocumentOutcomes => {
    const outcomes = judged.get(bytes) ?? documentOutcomes(bytes);
    judged.set(bytes, outcomes);
    return outcomes;
  };
  const onItsWay = (consumer: DocumentConsumer): Verdict | Uint8Array | undefined => {
    if (layers === undefined) return document;
    const outcome = layers.find((one) => one.consumer === consumer);
    if (outcome === undefined) return document;
    return outcome.outcome === 'accepts'
      ? (sameBytes(outcome.document, document) ?? outcome.document)
      : verdictOf(outcome);
  };
  const own = (consumer: DocumentConsumer): Verdict => {
    const met = onItsWay(consumer);
    if (met === undefined) return { consumer, outcome: 'not-reached' };
    if (!(met instanceof Uint8Array)) return met;
    const { outcome, message } = judge(met)[consumer];
    const reads = layers?.find((one) => one.consumer === consumer)?.reads;
    return {
      consumer,
      outcome,
      ...(message === undefined ? {} : { message }),
      ...(reads === undefined ? {} : { note: notes[reads] }),
    };
  };
  const hosts = (['go', 'runtime-rs'] as const).map(own);
  const handing = hosts.filter(({ outcome }) => outcome === 'accepts');
  const inGuest = (consumer: 'agent' | 'aa' | 'trustee'): Verdict => {
    if (handing.length === 0) return { consumer, outcome: 'not-reached' };
    const through = handing[0]?.consumer === 'go' ? onItsWay('go') : onItsWay('runtime-rs');
    if (!(through instanceof Uint8Array)) return { consumer, outcome: 'not-reached' };
    const { outcome, message } = judge(through)[consumer];
    const alone = handing.length === 1;
    return {
      consumer,
      outcome,
      ...(message === undefined ? {} : { message }),
      ...(alone
        ? {
            note: `only where ${handing[0]?.consumer === 'go' ? 'the Go runtime' : 'runtime-rs'} is the host`,
          }
        : {}),
    };
  };
  return [
    ...hosts,
    ...(['agent', 'aa', 'trustee'] as const).map(inGuest),
    ...(['caa', 'cococtl', 'contrast'] as const).map(own),
  ];
}

/** Judging 16 MB for every reader anew would be felt: equal bytes are the same bytes. */
function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): Uint8Array | undefined {
  return a !== undefined && b !== undefined && equalBytes(a, b) ? b : undefined;
}
