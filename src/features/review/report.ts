/** The report of a review, in the forms that people attach. Loaded when the first one is asked for. */
import { jsonReport } from '#core/review/report/json.ts';
import { markdownReport } from '#core/review/report/markdown.ts';
import { reportOf, type Report } from '#core/review/report/report.ts';
import { sarifReport } from '#core/review/report/sarif.ts';
import type { Review } from '#core/review/review.ts';
import { reviewStore } from '#state/review.ts';
import { toolVersion } from '#state/tool-version.ts';

export type ReportForm = 'markdown' | 'json' | 'sarif';

const forms = {
  markdown: { write: markdownReport, file: 'init-data-review.md', type: 'text/markdown' },
  json: { write: jsonReport, file: 'init-data-review.json', type: 'application/json' },
  sarif: { write: sarifReport, file: 'init-data-review.sarif', type: 'application/sarif+json' },
} as const satisfies Record<
  ReportForm,
  { readonly write: (report: Report) => string; readonly file: string; readonly type: string }
>;

export interface WrittenReport {
  readonly text: string;
  readonly file: string;
  readonly type: string;
}

export function writeReport(review: Review, form: ReportForm): WrittenReport {
  const { accepted } = reviewStore.getState();
  const notes = Object.entries(accepted).map(([finding, reason]) => ({ finding, reason }));
  const { write, file, type } = forms[form];
  return { text: write(reportOf({ review, notes, toolVersion, time: Date.now() })), file, type };
}
