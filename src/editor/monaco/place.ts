/** A place that Monaco asks about, in the stored text that its model stands for. */
import { storedOffset } from '../position-map.ts';
import { keptModelOf, storedLinesOf, type KeptModel } from './kept-models.ts';
import type { monaco } from './monaco.ts';

export interface Place {
  readonly kept: KeptModel;
  readonly text: string;
  readonly offset: number;
}

export function placeIn(model: monaco.editor.ITextModel, position: monaco.Position): Place | undefined {
  const kept = keptModelOf(model);
  if (kept === undefined) return undefined;
  const offset = storedOffset(storedLinesOf(kept), { line: position.lineNumber, column: position.column });
  return { kept, text: kept.synced.stored.text, offset };
}
