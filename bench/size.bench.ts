import { gzipSync } from 'fflate';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { policySizedDocuments } from './inputs.ts';
import { milliseconds, percent, type Part, type Tools } from './part.ts';

/** Bytes of a gzip stream that some program made. */
interface Encoder {
  readonly name: string;
  readonly encode: (document: Uint8Array) => Promise<Uint8Array | undefined> | Uint8Array | undefined;
}

type Compressor = (data: Uint8Array, options: object) => Uint8Array;

function hasFunction<Name extends string>(
  module: unknown,
  name: Name,
): module is Readonly<Record<Name, (...args: readonly unknown[]) => unknown>> {
  return typeof module === 'object' && module !== null && name in module;
}

async function encoders({ pipe, load }: Tools): Promise<readonly Encoder[]> {
  const pako = await load('pako');
  const zopfli = await load('@gfx/zopfli');
  const ours: readonly Encoder[] = [
    { name: 'gzip', encode: (document) => pipe('gzip', ['-c'], document) },
    { name: 'gzip -9', encode: (document) => pipe('gzip', ['-9', '-c'], document) },
    { name: 'CompressionStream', encode: throughStream },
    { name: 'fflate 9 (our fast)', encode: (document) => gzipSync(document, { level: 9, mtime: 0 }) },
    { name: 'libdeflate-gzip -12', encode: (document) => pipe('libdeflate-gzip', ['-12', '-c'], document) },
    { name: 'zopfli, 15 iterations, native', encode: (document) => pipeFile(pipe, document) },
  ];
  return [
    ...ours,
    ...(hasFunction(pako, 'gzip')
      ? [
          {
            name: 'pako 9',
            encode: (document: Uint8Array) => (pako.gzip as Compressor)(document, { level: 9 }),
          },
        ]
      : []),
    ...(hasFunction(zopfli, 'gzipAsync')
      ? [
          {
            name: 'zopfli, 15 iterations, WebAssembly',
            encode: (document: Uint8Array) =>
              zopfli.gzipAsync(document, { numiterations: 15 }) as Promise<Uint8Array>,
          },
        ]
      : []),
    { name: 'ours, best', encode: (document) => encodeAnnotation(document, 'best').gzip },
  ];
}

/** zopfli reads no pipe. */
function pipeFile(pipe: Tools['pipe'], document: Uint8Array): Uint8Array | undefined {
  const command =
    'command -v zopfli >/dev/null && f=$(mktemp) && cat > "$f" && zopfli --i15 -c "$f" && rm "$f"';
  return pipe('sh', ['-c', command], document);
}

async function throughStream(document: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([Uint8Array.from(document)]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Characters of the annotation that a stream becomes. */
const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4;

/** Sum of annotation sizes and time over the twelve documents, each encoder on each document in turn. */
export const part: Part = {
  name: 'size',
  async run(tools) {
    const documents = policySizedDocuments().map(({ text }) => new TextEncoder().encode(text));
    const all = await encoders(tools);
    const measured: { readonly name: string; readonly size: number; readonly time: number }[] = [];
    const missing: string[] = [];
    for (const { name, encode } of all) {
      let size = 0;
      let spent = 0;
      for (const document of documents) {
        const start = performance.now();
        const stream = await encode(document);
        spent += performance.now() - start;
        size += stream === undefined ? Number.NaN : base64Length(stream.length);
      }
      if (Number.isNaN(size)) missing.push(name);
      else measured.push({ name, size, time: spent / documents.length });
    }
    const sizeOf = (wanted: string): number =>
      measured.find(({ name }) => name === wanted)?.size ?? Number.NaN;
    const rows = measured
      .toSorted((a, b) => b.size - a.size)
      .map(({ name, size, time }) => [
        name,
        size.toLocaleString('en'),
        percent(size, sizeOf('gzip')),
        percent(size, sizeOf('gzip -9')),
        percent(size, sizeOf('zopfli, 15 iterations, native')),
        milliseconds(time),
      ]);
    return [
      {
        title: 'Size of the annotation',
        note:
          `Twelve documents of 10 to 95 kB (bench/inputs.ts), characters of base64 in all; time is per document and ` +
          `includes the start of a program.${missing.length > 0 ? ` Not on this machine: ${missing.join(', ')}.` : ''}`,
        columns: [
          'encoder',
          'characters',
          'against gzip',
          'against gzip -9',
          'against zopfli',
          'per document',
        ],
        rows,
      },
    ];
  },
};
