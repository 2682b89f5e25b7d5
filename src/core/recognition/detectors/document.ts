/** initdata.toml, also when it does not parse. */
import { outlineOf } from '#core/initdata/outline.ts';
import { parseToml } from '#core/toml/document.ts';
import type { Detector } from '../recognition.ts';

export const documentDetector: Detector = {
  name: 'document',
  detect: ({ bytes, text, trimmed }) => {
    if (text === undefined || !mayBeDocument(trimmed)) return undefined;
    const outline = outlineOf(text);
    const signs = [
      outline.version === undefined ? '' : 'version',
      outline.algorithm === undefined ? '' : 'algorithm',
      outline.dataHeader === undefined && outline.entries.length === 0 ? '' : '[data]',
    ].filter((sign) => sign !== '');
    const written = signs.length >= 2 ? signs : looseSigns(trimmed);
    if (written.length < 2 && signs[0] !== '[data]') return undefined;
    const broken = parseToml(text, 'initdata').value === undefined;
    const named = (written.length >= 2 ? written : signs).join(' and ');
    return {
      kind: 'document',
      bytes,
      broken,
      confidence: broken ? 'likely' : 'certain',
      evidence: broken
        ? `It has ${named} of an Init-Data document, but its TOML is broken.`
        : `It is TOML with ${named}.`,
    };
  },
};

/** Cheap test before the scan: other kinds may be megabytes long. */
function mayBeDocument(trimmed: string): boolean {
  return /^["']?(version|algorithm|data)["']?[ \t]*=|^[ \t]*\[[ \t]*["']?data["']?[ \t]*\]/m.test(trimmed);
}

/** The names at line starts, for a text in which not even strings can be told. */
function looseSigns(trimmed: string): readonly string[] {
  return [
    /^version[ \t]*=/m.test(trimmed) ? 'version' : '',
    /^algorithm[ \t]*=/m.test(trimmed) ? 'algorithm' : '',
    /^\[data\]/m.test(trimmed) ? '[data]' : '',
  ].filter((sign) => sign !== '');
}
