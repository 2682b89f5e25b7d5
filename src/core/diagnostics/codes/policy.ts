import type { Catalogue } from '../entry.ts';

// Severities are those of reference/agent-policy.md 7; why each matters stands with its rule in policy/lint/rules.

const policy = 'https://github.com/kata-containers/kata-containers/blob/main/src/agent/policy/src/policy.rs';
const rpc = 'https://github.com/kata-containers/kata-containers/blob/main/src/agent/src/rpc.rs';
const proto =
  'https://github.com/kata-containers/kata-containers/blob/main/src/libs/protocols/protos/agent.proto';
const serde = 'https://github.com/kata-containers/kata-containers/blob/main/src/libs/protocols/build.rs';
const pull =
  'https://github.com/kata-containers/kata-containers/blob/main/src/agent/src/storage/image_pull_handler.rs';
const guestpull = 'https://github.com/kata-containers/kata-containers/issues/11354';
const interpreter = 'https://github.com/microsoft/regorus/blob/8986431/src/interpreter.rs';
const scheduler = 'https://github.com/microsoft/regorus/blob/8986431/src/scheduler.rs';
const builtins = 'https://github.com/microsoft/regorus/tree/8986431/src/builtins';
const regex = 'https://docs.rs/regex/latest/regex/#syntax';
const upgrade = 'https://www.openpolicyagent.org/docs/v0-upgrade';
const language = 'https://www.openpolicyagent.org/docs/policy-language';
const regal = 'https://www.openpolicyagent.org/projects/regal/rules';

