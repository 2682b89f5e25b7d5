/** All lint rules, in the order of the catalogue (reference/agent-policy.md 7). */
import type { LintRule } from './rule.ts';
import { allowFailures } from './rules/allow-failures.ts';
import { booleanAssignment } from './rules/boolean-assignment.ts';
import { builtinArity } from './rules/builtin-arity.ts';
import { builtinDeprecated } from './rules/builtin-deprecated.ts';
import { builtinPanics } from './rules/builtin-panics.ts';
import { builtinUnavailable } from './rules/builtin-unavailable.ts';
import { clockTrue } from './rules/clock-true.ts';
import { completeRuleConflict } from './rules/complete-rule-conflict.ts';
import { comprehensionInHead } from './rules/comprehension-in-head.ts';
import { constantCondition } from './rules/constant-condition.ts';
import { copyfileContains } from './rules/copyfile-contains.ts';
import { copyfileDeny } from './rules/copyfile-deny.ts';
import { copyfileTrue } from './rules/copyfile-true.ts';
import { countString } from './rules/count-string.ts';
import { createEveryEmpty } from './rules/create-every-empty.ts';
import { createExists } from './rules/create-exists.ts';
import { createImageOnly } from './rules/create-image-only.ts';
import { createImageUnchecked } from './rules/create-image-unchecked.ts';
import { createIndex } from './rules/create-index.ts';
import { createNoMountpoint } from './rules/create-no-mountpoint.ts';
import { createNoPause } from './rules/create-no-pause.ts';
import { createUnconditional } from './rules/create-unconditional.ts';
import { defaultDuplicate } from './rules/default-duplicate.ts';
import { defaultMissing } from './rules/default-missing.ts';
import { defaultNonconstant } from './rules/default-nonconstant.ts';
import { defaultTrueWithRule } from './rules/default-true-with-rule.ts';
import { diagnosticsTrue } from './rules/diagnostics-true.ts';
import { dialectMix } from './rules/dialect-mix.ts';
import { dialectOtherRelease } from './rules/dialect-other-release.ts';
import { doubleNegative } from './rules/double-negative.ts';
import { duplicateRule } from './rules/duplicate-rule.ts';
import { entropyTrue } from './rules/entropy-true.ts';
import { ephemeralTrue } from './rules/ephemeral-true.ts';
import { everyVacuous } from './rules/every-vacuous.ts';
import { execRegex } from './rules/exec-regex.ts';
import { execShell } from './rules/exec-shell.ts';
import { execString } from './rules/exec-string.ts';
import { execTrue } from './rules/exec-true.ts';
import { functionAsEntrypoint } from './rules/function-as-entrypoint.ts';
import { hotplugTrue } from './rules/hotplug-true.ts';
import { ignoredImport } from './rules/ignored-import.ts';
import { imageAnnotationOnly } from './rules/image-annotation-only.ts';
import { imageTag } from './rules/image-tag.ts';
import { importInput } from './rules/import-input.ts';
import { importShadowsRule } from './rules/import-shadows-rule.ts';
import { impossibleNot } from './rules/impossible-not.ts';
import { inWildcardKey } from './rules/in-wildcard-key.ts';
import { inconsistentArgs } from './rules/inconsistent-args.ts';
import { inputFieldUnknown } from './rules/input-field-unknown.ts';
import { iptablesTrue } from './rules/iptables-true.ts';
import { lifecycleDeny } from './rules/lifecycle-deny.ts';
import { logsTrue } from './rules/logs-true.ts';
import { nameDead } from './rules/name-dead.ts';
import { nameIncomplete } from './rules/name-incomplete.ts';
import { nameUnknown } from './rules/name-unknown.ts';
import { negatedUndefined } from './rules/negated-undefined.ts';
import { networkTrue } from './rules/network-true.ts';
import { nonRawRegexPattern } from './rules/non-raw-regex-pattern.ts';
import { notEqualsInLoop } from './rules/not-equals-in-loop.ts';
import { nullTruthiness } from './rules/null-truthiness.ts';
import { oomDeny } from './rules/oom-deny.ts';
import { packageRule } from './rules/package.ts';
import { pathPrefix } from './rules/path-prefix.ts';
import { pauseTrue } from './rules/pause-true.ts';
import { prepareFailure } from './rules/prepare-failure.ts';
import { printSecret } from './rules/print-secret.ts';
import { recursion } from './rules/recursion.ts';
import { redeclaredVariable } from './rules/redeclared-variable.ts';
import { redundantAlias } from './rules/redundant-alias.ts';
import { redundantDataImport } from './rules/redundant-data-import.ts';
import { redundantExistenceCheck } from './rules/redundant-existence-check.ts';
import { redundantLoopCount } from './rules/redundant-loop-count.ts';
import { regexDot } from './rules/regex-dot.ts';
import { regexFromInput } from './rules/regex-from-input.ts';
import { regexInvalid } from './rules/regex-invalid.ts';
import { regexTooLarge } from './rules/regex-too-large.ts';
import { regexUnanchored } from './rules/regex-unanchored.ts';
import { regexUnicodeClass } from './rules/regex-unicode-class.ts';
import { resultObjectShape } from './rules/result-object-shape.ts';
import { resultType } from './rules/result-type.ts';
import { ruleAssignsDefault } from './rules/rule-assigns-default.ts';
import { ruleNamedIf } from './rules/rule-named-if.ts';
import { ruleShadowsBuiltin } from './rules/rule-shadows-builtin.ts';
import { sandboxTrue } from './rules/sandbox-true.ts';
import { setpolicyTrue } from './rules/setpolicy-true.ts';
import { singleItemIn } from './rules/single-item-in.ts';
import { sprintfArguments } from './rules/sprintf-arguments.ts';
import { stateOutside } from './rules/state-outside.ts';
import { statePathEscape } from './rules/state-path-escape.ts';
import { stdinTrue } from './rules/stdin-true.ts';
import { swapTrue } from './rules/swap-true.ts';
import { topLevelIteration } from './rules/top-level-iteration.ts';
import { trailingDefaultRule } from './rules/trailing-default-rule.ts';
import { typeRisk } from './rules/type-risk.ts';
import { unaryMinus } from './rules/unary-minus.ts';
import { unassignedReturnValue } from './rules/unassigned-return-value.ts';
import { unconditionalAssignment } from './rules/unconditional-assignment.ts';
import { unresolvedReference } from './rules/unresolved-reference.ts';
import { unsafeVariable } from './rules/unsafe-variable.ts';
import { unusedVariable } from './rules/unused-variable.ts';
import { updateTrue } from './rules/update-true.ts';
import { useAssignmentOperator } from './rules/use-assignment-operator.ts';
import { useInOperator } from './rules/use-in-operator.ts';
import { varShadowsBuiltin } from './rules/var-shadows-builtin.ts';
import { yodaCondition } from './rules/yoda-condition.ts';
import { zeroArityFunction } from './rules/zero-arity-function.ts';

