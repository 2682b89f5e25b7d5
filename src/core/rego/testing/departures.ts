/**
 * Recorded cases that the engine does not pass, by their id, each with the reason. The run fails when one of them starts
 * to pass, so that the lists say what is true.
 */

const importedFunctions =
  'calls through imports came to regorus after the revision that the agent pins, which answers "could not find function"';
const keywordsInReferences =
  'keywords behind a dot came to regorus after the revision that the agent pins, which refuses them';

export const departures: ReadonlyMap<string, string> = new Map<string, string>([
  [
    'arith-102',
    'the native library refuses the float 18446744073709551616.0 by a slip of its number parser; here it is a number',
  ],
  ...[
    'function call through import',
    'function call through import alias',
    'function imported directly',
    'function call through import, nested package',
    'default function value via import',
    'with override applies to function call through import',
    'with override target written through import alias',
    'with override replacement written through import alias',
    'import alias shadows builtin namespace',
    'with override replacement written through builtin-shadowing alias',
    'with override target aliasing a non-function rule overrides the value',
    'import shadows module-local rule for function calls',
    'import shadows module-local value rule for function calls',
    'default-only function call through import',
    'overload error does not leak callee module imports',
    'with target through dotted bracket key import',
  ].map((id) => [id, importedFunctions] as const),
  ...[
    'keywords_in_refs/package field',
    'keywords_in_refs/as field',
    'keywords_in_refs/default field',
    'keywords_in_refs/else field',
    'keywords_in_refs/import field',
    'keywords_in_refs/not field',
    'keywords_in_refs/null field',
    'keywords_in_refs/some field',
    'keywords_in_refs/true field',
    'keywords_in_refs/false field',
    'keywords_in_refs/with field',
    'keywords_in_refs/future keywords (if, in, every, contains)',
    'keywords_in_refs/chained keywords',
    'keywords_in_refs/data path with keyword',
    'keywords_in_refs/rego v1 all keywords',
    'keywords_in_refs/package path keywords',
    'keywords_in_refs/import path keywords',
    'keywords_in_refs/rule head keyword path',
    'keywords_in_refs/mixed dot keyword and dynamic bracket',
  ].map((id) => [id, keywordsInReferences] as const),
  [
    'invalid-deprecated-function',
    'the profile of OPA has the deprecated functions, which regorus builds in only on request; profiles of Kata lack them',
  ],
  [
    'semver.compare wrong arg1 type',
    'the engine of the agent has no semver; semver.is_valid of a number is false here, as in OPA',
  ],
  [
    'issue_712_reproducer_v1_partial_object',
    'mended in regorus after the revision that the agent pins, which stops such a rule at its first result (dialect-092)',
  ],
]);
