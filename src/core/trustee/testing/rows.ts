/** Documents with their rows, for tests. */
import { isAlgorithm } from '#core/initdata/algorithm.ts';
import { checkInitData, type InitData } from '#core/initdata/check.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { bindingTable, type BindingRow } from '#core/measurement/binding.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';

export interface Measured {
  readonly text: string;
  readonly initData: InitData;
  readonly rows: readonly BindingRow[];
}

/** A document with all three entries; `url` tells one from another. */
export function documentText(
  algorithm: Algorithm,
  url = 'http://kbs.example:8080',
  policy = examplePolicy,
): string {
  return `version = "0.1.0"
algorithm = "${algorithm}"

[data]
"aa.toml" = '''
[token_configs.kbs]
url = "${url}"
'''
"cdh.toml" = '''
[kbc]
name = "cc_kbc"
url = "${url}"
'''
"policy.rego" = '''
${policy}'''
`;
}

export const examplePolicy = `package agent_policy

default AllowRequestsFailingPolicy := false

policy_data := {
  "containers": [{"OCI": {"Annotations": {"io.kubernetes.cri.image-name": "registry.example/web"}}}]
}
`;

export async function measured(text: string): Promise<Measured> {
  const initData = checkInitData(text).value;
  if (initData === undefined || !isAlgorithm(initData.algorithm))
    throw new Error('a document with an algorithm');
  const { algorithm } = initData;
  const digest = await digestOf(encodeUtf8(text), algorithm);
  const place = { source: 'initdata', span: { from: 0, to: 0 } } as const;
  return { text, initData, rows: await bindingTable({ digest, algorithm, place }) };
}

export function rowIn({ rows }: Measured, id: string): BindingRow {
  const row = rows.find(({ route }) => route.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
}
