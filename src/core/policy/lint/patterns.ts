/** Questions about the text of regular expressions. */
import type { Call, Expression } from '#core/rego/ast.ts';

/** Tied to both ends of the text, alternatives included when they stand in a group. */
export function isAnchored(pattern: string): boolean {
  const text = pattern.replace(/^\(\?[a-zA-Z]+\)/, '');
  const starts = text.startsWith('^') || text.startsWith('\\A');
  const ends = (text.endsWith('$') && !text.endsWith('\\$')) || text.endsWith('\\z');
  return starts && ends && !hasOuterAlternatives(text);
}

/** `^a|b$` is tied to one end for each of its alternatives. */
function hasOuterAlternatives(pattern: string): boolean {
  let depth = 0;
  let inClass = false;
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index];
    if (character === '\\') index += 1;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}

/** What the engine gives as the reason for a pattern beyond its memory. */
export const tooLarge = 'compiled, the pattern is too large';

/** The argument of a regex builtin that is the pattern. */
export function patternOf({ path, parameters }: Call): Expression | undefined {
  return path.at(-1) === 'replace' ? parameters[1] : parameters[0];
}

/** The pattern with character classes and escapes blotted out, so that a dot left in it is any character. */
export function withoutClasses(pattern: string): string {
  return pattern.replaceAll(/\\./g, '__').replaceAll(/\[\^?\]?[^\]]*\]/g, (text) => '_'.repeat(text.length));
}
