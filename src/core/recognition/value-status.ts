/** What is inside an annotation value, as far as its first bytes tell. */
import { readBase64 } from '#core/annotation/base64.ts';
import { startsGzip } from '#core/annotation/gzip.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import type { AnnotationStatus } from './recognition.ts';

/** A value longer than this is judged by its beginning alone. */
const judgedCharacters = 8192;

const placeholder = /^\s*["'“]?(\$[{(A-Za-z_]|<[^>]*>|\{\{|%[A-Z])/;

const wrapping = /[\s\ufeff"'“”‘’`]/;

/** Status of a value; white space and quotes around it are looked past. */
export function statusOf(value: string): AnnotationStatus {
  const bare = bareValue(value);
  if (bare === '') return 'empty';
  if (placeholder.test(value)) return 'placeholder';
  if (bare.endsWith('...') || bare.endsWith('…')) return 'truncated';
  const inner = bytesInside(bare);
  if (inner === undefined) return 'other';
  if (startsGzip(inner)) return 'complete';
  const text = prefixText(inner);
  if (text === undefined) return 'other';
  if (text.startsWith('H4sI')) return 'complete';
  if (/^(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t]*package[ \t]+agent_policy\b/.test(text)) return 'agent-policy';
  return /^\s*["']?(version|algorithm|data)["']?[ \t]*=|(^|\n)[ \t]*\[[ \t]*data[ \t]*\]/.test(text)
    ? 'legacy-plain-toml'
    : 'other';
}

/** The value without white space (no-break spaces and byte order marks included) and typographic or plain quotes. */
export function bareValue(value: string): string {
  let from = 0;
  let to = value.length;
  while (from < to && wrapping.test(value.charAt(from))) from++;
  while (to > from && wrapping.test(value.charAt(to - 1))) to--;
  return value.slice(from, to);
}

/** The value inside one that was encoded a second time, as the data of a Secret is; `undefined` for any other. */
export function innerValue(value: string): string | undefined {
  const bare = bareValue(value);
  if (!bare.startsWith('SDRzS')) return undefined;
  const bytes = readBase64(bare).bytes;
  const inner = bytes === undefined ? undefined : decodeUtf8(bytes)?.trim();
  return inner?.startsWith('H4sI') === true ? inner : undefined;
}

function bytesInside(bare: string): Uint8Array | undefined {
  const compact = bare.slice(0, judgedCharacters).replaceAll(/\s/g, '');
  const whole = compact.length === bare.length;
  return readBase64(whole ? compact : compact.slice(0, compact.length - (compact.length % 4))).bytes;
}

/** Text of a beginning that may end in the middle of a character. */
function prefixText(bytes: Uint8Array): string | undefined {
  for (let cut = 0; cut < 4 && cut <= bytes.length; cut++) {
    const text = decodeUtf8(bytes.subarray(0, bytes.length - cut));
    if (text !== undefined) return text.replace(/^\ufeff/, '');
  }
  return undefined;
}
