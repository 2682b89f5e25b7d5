/** One line of the outline of a configuration; lines count from 0 and `endLine` is the last one that belongs to it. */
export interface OutlineSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'document' | 'key' | 'table';
  readonly line: number;
  readonly endLine: number;
  readonly children: readonly OutlineSymbol[];
}

/** Lines that fold under their first one; lines count from 0, both included. */
export interface FoldingRange {
  readonly line: number;
  readonly endLine: number;
  readonly kind: 'comment' | 'region';
}
