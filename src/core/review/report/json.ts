import type { Report } from './report.ts';

/** The name of the form, so that programs know what they read. */
export const jsonReportFormat = 'init-data-studio/review/1';

/** A report as JSON, with its form named first; two spaces, a newline at the end. */
export function jsonReport(report: Report): string {
  return `${JSON.stringify({ format: jsonReportFormat, ...report }, undefined, 2)}\n`;
}
