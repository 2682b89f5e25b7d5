/**
 * Values that may stand for Init-Data, wherever somebody copied them from: a claim, a field of the evidence, an option of
 * the host's command line, a listing of registers, a quote or report as bytes. Nothing here looks at a signature.
 *
 * @see https://github.com/confidential-containers/guest-components/tree/8246e5e0/attestation-agent/attester/src
 */
import { readBase64 } from '#core/annotation/base64.ts';
import { readExpected } from '#core/expected/read-value.ts';
import { bytesOfHex, hexOf } from '#core/initdata/hex.ts';
import { tokenDetector } from '#core/recognition/detectors/token.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { isJsonObject, jsonFrom, type Json } from './json.ts';

export interface FoundValue {
  /** Where it stood, such as `init_data of cpu0` or `PCR 8, sha256 bank`. */
  readonly from: string;
  /** As it can be given to a comparison. */
  readonly written: string;
  /** Lower case; of 32, 48, 64 or 256 bytes. */
  readonly hex: string;
}

export type FoundValues =
  | { readonly kind: 'values'; readonly what: string; readonly values: readonly FoundValue[] }
  | { readonly kind: 'nothing'; readonly reason: string };

/** A token with a policy in its claims has some 100 kB, an evidence with its event log as much. */
const longestText = 2_000_000;

/** A listing has two dozen registers, an evidence one field: more is something else. */
const mostValues = 16;

/** What the text is and the values in it, the likeliest reading first. Never throws; linear in the text. */
export function findValues(text: string): FoundValues {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'nothing', reason: 'Nothing was given.' };
  if (trimmed.length > longestText) return { kind: 'nothing', reason: 'It is far longer than any evidence.' };
  for (const read of [inToken, inListing, inJson, inBytes, inNames, alone]) {
    const found = read(trimmed);
    if (found !== undefined && found.values.length > 0) {
      return { kind: 'values', what: found.what, values: found.values.slice(0, mostValues) };
    }
  }
  return {
    kind: 'nothing',
    reason:
      'There is no token, no listing of registers, no named field and no value of 32, 48 or 64 bytes in it.',
  };
}

interface Reading {
  readonly what: string;
  readonly values: readonly FoundValue[];
}

function inToken(trimmed: string): Reading | undefined {
  const found = tokenDetector.detect({ bytes: encodeUtf8(trimmed), text: trimmed, trimmed, name: '' });
  if (found?.kind !== 'token') return undefined;
  const values = found.digests.map(({ label, written, hex }) => ({
    from: label ?? 'init_data',
    written,
    hex,
  }));
  // A token of another layout still has named claims.
  return {
    what: 'an attestation token',
    values: values.length > 0 ? values : fieldsIn(jsonFrom(found.payload)),
  };
}

/** `tpm2_pcrread` and its like: banks with a line for each register. */
function inListing(trimmed: string): Reading | undefined {
  const values: FoundValue[] = [];
  let bank = '';
  for (const line of trimmed.split('\n', 400)) {
    const header = /^\s*(sha1|sha256|sha384|sha512)\s*:\s*$/i.exec(line)?.[1];
    if (header !== undefined) bank = header.toLowerCase();
    const register = /^\s*(?:PCR[\s_[-]*)?0?8\]?\s*[:=]\s*(?:0x)?([0-9a-f]{64})\s*$/i.exec(line)?.[1];
    if (register === undefined || (bank !== '' && bank !== 'sha256')) continue;
    values.push({ from: 'PCR 8, sha256 bank', written: register, hex: register.toLowerCase() });
  }
  return { what: 'a listing of registers; of these, PCR 8 carries Init-Data', values };
}

function inJson(trimmed: string): Reading | undefined {
  if (!/^[{[]/.test(trimmed)) return undefined;
  return { what: 'JSON with fields of evidence or claims', values: fieldsIn(jsonFrom(trimmed)) };
}

/** Names under which programs write the field, as components spell them. */
const fieldNames: ReadonlyMap<string, string> = new Map(
  [
    'init_data',
    'host_data',
    'host-data',
    'hostdata',
    'mr_config_id',
    'mrconfigid',
    'config_id',
    'configid',
    'personalization_value',
    'personalization-value',
    'cca-realm-personalization-value',
    'pcr08',
    'pcr8',
    'user_data',
  ].map((name) => [name, name]),
);

function fieldsIn(json: Json | undefined): readonly FoundValue[] {
  const found: FoundValue[] = [];
  const visit = (value: Json | undefined, path: readonly string[], depth: number): void => {
    if (depth > 12 || found.length >= mostValues) return;
    if (Array.isArray(value)) {
      for (const [index, item] of value.slice(0, 64).entries()) {
        visit(item as Json, [...path, String(index)], depth + 1);
      }
    } else if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        const from = [...path, key].join('.');
        const name = key.slice(key.lastIndexOf('.') + 1).toLowerCase();
        if (fieldNames.has(name)) found.push(...valueOf(member, from));
        if (name === 'quote' && typeof member === 'string') found.push(...measuredField(member, from));
        visit(member, [...path, key], depth + 1);
      }
    }
  };
  visit(json, [], 0);
  return found;
}

