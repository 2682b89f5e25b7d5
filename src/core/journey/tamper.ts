/**
 * What a host, or whoever can change the pod, may do to a document on its way: which bytes the annotation holds, which
 * bytes the field is computed from, and which bytes the guest gets. An honest host has all three the same.
 */
import type { Algorithm } from '#core/initdata/algorithm.ts';
import type { Route } from '#core/measurement/routes.ts';
import { oldAnnotationKey } from '#core/platform/annotation-keys.ts';
import { addEntry, replaceEntry, setAlgorithm } from '#core/initdata/edit.ts';
import { entryOf, outlineOf } from '#core/initdata/outline.ts';
import { applyEdits } from '#core/text/edit.ts';
import { decodeUtf8, encodeUtf8 } from '#core/text/utf8.ts';
import { isPeerPod, threadOf, type Document } from './parts.ts';
import type { StationId } from './station.ts';

export type TamperId =
  | 'flip-in-annotation'
  | 'flip-on-disk'
  | 'swap-policy-in-annotation'
  | 'swap-policy-on-disk'
  | 'change-algorithm'
  | 'strip-newline'
  | 'replay-other'
  | 'drop-annotation'
  | 'old-key'
  | 'withhold-document'
  | 'withhold-and-send';

export interface TamperCase {
  readonly id: TamperId;
  readonly title: string;
  /** Who can do it: `owner` also stands for a slip of one's own. */
  readonly by: 'owner' | 'api-server' | 'host';
  /** Where on the way it happens. */
  readonly at: StationId;
  readonly what: string;
}

/** Every case, those that begin with the owner before those in the manifest and on the host. */
export const tamperCases: readonly TamperCase[] = [
  {
    id: 'strip-newline',
    title: 'Strip the final newline',
    by: 'owner',
    at: 'document',
    what: 'A shell or an editor removes the final newlines before the document is encoded.',
  },
  {
    id: 'change-algorithm',
    title: 'Change the algorithm',
    by: 'owner',
    at: 'document',
    what: 'The document names another algorithm, and nobody computes the expected value anew.',
  },
  {
    id: 'old-key',
    title: 'Use the old key',
    by: 'owner',
    at: 'annotation',
    what: `The value stands under ${oldAnnotationKey}, which current runtimes pass over.`,
  },
  {
    id: 'flip-in-annotation',
    title: 'Flip a byte in the annotation',
    by: 'api-server',
    at: 'annotation',
    what: 'One letter of an entry changes before the host reads the annotation.',
  },
  {
    id: 'swap-policy-in-annotation',
    title: 'Swap the policy in the annotation',
    by: 'api-server',
    at: 'annotation',
    what: 'policy.rego allows every request before the host reads the annotation.',
  },
  {
    id: 'drop-annotation',
    title: 'Drop the annotation',
    by: 'api-server',
    at: 'annotation',
    what: 'The pod starts without Init-Data.',
  },
  {
    id: 'replay-other',
    title: "Replay another pod's document",
    by: 'host',
    at: 'host',
    what: 'The host starts the pod with a document that was made, properly, for another pod.',
  },
  {
    id: 'flip-on-disk',
    title: 'Hand the guest a flipped byte',
    by: 'host',
    at: 'host',
    what: 'The host works with the document of the annotation and hands the guest one with another letter.',
  },
  {
    id: 'swap-policy-on-disk',
    title: 'Hand the guest another policy',
    by: 'host',
    at: 'host',
    what: 'The host works with the document of the annotation and hands the guest one whose policy allows every request.',
  },
  {
    id: 'withhold-document',
    title: 'Withhold the document',
    by: 'host',
    at: 'host',
    what: 'The host writes the expected value where it writes one, and hands the guest no document.',
  },
  {
    id: 'withhold-and-send',
    title: 'Withhold the document, send it from inside',
    by: 'host',
    at: 'host',
    what: "As before; a program that the host starts under the policy of the guest image then asks Trustee itself and sends the owner's document, which is no secret.",
  },
];

