import { encodeAnnotation } from '#core/annotation/encode.ts';
import { decodeAnnotation } from '#core/annotation/decode.ts';
import type { AnalysisContext } from '#core/analysis/analysis.ts';
import { annotationKey } from '#core/annotation/annotation.ts';
import { latestRelease } from '#core/config/releases.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { review } from '#core/review/paste.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { documentOf, numbers } from './inputs.ts';
import { milliseconds, time, type Part, type Table, type Timing, type Tools } from './part.ts';

const context: AnalysisContext = {
  platform: 'tdx',
  release: latestRelease,
  cococtl: false,
  production: true,
  now: Date.UTC(2026, 5, 1),
};

/** An annotation of about so many characters: a policy whose data names layers by digests, as generated ones do. */
function annotationOf(characters: number): { readonly annotation: string; readonly document: Uint8Array } {
  const next = numbers(7);
  const digest = (): string => Array.from({ length: 64 }, () => '0123456789abcdef'[next(16)]).join('');
  // A digest of 64 digits takes 32 bytes compressed, and those 43 characters of base64.
  const count = Math.max(0, Math.floor((characters - 2600) / 52));
  const layers = Array.from({ length: count }, (_, at) => `  "layer-${at}": "sha256:${digest()}",\n`).join(
    '',
  );
  const data = `\nlayer_digests := {\n${layers}  "end": ""\n}\n`;
  const document = encodeUtf8(documentOf(3000).replace(/'''\n$/, `${data}'''\n`));
  return { annotation: encodeAnnotation(document, 'fast').annotation, document };
}

function pods(count: number, annotation: string): string {
  return Array.from(
    { length: count },
    (_, at) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: pod-${at}\n  annotations:\n    ${annotationKey}: ${annotation}\nspec:\n  runtimeClassName: kata-qemu-tdx\n  containers:\n  - name: app\n    image: registry.example.com/team/app:1.${at}\n`,
  ).join('---\n');
}

/** A paste that was not seen before each time: the last one is remembered. */
function fresh(bytes: Uint8Array, depth: 'headline' | 'full', choice?: number): () => Promise<unknown> {
  let round = 0;
  return () =>
    review({
      paste: { bytes, name: String(round++) },
      expected: '',
      context,
      depth,
      ...(choice === undefined ? {} : { choice }),
    });
}

function cells(name: string, { p50, p95 }: Timing): readonly string[] {
  return [name, milliseconds(p50), milliseconds(p95)];
}

type Run = (input: unknown, args: readonly unknown[]) => unknown;

/** The operations that `bake` of CyberChef's Node API runs for this recipe, without what it does around them. */
async function chefOf({ load }: Tools): Promise<((annotation: string) => unknown) | undefined> {
  const operations = 'cyberchef/src/core/operations';
  const base64 = operationIn(await load(`${operations}/FromBase64.mjs`));
  const gunzip = operationIn(await load(`${operations}/Gunzip.mjs`));
  if (base64 === undefined || gunzip === undefined) return undefined;
  return (annotation) =>
    gunzip(Uint8Array.from(base64(annotation, ['A-Za-z0-9+/=', true, false]) as number[]).buffer, []);
}

function operationIn(module: unknown): Run | undefined {
  const made = (module as { readonly default?: new () => { readonly run?: Run } } | undefined)?.default;
  if (typeof made !== 'function') return undefined;
  const operation = new made();
  return typeof operation.run === 'function' ? operation.run.bind(operation) : undefined;
}

async function againstOthers(tools: Tools): Promise<Table> {
  const { pipe } = tools;
  const chef = await chefOf(tools);
  const rows: (readonly string[])[] = [];
  for (const size of [4, 64, 256]) {
    const { annotation } = annotationOf(size * 1024);
    const name = `${Math.round(annotation.length / 1024)} kB`;
    const strict = await time(async () => {
      const { document } = decodeAnnotation(annotation);
      if (document === undefined) throw new Error('the annotation did not decode');
      return digestOf(new Uint8Array(document), 'sha384');
    });
    const shell = await time(() =>
      pipe('sh', ['-c', 'base64 -d | gunzip | sha384sum'], encodeUtf8(annotation)),
    );
    const other = chef === undefined ? undefined : await time(() => chef(annotation));
    rows.push([
      name,
      milliseconds(strict.p50),
      milliseconds(strict.p95),
      milliseconds(shell.p50),
      other === undefined ? 'not installed' : milliseconds(other.p50),
      other === undefined ? '-' : `${(other.p50 / strict.p50).toFixed(1)}x`,
    ]);
  }
  return {
    title: 'Decoding an annotation',
    note: 'Ours takes the value apart with every strict check, says what each of seven readers does with it, and hashes the document; the shell starts three programs; CyberChef (From Base64, Gunzip: the operations alone, without the recipe around them) checks no padding and hashes nothing. Node, one thread.',
    columns: [
      'annotation',
      'ours p50',
      'ours p95',
      'base64 | gunzip | sha384sum',
      'CyberChef',
      'CyberChef / ours',
    ],
    rows,
  };
}

export const part: Part = {
  name: 'review',
  run: async (tools) => {
    const rows: (readonly string[])[] = [];
    for (const size of [4, 64, 256]) {
      const { annotation, document } = annotationOf(size * 1024);
      const bytes = encodeUtf8(annotation);
      const name = `annotation of ${Math.round(annotation.length / 1024)} kB (document of ${Math.round(document.length / 1024)} kB)`;
      rows.push(cells(`${name}: headline and layers`, await time(fresh(bytes, 'headline'))));
      rows.push(cells(`${name}: everything, policy included`, await time(fresh(bytes, 'full'))));
    }
    const many = encodeUtf8(pods(500, annotationOf(4096).annotation));
    const name = `YAML of 500 pods (${Math.round(many.length / 1024)} kB)`;
    rows.push(cells(`${name}: all found, with their places`, await time(fresh(many, 'headline'))));
    rows.push(cells(`${name}: the last one, everything`, await time(fresh(many, 'full', 499))));
    return [
      {
        title: 'From paste to review',
        note: 'The whole call that the worker of the page makes, in Node on one thread: recognise, peel, digest, judge for each component; then findings, certificates and the request matrix of the policy.',
        columns: ['paste', 'p50', 'p95'],
        rows,
      },
      await againstOthers(tools),
    ];
  },
};
