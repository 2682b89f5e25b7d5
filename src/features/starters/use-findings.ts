/** What the analysis says about an example, asked of a worker of its own while the dialog is open. */
import type { Analysis } from '#core/analysis/analysis.ts';
import type { Example } from '#examples/example.ts';
import { preferences } from '#state/preferences.ts';
import { reportCrash } from '#state/session.ts';
import { analysisWorker } from '#workers/app-workers.ts';
import { useEffect, useState } from 'react';

export type Findings = ReadonlyMap<string, Analysis>;

/** The analyses by example id, as they come in; each for the platform of its example. */
export function useFindings(examples: readonly Example[]): Findings {
  const [findings, setFindings] = useState<Findings>(new Map());
  useEffect(() => {
    const worker = analysisWorker(reportCrash);
    let isOpen = true;
    const analyseAll = async () => {
      const { release, cococtl, production } = preferences.getState();
      for (const { id, document, manifest, platform } of examples) {
        const analysis = await worker.call('analyse', {
          document: { kind: 'text', text: document },
          manifest,
          context: { platform, release, cococtl, production, now: Date.now() },
        });
        if (!isOpen) return;
        setFindings((known) => new Map(known).set(id, analysis));
      }
    };
    // A crash is reported by the worker client; what is known so far stays on screen.
    analyseAll().catch(() => undefined);
    return () => {
      isOpen = false;
      worker.close();
    };
  }, [examples]);
  return findings;
}