/** The case of an id. Throws only when the table misses one, which the tests rule out. */
export function tamperCase(id: TamperId): TamperCase {
  const found = tamperCases.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

/** The bytes that each party has; `undefined` for none. */
export interface Bytes {
  /** What the owner hands over. */
  readonly made: Document;
  /** Of the document in the annotation. */
  readonly annotated: Document | undefined;
  readonly key: 'current' | 'old';
  /** What the host computes the field from. */
  readonly measured: Document | undefined;
  /** What reaches the guest. */
  readonly delivered: Document | undefined;
  /** What a program in the guest sends to Trustee beside the evidence; absent when the guest's own agent asks. */
  readonly sent?: Document;
}

/** Why a case cannot be shown with this document, or on this way. */
export interface NotApplicable {
  readonly kind: 'not-applicable';
  readonly reason: string;
}

export interface TamperInput {
  readonly route: Route;
  /** The document that the owner made; UTF-8. */
  readonly document: Document;
  readonly algorithm: Algorithm;
  /** Another pod's document, for the replay. */
  readonly other?: Document | undefined;
}

/** The bytes of a case; without one those of an honest host. Never throws. */
export function tampered(id: TamperId | undefined, input: TamperInput): Bytes | NotApplicable {
  const { document, algorithm, other, route } = input;
  const honest: Bytes = madeAs(document);
  switch (id) {
    case undefined:
      return honest;
    case 'flip-in-annotation':
      return changed(flipped(document), (bytes) => ({ ...madeAs(bytes), made: document }));
    case 'swap-policy-in-annotation':
      return changed(swapped(document), (bytes) => ({ ...madeAs(bytes), made: document }));
    case 'flip-on-disk':
      return changed(hands(route) ?? flipped(document), (delivered) => ({ ...honest, delivered }));
    case 'swap-policy-on-disk':
      return changed(hands(route) ?? swapped(document), (delivered) => ({ ...honest, delivered }));
    case 'change-algorithm':
      return changed(withAlgorithm(document, algorithm === 'sha384' ? 'sha512' : 'sha384'), madeAs);
    case 'strip-newline':
      return changed(stripped(document), madeAs);
    case 'replay-other':
      if (other === undefined) return { kind: 'not-applicable', reason: 'There is no second document.' };
      return changed(
        threadOf(other, document) === 'own' ? 'The second document is this one.' : other,
        (bytes) => ({ ...honest, measured: bytes, delivered: bytes }),
      );
    case 'drop-annotation':
      return { ...honest, annotated: undefined, measured: undefined, delivered: undefined };
    case 'old-key':
      return { ...honest, key: 'old', measured: undefined, delivered: undefined };
    case 'withhold-document':
      return changed(hands(route) ?? document, () => ({ ...honest, delivered: undefined }));
    case 'withhold-and-send':
      return route.writer.kind === 'nobody' && isPeerPod(route)
        ? {
            kind: 'not-applicable',
            reason: 'Nothing is measured here: to withhold the document is enough.',
          }
        : { ...honest, delivered: undefined, sent: document };
  }
}

/** Why nothing can be done to what the guest gets: it gets nothing. */
function hands({ delivery }: Route): string | undefined {
  return delivery === 'nothing'
    ? 'On this way the guest gets no document, whatever the host does.'
    : undefined;
}

function madeAs(bytes: Document): Bytes {
  return { made: bytes, annotated: bytes, key: 'current', measured: bytes, delivered: bytes };
}

function changed(bytes: Document | string, make: (bytes: Document) => Bytes): Bytes | NotApplicable {
  return typeof bytes === 'string' ? { kind: 'not-applicable', reason: bytes } : make(bytes);
}

/** The case of one letter inside an entry, so that the document stays TOML and only its meaning changes. */
function flipped(document: Document): Document | string {
  const text = decodeUtf8(document);
  if (text === undefined) return 'The document is not UTF-8.';
  for (const { valueSpan } of outlineOf(text).entries.toReversed()) {
    const letter = /[A-Za-z]/.exec(text.slice(valueSpan.from, valueSpan.to));
    if (letter === null) continue;
    const at = valueSpan.from + letter.index;
    const other = String.fromCharCode(text.charCodeAt(at) ^ 0x20);
    return encodeUtf8(text.slice(0, at) + other + text.slice(at + 1));
  }
  return 'No entry of the document has a letter to change.';
}

/** What a swapped policy says. */
export const allowAllPolicy = `package agent_policy

default AllowRequestsFailingPolicy := true
`;

function swapped(document: Document): Document | string {
  const text = decodeUtf8(document);
  if (text === undefined) return 'The document is not UTF-8.';
  const has = entryOf(outlineOf(text), 'policy.rego') !== undefined;
  const { value } = has
    ? replaceEntry(text, 'policy.rego', allowAllPolicy)
    : addEntry(text, 'policy.rego', allowAllPolicy);
  if (value === undefined) return 'The policy of this document cannot be replaced.';
  const bytes = encodeUtf8(applyEdits(text, value));
  return threadOf(bytes, document) === 'own' ? 'It is the policy that this document has.' : bytes;
}

function withAlgorithm(document: Document, to: Algorithm): Document | string {
  const text = decodeUtf8(document);
  const value = text === undefined ? undefined : setAlgorithm(text, to).value;
  return text === undefined || value === undefined
    ? 'The document is not UTF-8.'
    : encodeUtf8(applyEdits(text, value));
}

function stripped(document: Document): Document | string {
  let end = document.length;
  while (document[end - 1] === 0x0a) end--;
  return end === document.length ? 'The document has no final newline.' : document.slice(0, end);
}
