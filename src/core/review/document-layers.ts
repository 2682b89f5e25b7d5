/** The layers of a document itself: its text, its TOML, its files. */
import { factsOf, documentFromBytes } from '#core/analysis/facts.ts';
import { firstBadByte } from '#core/annotation/document-facts.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { isAlgorithm } from '#core/initdata/algorithm.ts';
import { digestOf, webCryptoAvailable } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { outlineOf, type Outline } from '#core/initdata/outline.ts';
import { documentOutcomes, type DocumentOutcomes } from '#core/initdata/outcomes.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import { parseToml } from '#core/toml/document.ts';
import { findingsOfLayer } from './layer-findings.ts';
import { grouped } from './layer-facts.ts';
import { filesLayer, tomlLayer, utf8Layer, type Draft } from './layers.ts';
import { uptoBroken, type Peeled } from './peel.ts';
import type { Layer } from './review.ts';

/** A document parsed once for all that looks at it. */
export interface DocumentReading {
  readonly outcomes: DocumentOutcomes;
  readonly parsed: boolean;
  /** Syntax of TOML 1.1 is used. */
  readonly newer: boolean;
}

export function documentReading(bytes: Uint8Array): DocumentReading {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { outcomes: documentOutcomes(bytes), parsed: false, newer: false };
  const toml = parseToml(text, 'initdata');
  const newer = toml.diagnostics.some(({ consumers }) =>
    consumers?.some(({ consumer }) => consumer === 'caa'),
  );
  return { outcomes: documentOutcomes(bytes, toml), parsed: toml.value !== undefined, newer };
}

export function documentLayers(
  bytes: Uint8Array<ArrayBuffer>,
  outline: Outline | undefined,
  { outcomes, ...toml }: DocumentReading,
): readonly Draft[] {
  const input = documentFromBytes(bytes);
  const facts = factsOf(input, bytes, outline);
  const utf8 = utf8Layer(facts, facts.utf8 ? undefined : firstBadByte(bytes), outcomes);
  if (input.kind !== 'text') return [utf8];
  return uptoBroken([utf8, tomlLayer(facts, toml, outcomes), filesLayer(facts)]);
}

/**
 * Of several intact members the Go runtime reads all and runtime-rs the first, which is the document that is shown: the
 * layer says what the other measures.
 */
export async function withOtherDocument({ layers, decoded }: Peeled): Promise<readonly Draft[]> {
  const other = decoded?.documentOfAllMembers;
  if (other === undefined) return layers;
  const text = decodeUtf8(other);
  const algorithm = text === undefined ? undefined : outlineOf(text).algorithm?.value;
  const digest =
    isAlgorithm(algorithm) && webCryptoAvailable()
      ? `, ${algorithm} ${hexOf(await digestOf(new Uint8Array(other), algorithm))}`
      : '';
  const fact = {
    name: 'the Go runtime reads',
    value: `${grouped(other.length)} bytes${digest}`,
    quoted: false,
  };
  return layers.map((layer) => (layer.kind === 'gzip' ? { ...layer, facts: [...layer.facts, fact] } : layer));
}

/** The layers with the positions of what was found at each. */
export function withFindings(drafts: readonly Draft[], findings: readonly Diagnostic[]): readonly Layer[] {
  const kinds = drafts.map(({ kind }) => kind);
  return drafts.map((draft, index) => ({
    ...draft,
    findings: findings.flatMap((finding, at) => (findingsOfLayer(finding, kinds) === index ? [at] : [])),
  }));
}
