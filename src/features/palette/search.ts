import { isEnabled, type Command } from './command.ts';
import { rank } from './rank.ts';

/** Commands under one heading of the palette. */
export interface CommandGroup {
  readonly section: string;
  readonly commands: readonly Command[];
}

/**
 * What the palette shows. Without a search: those used lately, then all by section, in the order of the registry. With
 * one: the best answers first, in one group. Commands that cannot run now are left out.
 *
 * @param recent ids of commands, the last used first
 */
export function searchCommands(
  commands: readonly Command[],
  search: string,
  recent: readonly string[],
): readonly CommandGroup[] {
  const able = commands.filter(isEnabled);
  return search.trim() === '' ? browse(able, recent) : find(able, search, recent);
}

function browse(commands: readonly Command[], recent: readonly string[]): readonly CommandGroup[] {
  const lately = recent.flatMap((id) => commands.filter((command) => command.id === id));
  const rest = commands.filter((command) => !lately.includes(command));
  const sections = [...new Set(rest.map((command) => command.section))];
  return [
    ...(lately.length === 0 ? [] : [{ section: 'Used lately', commands: lately }]),
    ...sections.map((section) => ({
      section,
      commands: rest.filter((command) => command.section === section),
    })),
  ];
}

function find(
  commands: readonly Command[],
  search: string,
  recent: readonly string[],
): readonly CommandGroup[] {
  const found = commands.flatMap((command) => {
    const title = rank(search, command.title);
    const other = rank(search, `${command.section} ${command.keywords ?? ''}`);
    const score = Math.max(title ?? 0, (other ?? 0) / 3);
    return score === 0 ? [] : [{ command, score: score * (recent.includes(command.id) ? 1.2 : 1) }];
  });
  if (found.length === 0) return [];
  const best = found.toSorted((a, b) => b.score - a.score).map(({ command }) => command);
  return [{ section: 'Found', commands: best }];
}
