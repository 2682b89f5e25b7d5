/** What can be said about `policy.rego` without reading Rego: its package, its size, and where its data stands. */
import { diagnostic, type Diagnostic, type DiagnosticDetails } from '../diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '../diagnostics/catalogue.ts';
import { replaceSpan } from '../text/edit.ts';
import type { Span } from '../text/span.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { ignores, rejects } from './words.ts';

/** Limits of the engine in Kata 3.30 and later; older ones have none. Columns count bytes, comments none. */
export const policyLimits = { columns: 65_536, bytes: 16 * 1024 * 1024, lines: 200_000 } as const;

const source = 'entry:policy.rego';

/** Findings about the content of `policy.rego`, with spans in that content. */
export function checkPolicy(content: string): readonly Diagnostic[] {
  return [...checkPackage(content), ...checkLimits(content), ...checkPolicyData(content)];
}

function checkPackage(content: string): readonly Diagnostic[] {
  const start = /^(?:[\s\ufeff]*(?:#[^\n]*(?:\n|$))?)*/.exec(content)?.[0].length ?? 0;
  if (start >= content.length) {
    return [
      about(
        'initdata/policy-empty',
        { from: 0, to: content.length },
        'The policy holds no rule and no package.',
        {
          hint: 'Remove the entry to use the default policy of the guest image, or begin with package agent_policy.',
          consumers: [rejects('agent')],
        },
      ),
    ];
  }
  const declaration = /^package[ \t]+([^\s#;]+)/.exec(content.slice(start, start + 1000));
  if (declaration === null) {
    const lineEnd = content.indexOf('\n', start);
    return [
      about(
        'initdata/policy-package',
        { from: start, to: lineEnd === -1 ? content.length : lineEnd },
        'The policy does not begin with its package.',
        {
          hint: 'Begin with package agent_policy.',
          consumers: [rejects('agent')],
          fix: {
            title: 'Insert package agent_policy',
            source,
            edits: [{ span: { from: start, to: start }, insert: 'package agent_policy\n\n' }],
          },
        },
      ),
    ];
  }
  const name = declaration[1] ?? '';
  if (name === 'agent_policy') return [];
  const from = start + declaration[0].length - name.length;
  const span = { from, to: from + name.length };
  return [
    about('initdata/policy-package', span, `The package is ${name}; the agent asks for agent_policy.`, {
      consumers: [rejects('agent', 'unexpected eval_query result len')],
      fix: {
        title: 'Rename the package to agent_policy',
        source,
        edits: [replaceSpan(span, 'agent_policy')],
      },
    }),
  ];
}

function checkLimits(content: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (content.length > policyLimits.bytes / 3 && encodeUtf8(content).length > policyLimits.bytes) {
    found.push(overLimit({ from: 0, to: 1 }, 'more than 16 MiB'));
  }
  let lines = 0;
  let long = false;
  for (let from = 0; from <= content.length; lines++) {
    const feed = content.indexOf('\n', from);
    const to = feed === -1 ? content.length : feed;
    if (
      !long &&
      to - from >= policyLimits.columns / 3 &&
      columnsOf(content.slice(from, to)) >= policyLimits.columns
    ) {
      long = true;
      found.push(overLimit({ from, to }, 'a line of 65 536 bytes or more'));
    }
    from = to + 1;
  }
  if (lines > policyLimits.lines) found.push(overLimit({ from: 0, to: 1 }, 'more than 200 000 lines'));
  return found;
}

function columnsOf(line: string): number {
  return line.trimStart().startsWith('#') ? 0 : encodeUtf8(line).length;
}

function overLimit(span: Span, what: string): Diagnostic {
  return about('initdata/policy-limit', span, `The policy has ${what}; the agent's engine stops there.`, {
    hint: 'Split long literals over several lines, or move data out of the policy.',
    consumers: [rejects('agent')],
  });
}

/** What Trustee looks for, to the letter. */
const marker = 'policy_data := {';

function checkPolicyData(content: string): readonly Diagnostic[] {
  const at = content.indexOf(marker);
  if (at === -1) {
    const near = /^policy_data[ \t]*:?=[ \t]*\{/m.exec(content);
    if (near === null) return [];
    return [
      about(
        'initdata/policy-data-not-last',
        { from: near.index, to: near.index + near[0].length },
        `Trustee looks for "${marker}" to the letter and does not find it.`,
        {
          consumers: ignores('trustee'),
          fix: {
            title: `Write ${marker}`,
            source,
            edits: [replaceSpan({ from: near.index, to: near.index + near[0].length }, marker)],
          },
        },
      ),
    ];
  }
  if (isJson(content.slice(at + marker.length - 1))) return [];
  return [
    about(
      'initdata/policy-data-not-last',
      { from: at, to: at + marker.length },
      'policy_data is not JSON up to the end of the policy, so the token carries no agent_policy_claims.',
      {
        hint: 'Make it the last thing in the file, in JSON, as genpolicy writes it.',
        consumers: ignores('trustee'),
      },
    ),
  ];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function about(code: DiagnosticCode, span: Span, message: string, details: DiagnosticDetails): Diagnostic {
  return diagnostic(code, source, span, message, details);
}
