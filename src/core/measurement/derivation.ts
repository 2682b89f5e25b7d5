/** How a value comes out of the document, step by step, and the shell commands that do each step. */
import { encodeBase64 } from '#core/annotation/base64.ts';
import { shellFile, sumProgram } from '#core/bundle/shell.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import type { Digest } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { fitToField, firstBytesOf, pcr8Of, pcrBytes } from '#core/initdata/hostdata.ts';
import type { Binding } from '#core/platform/platform.ts';

/** Bytes in the spellings that people meet. */
export interface Spelled {
  readonly bytes: number;
  /** Lower case. */
  readonly hex: string;
  readonly base64: string;
}

/** A line for a POSIX shell that prints the value of its step, in the folder of the document. */
export interface StepCommand {
  readonly script: string;
  readonly prints: 'hex' | 'base64';
  readonly needs: readonly string[];
}

export type StepAction =
  | { readonly kind: 'digest'; readonly algorithm: Algorithm }
  /** The tail is dropped. */
  | { readonly kind: 'cut'; readonly kept: number; readonly dropped: number }
  /** Zero bytes are appended. */
  | { readonly kind: 'pad'; readonly zeros: number }
  /** SHA-256 of 32 zero bytes, which is what the register holds at first, and the value so far. */
  | { readonly kind: 'extend'; readonly register: 'PCR 8' };

export interface DerivationStep {
  readonly action: StepAction;
  /** What there is after the step. */
  readonly value: Spelled;
  readonly commands: readonly StepCommand[];
}

/** How a digest comes to the length of a field. */
export function fittingOf({ length }: Digest, bytes: number): 'exact' | 'cut' | 'padded' {
  if (length === bytes) return 'exact';
  return length > bytes ? 'cut' : 'padded';
}

/** Bytes with their two spellings. */
export function spelled(bytes: Uint8Array): Spelled {
  return { bytes: bytes.length, hex: hexOf(bytes), base64: encodeBase64(bytes) };
}

/**
 * The steps from a document to what a field or register carries; the last value is the one in the evidence.
 *
 * @param binding what carries it; without one, and for none, the digest is all there is
 * @param documentFile name of the document in the commands
 * @throws TypeError where WebCrypto is missing, for PCR 8
 */
export async function derive(
  digest: Digest,
  algorithm: Algorithm,
  binding: Binding | undefined,
  documentFile = 'initdata.toml',
): Promise<readonly DerivationStep[]> {
  const sum = sumProgram[algorithm];
  const file = shellFile(documentFile);
  const pipe = `openssl dgst -${algorithm} -binary < ${file}`;
  const first: DerivationStep = {
    action: { kind: 'digest', algorithm },
    value: spelled(digest),
    commands: [
      { script: `${sum} < ${file} | cut -d ' ' -f 1`, prints: 'hex', needs: [sum, 'cut'] },
      ...printed(pipe, []),
    ],
  };
  if (binding === undefined || binding.kind === 'none') return [first];
  if (binding.kind === 'field') {
    const missing = binding.bytes - digest.length;
    if (missing === 0) return [first];
    const value = spelled(fitToField(digest, binding.bytes));
    return [first, missing < 0 ? cut(pipe, digest.length, value) : pad(pipe, missing, value)];
  }
  const isWhole = digest.length === pcrBytes;
  const input = isWhole ? pipe : `${pipe} | head -c ${pcrBytes}`;
  const steps = isWhole ? [first] : [first, cut(pipe, digest.length, spelled(firstBytesOf(digest)))];
  const extended = `{ head -c ${pcrBytes} /dev/zero; ${input}; } | openssl dgst -sha256 -binary`;
  return [
    ...steps,
    {
      action: { kind: 'extend', register: 'PCR 8' },
      value: spelled(await pcr8Of(digest)),
      commands: printed(extended, ['head']),
    },
  ];
}

function cut(pipe: string, length: number, value: Spelled): DerivationStep {
  return {
    action: { kind: 'cut', kept: value.bytes, dropped: length - value.bytes },
    value,
    commands: printed(`${pipe} | head -c ${value.bytes}`, ['head']),
  };
}

function pad(pipe: string, zeros: number, value: Spelled): DerivationStep {
  return {
    action: { kind: 'pad', zeros },
    value,
    commands: printed(`{ ${pipe}; head -c ${zeros} /dev/zero; }`, ['head']),
  };
}

/** Both spellings of what a pipe gives; `-c 64` keeps the longest value on one line. */
function printed(pipe: string, needs: readonly string[]): readonly StepCommand[] {
  return [
    { script: `${pipe} | xxd -p -c 64`, prints: 'hex', needs: ['openssl', 'xxd', ...needs] },
    { script: `${pipe} | openssl base64 -A`, prints: 'base64', needs: ['openssl', ...needs] },
  ];
}
