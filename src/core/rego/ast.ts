/**
 * The syntax tree of a Rego module. Plain data, made by `parse` and never changed.
 *
 * The tree follows what the pinned engine understands, not what a text seems to say: `{1 | 2}` is a comprehension, a
 * chained body belongs to its rule, a pair of parentheses leaves no node. Broken rules are not in the tree.
 */
import type { Span } from '../text/span.ts';

/** What every node has. */
export interface Node {
  /** All of the node's text, in UTF-16 code units. Parentheses around an expression are outside of it. */
  readonly span: Span;
  /**
   * Offset at which the engine's messages about this node point: the operator of a binary expression, the last `.` or
   * `[` of a reference, the `(` of a call, the first character inside the quotes of a string, else the start.
   * `enginePositionAt` turns it into the engine's line and column.
   */
  readonly at: number;
}

export interface Module extends Node {
  readonly kind: 'module';
  /** The dialect in force: `v1` as chosen by the caller or switched on by `import rego.v1`. */
  readonly dialect: Dialect;
  /** Keywords in force beyond those of v0. In v1 all four. */
  readonly keywords: ReadonlySet<string>;
  readonly package: Package;
  /** In the order of the text, those of keywords included. */
  readonly imports: readonly Import[];
  readonly rules: readonly Rule[];
  /** `# METADATA` blocks, in the order of the text. */
  readonly annotations: readonly Annotation[];
}

export type Dialect = 'v0' | 'v1';

export interface Package extends Node {
  readonly kind: 'package';
  /** Without the leading `data`: `['agent_policy']`. */
  readonly path: readonly string[];
  readonly pathSpan: Span;
}

export interface Import extends Node {
  readonly kind: 'import';
  /** What it is for: the keywords it switches on, or a name for a document. */
  readonly purpose: 'keywords' | 'name';
  /** Such as `['data', 'lib', 'names']`, `['future', 'keywords', 'in']`, `['rego', 'v1']`. */
  readonly path: readonly string[];
  readonly pathSpan: Span;
  readonly alias?: Variable;
}

/** A block of comment lines that starts with `# METADATA`. Its YAML is kept as text, not read. */
export interface Annotation {
  readonly kind: 'annotation';
  readonly span: Span;
  /** The lines after the first without their `#`, joined by line feeds. */
  readonly text: string;
  /** Index in `rules` of the rule that follows, absent when the package or nothing follows. */
  readonly rule?: number;
}

// Rules

export type Rule = DefaultRule | DefinedRule;

/** `default allow := false`, `default f(_) := 1`. */
export interface DefaultRule extends Node {
  readonly kind: 'default';
  readonly name: RuleName;
  /** Absent when it is not a function. */
  readonly parameters?: readonly Variable[];
  readonly operator: AssignmentOperator;
  readonly value: Expression;
}

export interface DefinedRule extends Node {
  readonly kind: 'rule';
  readonly head: RuleHead;
  /** Empty for a rule without a body. The first is the body, then chained bodies or `else` branches in order. */
  readonly bodies: readonly RuleBody[];
}

/**
 * What a rule is called: `allow`, `p.q.r`, `m["key"]`, `m[x].y`. A reference has a variable as its base; the indices of
 * its brackets may be any expression.
 */
export type RuleName = Variable | Reference;

export type RuleHead = ValueHead | SetHead | FunctionHead;

/** A complete rule, or an object when the name has an index that varies: `x := 1 if …`, `m[k] := v if …`, `a.b if …`. */
export interface ValueHead extends Node {
  readonly kind: 'value';
  readonly name: RuleName;
  /** Absent means the value `true`. */
  readonly assignment?: Assignment;
}

/** A partial set: `p contains x if …`, or in v0 `p[x] { … }` and `p.x`. */
export interface SetHead extends Node {
  readonly kind: 'set';
  readonly form: 'contains' | 'bracket' | 'dot';
  /** For `bracket` without the brackets. For `dot` the whole reference: the last name is the element. */
  readonly name: RuleName;
  /** Absent for `dot` alone. */
  readonly element?: Expression;
}

export interface FunctionHead extends Node {
  readonly kind: 'function';
  readonly name: RuleName;
  /** Patterns: variables, literals, arrays and objects of them. */
  readonly parameters: readonly Expression[];
  /** Absent means the value `true`. */
  readonly assignment?: Assignment;
}

export type AssignmentOperator = ':=' | '=';

/** `:= value` of a head or an `else`. */
export interface Assignment extends Node {
  readonly kind: 'assignment';
  readonly operator: AssignmentOperator;
  readonly value: Expression;
}

/**
 * One body. The engine treats a chained body (`{ … } { … }`) as an `else` without a value; OPA treats it as one more
 * definition of the same head.
 */
export interface RuleBody extends Node {
  readonly kind: 'body';
  readonly form: 'first' | 'chained' | 'else';
  /** Of an `else` alone. */
  readonly assignment?: Assignment;
  /** Has no literals for `else := value` without a body. */
  readonly query: Query;
}

// Queries

/** Literals that must all hold, with their variables in one scope. Never empty but in an `else` without a body. */
export interface Query extends Node {
  readonly kind: 'query';
  readonly literals: readonly Literal[];
}

export type Literal = ConditionLiteral | NotLiteral | SomeLiteral | SomeInLiteral | EveryLiteral;

interface LiteralNode extends Node {
  /** In the order of the text; empty for none. */
  readonly modifiers: readonly With[];
}

