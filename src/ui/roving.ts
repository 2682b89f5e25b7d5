/**
 * Where focus goes inside a row or column of controls that is one stop of the Tab key.
 *
 * @returns the index to focus, or `undefined` when the key means nothing here. Wraps around at both ends.
 */
export function nextIndex(
  key: string,
  index: number,
  count: number,
  orientation: 'horizontal' | 'vertical',
): number | undefined {
  if (count === 0) return undefined;
  const [back, forth] = orientation === 'horizontal' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  if (key === back) return (Math.max(index, 0) - 1 + count) % count;
  if (key === forth) return (index + 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

/**
 * The next label that begins with what was typed, searched from after `index` and around; case does not matter.
 *
 * @returns the index found, or `undefined`.
 */
export function indexByPrefix(labels: readonly string[], prefix: string, index: number): number | undefined {
  const wanted = prefix.toLowerCase();
  for (let step = 1; step <= labels.length; step += 1) {
    const at = (index + step) % labels.length;
    if (labels[at]?.toLowerCase().startsWith(wanted) === true) return at;
  }
  return undefined;
}
