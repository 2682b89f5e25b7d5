/** Writes keys and values so that every YAML reader, of 1.1 and 1.2, reads the same string again. */

export type Quoting = 'plain' | 'single' | 'double';

/** Words that YAML 1.1 readers take for something other than a string. */
const reserved = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);

/** The written form of a string, in the wanted quotes where they can hold it. */
export function scalarText(value: string, wanted: Quoting): string {
  if (wanted === 'plain' && isPlain(value)) return value;
  if (wanted === 'single' && /^[\x20-\x7e]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return quoted(value);
}

/** Base64, class names and annotation keys are plain; anything else is quoted rather than reasoned about. */
function isPlain(value: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+/._-]*={0,2}$/.test(value) && !reserved.has(value.toLowerCase());
}

/** JSON's string syntax in ASCII alone, which is YAML's too. */
function quoted(value: string): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