/** A text in any notation, or a list of bytes as reports are serialised. */
function valueOf(member: Json, from: string): readonly FoundValue[] {
  if (typeof member === 'string') {
    const [first] = readExpected(member);
    return first === undefined ? [] : [{ from, written: member, hex: first.hex }];
  }
  if (!Array.isArray(member) || ![32, 48, 64].includes(member.length)) return [];
  const bytes = member.filter(
    (item): item is number => typeof item === 'number' && Number.isInteger(item) && item >= 0 && item < 256,
  );
  if (bytes.length !== member.length) return [];
  const hex = hexOf(Uint8Array.from(bytes));
  return [{ from, written: hex, hex }];
}

/** Base64 or hexadecimal digits of a whole quote or report. */
function inBytes(trimmed: string): Reading | undefined {
  if (trimmed.length < 1_000 || !/^[\w+/=\s-]+$/.test(trimmed)) return undefined;
  return { what: 'a quote or report of the hardware', values: measuredField(trimmed, '') };
}

/**
 * The field of a TDX quote or an SNP report, by the place at which its layout has it.
 *
 * A TDX quote is a header of 48 bytes and the report body, in which 184 bytes stand before MRCONFIGID; version 5 has 6 more
 * between the two. HOST_DATA stands at 0xC0 of an SNP report of 1184 bytes.
 */
function measuredField(text: string, path: string): readonly FoundValue[] {
  const compact = text.replaceAll(/\s+/g, '');
  const bytes = bytesOfHex(compact) ?? readBase64(compact).bytes;
  if (bytes === undefined) return [];
  const place = placeIn(bytes);
  if (place === undefined) return [];
  const hex = hexOf(bytes.subarray(place.at, place.at + place.length));
  return [{ from: path === '' ? place.name : `${place.name} in ${path}`, written: hex, hex }];
}

const snpReportBytes = 1_184;
const tdxTeeType = 0x81;

function placeIn(
  bytes: Uint8Array,
): { readonly name: string; readonly at: number; readonly length: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 632) {
    const version = view.getUint16(0, true);
    if ((version === 4 || version === 5) && view.getUint32(4, true) === tdxTeeType) {
      return { name: 'mr_config_id of a TDX quote', at: version === 4 ? 232 : 238, length: 48 };
    }
  }
  if (bytes.length === snpReportBytes && view.getUint32(0, true) >= 2 && view.getUint32(0, true) <= 5) {
    return { name: 'host_data of an SNP report', at: 192, length: 32 };
  }
  return undefined;
}

/** Names with a value behind a colon or an equals sign, in a command line, a log or prose. */
function inNames(trimmed: string): Reading | undefined {
  const values = [
    ...trimmed
      .slice(0, 100_000)
      .matchAll(/(?<![\w-])([A-Za-z][\w-]{2,40})["']?\s{0,4}[:=]\s{0,4}["']?(?:0x)?([\w+/-]{43,512}={0,2})/g),
  ].flatMap(([, name = '', written = '']): readonly FoundValue[] => {
    if (!fieldNames.has(name.toLowerCase())) return [];
    const [first] = readExpected(written);
    return first === undefined ? [] : [{ from: name, written, hex: first.hex }];
  });
  return { what: 'a named field', values };
}

function alone(trimmed: string): Reading | undefined {
  const [first] = readExpected(trimmed);
  if (first === undefined) return undefined;
  const { notation, hex, bytes } = first;
  const words = {
    hex: 'hexadecimal digits',
    'hex-upper': 'hexadecimal digits in upper case',
    base64: 'base64',
    base64url: 'base64url',
    'hex-in-base64': 'base64 of hexadecimal digits',
  }[notation];
  const what = `a value of ${bytes.length} bytes in ${words}`;
  return { what, values: [{ from: 'the value', written: trimmed, hex }] };
}
