/**
 * Documents made by arithmetic, the same on every machine, and what the encoder makes of them. A change of these
 * digests is a change of every annotation: two versions of the studio then give different values for one document.
 */
import { encodeUtf8 } from '#core/text/utf8.ts';

function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}

/** Text that compresses about as a policy does. */
export function policyText(length: number): string {
  const words = [
    ...[
      'default',
      'allow',
      ':=',
      'true',
      'false',
      'if {',
      '}',
      'input.',
      'policy_data',
      'some i',
      '"oci"',
      '==',
      'print(',
    ],
    ...[
      'CreateContainerRequest',
      'ExecProcessRequest',
      'allow_create_container_input',
      'i_oci.Process',
      'count(',
    ],
  ];
  const next = numbers(length);
  let text =
    'version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"policy.rego" = \'\'\'\npackage agent_policy\n';
  while (text.length < length) {
    text += words[next() % words.length] ?? '';
    const kind = next() % 16;
    text += kind < 3 ? '\n    ' : kind < 5 ? `"${next().toString(36)}"` : ' ';
    // Whole pieces come again, as they do in generated policies.
    if (kind === 5 && text.length > 300) {
      const from = next() % (text.length - 200);
      text += text.slice(from, from + 40 + (next() % 160));
    }
  }
  return text.slice(0, length);
}

/** Bytes that do not compress. */
export function noise(length: number): Uint8Array {
  const next = numbers(length);
  return Uint8Array.from({ length }, () => next() & 255);
}

export const documents = {
  empty: new Uint8Array(0),
  'one byte': Uint8Array.of(65),
  short: encodeUtf8(policyText(300)),
  'four thousand': encodeUtf8(policyText(4_000)),
  'thirty thousand': encodeUtf8(policyText(30_000)),
  'ninety thousand': encodeUtf8(policyText(90_000)),
  'two hundred thousand': encodeUtf8(policyText(200_000)),
  zeros: new Uint8Array(100_000),
  noise: noise(70_000),
  'every byte': Uint8Array.from({ length: 512 }, (_, at) => at & 255),
} as const satisfies Readonly<Record<string, Uint8Array>>;

export type DocumentName = keyof typeof documents;

/** First 16 hex digits of the SHA-256 of the gzip stream, by setting. */
export const recordedStreams: Readonly<
  Record<DocumentName, { readonly fast: string; readonly best: string }>
> = {
  empty: { fast: 'ac73670af3abed54', best: '9ceffb7310338057' },
  'one byte': { fast: '272247b6d1c6524e', best: '798f7e60c9f08148' },
  short: { fast: '769eaf36ef051889', best: '9fe9a51366aa9e6c' },
  'four thousand': { fast: '66ac5afcd459dd47', best: 'b89f41a4a69bc230' },
  'thirty thousand': { fast: '5a13b1d1e8967581', best: 'c33dc845e5f2c600' },
  'ninety thousand': { fast: '4fb167091832c987', best: '635a08630181edf4' },
  'two hundred thousand': { fast: '02671b5cef1db605', best: '628ab1607322787a' },
  zeros: { fast: '0c0fd73f6b61f3c4', best: '2eb53265d1f39143' },
  noise: { fast: '29558e7abea428ec', best: '7ad31316e228f432' },
  'every byte': { fast: '0c5e72bd1107bf91', best: '87063d74674dbb74' },
};
