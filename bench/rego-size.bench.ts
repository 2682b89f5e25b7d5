import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import type { Part, Table } from './part.ts';

/** Compressed bytes that the engine may have for the agent's profile, without regular expressions. */
const agentBudget = 60_000;

/** The library as a program sees it: what it imports at once, and the door to what comes when it is needed. */
const entries = ['src/core/rego/api.ts', 'src/core/rego/builtins/registry.ts'];

interface Size {
  readonly bytes: number;
  readonly gzip: number;
}

async function chunksOf(): Promise<readonly Rolldown.OutputChunk[]> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: entries, preserveEntrySignatures: 'strict' },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  return outputs
    .flatMap((one) => ('output' in one ? one.output : []))
    .filter((one): one is Rolldown.OutputChunk => one.type === 'chunk');
}

function sizeOf(chunks: readonly Rolldown.OutputChunk[]): Size {
  return {
    bytes: chunks.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0),
    gzip: chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0),
  };
}

/** A chunk with everything that it imports at once. */
function closure(
  chunks: readonly Rolldown.OutputChunk[],
  from: readonly Rolldown.OutputChunk[],
): ReadonlySet<Rolldown.OutputChunk> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set(from);
  for (const chunk of found) {
    for (const name of chunk.imports) {
      const imported = byName.get(name);
      if (imported !== undefined) found.add(imported);
    }
  }
  return found;
}

function row(name: string, { bytes, gzip }: Size, note: string): readonly string[] {
  return [name, `${(bytes / 1000).toFixed(1)} kB`, `${(gzip / 1000).toFixed(1)} kB`, note];
}

const families: readonly (readonly [file: string, name: string])[] = [
  ['regexes', 'regular expressions, for every profile'],
  ['time', 'time, for Trustee and OPA'],
  ['more', 'what only OPA has, with its YAML library'],
];

async function sizes(): Promise<readonly Table[]> {
  const chunks = await chunksOf();
  const agent = closure(
    chunks,
    chunks.filter(({ isEntry }) => isEntry),
  );
  const base = sizeOf([...agent]);
  const verdict = base.gzip <= agentBudget ? 'within' : 'over';
  // Each family without what came with those before it.
  const loaded = new Set(agent);
  const rows = families.map(([file, name]) => {
    const own = chunks.filter(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/builtins/${file}.ts`)));
    const added = [...closure(chunks, own)].filter((chunk) => !loaded.has(chunk));
    for (const chunk of added) loaded.add(chunk);
    return row(name, sizeOf(added), 'a chunk of its own, loaded when a profile has it');
  });
  return [
    {
      title: 'The size of the Rego engine',
      note: "Built as the page is, minified; compressed by gzip -9. The agent's profile is parser, compiler, evaluator, explanation and the builtins that every engine has.",
      columns: ['part', 'minified', 'compressed', ''],
      rows: [
        row("the agent's profile", base, `${verdict} its budget of ${String(agentBudget / 1000)} kB`),
        ...rows,
      ],
    },
  ];
}

export const part: Part = { name: 'rego-size', run: sizes };
