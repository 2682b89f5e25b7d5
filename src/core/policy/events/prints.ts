/** Lines of `print` in the message of a denial: one after the other with a blank between them, in the order of evaluation. */
import { parse } from '#core/rego/api.ts';
import { lineAt } from '#core/rego/compile/failure.ts';
import type { Profile } from '#core/rego/profile.ts';
import type { Span } from '#core/text/span.ts';

export interface PrintLine {
  /** Name of the module: `agent_policy` for one that came with Init-Data or SetPolicy. */
  readonly module: string;
  readonly line: number;
  readonly text: string;
}

/** Prints of one rule, in their order. */
export interface RulePrints {
  /** Absent for lines that are in no rule of the policy. */
  readonly rule?: { readonly name: string; readonly span: Span };
  readonly prints: readonly PrintLine[];
}

/** Splits joined prints. Text that a print put together to look like the start of another one is taken for it. */
export function printsOf(joined: string): readonly PrintLine[] {
  const [, module] = /^([^\s:]{1,1000}):\d{1,9}: /.exec(joined) ?? [];
  if (module === undefined) return [];
  const prints: PrintLine[] = [];
  const start = `${module}:`;
  let at = 0;
  while (at < joined.length) {
    const [head = '', line = '0'] =
      /^(\d{1,9}): /.exec(joined.slice(at + start.length, at + start.length + 12)) ?? [];
    const from = at + start.length + head.length;
    const next = nextStart(joined, start, from);
    prints.push({ module, line: Number(line), text: joined.slice(from, next < 0 ? undefined : next - 1) });
    if (next < 0) break;
    at = next;
  }
  return prints;
}

function nextStart(joined: string, start: string, from: number): number {
  for (let at = joined.indexOf(` ${start}`, from); at >= 0; at = joined.indexOf(` ${start}`, at + 1)) {
    const behind = at + 1 + start.length;
    if (/^\d{1,9}: /.test(joined.slice(behind, behind + 12))) return at + 1;
  }
  return -1;
}

/** Prints by the rules of the policy that they stand in, in the order of each rule's first print. Never throws. */
export function printsByRule(
  prints: readonly PrintLine[],
  policy: string,
  profile: Profile,
): readonly RulePrints[] {
  const parsed = parse(policy, { name: 'agent_policy', dialect: profile.dialect, profile });
  const rules = (parsed.module?.rules ?? []).map((rule) => {
    const { name } = rule.kind === 'default' ? rule : rule.head;
    return {
      name: policy.slice(name.span.from, name.span.to),
      span: rule.span,
      first: lineAt(parsed.source, rule.span.from),
      last: lineAt(parsed.source, Math.max(rule.span.from, rule.span.to - 1)),
    };
  });
  const groups = new Map<object | undefined, PrintLine[]>();
  for (const print of prints) {
    const rule = rules.find(({ first, last }) => first <= print.line && print.line <= last);
    const group = groups.get(rule);
    if (group === undefined) groups.set(rule, [print]);
    else group.push(print);
  }
  return [...groups].map(([key, lines]) => {
    const rule = rules.find((each) => each === key);
    return { prints: lines, ...(rule === undefined ? {} : { rule: { name: rule.name, span: rule.span } }) };
  });
}
