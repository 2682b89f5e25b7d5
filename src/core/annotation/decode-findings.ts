import {
  diagnostic,
  type ConsumerOutcome,
  type Diagnostic,
  type DiagnosticDetails,
  type Fix,
} from '#core/diagnostics/diagnostic.ts';
import type { Span } from '#core/text/span.ts';
import { encodeBase64, type Base64Reading, type WhitespaceKind } from './base64.ts';
import type { AnnotationOutcome } from './consumers.ts';
import type { DocumentFacts } from './document-facts.ts';
import { startsGzip, type GzipMember, type GzipReading } from './gzip.ts';
import type { InflateFault } from './inflate.ts';
import type { DecodedKind } from './kind.ts';

const whitespaceNames = {
  lf: 'line feed',
  cr: 'carriage return',
  space: 'space',
  tab: 'tab',
  nbsp: 'no-break space',
  zwsp: 'zero-width space',
  bom: 'byte order mark',
} as const satisfies Record<WhitespaceKind, string>;

/** Outcomes of the whole value as they go with a finding; what depends on a host is said by the hosts. */
export function outcomesFor(consumers: readonly AnnotationOutcome[]): readonly ConsumerOutcome[] {
  return consumers.flatMap(({ consumer, outcome, message }) =>
    outcome === 'not-reached' || outcome === 'depends-on-host'
      ? []
      : [{ consumer, outcome, ...(message === undefined ? {} : { message }) }],
  );
}

function wholeOf(value: string): Span {
  return { from: 0, to: value.length };
}

/** One character, all of it when it takes two code units. */
function characterAt(value: string, offset: number): Span {
  return { from: offset, to: offset + String.fromCodePoint(value.codePointAt(offset) ?? 0).length };
}

/** `details` with the fix when there is one. */
function withFix(details: DiagnosticDetails, fix: Fix | undefined): DiagnosticDetails {
  return fix === undefined ? details : { ...details, fix };
}

export function base64Findings(
  value: string,
  reading: Base64Reading,
  outcomes: readonly AnnotationOutcome[],
): readonly Diagnostic[] {
  const consumers = outcomesFor(outcomes);
  const found: Diagnostic[] = [];
  if (value === '') {
    return [
      diagnostic('annotation/empty', 'annotation', wholeOf(value), 'The annotation is empty.', { consumers }),
    ];
  }
  const placeholder = placeholderIn(value);
  if (placeholder !== undefined) {
    const text = value.slice(placeholder.from, placeholder.to);
    return [
      diagnostic(
        'annotation/placeholder',
        'annotation',
        placeholder,
        `"${text}" is a placeholder, not a value.`,
        {
          consumers,
          hint: 'Put the value itself here; a shell or template has to expand it before the manifest is applied.',
        },
      ),
    ];
  }
  const fix = cleanValue(value, reading);
  if (reading.firstForeign !== undefined) {
    const { offset, codePoint } = reading.firstForeign;
    const name = `${JSON.stringify(String.fromCodePoint(codePoint))} (U+${codePoint.toString(16).toUpperCase().padStart(4, '0')})`;
    found.push(
      diagnostic(
        'annotation/foreign-character',
        'annotation',
        characterAt(value, offset),
        `${name} at offset ${offset} is no character of base64.`,
        withFix(
          { consumers, hint: 'Copy the value alone, without key, quotes or what surrounds it.' },
          unquoted(value),
        ),
      ),
    );
  }
  for (const { kind, count, first } of reading.firstForeign === undefined ? reading.whitespace : []) {
    const name = whitespaceNames[kind];
    found.push(
      diagnostic(
        'annotation/white-space',
        'annotation',
        characterAt(value, first),
        count === 1
          ? `A ${name} stands at offset ${first}.`
          : `${count} times a ${name}, first at offset ${first}.`,
        withFix(
          {
            consumers,
            hint: 'Encode with base64 -w0 and put the value on one line; a YAML block scalar adds a line break.',
          },
          fix,
        ),
      ),
    );
  }
  if (reading.firstUrlSafe !== undefined && reading.firstForeign === undefined) {
    const message =
      reading.alphabet === 'mixed'
        ? 'The value mixes the standard and the URL-safe alphabet.'
        : 'The value uses the URL-safe alphabet.';
    found.push(
      diagnostic(
        'annotation/url-safe-alphabet',
        'annotation',
        characterAt(value, reading.firstUrlSafe),
        message,
        withFix({ consumers, hint: 'Replace - by + and _ by /.' }, fix),
      ),
    );
  }
  const padding = reading.firstForeign === undefined ? paddingMessage(reading) : undefined;
  if (padding !== undefined) {
    const at =
      reading.padding === 'inside' || reading.padding === 'excess' ? reading.firstPadding : undefined;
    const span = at === undefined ? { from: value.length, to: value.length } : characterAt(value, at);
    found.push(diagnostic('annotation/padding', 'annotation', span, padding, withFix({ consumers }, fix)));
  }
  if (reading.nonCanonicalAt !== undefined && found.length === 0) {
    found.push(
      diagnostic(
        'annotation/non-canonical-bits',
        'annotation',
        characterAt(value, reading.nonCanonicalAt),
        'The last character carries bits that belong to no byte and are not zero.',
        withFix({ consumers, hint: 'Encode the bytes again.' }, fix),
      ),
    );
  }
  return found;
}

