/** Compares two documents, as reviews hold them. */
import type { Digests } from '#core/analysis/analysis.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { lossyTextOf } from '#core/initdata/encoding.ts';
import type { Profile } from '#core/rego/profile.ts';
import { equalBytes } from '#core/text/bytes.ts';
import { toTheEnd, type Steps } from '../steps.ts';
import type { CertificateRow, Endpoint, ImageRow, ReviewedDocument, ReviewedFile } from '../review.ts';
import type { Change, FileDifference, InitDataComparison } from './comparison.ts';
import { diffLines } from './line-diff.ts';

/**
 * What changed from the first to the second. Never throws.
 *
 * The policies are asked with the engine when both are there and differ: a request counts as looser or stricter only with
 * one that shows it.
 *
 * @param profile the engine of the guest that the reviewer has chosen
 */
export async function compareInitData(
  first: ReviewedDocument,
  second: ReviewedDocument,
  profile: Profile,
  steps: Steps = toTheEnd,
): Promise<InitDataComparison> {
  const sameBytes = equalBytes(first.bytes, second.bytes);
  const [digestA, digestB] = [decided(first.digests), decided(second.digests)];
  const policies = sameBytes
    ? { changes: [], state: policyState(first, second) }
    : await policyChanges(first, second, profile, steps);
  await steps.next();
  const changes: readonly Change[] = sameBytes
    ? []
    : [
        ...fieldChanges(first, second),
        ...policies.changes,
        ...endpointChanges(first.endpoints, second.endpoints),
        ...certificateChanges(first.certificates, second.certificates),
        ...imageChanges(first.images, second.images),
        ...entryChanges(first.files, second.files),
      ];
  const meaning = changes.length === 0 && first.text !== undefined && second.text !== undefined;
  return {
    same: sameBytes ? 'bytes' : meaning ? 'meaning' : 'neither',
    digests: {
      ...(digestA === undefined ? {} : { first: digestA }),
      ...(digestB === undefined ? {} : { second: digestB }),
    },
    changes: meaning && !sameBytes ? [formChange(first, second)] : changes,
    files: filesOf(first, second),
    policies: policies.state,
  };
}

function decided(digests: Digests): string | undefined {
  return digests.kind === 'computed' && digests.decided !== undefined
    ? digests.of[digests.decided].hex
    : undefined;
}

/** Version, algorithm, order of the entries and other top-level keys. */
function fieldChanges(first: ReviewedDocument, second: ReviewedDocument): readonly Change[] {
  const changes: Change[] = [];
  for (const kind of ['algorithm', 'version'] as const) {
    const [before, after] = [first.facts[kind], second.facts[kind]];
    if (before === after) continue;
    changes.push({
      kind,
      what: 'changed',
      text: `The ${kind} is ${after ?? 'missing'} instead of ${before ?? 'missing'}.`,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      tone: kind === 'algorithm' ? 'risk' : 'good-to-know',
    });
  }
  const others = (document: ReviewedDocument): string =>
    outlineOf(document.text ?? '')
      .fields.filter(({ key }) => key !== 'version' && key !== 'algorithm')
      .map(({ key }) => key)
      .join(', ');
  if (others(first) !== others(second)) {
    changes.push({
      kind: 'setting',
      what: 'changed',
      text: 'Other keys beside version, algorithm and data differ.',
      before: others(first),
      after: others(second),
      tone: 'good-to-know',
    });
  }
  return changes;
}

function entryChanges(first: readonly ReviewedFile[], second: readonly ReviewedFile[]): readonly Change[] {
  const find = (files: readonly ReviewedFile[], key: string): ReviewedFile | undefined =>
    files.find((file) => file.key === key);
  const removed = first.filter(({ key }) => find(second, key) === undefined);
  const added = second.filter(({ key }) => find(first, key) === undefined);
  const changed = second.filter((file) => {
    const before = find(first, file.key);
    return before !== undefined && before.text !== file.text;
  });
  return [
    ...removed.map(({ key }) => entryChange(key, 'removed', `${key} is gone.`, 'risk')),
    ...added.map(({ key }) => entryChange(key, 'added', `${key} is new.`, 'good-to-know')),
    ...changed.map(({ key, text }) => {
      const { removed: lines, added: more, onlyWhiteSpace } = diffLines(find(first, key)?.text ?? '', text);
      const size = `${lines} ${lines === 1 ? 'line' : 'lines'} out, ${more} in`;
      const sentence = onlyWhiteSpace
        ? `${key} differs in white space or line ends only.`
        : `${key} differs: ${size}.`;
      return entryChange(key, 'changed', sentence, onlyWhiteSpace ? 'good-to-know' : 'plain');
    }),
  ];
}

function entryChange(key: string, what: Change['what'], text: string, tone: Change['tone']): Change {
  return { kind: 'entry', what, text, tone, ...(what === 'removed' ? { before: key } : { after: key }) };
}

function endpointChanges(first: readonly Endpoint[], second: readonly Endpoint[]): readonly Change[] {
  const names = { aa: 'AA', cdh: 'CDH' } as const;
  const places = new Set([...first, ...second].map(({ field, component }) => `${component} ${field}`));
  return [...places].flatMap((place): readonly Change[] => {
    const at = (list: readonly Endpoint[]): Endpoint | undefined =>
      list.find(({ field, component }) => `${component} ${field}` === place);
    const [before, after] = [at(first), at(second)];
    if (before?.url === after?.url) return [];
    const name = names[(after ?? before)?.component ?? 'aa'];
    const base = { kind: 'endpoint', tone: 'risk' } as const;
    if (after === undefined)
      return [
        {
          ...base,
          what: 'removed',
          text: `${name} has no server in ${before?.field ?? ''} any more.`,
          ...value('before', before?.url),
        },
      ];
    if (before === undefined) {
      const text = `${name} points to ${after.url} in ${after.field}.`;
      return [{ ...base, what: 'added', text, after: after.url }];
    }
    return [
      {
        ...base,
        what: 'changed',
        text: `${name} points to ${after.url} instead of ${before.url} in ${after.field}.`,
        before: before.url,
        after: after.url,
      },
    ];
  });
}

