/**
 * What a host, or whoever can change the pod, may do to a document on its way: which bytes the annotation holds, which
 * bytes the field is computed from, and which bytes the guest gets. An honest host has all three the same.
 */
import type { Algorithm } from '#core/initdata/algorithm.ts';
import { addEntry, replaceEntry, setAlgorithm } from '#core/initdata/edit.ts';
import { entryOf, outlineOf } from '#core/initdata/outline.ts';
import { applyEdits } from '#core/text/edit.ts';
import { decodeUtf8, encodeUtf8 } from '#core/text/utf8.ts';

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
  readonly what: string;
}

/** Every case, those that begin in the manifest before those on the host. */
export const tamperCases: readonly TamperCase[] = [
  {
    id: 'flip-in-annotation',
    title: 'Flip a byte in the annotation',
    by: 'api-server',
    what: 'One letter of an entry changes before the host reads the annotation; the host measures the changed document.',
  },
  {
    id: 'flip-on-disk',
    title: 'Flip a byte behind the measurement',
    by: 'host',
    what: 'The host measures the document of the annotation and hands the guest one with another letter.',
  },
  {
    id: 'swap-policy-in-annotation',
    title: 'Swap the policy in the annotation',
    by: 'api-server',
    what: 'policy.rego allows every request; the host measures the changed document.',
  },
  {
    id: 'swap-policy-on-disk',
    title: 'Swap the policy behind the measurement',
    by: 'host',
    what: 'The host measures the document of the annotation and hands the guest one whose policy allows every request.',
  },
  {
    id: 'change-algorithm',
    title: 'Change the algorithm',
    by: 'owner',
    what: 'The document names another algorithm, and nobody computes the expected value anew.',
  },
  {
    id: 'strip-newline',
    title: 'Strip the final newline',
    by: 'owner',
    what: 'A shell or an editor removes the final newlines before the document is encoded.',
  },
  {
    id: 'replay-other',
    title: "Replay another pod's document",
    by: 'host',
    what: 'The host starts the pod with a document that was made, properly, for another pod.',
  },
  {
    id: 'drop-annotation',
    title: 'Drop the annotation',
    by: 'api-server',
    what: 'The pod starts without Init-Data, and the host writes nothing into the field.',
  },
  {
    id: 'old-key',
    title: 'Use the old key',
    by: 'owner',
    what: 'The value stands under io.katacontainers.config.runtime.cc_init_data, which current runtimes pass over.',
  },
  {
    id: 'withhold-document',
    title: 'Keep the field, withhold the document',
    by: 'host',
    what: 'The host writes the expected value into the field and attaches no document.',
  },
  {
    id: 'withhold-and-send',
    title: 'Withhold the document, and send it from inside',
    by: 'host',
    what: "As before; a program that the host starts under the policy of the guest image then asks Trustee itself and sends the owner's document, which is no secret.",
  },
];

/** The bytes that each party has; `undefined` for none. */
export interface Bytes {
  /** Of the document in the annotation. */
  readonly annotated: Uint8Array<ArrayBuffer> | undefined;
  readonly key: 'current' | 'old';
  /** What the host computes the field from. */
  readonly measured: Uint8Array<ArrayBuffer> | undefined;
  /** What reaches the guest. */
  readonly delivered: Uint8Array<ArrayBuffer> | undefined;
  /** What a program in the guest sends to Trustee beside the evidence; absent when the guest's own agent asks. */
  readonly sent?: Uint8Array<ArrayBuffer>;
}

/** Why a case cannot be shown with this document. */
export interface NotApplicable {
  readonly kind: 'not-applicable';
  readonly reason: string;
}

export interface TamperInput {
  /** The document that the owner made; UTF-8. */
  readonly document: Uint8Array<ArrayBuffer>;
  readonly algorithm: Algorithm;
  /** Another pod's document, for the replay. */
  readonly other?: Uint8Array<ArrayBuffer> | undefined;
}

/** The bytes of a case; without one those of an honest host. Never throws. */
export function tampered(
  id: TamperId | undefined,
  { document, algorithm, other }: TamperInput,
): Bytes | NotApplicable {
  const honest = allOf(document);
  switch (id) {
    case undefined:
      return honest;
    case 'flip-in-annotation':
      return changed(flipped(document), allOf);
    case 'flip-on-disk':
      return changed(flipped(document), (delivered) => ({ ...honest, delivered }));
    case 'swap-policy-in-annotation':
      return changed(swapped(document), allOf);
    case 'swap-policy-on-disk':
      return changed(swapped(document), (delivered) => ({ ...honest, delivered }));
    case 'change-algorithm':
      return changed(withAlgorithm(document, algorithm === 'sha384' ? 'sha512' : 'sha384'), allOf);
    case 'strip-newline':
      return changed(stripped(document), allOf);
    case 'replay-other':
      return other === undefined
        ? { kind: 'not-applicable', reason: 'There is no second document.' }
        : allOf(other);
    case 'drop-annotation':
      return { annotated: undefined, key: 'current', measured: undefined, delivered: undefined };
    case 'old-key':
      return { annotated: document, key: 'old', measured: undefined, delivered: undefined };
    case 'withhold-document':
      return { ...honest, delivered: undefined };
    case 'withhold-and-send':
      return { ...honest, delivered: undefined, sent: document };
  }
}

function allOf(bytes: Uint8Array<ArrayBuffer>): Bytes {
  return { annotated: bytes, key: 'current', measured: bytes, delivered: bytes };
}

function changed(
  bytes: Uint8Array<ArrayBuffer> | string,
  make: (bytes: Uint8Array<ArrayBuffer>) => Bytes,
): Bytes | NotApplicable {
  return typeof bytes === 'string' ? { kind: 'not-applicable', reason: bytes } : make(bytes);
}

/** The case of one letter inside an entry, so that the document stays TOML and only its meaning changes. */
function flipped(document: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | string {
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

const allowAll = `package agent_policy

default AllowRequestsFailingPolicy := true
`;

function swapped(document: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | string {
  const text = decodeUtf8(document);
  if (text === undefined) return 'The document is not UTF-8.';
  const has = entryOf(outlineOf(text), 'policy.rego') !== undefined;
  const { value } = has
    ? replaceEntry(text, 'policy.rego', allowAll)
    : addEntry(text, 'policy.rego', allowAll);
  return value === undefined
    ? 'The policy of this document cannot be replaced.'
    : encodeUtf8(applyEdits(text, value));
}

function withAlgorithm(document: Uint8Array<ArrayBuffer>, to: Algorithm): Uint8Array<ArrayBuffer> | string {
  const text = decodeUtf8(document);
  const value = text === undefined ? undefined : setAlgorithm(text, to).value;
  return text === undefined || value === undefined
    ? 'The document is not UTF-8.'
    : encodeUtf8(applyEdits(text, value));
}

function stripped(document: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | string {
  let end = document.length;
  while (document[end - 1] === 0x0a) end--;
  return end === document.length ? 'The document has no final newline.' : document.slice(0, end);
}
