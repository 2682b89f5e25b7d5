/** A command as a person types it, as the list of arguments that a request carries. */

/** Splits at blanks outside of quotes; quotes and backslashes mean what a shell makes of them. Never throws. */
export function argumentsOf(line: string): readonly string[] {
  const found: string[] = [];
  let current: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (quote === undefined && /\s/.test(character)) {
      if (current !== undefined) found.push(current);
      current = undefined;
    } else if (quote === undefined && (character === '"' || character === "'")) {
      quote = character;
      current ??= '';
    } else if (character === quote) quote = undefined;
    else if (character === '\\' && quote !== "'" && at + 1 < line.length) {
      at += 1;
      current = (current ?? '') + (line[at] ?? '');
    } else current = (current ?? '') + character;
  }
  if (current !== undefined) found.push(current);
  return found;
}
