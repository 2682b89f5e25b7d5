/** Claims and paths that are looked for where they are not. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { replaceSpan } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';
import { finding, mend } from './finding.ts';
import { accessAt, type Word } from './tokens.ts';

const longPath = 'input["submods"]["cpu0"]["ear.veraison.annotated-evidence"]';
const textFunctions = new Set([
  'split',
  'startswith',
  'endswith',
  'contains',
  'trim',
  'trim_prefix',
  'lower',
]);

/** Findings about claim paths and the resource path. */
export function pathFindings(words: readonly Word[], text: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const isMixed = words.some(({ text: word }) => word === 'cpu0');
  for (const index of words.keys()) {
    for (const claim of ['init_data', 'init_data_claims']) {
      const short = accessAt(words, index, ['input', claim]);
      if (short !== undefined) {
        found.push(
          finding('resource-policy/claim-path', short.span, `A token has no ${claim} at its top.`, {
            ...mend('Write the path in a token', replaceSpan(short.span, `${longPath}["${claim}"]`)),
          }),
        );
      }
    }
    const older = accessAt(words, index, ['input', 'submods', 'cpu']);
    const name =
      older === undefined
        ? undefined
        : words.slice(index, older.next).findLast((each) => each.text === 'cpu');
    if (name !== undefined && !isMixed) {
      const span = name.isString ? { from: name.span.from + 1, to: name.span.to - 1 } : name.span;
      found.push(
        finding(
          'resource-policy/older-submodule',
          span,
          'The submodule is called cpu, as before Trustee 0.14.0.',
          {
            ...mend('Write cpu0', replaceSpan(span, 'cpu0')),
          },
        ),
      );
    }
    const path = accessAt(words, index, ['data', 'resource-path']);
    if (path !== undefined) found.push(...resourcePathFindings(words, index, path.span, path.next, text));
  }
  return found;
}

function resourcePathFindings(
  words: readonly Word[],
  index: number,
  span: Span,
  next: number,
  text: string,
): readonly Diagnostic[] {
  const call = words[index - 2]?.text ?? '';
  if (words[index - 1]?.text === '(' && textFunctions.has(call)) {
    const close = words.findIndex((each, at) => at >= next && each.text === ')');
    const end = words[close];
    const start = words[index - 2];
    const isSplit = call === 'split' && end !== undefined && start !== undefined;
    return [
      finding(
        'resource-policy/path-is-list',
        span,
        `${call} takes a text, and the resource path is a list.`,
        {
          hint: 'Compare data["resource-path"] with a list: ["default", "key", "db"].',
          ...(isSplit
            ? mend(
                'Use the list as it is',
                replaceSpan({ from: start.span.from, to: end.span.to }, text.slice(span.from, span.to)),
              )
            : {}),
        },
      ),
    ];
  }
  const literal = words[next + 1];
  if ((words[next]?.text === '==' || words[next]?.text === '=') && literal?.isString === true) {
    const list = `[${literal.text
      .split('/')
      .map((part) => JSON.stringify(part))
      .join(', ')}]`;
    return [
      finding(
        'resource-policy/path-is-list',
        literal.span,
        'The resource path is a list and never equals a text.',
        {
          ...mend('Write a list', replaceSpan(literal.span, list)),
        },
      ),
    ];
  }
  return [];
}
