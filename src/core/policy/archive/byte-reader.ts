/** Bytes read forward, from a file of any size or from what comes out of a decompressor: never more than a piece of it at once. */

export interface ByteReader {
  /** The next bytes; fewer than were asked for at the end. */
  readonly take: (count: number) => Promise<Uint8Array>;
  /** Passes over bytes. @returns how many there were */
  readonly skip: (count: number) => Promise<number>;
  /** Lets go of the source. */
  readonly close: () => Promise<void>;
}

/** Enough that a walk over small entries does not ask the disk for each. */
const pieceBytes = 256 * 1024;

/** Reads a file; what is passed over is never loaded. */
export function blobReader(blob: Blob): ByteReader {
  let at = 0;
  let piece: Uint8Array = new Uint8Array(0);
  let pieceAt = 0;
  return {
    async take(count) {
      const isLoaded = at >= pieceAt && at + count <= pieceAt + piece.length;
      if (!isLoaded) {
        const end = Math.min(blob.size, at + Math.max(count, pieceBytes));
        piece = new Uint8Array(await blob.slice(at, end).arrayBuffer());
        pieceAt = at;
      }
      const taken = piece.subarray(at - pieceAt, at - pieceAt + count);
      at += taken.length;
      return taken;
    },
    skip(count) {
      const skipped = Math.max(0, Math.min(count, blob.size - at));
      at += skipped;
      return Promise.resolve(skipped);
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Reads a stream, such as a decompressor gives.
 *
 * @param limit more bytes than this are not read: a small file can hold endless ones
 */
export function streamReader(stream: ReadableStream<Uint8Array>, limit: number): ByteReader {
  const source = stream.getReader();
  let piece: Uint8Array = new Uint8Array(0);
  let total = 0;
  const next = async (): Promise<boolean> => {
    const { done, value } = await source.read();
    if (done) return false;
    total += value.length;
    if (total > limit) throw new TooLargeError(limit);
    piece = value;
    return true;
  };
  return {
    async take(count) {
      const parts: Uint8Array[] = [];
      let missing = count;
      while (missing > 0 && (piece.length > 0 || (await next()))) {
        const part = piece.subarray(0, missing);
        piece = piece.subarray(part.length);
        missing -= part.length;
        parts.push(part);
      }
      return joined(parts);
    },
    async skip(count) {
      let missing = count;
      while (missing > 0 && (piece.length > 0 || (await next()))) {
        const passed = Math.min(missing, piece.length);
        piece = piece.subarray(passed);
        missing -= passed;
      }
      return count - missing;
    },
    close: () => source.cancel(),
  };
}

/** A stream gave more than anybody should read of it. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
  constructor(limit: number) {
    super(`there is more in it than ${String(Math.round(limit / 1024 / 1024))} MiB`);
  }
}

/** What stands where a header should be is none. */
export class BrokenTarError extends Error {
  override readonly name = 'BrokenTarError';
  constructor(offset: number) {
    super(`no header of an entry at byte ${String(offset)}`);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
