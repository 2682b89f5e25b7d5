/** Findings of a text that was edited since, until it is looked at again. */
import type { TextEdit } from '../text/edit.ts';
import type { Span } from '../text/span.ts';
import type { Diagnostic, Related } from './diagnostic.ts';

/**
 * The findings at their places after an edit of the text that they point into. Those that the edit touched are left out:
 * what they say may no longer be so. The others lose their fixes, which were made for the text before.
 *
 * @param edit of the text of every finding; undefined when it is as it was
 */
export function findingsAfter(
  findings: readonly Diagnostic[],
  edit: TextEdit | undefined,
): readonly Diagnostic[] {
  if (edit === undefined) return findings;
  return findings.flatMap((before): readonly Diagnostic[] => {
    const { fix: _, related, ...finding } = before;
    const span = spanAfter(finding.span, edit);
    if (span === undefined) return [];
    const others = related?.flatMap((each): readonly Related[] => {
      const moved = spanAfter(each.span, edit);
      return moved === undefined ? [] : [{ ...each, span: moved }];
    });
    return [{ ...finding, span, ...(others === undefined ? {} : { related: others }) }];
  });
}

function spanAfter({ from, to }: Span, { span, insert }: TextEdit): Span | undefined {
  if (to < span.from) return { from, to };
  if (from <= span.to) return undefined;
  const by = insert.length - (span.to - span.from);
  return { from: from + by, to: to + by };
}
