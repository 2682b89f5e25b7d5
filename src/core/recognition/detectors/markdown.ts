/** Markdown and mail around something else: fenced blocks, quoted lines, inline code. */
import type { Span } from '#core/text/span.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import type { Carrier, FoundDigest, FoundDocument } from '../found.ts';
import type { Detector, FoundAnnotation, Recognition } from '../recognition.ts';
import { surveyOf } from '../survey.ts';
import { isManifestStart } from './manifest.ts';

interface Block {
  readonly text: string;
  /** For each line of the block the offset of its first character in the whole text. */
  readonly lines: readonly number[];
}

/** More blocks than a page of documentation has. */
const mostBlocks = 200;

/**
 * A detector that looks into the blocks of a page with `recognise`, which is passed in because it knows all detectors,
 * this one included.
 */
export function markdownDetector(recognise: (bytes: Uint8Array) => Recognition): Detector {
  return {
    name: 'markdown',
    detect: ({ text, trimmed }) => {
      if (text === undefined || isManifestStart(trimmed)) return undefined;
      const blocks = blocksOf(text, trimmed).slice(0, mostBlocks);
      const annotations: FoundAnnotation[] = [];
      const documents: FoundDocument[] = [];
      const digests: FoundDigest[] = [];
      const carriers = new Set<Carrier>(['markdown']);
      let values = false;
      for (const block of blocks) {
        const found = recognise(encodeUtf8(block.text));
        const inner = surveyOf(found);
        if (found.kind === 'document') {
          const span = { from: block.lines[0] ?? 0, to: outer(block, block.text.length) };
          documents.push({ bytes: found.bytes, path: 'code block', span });
        }
        if (found.kind === 'annotation-value') values = true;
        if (inner.annotations.length + inner.documents.length + inner.digests.length === 0) continue;
        inner.carriers.forEach((carrier) => carriers.add(carrier));
        annotations.push(...inner.annotations.map((one) => moved(one, block)));
        documents.push(...inner.documents.map((one) => moved(one, block)));
        digests.push(...inner.digests.map((one) => moved(one, block)));
      }
      if (annotations.length + documents.length === 0) return undefined;
      return {
        kind: 'carried',
        text,
        carriers: [...carriers],
        annotations,
        documents,
        digests,
        confidence: 'certain',
        evidence: values
          ? 'It is text with a value in code marks.'
          : 'It is Markdown or quoted text with Init-Data in a block.',
      };
    },
  };
}

function blocksOf(text: string, trimmed: string): readonly Block[] {
  if (/^[ \t]*(?:```|~~~)/m.test(trimmed)) return fencedBlocks(text);
  if (/^>[ \t]?/.test(trimmed)) return [quotedBlock(text)];
  return inlineCode(text);
}

/** Lines between fences, without the indentation that the fence has. */
function fencedBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { readonly fence: string; readonly indent: number } | undefined;
  let lines: { readonly content: string; readonly from: number }[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    const quoted = /^(?:[ \t]*>[ \t]?)?/.exec(line)?.[0].length ?? 0;
    const fence = /^([ \t]*)(`{3,}|~{3,})/.exec(line.slice(quoted));
    if (open === undefined) {
      if (fence !== null) {
        open = { fence: (fence[2] ?? '').slice(0, 3), indent: quoted + (fence[1] ?? '').length };
        lines = [];
      }
    } else if (fence !== null && fence[2]?.startsWith(open.fence) === true) {
      blocks.push(blockOf(lines));
      open = undefined;
    } else {
      const cut = Math.min(open.indent, /^[ \t>]*/.exec(line)?.[0].length ?? 0);
      lines.push({ content: line.slice(cut), from: from + cut });
    }
    from += line.length + 1;
  }
  if (open !== undefined) blocks.push(blockOf(lines));
  return blocks;
}

function quotedBlock(text: string): Block {
  let from = 0;
  const lines = text.split('\n').map((line) => {
    const cut = /^[ \t]*>[ \t]?/.exec(line)?.[0].length ?? 0;
    const made = { content: line.slice(cut), from: from + cut };
    from += line.length + 1;
    return made;
  });
  return blockOf(lines);
}

/** A back quote within quotation marks belongs to the value, as in JSON. */
function inlineCode(text: string): readonly Block[] {
  return [...text.matchAll(/(?<!["'])`([^`\n]{40,})`/g)].map((match) => ({
    text: match[1] ?? '',
    lines: [match.index + 1],
  }));
}

function blockOf(lines: readonly { readonly content: string; readonly from: number }[]): Block {
  const text = lines.map(({ content }) => `${content}\n`).join('');
  return { text, lines: lines.map(({ from }) => from) };
}

function moved<T extends { readonly span?: Span }>(found: T, block: Block): T {
  const { span } = found;
  return span === undefined
    ? found
    : { ...found, span: { from: outer(block, span.from), to: outer(block, span.to) } };
}

/** Where an offset of the block is in the whole text. */
function outer({ text, lines }: Block, offset: number): number {
  let start = 0;
  for (let line = 0; line < lines.length; line++) {
    const end = text.indexOf('\n', start);
    const to = end < 0 ? text.length : end;
    if (offset <= to || line === lines.length - 1) return (lines[line] ?? 0) + Math.min(offset, to) - start;
    start = to + 1;
  }
  return offset;
}
