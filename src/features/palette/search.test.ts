import { describe, expect, test } from 'vitest';
import type { Command } from './command.ts';
import { rank } from './rank.ts';
import { searchCommands } from './search.ts';

const command = (id: string, title: string, section: string, more: Partial<Command> = {}): Command => ({
  id,
  title,
  section,
  run: () => undefined,
  ...more,
});

const commands = [
  command('open', 'Open a file', 'File'),
  command('save', 'Save initdata.toml', 'File'),
  command('dark', 'Dark theme', 'View', { keywords: 'night colour' }),
  command('undo', 'Undo the last fix', 'Edit', { enabled: () => false }),
];

const shown = (search: string, recent: readonly string[] = []) =>
  searchCommands(commands, search, recent).map(
    (group) => `${group.section}: ${group.commands.map(({ id }) => id).join(' ')}`,
  );

describe('what the palette shows', () => {
  test.for([
    { search: '', recent: [], groups: ['File: open save', 'View: dark'] },
    { search: '  ', recent: ['dark', 'gone'], groups: ['Used lately: dark', 'File: open save'] },
    { search: 'sv', recent: [], groups: ['Found: save'] },
    { search: 'night', recent: [], groups: ['Found: dark'] },
    { search: 'undo', recent: [], groups: [] },
    { search: 'zzz', recent: [], groups: [] },
  ])('"$search" after $recent', ({ search, recent, groups }) => {
    expect(shown(search, recent)).toEqual(groups);
  });
});

describe('a better answer', () => {
  test.for([
    { search: 'pod', better: 'Go to the pod', worse: 'Open old drafts' },
    { search: 'st', better: 'Show theme', worse: 'Last one' },
    { search: 'digest', better: 'Copy the digest', worse: 'Do it gladly, every sort' },
    { search: 'save', better: 'Save', worse: 'Save everything as one zip file' },
  ])('"$search": "$better" before "$worse"', ({ search, better, worse }) => {
    expect(rank(search, better)).toBeGreaterThan(rank(search, worse) ?? 0);
  });

  test('no answer without every letter', () => {
    expect(rank('xyz', 'Save')).toBeUndefined();
  });
});
