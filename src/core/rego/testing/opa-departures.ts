/**
 * Conformance cases of OPA that the engine does not pass, by dialect and note, each with the reason. The run fails when one
 * of them starts to pass. Cases that reach a builtin without an answer are not here: they are counted on their own.
 */

const replacedInTheRunner =
  'regorus answers as we do; its runner puts another expectation or another way of evaluating in the place of this one';
const builtinAsReplacement =
  'regorus takes the name of a builtin behind "as" for an unsafe variable, as we do; its runner passes this case over';

const inBothDialects: readonly (readonly [note: string, reason: string])[] = [
  ['reachable_paths/cycle_1022_3', replacedInTheRunner],
  ['refheads/general, set leaf, deep query', replacedInTheRunner],
  ['refheads/general, multiple result-set entries', replacedInTheRunner],
  [
    'strings/sprintf: float too big',
    'the literal 2e308 does not load in regorus, which has no number for it; its runner takes any answer to this case',
  ],
  ['time/time caching', 'test.sleep is a builtin of the test programs of OPA and regorus, and of no engine'],
  ['withkeyword/builtin-builtin: arity 0', builtinAsReplacement],
  ['withkeyword/builtin-builtin: arity 1, replacement is compound', builtinAsReplacement],
  ['withkeyword/builtin-builtin: arity 1, replacement is simple', builtinAsReplacement],
  ['withkeyword/function: direct call, built-in replacement, arity 1', builtinAsReplacement],
  ['withkeyword/function: direct call, built-in replacement, arity 1, result captured', builtinAsReplacement],
];

export const opaDepartures: ReadonlyMap<string, string> = new Map<string, string>([
  ...inBothDialects.flatMap(([note, reason]) =>
    ['v0', 'v1'].map((dialect) => [`${dialect} ${note}`, reason] as const),
  ),
  [
    'v0 jsonpatch/json_patch_tests',
    'a rule with several bodies stops at its first result at the pinned revision, mended in regorus later (dialect-092)',
  ],
]);
