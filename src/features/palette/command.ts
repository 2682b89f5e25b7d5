/** Something a person can do from the command palette or by a shortcut. */
export interface Command {
  readonly id: string;
  /** What it does, as a verb: "Open a file…". */
  readonly title: string;
  readonly section: string;
  /** Such as `Mod+K`; see `matchesKeys`. */
  readonly shortcut?: string;
  /** Other words that people look for. */
  readonly keywords?: string;
  /** Absent means always. */
  readonly enabled?: () => boolean;
  readonly run: () => void;
}

export function isEnabled(command: Command): boolean {
  return command.enabled?.() ?? true;
}
