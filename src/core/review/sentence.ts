/**
 * The review in one paragraph of plain words. Each part links to what it speaks of; words that are the document's own
 * are marked as quoted, so that nobody takes them for ours.
 */
import type { AnalysisContext } from '#core/analysis/analysis.ts';
import { platformOf } from '#core/platform/platform.ts';
import { annotationLimit } from '#core/size/limits.ts';
import { grouped } from './layer-facts.ts';
import { notToml } from './layers.ts';
import { certificateParts, endpointParts, imageParts } from './sentence-contents.ts';
import { layerOf, link, plain, quote, type Part } from './sentence-parts.ts';
import { policyParts } from './sentence-policy.ts';
import { readerParts } from './sentence-readers.ts';
import type { Review, ReviewedDocument, SentencePart, Subject } from './review.ts';

/** Choices that are named in the paragraph; the chooser has all of them. */
const mostNamed = 5;

/** @param review all but its headline and sentence */
export function sentenceOf(
  review: Omit<Review, 'headline' | 'sentence'>,
  context: AnalysisContext,
): readonly SentencePart[] {
  const { subject } = review;
  const parts = subject === undefined ? withoutSubject(review) : subjectParts(subject, review, context);
  return parts.filter(({ text }) => text !== '');
}

function withoutSubject({ choices, paste }: Omit<Review, 'headline' | 'sentence'>): readonly Part[] {
  if (choices.length === 0) return [plain(paste.evidence)];
  const more = choices.length - mostNamed;
  const named = choices
    .slice(0, mostNamed)
    .flatMap(({ label, path, effective, span }, index): readonly Part[] => {
      const place = span === undefined ? undefined : ({ kind: 'text', source: 'manifest', span } as const);
      return [
        plain(index === 0 ? '' : '; '),
        link(quote(label), place),
        ...(path === undefined ? [] : [plain(' at '), link(quote(path), place)]),
        ...(effective ? [] : [plain(' (without effect)')]),
      ];
    });
  return [plain('This paste holds '), ...named, plain(more > 0 ? `; and ${more} more.` : '.')];
}

function subjectParts(
  subject: Subject,
  review: Omit<Review, 'headline' | 'sentence'>,
  context: AnalysisContext,
): readonly Part[] {
  const { document } = subject;
  const opening = openingParts(subject, review);
  if (document === undefined) return [...opening, ...brokenParts(subject)];
  const unread = unreadParts(subject);
  return [
    ...opening,
    ...(document.of === 'document'
      ? [...(unread.length > 0 ? unread : measuredParts(document, subject, context)), ...readerParts(subject)]
      : []),
    ...endpointParts(document),
    ...certificateParts(document),
    // What an entry that is not closed would have been, nobody knows.
    ...(unread.length > 0 && document.policy === undefined ? [] : policyParts(document, subject)),
    ...imageParts(document),
    ...findingParts(subject),
    ...sizeParts(subject),
  ];
}

function openingParts(
  { document, isRepaired, layers }: Subject,
  { choices, chosen }: Omit<Review, 'headline' | 'sentence'>,
): readonly Part[] {
  const choice = chosen === undefined ? undefined : choices[chosen];
  const copy = isRepaired ? 'A repaired copy, not what was pasted: ' : '';
  if (document?.of === 'entry') {
    const [file] = document.files;
    const isAnnotation = choice?.kind === 'annotation';
    return [
      plain(copy),
      link(
        quote(file?.key ?? 'a file'),
        file === undefined ? undefined : { kind: 'text', source: file.source, span: { from: 0, to: 0 } },
      ),
      plain(
        isAnnotation
          ? ' as an annotation of its own, from before Init-Data; nothing measures it. '
          : ' alone, without the document around it. ',
      ),
    ];
  }
  const named =
    choice?.kind === 'annotation'
      ? `Init-Data ${/^line \d/.test(choice.label) ? 'on' : 'of'} `
      : choice?.path === undefined
        ? ''
        : 'A document in ';
  const isPlain = choice === undefined || /^(?:the |initdata\.toml$)/.test(choice.label);
  const where: readonly Part[] = isPlain
    ? [
        link(
          plain(
            choice?.kind === 'annotation'
              ? 'An annotation value'
              : choice?.kind === 'image'
                ? 'A disk image'
                : choice?.kind === 'gzip'
                  ? 'A gzip stream'
                  : 'An Init-Data document',
          ),
          layers.length === 0 ? undefined : { kind: 'layer', index: 0 },
        ),
      ]
    : [
        plain(named),
        link(quote(choice.label), layers[0]?.kind === 'carrier' ? { kind: 'layer', index: 0 } : undefined),
      ];
  const standing: readonly Part[] =
    choice?.effective === false
      ? [
          plain(', '),
          link(plain('without effect where it stands', 'error'), { kind: 'layer', index: 0 }),
          plain(` (${choice.reason ?? 'nobody looks there'})`),
        ]
      : [];
  if (document === undefined) return [plain(copy), ...where, ...standing, plain('. ')];
  const count = document.files.length;
  return [
    plain(copy),
    ...where,
    ...standing,
    plain(': '),
    link(
      plain(count === 0 ? 'no files' : count === 1 ? '1 file' : `${count} files`),
      layerOf(layers, 'files'),
    ),
    plain(' in '),
    link(plain(`${grouped(document.bytes.length)} bytes`), layerOf(layers, 'utf8')),
    ...(count === 0 ? [] : [plain(' ('), ...fileNames(document), plain(')')]),
    plain('. '),
  ];
}

