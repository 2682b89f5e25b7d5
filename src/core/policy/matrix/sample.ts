/** A text that a regular expression matches. */
import { parsePattern } from '#core/rego/regex/parse.ts';
import type { RegexNode } from '#core/rego/regex/syntax.ts';

const maxLength = 4_096;

/** Tried in this order, before any other character. */
const preferred = 'a0A/-._:= ';

/**
 * A short text that matches a pattern of the Rust crate, its conditions on places left out, so that it may miss after all.
 *
 * @returns undefined when the pattern is refused, or nothing short enough was found
 */
export function sampleOf(pattern: string): string | undefined {
  const reading = parsePattern(pattern);
  return reading.kind === 'pattern' ? sampleOfNode(reading.pattern.node) : undefined;
}

function sampleOfNode(node: RegexNode): string | undefined {
  switch (node.kind) {
    case 'empty':
    case 'look':
      return '';
    case 'set':
      return characterOf(node.set);
    case 'capture':
      return sampleOfNode(node.node);
    case 'sequence': {
      let text = '';
      for (const part of node.nodes) {
        const sample = sampleOfNode(part);
        if (sample === undefined || text.length + sample.length > maxLength) return undefined;
        text += sample;
      }
      return text;
    }
    case 'alternation':
      for (const choice of node.nodes) {
        const sample = sampleOfNode(choice);
        if (sample !== undefined) return sample;
      }
      return undefined;
    case 'repetition': {
      if (node.min === 0) return '';
      const sample = sampleOfNode(node.node);
      if (sample === undefined || sample.length * node.min > maxLength) return undefined;
      return sample.repeat(node.min);
    }
  }
}

function characterOf(set: (RegexNode & { readonly kind: 'set' })['set']): string | undefined {
  if (set.single !== undefined) return String.fromCodePoint(set.single);
  for (const character of preferred) if (set.has(character.codePointAt(0) ?? 0)) return character;
  for (let code = 0x21; code < 0x500; code += 1) if (set.has(code)) return String.fromCodePoint(code);
  return undefined;
}
