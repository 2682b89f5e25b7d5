/**
 * Facts of an X.509 certificate, read from its DER bytes. Only what the checks and the certificate table show; nothing is
 * verified: neither the signature nor the chain.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5280
 */
import { hexOf } from '#core/initdata/hex.ts';
import {
  bitLengthOf,
  childrenOf,
  objectIdOf,
  readElement,
  tags,
  textOf,
  timeOf,
  type DerElement,
} from './der.ts';
import {
  amdArc,
  attributeNames,
  curves,
  extensionIds,
  keyUsages,
  signatureAlgorithms,
  understoodExtensions,
  type KeyUsage,
  type SignatureFacts,
} from './object-ids.ts';

export interface KeyFacts {
  readonly kind: 'rsa' | 'ec' | 'ed25519' | 'dsa' | 'other';
  /** Such as `RSA 2048` or `EC P-256`. */
  readonly name: string;
  /** Bits of the modulus or curve; absent where they say nothing. */
  readonly bits?: number;
}

export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal, as `openssl x509 -serial` prints it, lower case. */
  readonly serial: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly selfIssued: boolean;
  readonly ca: boolean;
  /** Absent when the certificate has no key usage extension. */
  readonly keyUsage?: readonly KeyUsage[];
  readonly signature: SignatureFacts;
  readonly key: KeyFacts;
  /** DNS names, addresses, mail addresses and URIs. */
  readonly names: readonly string[];
  /** Object identifiers of critical extensions that TLS readers do not understand. */
  readonly unknownCritical: readonly string[];
  /** A certificate of an AMD processor or of the authority for them. */
  readonly amdChip: boolean;
}

/** Reads a certificate; `undefined` when the bytes are none. Never throws. */
export function readCertificate(der: Uint8Array): Certificate | undefined {
  const outer = readElement(der);
  const parts = outer?.tag === tags.sequence ? childrenOf(outer) : undefined;
  const [tbs, algorithm, signatureBits] = parts ?? [];
  if (parts?.length !== 3 || tbs?.tag !== tags.sequence || signatureBits?.tag !== tags.bitString)
    return undefined;
  const fields = childrenOf(tbs)?.filter(({ tag }, index) => !(index === 0 && tag === 0xa0));
  const [serial, , issuer, validity, subject, keyInfo, ...rest] = fields ?? [];
  if (serial?.tag !== tags.integer || issuer === undefined || subject === undefined) return undefined;
  const [start, end] = (validity === undefined ? undefined : childrenOf(validity)) ?? [];
  const notBefore = start === undefined ? undefined : timeOf(start);
  const notAfter = end === undefined ? undefined : timeOf(end);
  const key = keyInfo === undefined ? undefined : keyOf(keyInfo);
  const signature = algorithm === undefined ? undefined : signatureOf(algorithm);
  const subjectName = nameOf(subject);
  const issuerName = nameOf(issuer);
  const extensions = extensionsOf(rest);
  if (notBefore === undefined || notAfter === undefined || key === undefined || signature === undefined) {
    return undefined;
  }
  if (subjectName === undefined || issuerName === undefined || extensions === undefined) return undefined;
  return {
    subject: subjectName,
    issuer: issuerName,
    serial: hexOf(serial.content),
    notBefore,
    notAfter,
    selfIssued: hexOf(subject.whole) === hexOf(issuer.whole),
    signature,
    key,
    ...factsOf(extensions),
    amdChip:
      extensions.some(({ id }) => id.startsWith(amdArc)) || /O=Advanced Micro Devices/.test(issuerName),
  };
}

function nameOf(name: DerElement): string | undefined {
  const sets = name.tag === tags.sequence ? childrenOf(name) : undefined;
  if (sets === undefined) return undefined;
  const parts = sets.flatMap((set) =>
    (childrenOf(set) ?? []).map((attribute) => {
      const [type, value] = childrenOf(attribute) ?? [];
      if (type?.tag !== tags.objectId || value === undefined) return '';
      const id = objectIdOf(type);
      return `${attributeNames[id] ?? id}=${textOf(value)}`;
    }),
  );
  return parts.filter((part) => part !== '').join(', ');
}

function signatureOf(algorithm: DerElement): SignatureFacts | undefined {
  const [id] = childrenOf(algorithm) ?? [];
  if (id?.tag !== tags.objectId) return undefined;
  const text = objectIdOf(id);
  return signatureAlgorithms[text] ?? { name: text };
}

