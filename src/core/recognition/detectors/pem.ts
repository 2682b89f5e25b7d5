/** PEM files. */
import type { Detector } from '../recognition.ts';

export const pemDetector: Detector = {
  name: 'pem',
  detect: ({ trimmed, text }) => {
    if (text === undefined || !/^-----BEGIN |\n-----BEGIN /.test(trimmed)) return undefined;
    if (!trimmed.startsWith('-----BEGIN ') && !isPemPreamble(trimmed)) return undefined;
    if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----/m.test(trimmed)) {
      return {
        kind: 'private-key',
        confidence: 'certain',
        evidence: 'It is a private key in PEM. The host can read Init-Data: a key does not belong there.',
      };
    }
    const count = [...trimmed.matchAll(/^-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/gm)].length;
    if (count === 0) return undefined;
    const evidence = count === 1 ? 'It is a certificate in PEM.' : `It is ${count} certificates in PEM.`;
    return { kind: 'certificate', text, count, confidence: 'certain', evidence };
  },
};

/** What programs print before a certificate: names and values or comments, never TOML strings or YAML blocks. */
function isPemPreamble(text: string): boolean {
  const preamble = text.slice(0, text.indexOf('-----BEGIN '));
  return !/['"]{3}|=[ \t]*["']|^[ \t]*(apiVersion|package|\[)|:[ \t]*[|>]/m.test(preamble);
}
