/** Rego texts for properties: our own, and those of the recorded cases where they are on this machine. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Dialect } from '../ast.ts';

export interface Policy {
  readonly text: string;
  readonly dialect: Dialect;
}

/** Every construct of the language at least once. */
export const ownPolicies: readonly Policy[] = [
  {
    dialect: 'v1',
    text: `# METADATA
# title: all of v1
package agent_policy.sub["part"]

import data.lib.names as n
import input.request
import rego.v1

default allow := false
default f(_, x) := {"a": [1]}

# METADATA
# description: allows
allow if {
	input.a == 1; input["b c"].d[_] != "é😀" # why
	some x, y
	some k, v in {"k": [1, 2.5e-3, -0.1]}
	every i, e in [1, 2] { e > i; not e in {3} }
	not data.x with input as {"a": null} with data.y as set() with count as 2
	[_, {"p": q}] := [1, {"p": \`raw
text\`}]
	z = [t | some t in input.list; t % 2 == 0]
	count({u: w | w := n[u]}) > 0
} else := {s | some s in z} if input.c else := "last"

p contains x if some x in input.xs
p contains 3
m[k].v := v if some k, v in input.m
q.r.s := 3
f(a, [b, {"c": c}]) := a + b * c - -1 if (a | b) & {c} == set()
g(_) if true
h := f(1, [2, {"c": 3}])[0].x
deep := [[[{"a": {1, 2, {3}}}]]]
key if "k", 1 in {"k": 1}
`,
  },
  {
    dialect: 'v0',
    text: `package old
import future.keywords.in
default p = 1
p = 2 { input.x; input.y } else = 3 { 1 < 2 }
q[x] { x = input.xs[_] }
r { q[1] } { q[2] }
s[k] = v { some k; v = input[k] }
t { 1 in [1] }
if := 3
u.v
`,
  },
];

const folder = resolve(import.meta.dirname, '../../../../../shared/vectors');

/** Modules of the recorded cases; none where they are absent. */
export function recordedPolicies(): readonly Policy[] {
  if (!existsSync(folder)) return [];
  const seen = new Map<string, Policy>();
  for (const name of readdirSync(folder)) {
    if (!/^rego-(?!agent-sequence|limits).*\.json$/.test(name)) continue;
    const { vectors } = JSON.parse(readFileSync(resolve(folder, name), 'utf8')) as {
      vectors: readonly {
        readonly dialect: Dialect;
        readonly modules: readonly { readonly text: string }[];
      }[];
    };
    for (const { dialect, modules } of vectors) {
      for (const { text } of modules) seen.set(`${dialect} ${text}`, { dialect, text });
    }
  }
  return [...seen.values()];
}