function keyOf(info: DerElement): KeyFacts | undefined {
  const [algorithm, bits] = childrenOf(info) ?? [];
  const [id, parameter] = (algorithm === undefined ? undefined : childrenOf(algorithm)) ?? [];
  if (id?.tag !== tags.objectId || bits?.tag !== tags.bitString) return undefined;
  switch (objectIdOf(id)) {
    case '1.2.840.113549.1.1.1':
    case '1.2.840.113549.1.1.10':
      return rsaKey(bits);
    case '1.2.840.10045.2.1': {
      const curve = parameter?.tag === tags.objectId ? curves[objectIdOf(parameter)] : undefined;
      return {
        kind: 'ec',
        name: `EC ${curve?.name ?? 'curve'}`,
        ...(curve === undefined ? {} : { bits: curve.bits }),
      };
    }
    case '1.3.101.112':
      return { kind: 'ed25519', name: 'Ed25519', bits: 256 };
    case '1.2.840.10040.4.1':
      return { kind: 'dsa', name: 'DSA' };
    default:
      return { kind: 'other', name: objectIdOf(id) };
  }
}

function rsaKey(bits: DerElement): KeyFacts | undefined {
  const sequence = readElement(bits.content.subarray(1));
  const [modulus] = (sequence === undefined ? undefined : childrenOf(sequence)) ?? [];
  if (modulus?.tag !== tags.integer) return undefined;
  const length = bitLengthOf(modulus.content);
  return { kind: 'rsa', name: `RSA ${length}`, bits: length };
}

interface Extension {
  readonly id: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

function extensionsOf(rest: readonly DerElement[]): readonly Extension[] | undefined {
  const wrapper = rest.find(({ tag }) => tag === 0xa3);
  if (wrapper === undefined) return [];
  const [list] = childrenOf(wrapper) ?? [];
  const items = list === undefined ? undefined : childrenOf(list);
  const extensions = items?.map((item): Extension | undefined => {
    const parts = childrenOf(item) ?? [];
    const id = parts[0];
    const value = parts.at(-1);
    if (id?.tag !== tags.objectId || value?.tag !== tags.octetString) return undefined;
    return {
      id: objectIdOf(id),
      critical: parts.length === 3 && parts[1]?.content[0] === 0xff,
      value: value.content,
    };
  });
  return extensions?.every((extension) => extension !== undefined) === true ? extensions : undefined;
}

function factsOf(
  extensions: readonly Extension[],
): Pick<Certificate, 'ca' | 'keyUsage' | 'names' | 'unknownCritical'> {
  const find = (id: string): Extension | undefined => extensions.find((extension) => extension.id === id);
  const usage = find(extensionIds.keyUsage);
  const names = find(extensionIds.subjectAltName);
  const constraints = find(extensionIds.basicConstraints);
  return {
    ca: constraints !== undefined && isCa(constraints.value),
    ...(usage === undefined ? {} : { keyUsage: usagesOf(usage.value) }),
    names: names === undefined ? [] : namesOf(names.value),
    unknownCritical: extensions
      .filter(({ id, critical }) => critical && !understoodExtensions.has(id))
      .map(({ id }) => id),
  };
}

function isCa(value: Uint8Array): boolean {
  const sequence = readElement(value);
  const [flag] = (sequence === undefined ? undefined : childrenOf(sequence)) ?? [];
  return flag?.tag === tags.boolean && flag.content[0] === 0xff;
}

function usagesOf(value: Uint8Array): readonly KeyUsage[] {
  const bits = readElement(value);
  if (bits?.tag !== tags.bitString) return [];
  return keyUsages.filter(
    (_, index) => ((bits.content[1 + (index >> 3)] ?? 0) & (0x80 >> (index & 7))) !== 0,
  );
}

function namesOf(value: Uint8Array): readonly string[] {
  const sequence = readElement(value);
  const items = (sequence === undefined ? undefined : childrenOf(sequence)) ?? [];
  return items.flatMap((item) => {
    const { tag, content } = item;
    if (tag === 0x81 || tag === 0x82 || tag === 0x86) return [textOf(item)];
    return tag === 0x87 ? [addressOf(content)] : [];
  });
}

function addressOf(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  return (hexOf(bytes).match(/.{1,4}/g) ?? []).join(':');
}
