/**
 * All findings of the document on screen: those made at every keystroke, those of the policy lint, which come a little later,
 * and those that need the finished annotation. Every count and list on screen is of this one.
 */
import { isLintAlone } from '#core/analysis/beside-lint.ts';
import { findingsAfter } from '#core/diagnostics/after-edit.ts';
import { compareDiagnostics, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { entryOf } from '#core/initdata/outline.ts';
import { differenceOf } from '#core/text/edit.ts';
import { analysisStore, areOutputsStale } from './analysis.ts';
import { currentOutline } from './outline.ts';
import { policyStore, type PolicyState } from './policy-store.ts';
import { workspace } from './workspace.ts';

const none: readonly Diagnostic[] = [];

/** A function of several values that is worked out again only when one of them is another. */
function remembered<Args extends readonly unknown[], T>(work: (...args: Args) => T): (...args: Args) => T {
  let last: { readonly args: Args; readonly value: T } | undefined;
  return (...args) => {
    if (last === undefined || last.args.some((arg, index) => arg !== args[index])) {
      last = { args, value: work(...args) };
    }
    return last.value;
  };
}

/** The same list as long as nothing changed. */
export function currentFindings(): readonly Diagnostic[] {
  return withSizes(analysedFindings(), sizeFindings());
}

/** The same without what needs the annotation: their places are in the text that was analysed last. */
export function analysedFindings(): readonly Diagnostic[] {
  const { analysis, analysed } = analysisStore.getState();
  const text = analysed?.document.kind === 'text' ? analysed.document.text : undefined;
  const { found, linted } = policyStore.getState();
  return withLint(analysis?.diagnostics ?? none, lintFindings(linted ? found : undefined, text));
}

function sizeFindings(): readonly Diagnostic[] {
  const state = analysisStore.getState();
  const isStale = areOutputsStale(state, workspace.getState());
  return isStale ? none : (state.outputs?.diagnostics ?? none);
}

function joined(first: readonly Diagnostic[], second: readonly Diagnostic[]): readonly Diagnostic[] {
  return second.length === 0 ? first : [...first, ...second].toSorted(compareDiagnostics);
}

const withLint = remembered(joined);
const withSizes = remembered(joined);

/** What the lint alone said, at its places in the policy of a document. */
const lintFindings = remembered((found: PolicyState['found'], document: string | undefined) => {
  if (found === undefined || document === undefined) return none;
  const policy = entryOf(currentOutline(document), 'policy.rego')?.content;
  if (policy === undefined) return none;
  const alone = found.findings.map(({ diagnostic }) => diagnostic).filter(isLintAlone);
  return findingsAfter(alone, differenceOf(found.of.policy, policy));
});

/** Tells of every change that findings may come from. @returns stops telling */
export function followFindings(onChange: () => void): () => void {
  const stops = [
    workspace.subscribe(onChange),
    analysisStore.subscribe(onChange),
    policyStore.subscribe(onChange),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
