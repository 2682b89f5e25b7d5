/** Which findings of the policy lint an analysis of the document does not have already. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '#core/diagnostics/catalogue.ts';

/**
 * What the check of the document says of a policy without its engine, and with a fix: the engine and the lint say the same in
 * other words.
 */
export const saidOfTheDocument: ReadonlySet<string> = new Set<DiagnosticCode>([
  'rego/package-missing',
  'rego/line-too-long',
  'rego/too-large',
  'rego/too-many-lines',
  'policy/package',
]);

/** The rest of what the engine's check is a part of in every analysis: see engine.ts. */
const saidByTheEngine: ReadonlySet<string> = new Set<DiagnosticCode>(['policy/prepare-failure']);

/** True for findings that only the lint makes, so that they can stand beside those of an analysis, each said once. */
export function isLintAlone({ code }: Diagnostic): boolean {
  return code.startsWith('policy/') && !saidOfTheDocument.has(code) && !saidByTheEngine.has(code);
}
