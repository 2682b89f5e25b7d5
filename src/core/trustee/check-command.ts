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

/** Where an option stands as a word behind another word; undefined when it does not. */
function optionBehind(text: string, word: RegExp, option: string): number | undefined {
  const start = word.exec(text);
  if (start === null) return undefined;
  const found = new RegExp(`\\s(${option})(?![\\w-])`, 'd').exec(text.slice(start.index));
  const at = found?.indices?.[1]?.[0];
  return at === undefined ? undefined : start.index + at;
}

function defaultPolicy(command: Command): readonly Diagnostic[] {
  const at = optionBehind(command.text, /\bset-resource-policy\b/, '--default');
  if (at === undefined) return [];
  const span = spanOf(command, at, '--default'.length);
  return [
    finding('command/default-denies', span, '--default installs the policy that denies every resource.', {
      hint: 'Give a file, or --affirming for the status alone.',
      ...mend('Give a policy file', replaceSpan(span, '--policy-file resource-policy.rego')),
    }),
  ];
}

/** Whether the text of a document is an argument of the command. */
function takesDocument(text: string): boolean {
  const client = text.search(/\bkbs-client\b/);
  const asks = client >= 0 && /\b(?:attest|get-resource)\b/.test(text.slice(client));
  return asks || /\btrustee-attester\b/.test(text);
}

function strippedNewline(command: Command): readonly Diagnostic[] {
  if (!takesDocument(command.text)) return [];
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
  const start = command.text.search(/\bgenpolicy\b/);
  if (start < 0) return [];
  const found = /^genpolicy((?:\\\n|[^\n|;&>])*)(?<![0-9>])(>>?)\s*\S+/.exec(command.text.slice(start));
  const [whole = '', options = ''] = found ?? [];
  if (!/(?:^|\s)(?:-y|--yaml-file)(?=[\s=]|$)/.test(options)) return [];
  const at = start + 'genpolicy'.length + options.length;
  if (/(?:^|\s)(?:-[a-z]*[rb][a-z]*|--raw-out|--base64-out)(?=\s|$)/.test(options)) return [];
  const before = command.text.slice(0, at).trimEnd().length;
  return [
    finding(
      'command/genpolicy-redirected',
      spanOf(command, at, start + whole.length - at),
      'genpolicy prints nothing here: it writes the policy into the manifest, and the file stays empty.',
      {
        hint: 'Add -r to print the policy. The manifest is changed all the same.',
        ...mend('Add -r', insertAt(command.from + before, ' -r')),
      },
    ),
  ];
}

function oldKey(command: Command): readonly Diagnostic[] {
  const at = optionBehind(command.text, /\bkbs-client\b/, '--auth-private-key');
  if (at === undefined) return [];
  const span = spanOf(command, at, '--auth-private-key'.length);
  return [
    finding('command/old-admin-key', span, '--auth-private-key is an option of kbs-client before 0.21.0.', {
      hint: 'Current clients take `--admin-token-file` behind config.',
    }),
  ];
}
