import type { Catalogue } from '../entry.ts';

const engineParser = 'https://github.com/microsoft/regorus/blob/8986431/src/parser.rs';
const engineLexer = 'https://github.com/microsoft/regorus/blob/8986431/src/lexer.rs';
const language = 'https://www.openpolicyagent.org/docs/policy-language';
const upgrade = 'https://www.openpolicyagent.org/docs/v0-upgrade';

export const regoCodes = {
  'rego/syntax': {
    severity: 'error',
    title: 'Not Rego',
    reference: 'https://www.openpolicyagent.org/docs/policy-reference#grammar',
  },
  'rego/package-missing': {
    severity: 'error',
    title: 'No package at the start',
    why: 'The agent asks for rules of the package agent_policy; a text without a package does not load.',
    reference: engineParser,
  },
  'rego/character': {
    severity: 'error',
    title: 'A character that nothing in Rego starts with',
    reference: engineLexer,
  },
  'rego/byte-order-mark': {
    severity: 'error',
    title: 'A byte order mark',
    reference: engineLexer,
  },
  'rego/lone-carriage-return': {
    severity: 'error',
    title: 'A carriage return without a line feed',
    reference: engineLexer,
  },
  'rego/nul': {
    severity: 'warning',
    title: 'A NUL ends the policy',
    why: 'The engine reads nothing behind a NUL, and loads what stands before it.',
    reference: engineLexer,
  },
  'rego/number': {
    severity: 'error',
    title: 'A number that is not spelled as in JSON',
    reference: engineLexer,
  },
  'rego/escape': {
    severity: 'error',
    title: 'A backslash that starts no escape',
    reference: engineLexer,
  },
  'rego/string-character': {
    severity: 'error',
    title: 'A control character in a string',
    reference: engineLexer,
  },
  'rego/unterminated-string': {
    severity: 'error',
    title: 'A string without its end',
    reference: engineLexer,
  },
  'rego/template-string': {
    severity: 'error',
    title: 'A template string',
    why: 'Template strings are newer than the engine in the guest.',
    reference: engineLexer,
  },
  'rego/line-too-long': {
    severity: 'error',
    title: 'A line beyond the limit',
    reference: 'https://github.com/kata-containers/kata-containers/commit/74d9d043f0',
  },
  'rego/too-many-lines': {
    severity: 'error',
    title: 'More lines than the limit',
    reference: 'https://github.com/kata-containers/kata-containers/commit/74d9d043f0',
  },
  'rego/too-large': {
    severity: 'error',
    title: 'More bytes than the limit',
    reference: 'https://github.com/kata-containers/kata-containers/commit/74d9d043f0',
  },
  'rego/too-deep': {
    severity: 'error',
    title: 'Nested beyond the limit',
    reference: engineParser,
  },
  'rego/deep-literal': {
    severity: 'warning',
    title: 'A deeply nested literal',
    why: 'The engine in the guest takes about twice as long to load for each level of brackets or braces.',
    reference: engineParser,
  },
  'rego/if-required': {
    severity: 'error',
    title: 'A body without `if`',
    why: 'In v1, the dialect of Kata 3.30 and later, the policy does not load and the guest does not start.',
    reference: upgrade,
  },
  'rego/if-not-imported': {
    severity: 'error',
    title: '`if` without its import',
    why: 'In v0 `if` is then a name: the rule holds without any condition, and the braces are another rule called `if`.',
    reference: upgrade,
  },
  'rego/in-not-imported': {
    severity: 'error',
    title: '`in` without its import',
    why: 'In v0 `in` is a keyword only once it is imported.',
    reference: upgrade,
  },
  'rego/every-not-imported': {
    severity: 'error',
    title: '`every` without its import',
    why: 'In v0 `every` is a keyword only once it is imported.',
    reference: upgrade,
  },
  'rego/contains-required': {
    severity: 'error',
    title: 'A partial set without `contains`',
    reference: upgrade,
  },
  'rego/object-not-set': {
    severity: 'warning',
    title: 'An index before `if` makes an object',
    why: 'Before `if` the rule maps each index to true; it is no set, unlike the same head before a bare body in v0.',
    reference: upgrade,
  },
  'rego/keyword-imported-twice': {
    severity: 'error',
    title: 'A keyword imported twice',
    why: 'With `import rego.v1`, or in v1, the engine refuses a second import of a keyword; OPA does not.',
    reference: engineParser,
  },
  'rego/import-twice': {
    severity: 'error',
    title: 'An import that shadows another',
    reference: engineParser,
  },
  'rego/unknown-keyword': {
    severity: 'warning',
    title: 'No such keyword to import',
    why: 'The engine loads the policy, enables nothing, and from then on refuses that name as a variable.',
    reference: engineParser,
  },
  'rego/import-root': {
    severity: 'error',
    title: 'An import from nowhere',
    why: 'Only documents below `data` and `input`, and keywords, can be imported.',
    reference: engineParser,
  },
  'rego/import-after-rule': {
    severity: 'error',
    title: 'An import after a rule',
    reference: engineParser,
  },
  'rego/import-alias': {
    severity: 'error',
    title: 'An alias that cannot be',
    reference: engineParser,
  },
  'rego/keyword-as-name': {
    severity: 'error',
    title: 'A keyword in place of a name',
    reference: engineParser,
  },
  'rego/shadows-document': {
    severity: 'error',
    title: '`input` or `data` defined anew',
    reference: engineParser,
  },
  'rego/logical-operator': {
    severity: 'error',
    title: 'An operator that Rego does not have',
    why: 'Conditions of a body all have to hold; alternatives are rules of the same name.',
    reference: language,
  },
  'rego/comprehension-head': {
    severity: 'error',
    title: 'A comprehension whose head is more than a term',
    why: 'The engine takes a single term before the bar; OPA takes any expression.',
    reference: engineParser,
  },
  'rego/chained-body': {
    severity: 'warning',
    title: 'A second body behind the first',
    why: 'The engine reads it as an `else` without a value, so the rule gives true there; OPA as one more definition.',
    reference: engineParser,
  },
  'rego/set-with-else': {
    severity: 'error',
    title: 'A partial set with more than one body',
    reference: engineParser,
  },
  'rego/body-required': {
    severity: 'error',
    title: 'A rule with neither body nor value',
    reference: engineParser,
  },
  'rego/always-true': {
    severity: 'warning',
    title: 'A body that asks nothing',
    why: 'Behind `if` an empty pair of braces, or braces around keys and values, is an object, and an object always holds.',
    reference: engineParser,
  },
  'rego/blank-in-reference': {
    severity: 'error',
    title: 'A blank inside a reference',
    reference: engineParser,
  },
  'rego/string-reference': {
    severity: 'error',
    title: 'A reference into a string literal',
    reference: engineParser,
  },
  'rego/repeated-parameter': {
    severity: 'error',
    title: 'Two parameters of one name',
    reference: engineParser,
  },
} as const satisfies Catalogue;
