/** Which call the cursor is in, and at which of its arguments. */
import { kinds, tokenAt, type Tokens, tokensOf } from '#core/rego/lexer.ts';
import { signatureOf, signatureText } from './signatures.ts';

export interface SignatureHelp {
  /** Such as `startswith(text, beginning) → boolean`. */
  readonly label: string;
  readonly parameters: readonly string[];
  /** Index of the argument that is being typed; it may lie behind the last. */
  readonly active: number;
  readonly documentation: string;
}

/** Tokens that are looked at before the cursor: no call is longer while it is typed. */
const maxTokens = 400;

/** The innermost call of a builtin around an offset; undefined outside of any. */
export function policySignatureAt(text: string, offset: number): SignatureHelp | undefined {
  const tokens = tokensOf(text);
  let index = tokenAt(tokens, offset);
  // The token that the cursor stands before is not part of what was typed.
  while (index >= 0 && (tokens.from[index] ?? 0) >= offset) index -= 1;
  let depth = 0;
  let commas = 0;
  for (let left = maxTokens; index >= 0 && left > 0; index -= 1, left -= 1) {
    switch (tokens.kind[index] ?? kinds.end) {
      case kinds.closeParen:
      case kinds.closeBracket:
      case kinds.closeBrace:
        depth += 1;
        break;
      case kinds.comma:
        if (depth === 0) commas += 1;
        break;
      case kinds.openBracket:
      case kinds.openBrace:
        // Of an argument that is a list only the whole counts.
        if (depth === 0) commas = 0;
        else depth -= 1;
        break;
      case kinds.openParen: {
        if (depth > 0) {
          depth -= 1;
          break;
        }
        const name = nameBefore(tokens, index);
        const signature = name === undefined ? undefined : signatureOf(name);
        if (name === undefined || signature === undefined) {
          commas = 0;
          break;
        }
        const { parameters, doc } = signature;
        return { label: signatureText(name, signature), parameters, active: commas, documentation: doc };
      }
    }
  }
  return undefined;
}

/** The dotted name that ends where a parenthesis begins. */
function nameBefore(tokens: Tokens, parenthesis: number): string | undefined {
  let first = parenthesis;
  let end = tokens.from[parenthesis] ?? 0;
  while (first > 0 && tokens.to[first - 1] === end && isNamePart(tokens.kind[first - 1] ?? kinds.end)) {
    first -= 1;
    end = tokens.from[first] ?? 0;
  }
  return first === parenthesis ? undefined : tokens.text.slice(end, tokens.from[parenthesis]);
}

/** `contains` is a keyword in v1 and a builtin all the same. */
function isNamePart(kind: number): boolean {
  return kind === kinds.identifier || kind === kinds.dot || kind === kinds.contains;
}
