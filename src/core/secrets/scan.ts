/**
 * Finds secret material in a text that everyone can read. It judges by form, never by checking a value anywhere, so a
 * finding says what something looks like. Linear in the text: one megabyte takes a few milliseconds.
 */
import { readBase64 } from '#core/annotation/base64.ts';
import { pemPlacesIn, type PemPlace } from '#core/certificates/pem.ts';
import { diagnostic, type Diagnostic, type SourceName } from '#core/diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '#core/diagnostics/catalogue.ts';
import { overlaps, type Span } from '#core/text/span.ts';
import { entropicStringsIn } from './entropy.ts';
import { namedSecretsIn } from './named.ts';
import { secretPatterns } from './patterns.ts';

/**
 * Scans any text: a configuration file, a policy, the whole document, a manifest. Findings do not overlap; where two
 * forms match one place, the more telling one is kept. Never throws.
 */
export function scanSecrets(text: string, source: SourceName): readonly Diagnostic[] {
  const blocks = pemPlacesIn(text);
  const found = new Findings(source);
  for (const block of blocks) {
    if (isPrivate(block)) {
      found.add('secret/private-key', block.span, `${block.label} is private and stands here in clear.`);
    }
  }
  const harmless = blocks.filter((block) => !isPrivate(block)).map(({ span }) => span);
  for (const { code, name, marks, pattern } of secretPatterns) {
    if (!marks.some((mark) => text.includes(mark))) continue;
    for (const span of matchesOf(text, pattern)) {
      if (!isSealed(text, span)) found.add(code, span, `This looks like ${name}.`);
    }
  }
  scanJson(text, found);
  for (const span of urlCredentialsIn(text)) {
    found.add('secret/url-credentials', span, 'This URL carries a user name and a password.');
  }
  for (const { key, span } of namedSecretsIn(text)) {
    found.add('secret/named-value', span, `"${key}" names a secret and has a literal value.`);
  }
  for (const span of entropicStringsIn(text, harmless)) {
    found.add('secret/high-entropy', span, 'This long random-looking string may be a key.');
  }
  return found.all.toSorted((a, b) => a.span.from - b.span.from);
}

function isPrivate({ label }: PemPlace): boolean {
  return /PRIVATE KEY(?: BLOCK)?$/.test(label);
}

class Findings {
  readonly all: Diagnostic[] = [];
  private readonly source: SourceName;
  /** Places that are taken, in buckets of the text, so that many findings stay cheap. */
  private readonly buckets = new Map<number, Span[]>();

  constructor(source: SourceName) {
    this.source = source;
  }

  add(code: DiagnosticCode, span: Span, message: string): void {
    if (this.all.length >= maxFindings) return;
    const first = span.from >> bucketBits;
    const last = span.to >> bucketBits;
    for (let bucket = first; bucket <= last; bucket++) {
      if (this.buckets.get(bucket)?.some((taken) => overlaps(taken, span)) === true) return;
    }
    for (let bucket = first; bucket <= last; bucket++) {
      const spans = this.buckets.get(bucket);
      if (spans === undefined) this.buckets.set(bucket, [span]);
      else spans.push(span);
    }
    this.all.push(
      diagnostic(code, this.source, span, message, {
        hint: 'Put it into the KBS and name its kbs:/// URI instead; treat it as known to others if it was published.',
      }),
    );
  }
}

const bucketBits = 10;

/** More would help nobody and would cost time in every list. */
const maxFindings = 500;

function* matchesOf(text: string, pattern: RegExp): Generator<Span> {
  for (const match of text.matchAll(pattern)) yield { from: match.index, to: match.index + match[0].length };
}

/** Sealed secrets are made to be public: `sealed.` and a JSON Web Signature. */
function isSealed(text: string, { from }: Span): boolean {
  return text.slice(Math.max(0, from - 7), from) === 'sealed.';
}

const jwk = /"kty"\s{0,20}:\s{0,20}"[A-Za-z]{2,10}"/g;
const privateMember = /"d"\s{0,20}:\s{0,20}"([A-Za-z0-9_-]{16,8192})"/;
const login = /\\?"auth\\?"\s{0,20}:\s{0,20}\\?"([A-Za-z0-9+/=]{4,4096})\\?"/g;

function scanJson(text: string, found: Findings): void {
  if (text.includes('"kty"')) scanKeys(text, found);
  if (!text.includes('auth')) return;
  for (const match of text.matchAll(login)) {
    const span = { from: match.index, to: match.index + match[0].length };
    if (isLogin(match[1] ?? '')) {
      found.add(
        'secret/registry-login',
        span,
        'This is the base64 of a user name and a password for a registry.',
      );
    }
  }
}

/** Longer than any JSON Web Key. */
const maxKeyLength = 16_384;

/** Looks for a member `d` between the braces around each `kty`. Both braces only move forward: linear in the text. */
function scanKeys(text: string, found: Findings): void {
  let open = -1;
  let close = -1;
  let seen = 0;
  let judged = -1;
  for (const { index } of text.matchAll(jwk)) {
    const nearer = text.slice(seen, index).lastIndexOf('{');
    if (nearer !== -1) open = seen + nearer;
    seen = index;
    if (close < index && close !== text.length) {
      close = text.indexOf('}', index);
      if (close === -1) close = text.length;
    }
    if (open === -1 || open === judged || index - open > maxKeyLength) continue;
    judged = open;
    const member = privateMember.exec(text.slice(open, Math.min(close, open + 2 * maxKeyLength)));
    if (member === null) continue;
    const from = open + member.index;
    found.add(
      'secret/private-jwk',
      { from, to: from + member[0].length },
      'The member "d" makes this JSON Web Key a private one.',
    );
  }
}

/** Bytes with a colon: `user:password`. */
function isLogin(base64: string): boolean {
  const colon = 0x3a;
  return readBase64(base64).bytes?.includes(colon) === true;
}

const credentials = /:\/\/([^\s/?#"'@:<>{}$]{0,256}):([^\s/?#"'@]{1,256})@[A-Za-z0-9[]/g;

function* urlCredentialsIn(text: string): Generator<Span> {
  if (!text.includes('@')) return;
  for (const match of text.matchAll(credentials)) {
    if (/^[$<{]|^x+$|^\*+$/i.test(match[2] ?? '')) continue;
    const scheme = /[A-Za-z][A-Za-z0-9+.-]{0,20}$/.exec(
      text.slice(Math.max(0, match.index - 21), match.index),
    )?.[0];
    yield { from: match.index - (scheme?.length ?? 0), to: match.index + match[0].length - 1 };
  }
}
