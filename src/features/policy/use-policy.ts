/** What parts of the Policy mode ask of the stores; each answer is the same value as long as nothing changed. */
import { saidOfTheDocument } from '#core/analysis/beside-lint.ts';
import type { RequestName } from '#core/policy/requests/catalogue.ts';
import type { RequestVerdict } from '#core/policy/matrix/verdict.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { lineIndexOf, positionAt } from '#core/text/line-index.ts';
import type { EditorMark } from '#editor/text-editor-props.ts';
import { analysisStore } from '#state/analysis.ts';
import { policyInputs, policyTab, policyText, type PolicyInputs } from '#state/policy-text.ts';
import { policyStore } from '#state/policy-store.ts';
import { policyView } from '#state/policy-view.ts';
import { preferences } from '#state/preferences.ts';
import { chosenProfile } from '#state/agent-profile.ts';
import { workspace } from '#state/workspace.ts';
import type { FoundInPolicy } from '#workers/policy-calls.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';

const noFindings: readonly FoundInPolicy[] = [];
const noRows: readonly RequestVerdict[] = [];
const noMarks: readonly EditorMark[] = [];

export function usePolicyText(): string | undefined {
  return useStore(workspace, policyText);
}

export function useChosenProfile() {
  return useStore(preferences, chosenProfile);
}

/**
 * Everything that was found in the policy: by the workbench, and by the analysis of the document where it looks at other
 * things than Rego, such as secrets.
 */
export function usePolicyFindings(): {
  readonly of: PolicyInputs | undefined;
  readonly findings: readonly FoundInPolicy[];
} {
  const found = useStore(policyStore, (state) => state.found);
  const analysis = useStore(analysisStore, (state) => state.analysis);
  return useMemo(() => {
    // What the document's check says in its own words comes with a fix there.
    const own = (found?.findings ?? noFindings).filter(
      ({ diagnostic }) => !saidOfTheDocument.has(diagnostic.code),
    );
    const others = (analysis?.diagnostics ?? []).filter(
      ({ source, code }) => source === policyTab && !/^(?:rego|policy)\//.test(code),
    );
    if (others.length === 0) return { of: found?.of, findings: own };
    return { of: found?.of, findings: [...own, ...others.map((diagnostic) => ({ diagnostic }))] };
  }, [found, analysis]);
}

export function diagnosticsOf(findings: readonly FoundInPolicy[]): readonly Diagnostic[] {
  return findings.map(({ diagnostic }) => diagnostic);
}

/** Rows of the matrix, perhaps of a slightly older text: its spans then point beside what they mean. */
export function useMatrixRows(): readonly RequestVerdict[] {
  return useStore(policyStore, (state) => state.matrix?.answer.rows ?? noRows);
}

/** Rows whose spans fit the text on screen. */
export function rowsInStep(): readonly RequestVerdict[] {
  const { matrix } = policyStore.getState();
  return matrix !== undefined && matrix.of.policy === policyInputs()?.policy ? matrix.answer.rows : noRows;
}

/** The request whose rule or default stands at an offset of the policy. */
export function requestAt(rows: readonly RequestVerdict[], offset: number): RequestName | undefined {
  return rows.find(({ places }) => places.some(({ span }) => span.from <= offset && offset <= span.to))?.name;
}

/** Marks the rules of the request that pointer or focus is on, and the statement that stopped the request looked at. */
export function usePolicyMarks(policy: string | undefined): readonly EditorMark[] {
  const pointed = useStore(policyView, (state) => state.pointed);
  const explained = useStore(policyView, (state) => state.explained);
  const showsCoverage = useStore(policyView, (state) => state.showsCoverage);
  const matrix = useStore(policyStore, (state) => state.matrix);
  return useMemo(() => {
    const marks: EditorMark[] = [];
    if (pointed !== undefined && matrix !== undefined && matrix.of.policy === policy) {
      const row = matrix.answer.rows.find(({ name }) => name === pointed);
      for (const { span } of row?.places ?? []) marks.push({ span, kind: 'pointed' });
    }
    if (showsCoverage && explained !== undefined && explained.policy === policy) {
      for (const { span, held } of explained.covered) {
        marks.push({ span, kind: held ? 'held' : 'missed' });
      }
    }
    if (explained !== undefined && explained.policy === policy && explained.stop !== undefined) {
      marks.push({ span: explained.stop, kind: 'stopped', words: 'The request stopped here.' });
    }
    return marks.length === 0 ? noMarks : marks;
  }, [pointed, explained, showsCoverage, matrix, policy]);
}

/** Lines of a policy, counted from 1; for several places of one text. */
export function lineCounter(policy: string): (offset: number) => number {
  const index = lineIndexOf(policy);
  return (offset) => positionAt(index, offset).line;
}