export interface ConditionLiteral extends LiteralNode {
  readonly kind: 'condition';
  readonly condition: Condition;
}

export interface NotLiteral extends LiteralNode {
  readonly kind: 'not';
  readonly condition: Condition;
}

/** `some x, y`. */
export interface SomeLiteral extends LiteralNode {
  readonly kind: 'some';
  readonly variables: readonly Variable[];
}

/** `some x in xs`, `some k, v in xs`. Key and value are patterns. */
export interface SomeInLiteral extends LiteralNode {
  readonly kind: 'some-in';
  readonly key?: Expression;
  readonly value: Expression;
  readonly collection: Expression;
}

/** `every x in xs { … }`, `every k, v in xs { … }`. */
export interface EveryLiteral extends LiteralNode {
  readonly kind: 'every';
  readonly key?: Variable;
  readonly value: Variable;
  readonly domain: Expression;
  readonly query: Query;
}

/** `with input.user as "root"`. */
export interface With extends Node {
  readonly kind: 'with';
  /** `input…`, `data…` or the name of a function; brackets hold string literals only. */
  readonly target: Variable | Reference;
  /** The target as names: `['input', 'user']`. */
  readonly path: readonly string[];
  readonly value: Expression;
}

/** What a literal asks: an expression that is not false, or an assignment or a unification, which occur nowhere else. */
export type Condition = Expression | Assign | Unify;

/** `x := value`, `[a, b] := value`. */
export interface Assign extends Node {
  readonly kind: 'assign';
  readonly left: Expression;
  readonly right: Expression;
}

/** `a = b`. */
export interface Unify extends Node {
  readonly kind: 'unify';
  readonly left: Expression;
  readonly right: Expression;
}

// Expressions

export type Expression =
  | NullLiteral
  | BooleanLiteral
  | NumberLiteral
  | StringLiteral
  | Variable
  | Reference
  | Call
  | ArrayLiteral
  | SetLiteral
  | ObjectLiteral
  | ArrayComprehension
  | SetComprehension
  | ObjectComprehension
  | Minus
  | Arithmetic
  | SetOperation
  | Comparison
  | Membership;

export interface NullLiteral extends Node {
  readonly kind: 'null';
}

export interface BooleanLiteral extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NumberLiteral extends Node {
  readonly kind: 'number';
  /** As it is spelled, a leading `-` included: JSON syntax, of any size. */
  readonly text: string;
}

export interface StringLiteral extends Node {
  readonly kind: 'string';
  /** True between backticks. */
  readonly raw: boolean;
  /** What it stands for, escapes resolved. */
  readonly value: string;
}

/** Any name on its own: a local variable, a rule, an import, `input`, `data`. Every `_` is a variable of its own. */
export interface Variable extends Node {
  readonly kind: 'variable';
  readonly name: string;
}

/** `input.a[x].b`. Never without operands. */
export interface Reference extends Node {
  readonly kind: 'reference';
  /** A variable, call, literal collection or comprehension, never another reference. */
  readonly base: Expression;
  readonly operands: readonly Operand[];
}

/** One step of a reference. Its span starts at the `.` or `[`, where `at` points as well. */
export type Operand = DotOperand | BracketOperand;

export interface DotOperand extends Node {
  readonly kind: 'dot';
  readonly name: string;
}

export interface BracketOperand extends Node {
  readonly kind: 'bracket';
  readonly index: Expression;
}

/** `f(x)`, `regex.match(a, b)`. */
export interface Call extends Node {
  readonly kind: 'call';
  /** A variable, or a reference from a variable by names and string literals. */
  readonly callee: Variable | Reference;
  /** The callee as names: `['regex', 'match']`. */
  readonly path: readonly string[];
  readonly parameters: readonly Expression[];
}

export interface ArrayLiteral extends Node {
  readonly kind: 'array';
  readonly items: readonly Expression[];
}

/** `{1, 2}`, and `set()` for the empty one. */
export interface SetLiteral extends Node {
  readonly kind: 'set';
  readonly items: readonly Expression[];
}

export interface ObjectLiteral extends Node {
  readonly kind: 'object';
  readonly members: readonly ObjectMember[];
}

export interface ObjectMember extends Node {
  readonly key: Expression;
  readonly value: Expression;
}

/** `[term | query]`. */
export interface ArrayComprehension extends Node {
  readonly kind: 'array-comprehension';
  readonly term: Expression;
  readonly query: Query;
}

/** `{term | query}`. */
export interface SetComprehension extends Node {
  readonly kind: 'set-comprehension';
  readonly term: Expression;
  readonly query: Query;
}

/** `{key: value | query}`. */
export interface ObjectComprehension extends Node {
  readonly kind: 'object-comprehension';
  readonly key: Expression;
  readonly value: Expression;
  readonly query: Query;
}

/** A minus before anything but a digit: `-x`, `-(1)`. */
export interface Minus extends Node {
  readonly kind: 'minus';
  readonly operand: Expression;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

/** Between numbers; `-` also between sets. */
export interface Arithmetic extends Node {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** Union and intersection. */
export interface SetOperation extends Node {
  readonly kind: 'set-operation';
  readonly operator: '|' | '&';
  readonly left: Expression;
  readonly right: Expression;
}

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export interface Comparison extends Node {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `value in collection`, `key, value in collection`. */
export interface Membership extends Node {
  readonly kind: 'membership';
  readonly key?: Expression;
  readonly value: Expression;
  readonly collection: Expression;
}
