/** `# METADATA` blocks: the YAML in comments that says what a rule is for. */
import type { Annotation, Rule } from './ast.ts';
import type { Comment, Tokens } from './lexer.ts';

/** The blocks of a text, each with the rule that follows it. */
export function annotationsOf(tokens: Tokens, rules: readonly Rule[]): readonly Annotation[] {
  const { comments, text } = tokens;
  const annotations: Annotation[] = [];
  let rule = 0;
  for (let index = 0; index < comments.length; index++) {
    const first = comments[index];
    if (first === undefined || !first.alone || contentOf(text, first).trim() !== 'METADATA') continue;
    const lines: string[] = [];
    let last = first;
    for (let next = comments[index + 1]; next?.alone === true && next.line === last.line + 1;) {
      lines.push(contentOf(text, next));
      last = next;
      index++;
      next = comments[index + 1];
    }
    while (rule < rules.length && (rules[rule]?.span.from ?? 0) < last.span.to) rule++;
    annotations.push({
      kind: 'annotation',
      span: { from: first.span.from, to: last.span.to },
      text: lines.join('\n'),
      ...(rule === rules.length ? {} : { rule }),
    });
  }
  return annotations;
}

/** Without the `#` and one blank behind it. */
function contentOf(text: string, comment: Comment): string {
  const content = text.slice(comment.span.from + 1, comment.span.to);
  return content.startsWith(' ') ? content.slice(1) : content;
}
