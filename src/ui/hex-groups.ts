export interface HexGroup {
  /** Index of the first digit. */
  readonly at: number;
  readonly digits: string;
  /** True when another value was given and it has other digits here; case does not matter. */
  readonly differs: boolean;
}

/** Cuts hex digits into groups of eight and marks those that differ from `other`, missing digits included. */
export function groupsOf(hex: string, other?: string): readonly HexGroup[] {
  const groups: HexGroup[] = [];
  for (let at = 0; at < hex.length; at += 8) {
    const digits = hex.slice(at, at + 8);
    const differs = other !== undefined && other.slice(at, at + 8).toLowerCase() !== digits.toLowerCase();
    groups.push({ at, digits, differs });
  }
  return groups;
}
