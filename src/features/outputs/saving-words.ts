import { formatNumber, formatPercent } from '../common/format.ts';

/** An annotation's length against what `gzip | base64 -w0` takes for the same document. */
export function savingWords(length: number, shellLength: number): string {
  const shell = `gzip | base64 -w0 (${formatNumber(shellLength)})`;
  const saved = shellLength - length;
  if (saved === 0) return `As many as ${shell}.`;
  const difference = Math.abs(saved);
  const percent = formatPercent(difference, shellLength);
  return saved > 0
    ? `${formatNumber(difference)} fewer than ${shell}: ${percent} saved.`
    : `${formatNumber(difference)} more than ${shell}: ${percent} longer.`;
}
