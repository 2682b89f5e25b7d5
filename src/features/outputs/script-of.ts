import { shellCommands, type CommandOptions, type ShellCommand } from '#core/bundle/commands.ts';

/** The shell command for one output; undefined where there is none, such as a field without a known algorithm. */
export function scriptOf(output: ShellCommand['output'], options: CommandOptions): string | undefined {
  return shellCommands(options).find((command) => command.output === output)?.script;
}
