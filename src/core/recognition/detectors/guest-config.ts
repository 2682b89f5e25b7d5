/** aa.toml and cdh.toml by the tables and keys that only one of them has. */
import type { Detector, Recognition } from '../recognition.ts';

const aaSigns: readonly (readonly [RegExp, string])[] = [
  [/^[ \t]*\[+[ \t]*["']?token_configs\b/m, '[token_configs]'],
  [/^[ \t]*\[[ \t]*["']?eventlog_config\b/m, '[eventlog_config]'],
];

const cdhSigns: readonly (readonly [RegExp, string])[] = [
  [/^[ \t]*\[[ \t]*["']?kbc["']?[ \t]*\]/m, '[kbc]'],
  [/^[ \t]*\[+[ \t]*["']?image\b/m, '[image]'],
  [/^[ \t]*\[\[[ \t]*["']?credentials["']?[ \t]*\]\]|^[ \t]*credentials[ \t]*=/m, 'credentials'],
  [/^[ \t]*skip_sealed_secret_verification[ \t]*=/m, 'skip_sealed_secret_verification'],
  [/^[ \t]*socket[ \t]*=[ \t]*["'][^"'\n]*cdh\.sock/m, 'the socket of the CDH'],
];

export const guestConfigDetector: Detector = {
  name: 'guest-config',
  detect: ({ text, trimmed, name }) => {
    if (text === undefined || !/^[ \t]*(\[|[\w."'-]+[ \t]*=)/m.test(trimmed)) return undefined;
    const aa = aaSigns.filter(([pattern]) => pattern.test(trimmed)).map(([, sign]) => sign);
    const cdh = cdhSigns.filter(([pattern]) => pattern.test(trimmed)).map(([, sign]) => sign);
    if (aa.length === 0 && cdh.length === 0) return undefined;
    const isAa = aa.length === cdh.length ? !name.includes('cdh') : aa.length > cdh.length;
    const kind = isAa ? 'aa.toml' : 'cdh.toml';
    const signs = (isAa ? aa : cdh).join(', ');
    const found: Recognition = {
      kind,
      text,
      confidence: 'likely',
      evidence: `It has ${signs}, as ${kind} does.`,
    };
    return found;
  },
};
