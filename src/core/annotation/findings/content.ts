import { diagnostic, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { AnnotationOutcome } from '../consumers.ts';
import type { DocumentFacts } from '../document-facts.ts';
import { startsGzip } from '../gzip.ts';
import type { DecodedKind } from '../kind.ts';
import { outcomesFor, wholeOf } from './common.ts';

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

/** What is wrong with the document before anybody parses it. */
export function documentFindings(
  value: string,
  document: Uint8Array | undefined,
  facts: DocumentFacts,
  outcomes: readonly AnnotationOutcome[],
): readonly Diagnostic[] {
  if (facts.utf8 && facts.bytes > 0) return [];
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