function fileNames({ files }: ReviewedDocument): readonly Part[] {
  const shown = files
    .slice(0, mostNamed)
    .flatMap(({ key, source }, index): readonly Part[] => [
      plain(index === 0 ? '' : ', '),
      link(quote(key), { kind: 'text', source, span: { from: 0, to: 0 } }),
    ]);
  return files.length > mostNamed ? [...shown, plain(` and ${files.length - mostNamed} more`)] : shown;
}

function measuredParts(
  { facts, digests, binding }: ReviewedDocument,
  { layers }: Subject,
  { platform }: AnalysisContext,
): readonly Part[] {
  const { name } = platformOf(platform);
  const toml = layerOf(layers, 'toml');
  const on = `On ${name}, the platform chosen, `;
  if (facts.algorithm === undefined) {
    return [
      link(plain('It names no algorithm', 'error'), toml),
      plain(', so no digest can be said to be its own. '),
    ];
  }
  if (digests.kind === 'computed' && digests.decided === undefined) {
    return [
      plain('Its algorithm '),
      link(quote(facts.algorithm, 'error'), toml),
      plain(' is none that the runtimes know. '),
    ];
  }
  const measured: readonly Part[] = [
    link(plain('It is measured'), { kind: 'digest' }),
    plain(' with '),
    link(quote(facts.algorithm), toml),
    plain('. '),
  ];
  switch (binding.kind) {
    case 'field': {
      const { fitting, field, bytes } = binding;
      const fit =
        fitting === 'exact'
          ? plain(`fills exactly`)
          : fitting === 'cut'
            ? plain('loses its tail to fit', 'risk')
            : plain('is padded with zeros to fit', 'good-to-know');
      return [
        ...measured,
        plain(`${on}the digest `),
        link(fit, { kind: 'digest' }),
        plain(` the ${bytes} bytes of ${field}. `),
      ];
    }
    case 'pcr8':
      return [
        ...measured,
        plain(`${on}PCR 8 `),
        link(
          plain(
            `is extended with ${binding.fitting === 'cut' ? 'its first 32 bytes' : 'it'}`,
            binding.fitting === 'cut' ? 'risk' : 'plain',
          ),
          { kind: 'digest' },
        ),
        plain('. '),
      ];
    case 'none':
      return [
        ...measured,
        plain(on),
        link(plain('nothing binds the digest', 'risk'), { kind: 'digest' }),
        plain(`: ${lowerFirst(binding.reason)} `),
      ];
    case 'undecided':
      return measured;
  }
}

/** Nothing is measured of a text that every host refuses, and what can be made out of it is no more than that. */
function unreadParts({ layers }: Subject): readonly Part[] {
  if (!layers.some(({ kind, title }) => kind === 'toml' && title === notToml)) return [];
  return [
    link(plain('Its text is not TOML that anybody reads', 'error'), layerOf(layers, 'toml')),
    plain(': what is said of its contents goes as far as they can be made out. '),
  ];
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** Nothing could be read: where it ended and who says what. */
function brokenParts(subject: Subject): readonly Part[] {
  const { layers, findings, repaired } = subject;
  const at = layers.length - 1;
  const first = findings.findIndex(({ severity }) => severity === 'error');
  const message = findings[first]?.message;
  return [
    link(
      plain('It does not decode to a document', 'error'),
      at < 0 ? undefined : { kind: 'layer', index: at },
    ),
    plain('. '),
    ...(message === undefined
      ? []
      : [link(plain(message, 'error'), { kind: 'finding', index: first }), plain(' ')]),
    ...readerParts(subject),
    ...(repaired === undefined
      ? []
      : [
          plain(
            `A repaired copy can be read: ${repaired.repairs.map((text) => lowerFirst(text).replace(/\.$/, '')).join(', ')}. It is not what was pasted. `,
          ),
        ]),
  ];
}

function findingParts({ findings }: Subject): readonly Part[] {
  const count = (severity: string): number => findings.filter((one) => one.severity === severity).length;
  const [errors, risks] = [count('error'), count('warning')];
  if (errors + risks === 0) {
    return [
      link(plain('No errors or risks were found by the checks that ran'), { kind: 'checks' }),
      plain('. '),
    ];
  }
  const first = findings.findIndex(({ severity }) => severity !== 'info');
  const words = [
    errors === 0 ? '' : errors === 1 ? '1 error' : `${grouped(errors)} errors`,
    risks === 0 ? '' : risks === 1 ? '1 risk' : `${grouped(risks)} risks`,
  ].filter((text) => text !== '');
  return [
    plain('The checks found '),
    link(plain(words.join(' and '), errors > 0 ? 'error' : 'risk'), { kind: 'finding', index: first }),
    plain('. '),
  ];
}

function sizeParts({ value, layers }: Subject): readonly Part[] {
  if (value === undefined) return [];
  const tone =
    value.length > annotationLimit ? 'error' : value.length * 2 > annotationLimit ? 'risk' : 'plain';
  return [
    plain('The annotation takes '),
    link(
      plain(`${grouped(value.length)} of ${grouped(annotationLimit)} characters`, tone),
      layerOf(layers, 'base64'),
    ),
    plain('.'),
  ];
}
