/** Documents for the tests of this room: our own, and the corpus when it is beside the repository. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { outlineOf } from '#core/initdata/outline.ts';
import { announce } from '#core/testing/announce.ts';
import { decodeUtf8, encodeUtf8 } from '#core/text/utf8.ts';

export interface TestDocument {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly version: string | undefined;
  readonly algorithm: string | undefined;
  readonly entries: readonly { readonly key: string; readonly content: string }[];
}

const entry = (key: string, content: string): string => `"${key}" = '''\n${content}'''\n`;

const own: readonly (readonly [string, string])[] = [
  [
    'three entries',
    `version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n${entry('aa.toml', '[token_configs.kbs]\nurl = "http://a"\n')}\n${entry('cdh.toml', '[kbc]\nname = "cc_kbc"\nurl = "http://a"\n')}\n${entry('policy.rego', 'package agent_policy\n\ndefault AllowRequestsFailingPolicy := true\n')}`,
  ],
  [
    'a comment, sha256, no final newline',
    `# by hand\nalgorithm = "sha256"\nversion = "0.1.0"\n[data]\n${entry('aa.toml', 'x = 1\n')}`.trimEnd(),
  ],
  ['sha512 and CRLF', 'version = "0.1.0"\r\nalgorithm = "sha512"\r\n\r\n[data]\r\n"a" = "b"\r\n'],
  [
    'two final newlines and trailing blanks',
    'version = "0.1.0" \nalgorithm = "sha256"\t\n[data]\n"a" = "b"\n\n',
  ],
];

/** @param announced says on the terminal how many documents there are */
export function testDocuments(announced = false): readonly TestDocument[] {
  const folder = new URL('../../../../../shared/corpus/documents/', import.meta.url);
  const corpus = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.toml'))
        .map((file) => [file, new Uint8Array(readFileSync(new URL(file, folder)))] as const)
    : [];
  if (announced) {
    announce(
      corpus.length > 0
        ? `expected values: ${corpus.length} documents of the corpus`
        : 'expected values: the documents of the corpus are skipped, ../shared is not here',
    );
  }
  return [...own.map(([name, text]) => [name, encodeUtf8(text)] as const), ...corpus].map(([name, bytes]) =>
    testDocument(name, bytes),
  );
}

export function testDocument(name: string, bytes: Uint8Array<ArrayBuffer>): TestDocument {
  const outline = outlineOf(decodeUtf8(bytes) ?? '');
  return {
    name,
    bytes,
    version: outline.version?.value,
    algorithm: outline.algorithm?.value,
    entries: outline.entries.map(({ key, content }) => ({ key, content })),
  };
}
