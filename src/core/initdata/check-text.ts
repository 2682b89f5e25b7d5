/** Checks of the text as a whole: emptiness, byte order mark, line ends. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { insertAt, replaceSpan } from '../text/edit.ts';
import { finding, mend } from './finding.ts';
import type { Outline } from './outline.ts';
import { newDocument } from './starter.ts';
import { accepts, panics, rejects, rustRejects, words } from './words.ts';

export function checkText(text: string, outline: Outline): readonly Diagnostic[] {
  return [...checkEmpty(text, outline), ...checkByteOrderMark(text), ...checkLineEnds(text)];
}

function checkEmpty(text: string, outline: Outline): readonly Diagnostic[] {
  if (outline.scan.statements.length > 0) return [];
  const nothing = text === '';
  return [
    finding(
      'initdata/empty',
      { from: 0, to: text.length },
      nothing ? 'The document is empty.' : 'The document holds no key and no table.',
      {
        hint: 'Init-Data needs version, algorithm and the table [data].',
        consumers: [
          panics('go', words.goPanic),
          ...(nothing
            ? [{ consumer: 'runtime-rs' as const, outcome: 'ignores' as const }]
            : [rejects('runtime-rs', words.missingField('version'))]),
          ...rustRejects(words.missingField('version')).slice(1),
          rejects('caa', words.peerPodAlgorithm('')),
          rejects('cococtl', words.cococtlVersion('')),
          rejects('contrast'),
        ],
        ...mend(
          'Start with version, algorithm and [data]',
          insertAt(
            text.length,
            (nothing || /[\n\ufeff]$/.test(text) ? '' : '\n') + newDocument({ algorithm: 'sha256' }),
          ),
        ),
      },
    ),
  ];
}

function checkByteOrderMark(text: string): readonly Diagnostic[] {
  if (text.charCodeAt(0) !== 0xfeff) return [];
  const span = { from: 0, to: 1 };
  return [
    finding('initdata/byte-order-mark', span, 'The document begins with a byte order mark.', {
      hint: 'Removing it changes the digest.',
      consumers: [
        ...accepts('go', 'runtime-rs', 'agent', 'aa', 'trustee'),
        rejects('caa', words.peerPodByteOrderMark),
        rejects('cococtl', `failed to parse TOML: ${words.peerPodByteOrderMark}`),
      ],
      ...mend('Remove the byte order mark', replaceSpan(span, '')),
    }),
  ];
}

function checkLineEnds(text: string): readonly Diagnostic[] {
  const first = text.indexOf('\r\n');
  if (first === -1) return [];
  const last = text.lastIndexOf('\r\n');
  const feeds = countOf(text, '\n');
  const pairs = countOf(text, '\r\n');
  const all = { from: first, to: last + 2 };
  const fix = mend(
    'Use LF everywhere',
    replaceSpan(all, text.slice(all.from, all.to).replaceAll('\r\n', '\n')),
  );
  const span = { from: first, to: first + 2 };
  if (pairs === feeds) {
    return [
      finding('initdata/crlf', span, `All ${pairs} lines end with CRLF.`, {
        hint: 'Fine for every reader; LF is what all examples use. Changing line ends changes the digest.',
        ...fix,
      }),
    ];
  }
  return [
    finding(
      'initdata/mixed-line-ends',
      span,
      `${pairs} of ${feeds} lines end with CRLF, the others with LF.`,
      { hint: 'Settle on one before you publish the digest.', ...fix },
    ),
  ];
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++;
  return count;
}