/** `${NAME}`, `$(command)`, `<what to put here>`, or a value that a guide cut with dots. */
function placeholderIn(value: string): Span | undefined {
  const text = value.trim();
  if (/^(?:\$\{[^}]*\}|\$\([^)]*\)|\$\w+|<[^<>]*>|\{\{.*\}\})$/s.test(text)) return wholeOf(value);
  const dots = /(?:\.\.\.|\u2026)\s*$/.exec(value);
  return dots === null ? undefined : { from: dots.index, to: value.length };
}

function paddingMessage({ padding, paddingCharacters }: Base64Reading): string | undefined {
  switch (padding) {
    case 'ok':
    case 'none':
      return padding === 'ok' ? undefined : 'There is nothing but white space.';
    case 'missing':
      return 'The equals signs at the end are missing.';
    case 'partial':
      return 'One of two equals signs at the end is missing.';
    case 'excess':
      return `There are more equals signs at the end (${paddingCharacters}) than the value needs.`;
    case 'inside':
      return 'An equals sign stands inside the value, as if two values were joined.';
    case 'impossible-length':
      return 'The last character stands alone, so that at least one more was lost.';
  }
}

/** The same bytes as every reader wants them. */
function cleanValue(value: string, { strict, bytes }: Base64Reading): Fix | undefined {
  if (bytes === undefined || bytes.length === 0 || strict === 'ok') return undefined;
  return {
    title: 'Write the value on one line, in the standard alphabet and padded',
    source: 'annotation',
    edits: [{ span: wholeOf(value), insert: encodeBase64(bytes) }],
  };
}

function unquoted(value: string): Fix | undefined {
  const inner = /^\s*(?:"([\w+/=-]+)"|'([\w+/=-]+)'|`([\w+/=-]+)`|\u201c([\w+/=-]+)\u201d)\s*$/.exec(value);
  const text = inner?.slice(1).find((group) => group !== undefined);
  if (text === undefined) return undefined;
  return {
    title: 'Remove the quotation marks',
    source: 'annotation',
    edits: [{ span: wholeOf(value), insert: text }],
  };
}

/** What was found behind the base64 in place of gzip. */
export function kindFindings(
  value: string,
  kind: DecodedKind,
  outcomes: readonly AnnotationOutcome[],
): readonly Diagnostic[] {
  const details = { consumers: outcomesFor(outcomes) };
  const span = wholeOf(value);
  switch (kind) {
    case 'gzip':
      return [];
    case 'gzip-unknown-method':
      return [
        diagnostic(
          'annotation/gzip-method',
          'annotation',
          span,
          'The gzip header names a compression method other than deflate.',
          details,
        ),
      ];
    case 'zlib':
    case 'raw-deflate':
    case 'bzip2':
    case 'zstd':
    case 'xz': {
      const name = kind === 'raw-deflate' ? 'deflate data without a container' : `${kind} data`;
      return [
        diagnostic(
          'annotation/other-compression',
          'annotation',
          span,
          `The value holds ${name} instead of gzip.`,
          {
            ...details,
            hint: 'Compress the document with gzip.',
          },
        ),
      ];
    }
    case 'disk-image':
      return [
        diagnostic(
          'annotation/disk-image',
          'annotation',
          span,
          'The value holds a whole Init-Data disk image.',
          {
            ...details,
            hint: 'Take the gzip stream out of it: open the image as a file.',
          },
        ),
      ];
    case 'text-base64':
      return [
        diagnostic('annotation/base64-twice', 'annotation', span, 'The value decodes to base64 once more.', {
          ...details,
          hint: 'A value copied from a Kubernetes Secret has one encoding too many: decode it once.',
        }),
      ];
    case 'text-toml':
      return [
        diagnostic(
          'annotation/plain-text',
          'annotation',
          span,
          'The value holds the document without compression.',
          { ...details, hint: 'That was the form before cloud-api-adaptor v0.14: encode the document anew.' },
        ),
      ];
    case 'text-rego':
      return [
        diagnostic('annotation/agent-policy', 'annotation', span, 'The value holds Rego text.', {
          ...details,
          hint: 'Put the policy into policy.rego of an Init-Data document.',
        }),
      ];
    case 'text':
    case 'empty':
    case 'unknown': {
      const name = kind === 'text' ? 'plain text' : kind === 'empty' ? 'nothing' : 'bytes of no known format';
      return [
        diagnostic(
          'annotation/not-gzip',
          'annotation',
          span,
          `The value holds ${name} instead of gzip.`,
          details,
        ),
      ];
    }
  }
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

export function gzipFindings(
  value: string,
  reading: GzipReading,
  outcomes: readonly AnnotationOutcome[],
): readonly Diagnostic[] {
  const consumers = outcomesFor(outcomes);
  const found = reading.members.flatMap((member, at) => memberFindings(value, member, at, { consumers }));
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

export function documentFindings(
  value: string,
  document: Uint8Array | undefined,
  facts: DocumentFacts,
  outcomes: readonly AnnotationOutcome[],
): readonly Diagnostic[] {
  const consumers = outcomesFor(outcomes);
  if (facts.bytes === 0) {
    return [
      diagnostic(
        'annotation/empty-document',
        'annotation',
        wholeOf(value),
        'The compressed document is empty.',
        {
          consumers,
        },
      ),
    ];
  }
  if (facts.utf8) return [];
  const again = document !== undefined && startsGzip(document);
  const hint = again ? 'It is gzip once more: the document was compressed twice.' : undefined;
  return [
    diagnostic(
      'annotation/not-utf8',
      'annotation',
      wholeOf(value),
      `Byte ${facts.firstBadByte ?? 0} of the document is not UTF-8.`,
      { consumers, ...(hint === undefined ? {} : { hint }) },
    ),
  ];
}