/** Findings about agent policies beyond their syntax. */
export const policyCodes = {
  // Structure and dialect
  'policy/package': { severity: 'error', title: 'Not the package that the agent asks', reference: policy },
  'policy/rule-named-if': { severity: 'error', title: 'A rule called like a keyword', reference: upgrade },
  'policy/dialect-mix': {
    severity: 'warning',
    title: 'Bodies with and without `if` in one policy',
    reference: upgrade,
  },
  'policy/dialect-other-release': {
    severity: 'info',
    title: 'Another release of Kata reads it differently',
    reference: upgrade,
  },
  'policy/import-input': { severity: 'info', title: 'An import of input', reference: interpreter },
  'policy/default-missing': { severity: 'warning', title: 'A request without a default', reference: policy },
  'policy/default-duplicate': {
    severity: 'warning',
    title: 'A second default for one rule',
    reference: interpreter,
  },
  'policy/default-nonconstant': {
    severity: 'error',
    title: 'A default that is worked out',
    reference: interpreter,
  },
  'policy/default-true-with-rule': {
    severity: 'warning',
    title: 'A rule that cannot deny',
    reference: interpreter,
  },
  'policy/rule-assigns-default': {
    severity: 'warning',
    title: 'A rule that only repeats its default',
    reference: `${regal}/bugs/rule-assigns-default`,
  },
  'policy/name-unknown': { severity: 'warning', title: 'Not a request of the agent', reference: proto },
  'policy/name-dead': { severity: 'info', title: 'A request that no agent sends any more', reference: proto },
  'policy/name-incomplete': { severity: 'warning', title: 'Requests without any rule', reference: proto },
  'policy/result-type': {
    severity: 'error',
    title: 'An answer that is neither true, false nor an object',
    reference: policy,
  },
  'policy/result-object-shape': {
    severity: 'error',
    title: 'An object that is no answer',
    reference: policy,
  },
  'policy/state-outside': {
    severity: 'error',
    title: 'A change of the data outside of the state',
    reference: policy,
  },
  'policy/function-as-entrypoint': {
    severity: 'error',
    title: 'A function in place of a rule',
    reference: policy,
  },
  'policy/unsafe-variable': {
    severity: 'error',
    title: 'A variable that nothing binds',
    reference: scheduler,
  },
  'policy/redeclared-variable': {
    severity: 'error',
    title: 'A variable declared twice',
    reference: scheduler,
  },
  'policy/prepare-failure': {
    severity: 'error',
    title: 'The engine cannot prepare the policy',
    reference: scheduler,
  },
  'policy/complete-rule-conflict': {
    severity: 'warning',
    title: 'One rule with two values',
    reference: interpreter,
  },
  'policy/recursion': { severity: 'error', title: 'A rule that needs itself', reference: interpreter },
  'policy/builtin-unavailable': {
    severity: 'error',
    title: 'A function that the engine does not have',
    reference: builtins,
  },
  'policy/builtin-deprecated': {
    severity: 'error',
    title: 'A function that was removed from Rego',
    reference: builtins,
  },
  'policy/builtin-arity': { severity: 'error', title: 'A wrong number of arguments', reference: builtins },
  'policy/builtin-panics': {
    severity: 'error',
    title: 'A call that takes the agent down',
    reference: builtins,
  },
  'policy/comprehension-in-head': {
    severity: 'error',
    title: 'A comprehension in the head of a rule',
    reference: scheduler,
  },
  'policy/unary-minus': {
    severity: 'error',
    title: 'A minus before something other than a number',
    reference: interpreter,
  },
  'policy/type-risk': {
    severity: 'warning',
    title: 'An operator on a value of another kind',
    reference: interpreter,
  },
  'policy/print-secret': { severity: 'warning', title: 'The whole input is printed', reference: policy },
  // Exposure
  'policy/setpolicy-true': { severity: 'error', title: 'The host may replace the policy', reference: rpc },
  'policy/allow-failures': { severity: 'error', title: 'Denied requests pass', reference: policy },
  'policy/create-unconditional': { severity: 'error', title: 'Any container may be created', reference: rpc },
  'policy/create-image-only': {
    severity: 'error',
    title: 'The right image may run any command',
    reference: rpc,
  },
  'policy/create-image-unchecked': {
    severity: 'warning',
    title: 'Any image may be pulled',
    reference: guestpull,
  },
  'policy/create-exists': { severity: 'warning', title: 'Further storages pass', reference: pull },
  'policy/create-every-empty': { severity: 'warning', title: 'No storage at all passes', reference: pull },
  'policy/create-no-pause': {
    severity: 'error',
    title: 'The pause container is not allowed',
    reference: pull,
  },
  'policy/create-index': {
    severity: 'warning',
    title: 'A place in a list is taken for granted',
    reference: rpc,
  },
  'policy/create-no-mountpoint': {
    severity: 'warning',
    title: 'The image may be mounted elsewhere',
    reference: pull,
  },
  'policy/image-tag': { severity: 'warning', title: 'An image without a digest', reference: pull },
  'policy/image-annotation-only': {
    severity: 'warning',
    title: 'The name of the image is checked, not the image',
    reference: pull,
  },
  'policy/exec-true': { severity: 'error', title: 'Any command may be run', reference: rpc },
  'policy/exec-string': { severity: 'warning', title: 'A command is compared as one text', reference: rpc },
  'policy/exec-regex': {
    severity: 'warning',
    title: 'A pattern lets further arguments pass',
    reference: rpc,
  },
  'policy/exec-shell': { severity: 'warning', title: 'A shell may be run', reference: rpc },
  'policy/logs-true': { severity: 'warning', title: 'The host may read the output', reference: rpc },
  'policy/stdin-true': { severity: 'warning', title: 'The host may write to standard input', reference: rpc },
  'policy/copyfile-true': {
    severity: 'warning',
    title: 'The host may write any file of a volume',
    reference: rpc,
  },
  'policy/copyfile-deny': { severity: 'error', title: 'Files do not reach the guest', reference: rpc },
  'policy/copyfile-contains': {
    severity: 'warning',
    title: 'A path is checked for what must not be in it',
    reference: rpc,
  },
  'policy/sandbox-true': {
    severity: 'warning',
    title: 'The host may set up the sandbox as it likes',
    reference: rpc,
  },
  'policy/network-true': {
    severity: 'warning',
    title: 'The host may touch the loopback interface',
    reference: rpc,
  },
  'policy/iptables-true': {
    severity: 'warning',
    title: 'The host may replace the packet filter',
    reference: rpc,
  },
  'policy/clock-true': { severity: 'warning', title: 'The host may set the clock', reference: rpc },
  'policy/entropy-true': {
    severity: 'warning',
    title: 'The host may feed the random numbers',
    reference: rpc,
  },
  'policy/swap-true': {
    severity: 'warning',
    title: 'The host may have memory written to its disk',
    reference: rpc,
  },
  'policy/hotplug-true': { severity: 'warning', title: 'The host may announce memory', reference: rpc },
  'policy/ephemeral-true': { severity: 'warning', title: 'The host may mount volumes anew', reference: rpc },
  'policy/update-true': {
    severity: 'warning',
    title: 'The host may change the resources of a container',
    reference: rpc,
  },
  'policy/pause-true': { severity: 'warning', title: 'The host may freeze a container', reference: rpc },
  'policy/lifecycle-deny': { severity: 'error', title: 'The pod cannot run', reference: rpc },
  'policy/oom-deny': { severity: 'info', title: 'The shim asks for memory events in a loop', reference: rpc },
  'policy/diagnostics-true': {
    severity: 'info',
    title: 'The host may read the termination log',
    reference: rpc,
  },
  // Quality with effect on security
  'policy/input-field-unknown': {
    severity: 'warning',
    title: 'A field that the request does not have',
    reference: proto,
  },
  'policy/regex-unanchored': {
    severity: 'warning',
    title: 'A pattern that may match in the middle',
    reference: regex,
  },
  'policy/regex-invalid': { severity: 'error', title: 'A pattern that the engine refuses', reference: regex },
  'policy/regex-too-large': {
    severity: 'error',
    title: 'A pattern beyond the memory of the engine',
    reference: regex,
  },
  'policy/regex-unicode-class': {
    severity: 'info',
    title: 'A class of characters of all scripts',
    reference: regex,
  },
  'policy/regex-dot': { severity: 'info', title: 'A dot that stands for any character', reference: regex },
  'policy/regex-from-input': {
    severity: 'warning',
    title: 'A pattern that the host writes',
    reference: regex,
  },
  'policy/negated-undefined': {
    severity: 'warning',
    title: 'A negation that an absent field passes',
    reference: serde,
  },
  'policy/null-truthiness': {
    severity: 'warning',
    title: 'A negation that no value passes',
    reference: serde,
  },
  'policy/not-equals-in-loop': {
    severity: 'warning',
    title: 'One differing item is enough',
    reference: `${regal}/bugs/not-equals-in-loop`,
  },
  'policy/every-vacuous': { severity: 'warning', title: 'An empty list passes', reference: language },
  'policy/path-prefix': {
    severity: 'info',
    title: 'A prefix that ends in the middle of a name',
    reference: language,
  },
  'policy/state-path-escape': {
    severity: 'info',
    title: 'A key of the state is not escaped',
    reference: policy,
  },
  'policy/count-string': { severity: 'info', title: 'The length of a text in UTF-16', reference: builtins },
  // Rego
  'policy/constant-condition': {
    severity: 'warning',
    title: 'A condition that is always the same',
    reference: `${regal}/bugs/constant-condition`,
  },
  'policy/duplicate-rule': {
    severity: 'info',
    title: 'The same rule twice',
    reference: `${regal}/bugs/duplicate-rule`,
  },
  'policy/impossible-not': {
    severity: 'warning',
    title: 'A negation that never holds',
    reference: `${regal}/bugs/impossible-not`,
  },
  'policy/inconsistent-args': {
    severity: 'info',
    title: 'Parameters in another order',
    reference: `${regal}/bugs/inconsistent-args`,
  },
  'policy/redundant-existence-check': {
    severity: 'info',
    title: 'Asked for before it is compared',
    reference: `${regal}/bugs/redundant-existence-check`,
  },
  'policy/redundant-loop-count': {
    severity: 'info',
    title: 'Counted before it is gone through',
    reference: `${regal}/bugs/redundant-loop-count`,
  },
  'policy/rule-shadows-builtin': {
    severity: 'warning',
    title: 'A rule called like a builtin',
    reference: `${regal}/bugs/rule-shadows-builtin`,
  },
  'policy/var-shadows-builtin': {
    severity: 'info',
    title: 'A variable called like a builtin',
    reference: `${regal}/bugs/var-shadows-builtin`,
  },
  'policy/import-shadows-rule': {
    severity: 'warning',
    title: 'An import called like a rule',
    reference: `${regal}/bugs/import-shadows-rule`,
  },
  'policy/sprintf-arguments': {
    severity: 'warning',
    title: 'A format with another number of values',
    reference: `${regal}/bugs/sprintf-arguments-mismatch`,
  },
  'policy/top-level-iteration': {
    severity: 'warning',
    title: 'A value that goes through a list',
    reference: `${regal}/bugs/top-level-iteration`,
  },
  'policy/unused-variable': {
    severity: 'info',
    title: 'A variable that is never read',
    reference: `${regal}/bugs/unused-output-variable`,
  },
  'policy/unassigned-return-value': {
    severity: 'warning',
    title: 'A result that is thrown away',
    reference: `${regal}/bugs/unassigned-return-value`,
  },
  'policy/zero-arity-function': {
    severity: 'info',
    title: 'A function without parameters',
    reference: `${regal}/bugs/zero-arity-function`,
  },
  'policy/unresolved-reference': {
    severity: 'warning',
    title: 'A document that is not there',
    reference: `${regal}/imports/unresolved-reference`,
  },
  'policy/redundant-alias': {
    severity: 'info',
    title: 'An alias that is the name',
    reference: `${regal}/imports/redundant-alias`,
  },
  'policy/redundant-data-import': {
    severity: 'info',
    title: 'An import of data',
    reference: `${regal}/imports/redundant-data-import`,
  },
  'policy/ignored-import': {
    severity: 'info',
    title: 'An import that is passed by',
    reference: `${regal}/imports/ignored-import`,
  },
  'policy/boolean-assignment': {
    severity: 'info',
    title: 'A comparison as a value',
    reference: `${regal}/idiomatic/boolean-assignment`,
  },
  'policy/in-wildcard-key': {
    severity: 'info',
    title: 'A key that is not needed',
    reference: `${regal}/idiomatic/in-wildcard-key`,
  },
  'policy/non-raw-regex-pattern': {
    severity: 'info',
    title: 'A pattern with doubled backslashes',
    reference: `${regal}/idiomatic/non-raw-regex-pattern`,
  },
  'policy/single-item-in': {
    severity: 'info',
    title: 'A list of one',
    reference: `${regal}/idiomatic/single-item-in`,
  },
  'policy/use-in-operator': {
    severity: 'info',
    title: 'A loop in place of `in`',
    reference: `${regal}/idiomatic/use-in-operator`,
  },
  'policy/use-assignment-operator': {
    severity: 'info',
    title: '`=` in place of `:=`',
    reference: `${regal}/style/use-assignment-operator`,
  },
  'policy/double-negative': {
    severity: 'info',
    title: 'A negated negation',
    reference: `${regal}/style/double-negative`,
  },
  'policy/trailing-default-rule': {
    severity: 'info',
    title: 'A default behind its rules',
    reference: `${regal}/style/trailing-default-rule`,
  },
  'policy/unconditional-assignment': {
    severity: 'info',
    title: 'A body that only assigns the value',
    reference: `${regal}/style/unconditional-assignment`,
  },
  'policy/yoda-condition': {
    severity: 'info',
    title: 'The constant first',
    reference: `${regal}/style/yoda-condition`,
  },
} as const satisfies Catalogue;

export type PolicyCode = keyof typeof policyCodes;
