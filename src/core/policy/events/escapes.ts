/**
 * Text inside of text: the agent quotes its message as Rust does for debugging, containerd, the kubelet and a log quote it
 * again. Each layer doubles the backslashes in front of a quote, so that their number tells the depth.
 */

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['0', '\0'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
]);

/** One layer of escapes of Rust, Go or JSON taken off. What is no escape stays as it is. Linear. */
export function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^]))/g,
    (whole, braced?: string, four?: string, two?: string, single?: string) => {
      const code = braced ?? four ?? two;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point > 0x10ffff ? whole : String.fromCodePoint(point);
      }
      return escapes.get(single ?? '') ?? single ?? whole;
    },
  );
}

/** A text in quotes, with all layers taken off. */
export interface Quoted {
  readonly text: string;
  /** How many layers there were; 0 for a text that is in no quotes. */
  readonly layers: number;
  /** False when the closing quote is missing, as when the end was cut off. */
  readonly complete: boolean;
  /** Offset behind it. */
  readonly to: number;
}

/** More layers than any chain of programs makes; each doubles the text. */
const maxLayers = 8;

/** The text that starts at an offset, right behind its opening quote or at the beginning of what is not quoted. */
export function quotedAt(text: string, from: number): Quoted {
  if (text[from - 1] !== '"') {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    return { text: text.slice(from, to), layers: 0, complete: true, to };
  }
  let backslashes = 0;
  while (text[from - 2 - backslashes] === '\\') backslashes += 1;
  const layers = Math.min(maxLayers, Math.ceil(Math.log2(backslashes + 1)) + 1);
  const { to, complete } = closingQuote(text, from, 2 ** (layers - 1) - 1);
  let inner = text.slice(from, to);
  for (let layer = 0; layer < layers; layer += 1) inner = unescaped(inner);
  return { text: inner, layers, complete, to };
}

/** A quote of the same layer: as many backslashes before it, and perhaps some that stand for backslashes of the text. */
function closingQuote(
  text: string,
  from: number,
  backslashes: number,
): { readonly to: number; readonly complete: boolean } {
  let run = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') {
      run += 1;
      continue;
    }
    const own = run - backslashes;
    if (character === '"' && own >= 0 && own % (2 * (backslashes + 1)) === 0) {
      return { to: at - backslashes, complete: true };
    }
    run = 0;
  }
  return { to: text.length, complete: false };
}
