/** What a reviewer looks at: open layers and findings, the file on screen, the place that was asked for. */
import type { SourceName } from '#core/diagnostics/diagnostic.ts';
import type { Evidence } from '#core/review/review.ts';
import type { Span } from '#core/text/span.ts';
import { reviewStore } from '#state/review.ts';
import { createStore } from 'zustand/vanilla';

export interface Place {
  readonly source: SourceName;
  readonly span: Span;
  /** Tells two requests for the same place apart. */
  readonly count: number;
}

export interface ReviewView {
  readonly layer: number | undefined;
  readonly findings: ReadonlySet<number>;
  /** The text on screen; undefined shows the first one. */
  readonly source: SourceName | undefined;
  readonly place: Place | undefined;
}

const initial: ReviewView = { layer: undefined, findings: new Set(), source: undefined, place: undefined };

export const reviewView = createStore<ReviewView>()(() => initial);

// What was open belongs to what was under review.
reviewStore.subscribe((now, before) => {
  if (now.paste !== before.paste || now.choice !== before.choice || now.repaired !== before.repaired) {
    reviewView.setState(initial);
  }
});

export function toggleLayer(layer: number): void {
  reviewView.setState((state) => ({ layer: state.layer === layer ? undefined : layer }));
}

export function openFinding(index: number): void {
  reviewView.setState(({ findings }) => ({ findings: new Set(findings).add(index) }));
}

/** @param indexes those of a group, any of which may have opened it */
export function closeFindings(indexes: readonly number[]): void {
  reviewView.setState(({ findings }) => {
    const next = new Set(findings);
    for (const index of indexes) next.delete(index);
    return { findings: next };
  });
}

export function showSource(source: SourceName): void {
  reviewView.setState({ source, place: undefined });
}

/** Shows a stretch of a text, marked. */
export function showPlace(source: SourceName, span: Span): void {
  reviewView.setState(({ place }) => ({ source, place: { source, span, count: (place?.count ?? 0) + 1 } }));
}

/** The element that a part of the sentence, a finding or a chip leads to. */
export const anchors = {
  finding: (index: number) => `review-finding-${String(index)}`,
  layer: (index: number) => `review-layer-${String(index)}`,
  certificate: (index: number) => `review-certificate-${String(index)}`,
  image: (index: number) => `review-image-${String(index)}`,
  request: (name: string) => `review-request-${name}`,
  digest: () => 'review-measured',
  checks: () => 'review-findings',
} as const;

/** Goes to what shows that a statement is so: opens it, brings it into view and moves the focus there. */
export function showEvidence(evidence: Evidence): void {
  switch (evidence.kind) {
    case 'text':
      showPlace(evidence.source, evidence.span);
      return;
    case 'finding':
      openFinding(evidence.index);
      focusSoon(anchors.finding(evidence.index));
      return;
    case 'layer':
      reviewView.setState({ layer: evidence.index });
      focusSoon(anchors.layer(evidence.index));
      return;
    case 'certificate':
      focusSoon(anchors.certificate(evidence.index));
      return;
    case 'image':
      focusSoon(anchors.image(evidence.index));
      return;
    case 'request':
      focusSoon(anchors.request(evidence.name));
      return;
    case 'digest':
      focusSoon(anchors.digest());
      return;
    case 'checks':
      focusSoon(anchors.checks());
      return;
  }
}

/** What was just opened exists after the next render. */
export function focusSoon(id: string): void {
  setTimeout(() => {
    const element = document.getElementById(id);
    element?.scrollIntoView({ block: 'center' });
    element?.focus({ preventScroll: true });
  });
}
