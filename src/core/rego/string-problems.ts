/** What can be wrong inside quotes, and characters that no token starts with. */
import type { LexicalProblem } from './lexer.ts';

type Problem = Omit<LexicalProblem, 'engine'>;

/** The first string escape at `offset` (a backslash), when it is none of JSON's. */
export function escapeProblem(
  text: string,
  offset: number,
  column: number,
  line: number,
): LexicalProblem | undefined {
  const escape = text.charAt(offset + 1);
  if (escape === 'u') {
    for (let digit = 2; digit < 6; digit++) {
      if (/^[0-9a-fA-F]$/.test(text.charAt(offset + digit))) continue;
      return {
        code: 'rego/escape',
        span: { from: offset, to: offset + digit },
        message: `Found \`${text.slice(offset, offset + digit)}\`; expected four hexadecimal digits after \`\\u\`.`,
        engine: { message: 'invalid hex escape sequence', line, column: column + digit },
      };
    }
    return undefined;
  }
  if (escape !== '' && '"\\/bfnrt'.includes(escape)) return undefined;
  return {
    code: 'rego/escape',
    span: { from: offset, to: Math.min(text.length, offset + 2) },
    message: `Found \`\\${escape === '\n' ? '' : escape}\`; a string knows the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u.`,
    hint: 'Write a regular expression between backticks, where a backslash is a backslash.',
    ...(escape === '' || escape === '\n'
      ? {}
      : {
          fix: {
            title: 'Double the backslash',
            edits: [{ span: { from: offset, to: offset }, insert: '\\' }],
          },
        }),
    engine: { message: 'invalid escape sequence', line, column },
  };
}

/** A `\\u` escape that is half of a surrogate pair, which no UTF-8 string can hold. */
export function surrogateProblem(
  text: string,
  start: number,
  end: number,
  line: number,
  column: number,
): LexicalProblem | undefined {
  for (let at = start + 1; at < end - 1; at++) {
    if (text.charCodeAt(at) !== 0x5c) continue;
    at++;
    if (text.charAt(at) !== 'u') continue;
    const unit = Number.parseInt(text.slice(at + 1, at + 5), 16);
    at += 4;
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const rest = text.slice(at + 1, at + 7);
    const paired = unit < 0xdc00 && /^\\u[dD][c-fC-F]/.test(rest);
    if (paired) {
      at += 6;
      continue;
    }
    const alone = unit < 0xdc00 && !rest.startsWith('\\u');
    return {
      code: 'rego/escape',
      span: { from: at - 5, to: at + 1 },
      message: `Found \`${text.slice(at - 5, at + 1)}\`, half of a surrogate pair; expected the other half with it.`,
      engine: {
        message: `serde_json cannot parse string: ${
          alone
            ? `unexpected end of hex escape at line 1 column ${at - start + 2}`
            : `lone leading surrogate in hex escape at line 1 column ${at - start + (unit < 0xdc00 ? 7 : 1)}`
        }`,
        line,
        column,
      },
    };
  }
  return undefined;
}

export function unterminated(start: number, end: number, line: number, column: number): LexicalProblem {
  return {
    code: 'rego/unterminated-string',
    span: { from: start, to: end },
    message: 'This string has no closing quote.',
    engine: { message: 'unmatched "', line, column },
  };
}

/** What follows a NUL is not part of the policy. */
export function nulProblem(offset: number, length: number, line: number, column: number): LexicalProblem {
  return {
    code: 'rego/nul',
    span: { from: offset, to: length },
    message: `The policy ends here, at a NUL character: ${length - offset - 1} characters behind it are ignored.`,
    engine: { message: '', line, column },
  };
}

/** Characters of other languages that people write in Rego, and what Rego has instead. */
export function invalidCharacter(text: string, offset: number, character: string): Problem {
  const next = text.charAt(offset + 1);
  const span = { from: offset, to: offset + character.length };
  if (character === '$' && (next === '"' || next === '`')) {
    return {
      code: 'rego/template-string',
      span: { from: offset, to: offset + 2 },
      message: 'Found a template string; the engine knows none.',
      hint: 'Use sprintf("…%v…", [value]) or concat.',
    };
  }
  if (character === "'") {
    return {
      code: 'rego/character',
      span,
      message: "Found `'`; expected a string in double quotes or backticks.",
    };
  }
  if (character === '!') {
    return {
      code: 'rego/character',
      span,
      message: 'Found `!`; expected `not` before a condition, or `!=`.',
      fix: { title: 'Write `not`', edits: [{ span, insert: 'not ' }] },
    };
  }
  if (character === '\ufeff') {
    return {
      code: 'rego/byte-order-mark',
      span,
      message: 'Found a byte order mark; the engine refuses it.',
      fix: { title: 'Remove the byte order mark', edits: [{ span, insert: '' }] },
    };
  }
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const shown = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `\`${character}\` (U+${code})` : `U+${code}`;
  return {
    code: 'rego/character',
    span,
    message: `Found the character ${shown}, with which nothing in Rego starts.`,
    ...(/^[\p{L}]$/u.test(character)
      ? { hint: 'Names are made of ASCII letters, digits and underscores.' }
      : {}),
  };
}
