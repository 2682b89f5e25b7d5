import type { Expression, ObjectLiteral } from '#core/rego/ast.ts';
import { branchesOf } from '#core/policy/matrix/structure.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { requestRules } from '../syntax.ts';

export const resultObjectShape: LintRule = {
  code: 'policy/result-object-shape',
  about: 'agent',
  why: 'The agent needs a boolean `allowed` in the object and takes `ops` for a JSON Patch; else it answers with an internal error.',
  profiles: ['kata-3.11', 'kata-3.28', 'kata-3.30'],
  bad: policy(`ExecProcessRequest := {"allow": true}`),
  good: policy(`ExecProcessRequest := {"allowed": true, "ops": []}`),
  *find(subject) {
    for (const [name, rule] of requestRules(subject)) {
      const values =
        rule.kind === 'default' ? [rule.value] : branchesOf(rule).flatMap(({ value }) => value ?? []);
      for (const value of values) {
        if (value.kind !== 'object') continue;
        if (subject.profile.id === 'kata-3.5') {
          yield { span: value.span, message: 'Releases before 3.11 take no objects.' };
          continue;
        }
        const allowed = memberNamed(value, 'allowed');
        const ops = memberNamed(value, 'ops');
        const isComputed = value.members.some(({ key }) => key.kind !== 'string');
        if (allowed === undefined && !isComputed) {
          yield { span: value.span, message: `The object of ${name} has no "allowed".` };
        } else if (allowed !== undefined && isOther(allowed, 'boolean')) {
          yield { span: allowed.span, message: '"allowed" must be true or false.' };
        }
        if (ops !== undefined && ops.kind !== 'null' && isOther(ops, 'array')) {
          yield { span: ops.span, message: '"ops" must be a list of operations, or null.' };
        }
      }
    }
  },
};

function memberNamed({ members }: ObjectLiteral, name: string): Expression | undefined {
  return members.find(({ key }) => key.kind === 'string' && key.value === name)?.value;
}

const written: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'number',
  'string',
  'array',
  'set',
  'object',
]);

/** Written out, and of another kind. */
function isOther({ kind }: Expression, wanted: string): boolean {
  return written.has(kind) && kind !== wanted;
}
