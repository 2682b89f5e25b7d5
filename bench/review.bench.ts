import { decodeAnnotation } from '#core/annotation/decode.ts';
import type { AnalysisContext } from '#core/analysis/analysis.ts';
import { latestRelease } from '#core/config/releases.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { review } from '#core/review/paste.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import {
  milliseconds,
  ratio,
  time,
  timeInTurn,
  type Part,
  type Table,
  type Timing,
  type Tools,
} from './part.ts';
import { annotationOf, pods } from './review-inputs.ts';

const context: AnalysisContext = {
  platform: 'tdx',
  release: latestRelease,
  cococtl: false,
  production: true,
  now: Date.UTC(2026, 5, 1),
};

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

/** What the shell says: three programs in a pipe; undefined after saying that they are not all here. */
function shellOf({ pipe }: Tools, annotation: string): ((input: Uint8Array) => unknown) | undefined {
  const run = (input: Uint8Array) => pipe('sh', ['-c', 'base64 -d | gunzip | sha384sum'], input);
  const said = run(encodeUtf8(annotation));
  if (said !== undefined && /^[0-9a-f]{96} /.test(new TextDecoder().decode(said))) return run;
  console.warn('WITHOUT base64, gunzip and sha384sum: they are not all here, and their column stays empty.');
  return undefined;
}

async function againstOthers(tools: Tools): Promise<Table> {
  const chef = await chefOf(tools);
  if (chef === undefined)
    console.warn('WITHOUT CyberChef: it cannot be had here, and its columns stay empty.');
  const rows: (readonly string[])[] = [];
  for (const size of [4, 64, 256]) {
    const { annotation } = annotationOf(size * 1024);
    const input = encodeUtf8(annotation);
    const decode = (): Uint8Array<ArrayBuffer> => {
      const { document } = decodeAnnotation(annotation);
      if (document === undefined) throw new Error('the annotation did not decode');
      return new Uint8Array(document);
    };
    const ours = { decode, hash: () => digestOf(decode(), 'sha384') };
    // In turn with the fast ones, a program that is started would leave its caches to them.
    const shell = shellOf(tools, annotation);
    const started = shell === undefined ? undefined : await time(() => shell(input));
    const timed =
      chef === undefined ? undefined : await timeInTurn({ ...ours, chef: () => chef(annotation) });
    const { decode: own, hash } = timed ?? (await timeInTurn(ours));
    rows.push([
      `${Math.round(annotation.length / 1024)} kB`,
      milliseconds(own.p50),
      milliseconds(own.p95),
      timed === undefined ? 'not here' : milliseconds(timed.chef.p50),
      timed === undefined ? 'not here' : milliseconds(timed.chef.p95),
      timed === undefined ? '-' : ratio(timed.chef.p50, own.p50),
      milliseconds(hash.p50),
      started === undefined ? 'not here' : milliseconds(started.p50),
    ]);
  }
  return {
    title: 'Decoding an annotation',
    note:
      'Ours takes the value apart with every strict check and says what each of seven readers does with it. CyberChef ' +
      '(From Base64, Gunzip: the operations alone, without the recipe around them) checks no padding. Both in turn, in ' +
      'Node on one thread. With the hash of the document, ours stands beside three programs of the shell, which are ' +
      'started anew each time.',
    columns: [
      'annotation',
      'ours p50',
      'ours p95',
      'CyberChef p50',
      'CyberChef p95',
      'CyberChef / ours',
      'ours and sha384 p50',
      'base64, gunzip, sha384sum p50',
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
