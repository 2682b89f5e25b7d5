/** Which layer a finding belongs to. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { Layer } from './review.ts';

const ofBase64 = new Set([
  'annotation/empty',
  'annotation/placeholder',
  'annotation/foreign-character',
  'annotation/white-space',
  'annotation/url-safe-alphabet',
  'annotation/padding',
  'annotation/non-canonical-bits',
  'annotation/base64-twice',
  'annotation/plain-text',
  'annotation/agent-policy',
  'annotation/disk-image',
  'annotation/other-compression',
  'annotation/not-gzip',
]);

/** Position of the layer among `kinds`; the innermost there is when the finding's own was not reached; -1 for none. */
export function findingsOfLayer({ code, source }: Diagnostic, kinds: readonly Layer['kind'][]): number {
  const at = kinds.indexOf(kindOf(code, source));
  if (at >= 0) return at;
  return source === 'manifest' ? kinds.indexOf('carrier') : kinds.length - 1;
}

function kindOf(code: string, source: string): Layer['kind'] {
  if (source === 'manifest') return 'carrier';
  if (source === 'image' || code.startsWith('annotation/image')) return 'image';
  if (code === 'annotation/not-utf8' || code === 'initdata/not-utf8' || code === 'initdata/utf16')
    return 'utf8';
  if (ofBase64.has(code) || code.startsWith('size/')) return 'base64';
  if (code.startsWith('annotation/')) return 'gzip';
  return source.startsWith('entry:') ? 'files' : 'toml';
}
