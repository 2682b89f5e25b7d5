/** Init-Data written as JSON: the specification allows it, no component reads it. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { replaceSpan } from '../text/edit.ts';
import { isAlgorithm } from './algorithm.ts';
import { finding, mend } from './finding.ts';
import { newDocument } from './starter.ts';
import { syntaxRefused } from './words.ts';

/** The finding for a text that is a JSON object, with the same document in TOML as its fix where it has the right shape. */
export function checkJson(text: string): Diagnostic | undefined {
  if (!/^\ufeff?\s*\{\s*(?:"|\})/.test(text.slice(0, 1000))) return undefined;
  const toml = tomlOf(text);
  const start = text.indexOf('{');
  return finding(
    'initdata/json',
    { from: start, to: start + 1 },
    'The document is JSON; every component reads TOML.',
    {
      hint: 'The specification allows JSON, but nobody has written a reader for it.',
      consumers: syntaxRefused,
      ...(toml === undefined
        ? {}
        : mend('Write it as TOML', replaceSpan({ from: 0, to: text.length }, toml))),
    },
  );
}

function tomlOf(text: string): string | undefined {
  const value = parsed(text.replace(/^\ufeff/, ''));
  if (!isRecord(value) || !isAlgorithm(value['algorithm']) || !isRecord(value['data'])) return undefined;
  const entries: { readonly key: string; readonly content: string }[] = [];
  for (const [key, content] of Object.entries(value['data'])) {
    if (typeof content !== 'string' || !content.isWellFormed() || !key.isWellFormed()) return undefined;
    entries.push({ key, content });
  }
  return newDocument({ algorithm: value['algorithm'], entries });
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
