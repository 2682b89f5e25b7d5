/** One line of an outline; lines count from 0 and `endLine` is the last one that belongs to it. */
export interface OutlineSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'document' | 'import' | 'key' | 'package' | 'rule' | 'table';
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
