import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';

/** The command that makes the same on a shell. */
export function ShellCommand({
  command,
  what,
}: {
  readonly command: string | undefined;
  readonly what: string;
}) {
  if (command === undefined) return null;
  return (
    <CodeBlock
      text={command}
      label={`Shell command for ${what}`}
      wrap="words"
      actions={<CopyButton text={command} what={`the command for ${what}`} iconOnly size="small" />}
    />
  );
}