export const lintRules: readonly LintRule[] = [
  packageRule,
  ruleNamedIf,
  dialectMix,
  dialectOtherRelease,
  importInput,
  defaultMissing,
  defaultDuplicate,
  defaultNonconstant,
  defaultTrueWithRule,
  ruleAssignsDefault,
  nameUnknown,
  nameDead,
  nameIncomplete,
  resultType,
  resultObjectShape,
  stateOutside,
  functionAsEntrypoint,
  unsafeVariable,
  redeclaredVariable,
  prepareFailure,
  completeRuleConflict,
  recursion,
  builtinUnavailable,
  builtinDeprecated,
  builtinArity,
  builtinPanics,
  comprehensionInHead,
  unaryMinus,
  typeRisk,
  printSecret,
  setpolicyTrue,
  allowFailures,
  createUnconditional,
  createImageOnly,
  createImageUnchecked,
  createExists,
  createEveryEmpty,
  createNoPause,
  createIndex,
  createNoMountpoint,
  imageTag,
  imageAnnotationOnly,
  execTrue,
  execString,
  execRegex,
  execShell,
  logsTrue,
  stdinTrue,
  copyfileTrue,
  copyfileDeny,
  copyfileContains,
  sandboxTrue,
  networkTrue,
  iptablesTrue,
  clockTrue,
  entropyTrue,
  swapTrue,
  hotplugTrue,
  ephemeralTrue,
  updateTrue,
  pauseTrue,
  lifecycleDeny,
  oomDeny,
  diagnosticsTrue,
  inputFieldUnknown,
  regexUnanchored,
  regexInvalid,
  regexTooLarge,
  regexUnicodeClass,
  regexDot,
  regexFromInput,
  negatedUndefined,
  nullTruthiness,
  notEqualsInLoop,
  everyVacuous,
  pathPrefix,
  statePathEscape,
  countString,
  constantCondition,
  duplicateRule,
  impossibleNot,
  inconsistentArgs,
  redundantExistenceCheck,
  redundantLoopCount,
  ruleShadowsBuiltin,
  varShadowsBuiltin,
  importShadowsRule,
  sprintfArguments,
  topLevelIteration,
  unusedVariable,
  unassignedReturnValue,
  zeroArityFunction,
  unresolvedReference,
  redundantAlias,
  redundantDataImport,
  ignoredImport,
  booleanAssignment,
  inWildcardKey,
  nonRawRegexPattern,
  singleItemIn,
  useInOperator,
  useAssignmentOperator,
  doubleNegative,
  trailingDefaultRule,
  unconditionalAssignment,
  yodaCondition,
];
