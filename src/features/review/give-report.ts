/** Hands the report over: to the clipboard, as a file, or to a printer. */
import type { Review } from '#core/review/review.ts';
import { announce } from '#state/announcer.ts';
import { download } from '#ui/download.ts';
import type { ReportForm } from './report.ts';

export async function reportText(review: Review, form: ReportForm): Promise<string> {
  return (await import('./report.ts')).writeReport(review, form).text;
}

export async function copyReport(review: Review): Promise<void> {
  const text = await reportText(review, 'markdown');
  try {
    await navigator.clipboard.writeText(text);
    announce('Copied the report as Markdown');
  } catch {
    announce('The browser refused the clipboard: use the button, which shows the text');
  }
}

export async function saveReport(review: Review, form: ReportForm): Promise<void> {
  const { text, file, type } = (await import('./report.ts')).writeReport(review, form);
  download(file, text, type);
}