function value(name: 'before' | 'after', text: string | undefined): Pick<Change, 'before' | 'after'> {
  return text === undefined ? {} : { [name]: text };
}

function certificateChanges(
  first: readonly CertificateRow[],
  second: readonly CertificateRow[],
): readonly Change[] {
  const keyOf = ({ sha256, subject, field }: CertificateRow): string => sha256 ?? `${field} ${subject}`;
  const missingIn = (
    list: readonly CertificateRow[],
    others: readonly CertificateRow[],
  ): readonly CertificateRow[] => {
    const known = new Set(others.map(keyOf));
    return list.filter((row) => !known.has(keyOf(row)));
  };
  const nameOf = ({ subject, readable }: CertificateRow): string =>
    readable ? subject : 'a block that is no certificate';
  return [
    ...missingIn(first, second).map((row): Change => ({
      kind: 'certificate',
      what: 'removed',
      text: `A certificate is no longer trusted: ${nameOf(row)}.`,
      before: nameOf(row),
      tone: 'risk',
    })),
    ...missingIn(second, first).map((row): Change => ({
      kind: 'certificate',
      what: 'added',
      text: `A certificate is newly trusted: ${nameOf(row)}.`,
      after: nameOf(row),
      tone: 'risk',
    })),
  ];
}

function imageChanges(first: readonly ImageRow[], second: readonly ImageRow[]): readonly Change[] {
  const has = (list: readonly ImageRow[], { reference }: ImageRow): boolean =>
    list.some((image) => image.reference === reference);
  return [
    ...first
      .filter((image) => !has(second, image))
      .map(({ reference }): Change => ({
        kind: 'image',
        what: 'removed',
        text: `The image ${reference} is gone.`,
        before: reference,
        tone: 'plain',
      })),
    ...second
      .filter((image) => !has(first, image))
      .map(({ reference, pinned }): Change => ({
        kind: 'image',
        what: 'added',
        text: `The image ${reference} is new${pinned === 'digest' ? '' : ', and not by digest'}.`,
        after: reference,
        tone: pinned === 'digest' ? 'plain' : 'risk',
      })),
  ];
}

/** Other bytes, the same meaning. */
function formChange(first: ReviewedDocument, second: ReviewedDocument): Change {
  const reasons = [
    first.facts.lineEnds === second.facts.lineEnds ? '' : 'line ends',
    first.facts.finalNewline === second.facts.finalNewline ? '' : 'the final newline',
    first.facts.byteOrderMark === second.facts.byteOrderMark ? '' : 'a byte order mark',
    keysOf(first) === keysOf(second) ? '' : 'the order of the entries',
  ].filter((reason) => reason !== '');
  const why = reasons.length === 0 ? 'comments, white space or how strings are written' : reasons.join(', ');
  return {
    kind: 'form',
    what: 'changed',
    text: `Both mean the same, but their bytes differ (${why}), and so do their digests.`,
    tone: 'risk',
  };
}

function keysOf({ files }: ReviewedDocument): string {
  return files.map(({ key }) => key).join('\n');
}

function filesOf(first: ReviewedDocument, second: ReviewedDocument): readonly FileDifference[] {
  const keys = new Set([...first.files, ...second.files].map(({ key }) => key));
  const textOf = (document: ReviewedDocument, key: string): string | undefined =>
    document.files.find((file) => file.key === key)?.text;
  return [
    difference(
      'initdata.toml',
      first.text ?? lossyTextOf(first.bytes),
      second.text ?? lossyTextOf(second.bytes),
    ),
    ...[...keys].map((key) => difference(key, textOf(first, key), textOf(second, key))),
  ];
}

function difference(key: string, before: string | undefined, after: string | undefined): FileDifference {
  if (before === after) return { key, kind: 'same' };
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return { key, kind, diff: diffLines(before ?? '', after ?? '') };
}

function policyOf(document: ReviewedDocument): string | undefined {
  return document.files.find(({ key }) => key === 'policy.rego')?.text;
}

function policyState(first: ReviewedDocument, second: ReviewedDocument): InitDataComparison['policies'] {
  const [a, b] = [policyOf(first), policyOf(second)];
  if (a === undefined && b === undefined) return 'none';
  if (a === undefined || b === undefined) return 'one-missing';
  return a === b ? 'same' : 'compared';
}

async function policyChanges(
  first: ReviewedDocument,
  second: ReviewedDocument,
  profile: Profile,
  steps: Steps,
): Promise<{ readonly changes: readonly Change[]; readonly state: InitDataComparison['policies'] }> {
  const state = policyState(first, second);
  const [a, b] = [policyOf(first), policyOf(second)];
  if (state !== 'compared' || a === undefined || b === undefined) return { changes: [], state };
  const { requestChanges } = await import('./requests.ts');
  const changes = await requestChanges(a, b, profile, steps);
  return changes === undefined ? { changes: [], state: 'not-loaded' } : { changes, state };
}
