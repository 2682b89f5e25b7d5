/** Numbers as people read them. Sizes are decimal: 1 kB is 1000 bytes, and small sizes are exact. */
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** `113 B`, `3.6 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${whole.format(bytes)} B`;
  if (bytes < 1_000_000) return `${short.format(bytes / 1_000)} kB`;
  return `${short.format(bytes / 1_000_000)} MB`;
}

/** `262,144`. */
export function formatNumber(value: number): string {
  return whole.format(value);
}

/** `1.4 %`; a part that is not nothing never reads as nothing. */
export function formatPercent(part: number, of: number): string {
  if (of === 0 || part === 0) return '0 %';
  const percent = (part / of) * 100;
  return percent < 0.1 ? '< 0.1 %' : `${short.format(percent)} %`;
}

/** `1 error`, `2 errors`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}
