/** Whether two engines said the same. */
import type { Answer, Reply } from '../../../bench/peers/peer.ts';

export interface Disagreement {
  /** Of the answer, inputs outermost; undefined when the engines disagree about loading. */
  readonly index: number | undefined;
  readonly about: 'load' | 'kind' | 'value' | 'message' | 'prints';
  readonly ours: string;
  readonly theirs: string;
}

function loading(reply: Reply): string {
  return reply.kind === 'load-error' ? reply.message : reply.kind;
}

/** How an answer differs; undefined when it does not. */
export function differenceOf(ours: Answer, theirs: Answer): Omit<Disagreement, 'index'> | undefined {
  const differs = (
    about: Disagreement['about'],
    a: string,
    b: string,
  ): Omit<Disagreement, 'index'> | undefined => (a === b ? undefined : { about, ours: a, theirs: b });
  const described = ({ kind, value, message }: Answer): string => `${kind} ${value ?? message ?? ''}`;
  if (ours.kind !== theirs.kind) return { about: 'kind', ours: described(ours), theirs: described(theirs) };
  return (
    differs('value', ours.value ?? '', theirs.value ?? '') ??
    // Refusals are in the words of serde_json, panics in those of Rust: that there is one is what counts.
    (ours.kind === 'failed' ? differs('message', ours.message ?? '', theirs.message ?? '') : undefined) ??
    // A panic loses its lines.
    (ours.kind === 'panic' ? undefined : differs('prints', ours.prints.join('\n'), theirs.prints.join('\n')))
  );
}

/** The first difference between two replies. */
export function disagreementOf(ours: Reply, theirs: Reply): Disagreement | undefined {
  if (ours.kind !== 'answers' || theirs.kind !== 'answers') {
    const [a, b] = [loading(ours), loading(theirs)];
    return a === b ? undefined : { index: undefined, about: 'load', ours: a, theirs: b };
  }
  for (const [index, answer] of ours.answers.entries()) {
    const other = theirs.answers[index];
    const difference = other === undefined ? undefined : differenceOf(answer, other);
    if (difference !== undefined) return { index, ...difference };
  }
  return undefined;
}
