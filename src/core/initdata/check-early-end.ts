/** A `'''` inside an entry's content ends the entry early: found before the parser's less helpful words are shown. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { applyEdits, replaceSpan } from '../text/edit.ts';
import { contentSpan, isMultiline } from '../toml/strings.ts';
import { embedString, quotesOf, recommendedForm } from './embed.ts';
import { finding, mend } from './finding.ts';
import { outlineOf, type Outline } from './outline.ts';
import { syntaxRefused } from './words.ts';

const nextEntry = /^[ \t]*(?:(?:"[^"\n]+"|'[^'\n]+')[ \t]*=|\[data\])/m;

/**
 * The finding when the first broken line follows an entry whose content, read up to a later delimiter, makes the
 * document whole again, or at least less broken; undefined otherwise.
 */
export function checkEarlyEnd(text: string, outline: Outline): Diagnostic | undefined {
  const { statements } = outline.scan;
  const index = statements.findIndex(({ kind }) => kind === 'broken');
  const before = statements[index - 1];
  if (before?.kind !== 'pair') return undefined;
  const entry = outline.entries.find(({ valueSpan }) => valueSpan.from === before.value.span.from);
  if (entry === undefined || !entry.closed || !isMultiline(entry.form)) return undefined;
  const quotes = quotesOf(entry.form);
  const from = entry.valueSpan.to;
  const stop = nextEntry.exec(text.slice(from));
  const end = text.lastIndexOf(quotes, stop === null ? text.length : from + stop.index);
  if (end < from) return undefined;
  const span = { from: entry.valueSpan.from, to: end + quotes.length };
  const whole = contentSpan(text, { span, form: entry.form });
  const content = text.slice(whole.from, whole.to);
  if (!content.isWellFormed() || entry.form === 'ml-basic') return undefined;
  const edit = replaceSpan(span, embedString(content, recommendedForm(content)));
  const mended = outlineOf(applyEdits(text, [edit]));
  if (brokenLines(mended) >= brokenLines(outline)) return undefined;
  const early = { from: entry.valueSpan.to - quotes.length, to: entry.valueSpan.to };
  return finding(
    'initdata/early-end',
    early,
    `This ${quotes} inside the content of "${entry.key}" ends it here.`,
    {
      hint: 'Content with \'\'\' in it has to stand between """, with backslashes and quotes escaped.',
      consumers: syntaxRefused,
      related: [
        {
          source: 'initdata',
          span: { from: end, to: end + quotes.length },
          message: 'It was meant to end here.',
        },
      ],
      ...mend(`Write "${entry.key}" as an escaped """ string`, edit),
    },
  );
}

function brokenLines({ scan }: Outline): number {
  return scan.statements.filter(({ kind }) => kind === 'broken').length;
}
