import { gunzipSync as zlibGunzip, gzipSync as zlibGzip } from 'node:zlib';
import { parse as smolParse } from 'smol-toml';
import { decodeAnnotation } from '#core/annotation/decode.ts';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { checkInitData } from '#core/initdata/check.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { parseToml } from '#core/toml/document.ts';
import { documentOf } from './inputs.ts';
import { milliseconds, ratio, time, type Part, type Table, type Timing, type Tools } from './part.ts';

interface Step {
  readonly name: string;
  /** Compared with the first of its table. */
  readonly work: () => unknown;
}

async function table(
  title: string,
  note: string,
  sizes: readonly Sized[],
  steps: (of: Sized) => readonly Step[],
): Promise<Table> {
  const perStep = new Map<string, string[]>();
  for (const size of sizes) {
    let base: Timing | undefined;
    for (const { name, work } of steps(size)) {
      const timing = await time(work, 600);
      base ??= timing;
      const cells = perStep.get(name) ?? [];
      cells.push(`${milliseconds(timing.p50)} (${ratio(timing.p50, base.p50)})`);
      perStep.set(name, cells);
    }
  }
  return {
    title,
    note,
    columns: ['', ...sizes.map(({ name }) => name)],
    rows: [...perStep].map(([name, cells]) => [name, ...cells]),
  };
}

interface Sized {
  readonly name: string;
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly annotation: string;
  readonly gzip: Uint8Array;
}

function sized(name: string, policyBytes: number): Sized {
  const text = documentOf(policyBytes);
  const bytes = new TextEncoder().encode(text);
  const { annotation, gzip } = encodeAnnotation(bytes, 'fast');
  return { name, text, bytes, annotation, gzip };
}

type Pako = Readonly<Record<'gzip' | 'ungzip', (data: Uint8Array, options?: object) => Uint8Array>>;

function isPako(module: unknown): module is Pako {
  return typeof module === 'object' && module !== null && 'gzip' in module && 'ungzip' in module;
}

async function streamed(bytes: Uint8Array, through: 'compress' | 'decompress'): Promise<Uint8Array> {
  const body = new Blob([Uint8Array.from(bytes)]).stream();
  const stream =
    through === 'compress'
      ? body.pipeThrough(new CompressionStream('gzip'))
      : body.pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function encoding({ bytes }: Sized, pako: unknown, { pipe }: Tools): readonly Step[] {
  return [
    { name: 'gzip | base64, as programs', work: () => pipe('sh', ['-c', 'gzip | base64 -w0'], bytes) },
    { name: 'zlib of Node, level 9', work: () => zlibGzip(bytes, { level: 9 }).toString('base64') },
    { name: 'CompressionStream', work: () => streamed(bytes, 'compress') },
    ...(isPako(pako) ? [{ name: 'pako 9', work: () => pako.gzip(bytes, { level: 9 }) }] : []),
    { name: 'ours, fast', work: () => encodeAnnotation(bytes, 'fast') },
    { name: 'ours, best', work: () => encodeAnnotation(bytes, 'best') },
  ];
}

function decoding({ annotation, gzip }: Sized, pako: unknown, { pipe }: Tools): readonly Step[] {
  const text = new TextEncoder().encode(annotation);
  return [
    { name: 'base64 -d | gunzip, as programs', work: () => pipe('sh', ['-c', 'base64 -d | gunzip'], text) },
    { name: 'zlib of Node', work: () => zlibGunzip(Buffer.from(annotation, 'base64')) },
    { name: 'DecompressionStream', work: () => streamed(gzip, 'decompress') },
    ...(isPako(pako) ? [{ name: 'pako', work: () => pako.ungzip(gzip) }] : []),
    { name: 'ours, with every layer checked', work: () => decodeAnnotation(annotation) },
  ];
}

function digesting({ bytes }: Sized, { pipe }: Tools): readonly Step[] {
  return [
    { name: 'sha384sum, as a program', work: () => pipe('sha384sum', [], bytes) },
    { name: 'ours, sha384', work: () => digestOf(bytes, 'sha384') },
    {
      name: 'ours, all three',
      work: () =>
        Promise.all([digestOf(bytes, 'sha256'), digestOf(bytes, 'sha384'), digestOf(bytes, 'sha512')]),
    },
  ];
}

function parsing({ text }: Sized): readonly Step[] {
  return [
    { name: 'smol-toml, values alone', work: () => smolParse(text) },
    { name: 'ours, outline', work: () => outlineOf(text) },
    { name: 'ours, tree with places', work: () => parseToml(text, 'initdata') },
    { name: 'ours, all checks of the document', work: () => checkInitData(text) },
  ];
}

/** One step at a time in this process, programs with their start: what a person would wait for in a shell. */
export const part: Part = {
  name: 'speed',
  async run(tools) {
    const sizes = [sized('4 kB', 4_000), sized('90 kB', 88_000), sized('1 MB', 1_000_000)];
    const pako = await tools.load('pako');
    const note = 'Median in Node on one core; in brackets the ratio to the first line.';
    return [
      await table('Parse', note, sizes, parsing),
      await table('Digest', note, sizes, (size) => digesting(size, tools)),
      await table('Encode to the annotation', note, sizes, (size) => encoding(size, pako, tools)),
      await table('Decode the annotation', note, sizes, (size) => decoding(size, pako, tools)),
    ];
  },
};
