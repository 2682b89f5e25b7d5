import { diagnostic, type Diagnostic, type DiagnosticDetails } from '#core/diagnostics/diagnostic.ts';
import type { Span } from '#core/text/span.ts';
import type { AnnotationOutcome } from '../consumers.ts';
import type { GzipMember, GzipReading } from '../gzip.ts';
import type { InflateFault } from '../inflate.ts';
import { outcomesFor } from './common.ts';

const faultWords = {
  truncated: 'the data ends',
  'block-type': 'a block has a type that does not exist',
  'stored-length': 'the length of a stored block and its complement disagree',
  'code-count': 'a block announces more codes than there are',
  'code-lengths': 'the code lengths of a block form no complete code',
  repeat: 'a code length is repeated where there is none, or too often',
  'end-of-block': 'a block has no code for its end',
  symbol: 'the bits form no code',
  distance: 'a copy reaches back before the start',
  limit: 'the output passes 16 MiB',
} as const satisfies Record<InflateFault, string>;

/** Findings of more members than this would tell nothing new, and each costs a search through the value. */
const mostMembers = 8;

/** What is wrong with the members of the stream and behind them, with its place in the value. */
export function gzipFindings(
  value: string,
  reading: GzipReading,
  outcomes: readonly AnnotationOutcome[],
): readonly Diagnostic[] {
  const odd = reading.members
    .map((member, at) => ({ member, at }))
    .filter(({ member }) => member.status !== 'ok' || member.header?.reservedFlags === true);
  if (odd.length === 0 && reading.members.length === 1 && reading.trailingBytes === 0) return [];
  const consumers = outcomesFor(outcomes);
  const found = odd
    .slice(0, mostMembers)
    .flatMap(({ member, at }) => memberFindings(value, member, at, { consumers }));
  const [, second] = reading.members;
  if (second !== undefined) {
    found.push(
      diagnostic(
        'annotation/gzip-members',
        'annotation',
        spanOfBytes(value, second.start, reading.end),
        `The value holds ${reading.members.length} gzip members; the second starts at byte ${second.start}.`,
        { consumers, hint: 'Decide which document is meant and encode it alone.' },
      ),
    );
  }
  if (reading.trailingBytes > 0) {
    const what = reading.trailingAllZero ? 'zero bytes' : 'bytes';
    found.push(
      diagnostic(
        'annotation/trailing-bytes',
        'annotation',
        spanOfBytes(value, reading.end, reading.end + reading.trailingBytes),
        `${reading.trailingBytes} ${what} stand behind the gzip stream, from byte ${reading.end} on.`,
        {
          consumers,
          hint: reading.trailingAllZero
            ? 'They look like the padding of a disk image.'
            : 'Encode the document anew.',
        },
      ),
    );
  }
  return found;
}

function memberFindings(
  value: string,
  member: GzipMember,
  at: number,
  details: DiagnosticDetails,
): readonly Diagnostic[] {
  const name = at === 0 ? 'The gzip stream' : `Gzip member ${at + 1}`;
  const span = spanOfBytes(value, member.start, member.end);
  const atEnd = spanOfBytes(value, member.end - 1, member.end);
  const found: Diagnostic[] = [];
  if (member.header?.reservedFlags === true) {
    const flags = `0x${member.header.flags.toString(16).padStart(2, '0')}`;
    const place = spanOfBytes(value, member.start + 3, member.start + 4);
    found.push(
      diagnostic(
        'annotation/gzip-reserved-flags',
        'annotation',
        place,
        `${name} sets reserved flags (${flags}).`,
        details,
      ),
    );
  }
  if (member.header?.headerCrc === 'wrong') {
    const place = spanOfBytes(value, member.start, member.body ?? member.end);
    found.push(
      diagnostic(
        'annotation/gzip-header-checksum',
        'annotation',
        place,
        `${name} has a header whose checksum does not match.`,
        details,
      ),
    );
  }
  switch (member.status) {
    case 'ok':
    case 'bad-header-crc':
      break;
    case 'unknown-method':
      found.push(
        diagnostic(
          'annotation/gzip-method',
          'annotation',
          spanOfBytes(value, member.start + 2, member.start + 3),
          `${name} names compression method ${member.header?.method ?? 0}; only 8 (deflate) exists.`,
          details,
        ),
      );
      break;
    case 'truncated-header':
    case 'truncated-body':
    case 'truncated-trailer': {
      const part = { 'truncated-header': 'header', 'truncated-body': 'data', 'truncated-trailer': 'trailer' };
      found.push(
        diagnostic(
          'annotation/gzip-truncated',
          'annotation',
          atEnd,
          `${name} ends inside its ${part[member.status]}, after byte ${member.end}.`,
          { ...details, hint: 'Copy the whole value.' },
        ),
      );
      break;
    }
    case 'deflate-error':
      found.push(
        diagnostic(
          'annotation/gzip-corrupt',
          'annotation',
          atEnd,
          `${name} is damaged near byte ${member.end}: ${faultWords[member.fault ?? 'symbol']}.`,
          details,
        ),
      );
      break;
    case 'bad-crc':
    case 'bad-isize':
    case 'bad-crc-and-isize': {
      const what = { 'bad-crc': 'checksum', 'bad-isize': 'size', 'bad-crc-and-isize': 'checksum and size' };
      found.push(
        diagnostic(
          'annotation/gzip-checksum',
          'annotation',
          spanOfBytes(value, member.end - 8, member.end),
          `${name} does not match the ${what[member.status]} at its end.`,
          details,
        ),
      );
      break;
    }
    case 'too-long':
      found.push(
        diagnostic(
          'annotation/too-long',
          'annotation',
          span,
          `${name} inflates to more than 16 MiB.`,
          details,
        ),
      );
      break;
  }
  return found;
}

/** Characters that hold bits of the bytes from `from` to before `to` of the decoded value. */
function spanOfBytes(value: string, from: number, to: number): Span {
  const first = characterOf(value, Math.floor((Math.max(0, from) * 8) / 6));
  const last = characterOf(value, Math.floor((Math.max(1, to) * 8 - 1) / 6));
  return { from: first, to: Math.min(value.length, Math.max(last + 1, first)) };
}

/** Offset of the character with that number among those that carry bits. */
function characterOf(value: string, number: number): number {
  let left = number;
  for (let at = 0; at < value.length; at++) {
    if (/[\w+/-]/.test(value[at]!) && left-- === 0) return at;
  }
  return value.length;
}
