/** Mistakes in command lines that people copy from guides. Reads texts; runs nothing. */
import { trusteeCodes } from '#core/diagnostics/codes/trustee.ts';
import type { Diagnostic, DiagnosticDetails, Fix } from '#core/diagnostics/diagnostic.ts';
import { findingFrom } from '#core/diagnostics/finding.ts';
import { insertAt, replaceSpan, type TextEdit } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';

/** Commands beyond this are not looked at: nobody pastes so many. */
const longestText = 100_000;

/** Findings about a text of command lines, with spans in `command`. Never throws; linear in the text. */
export function checkCommand(text: string): readonly Diagnostic[] {
  if (text.length > longestText) return [];
  return commandsIn(text).flatMap((command) => [
    ...defaultPolicy(command),
    ...strippedNewline(command),
    ...redirectedPolicy(command),
    ...oldKey(command),
  ]);
}

interface Command {
  readonly text: string;
  readonly from: number;
}

/** Lines with those that a backslash continues; comments are left out. */
function commandsIn(text: string): readonly Command[] {
  return [...text.matchAll(/(?:[^\n\\]|\\[^]?)+/g)]
    .map((match) => ({ text: match[0], from: match.index }))
    .filter((command) => !/^\s*#/.test(command.text));
}

type Code = Extract<keyof typeof trusteeCodes, `command/${string}`>;

function finding(code: Code, span: Span, message: string, details: DiagnosticDetails): Diagnostic {
  return findingFrom(trusteeCodes[code], code, 'command', span, message, details);
}

function mend(title: string, ...edits: readonly TextEdit[]): { readonly fix: Fix } {
  return { fix: { title, source: 'command', edits } };
}

function spanOf({ from }: Command, index: number, length: number): Span {
  return { from: from + index, to: from + index + length };
}

function defaultPolicy(command: Command): readonly Diagnostic[] {
  const found = /\bset-resource-policy\b(?:\\\n|[^\n])*?(?<=\s)(--default)(?![\w-])/d.exec(command.text);
  const at = found?.indices?.[1]?.[0];
  if (at === undefined) return [];
  const span = spanOf(command, at, '--default'.length);
  return [
    finding('command/default-denies', span, '--default installs the policy that denies every resource.', {
      hint: 'Give a file, or --affirming for the status alone.',
      ...mend('Give a policy file', replaceSpan(span, '--policy-file resource-policy.rego')),
    }),
  ];
}

/** Where the text of a document is an argument. */
const takesDocument = /\bkbs-client\b[^]*\b(?:attest|get-resource)\b|\btrustee-attester\b/;

function strippedNewline(command: Command): readonly Diagnostic[] {
  if (!takesDocument.test(command.text)) return [];
  return [...command.text.matchAll(/"?\$\((?:cat\s+|<\s*)([^\s()$"']+)\s*\)"?/g)].map((match) => {
    const span = spanOf(command, match.index, match[0].length);
    const [, file = ''] = match;
    return finding('command/newline-stripped', span, `${match[0]} is ${file} without its final newlines.`, {
      hint: 'Let a dot stand behind the document while the shell reads it, and take it away again.',
      ...mend(
        'Keep the newlines',
        insertAt(command.from + indentOf(command.text), `document=$(cat ${file}; printf .)\n`),
        replaceSpan(span, '"${document%.}"'),
      ),
    });
  });
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function redirectedPolicy(command: Command): readonly Diagnostic[] {
  const found = /\bgenpolicy\b((?:\\\n|[^\n|;&>])*)(?<![0-9>])(>>?)\s*\S+/d.exec(command.text);
  const [, options = ''] = found ?? [];
  const at = found?.indices?.[2]?.[0];
  if (at === undefined || !/(?:^|\s)(?:-y|--yaml-file)(?=[\s=]|$)/.test(options)) return [];
  if (/(?:^|\s)(?:-[a-z]*[rb][a-z]*|--raw-out|--base64-out)(?=\s|$)/.test(options)) return [];
  const before = command.text.slice(0, at).trimEnd().length;
  return [
    finding(
      'command/genpolicy-redirected',
      spanOf(command, at, (found?.[0].length ?? 0) - (at - (found?.index ?? 0))),
      'genpolicy prints nothing here: it writes the policy into the manifest, and the file stays empty.',
      {
        hint: 'Add -r to print the policy. The manifest is changed all the same.',
        ...mend('Add -r', insertAt(command.from + before, ' -r')),
      },
    ),
  ];
}

function oldKey(command: Command): readonly Diagnostic[] {
  const found = /\bkbs-client\b[^]*?(?<=\s)(--auth-private-key)(?![\w-])/d.exec(command.text);
  const at = found?.indices?.[1]?.[0];
  if (at === undefined) return [];
  const span = spanOf(command, at, '--auth-private-key'.length);
  return [
    finding('command/old-admin-key', span, '--auth-private-key is an option of kbs-client before 0.21.0.', {
      hint: 'Current clients take `--admin-token-file` behind config.',
    }),
  ];
}
