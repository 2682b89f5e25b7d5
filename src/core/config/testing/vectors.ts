/**
 * The project's collection of aa.toml and cdh.toml files with recorded verdicts. Of each file the rules that fire, their
 * severity and the key they name must be the same, and so must the parser's verdict.
 */
import { checkCertificates } from '#core/certificates/check.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { scanSecrets } from '#core/secrets/scan.ts';
import type { CaseResult, RecordedFormat } from '#core/testing/recorded.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import { certificateFieldsOf } from '../certificate-fields.ts';
import { checkAa } from '../check-aa.ts';
import { checkCdh } from '../check-cdh.ts';
import type { ConfigContext } from '../context.ts';
import type { ConfigFinding } from '../finding.ts';
import { ruleIds } from '../rule-ids.ts';

interface RecordedFinding {
  readonly code: string;
  readonly severity: string;
  readonly path: string;
}

interface RecordedFile {
  readonly file: string;
  readonly kind: 'aa' | 'cdh';
  readonly rust: { readonly parse_ok: boolean };
  readonly findings: readonly RecordedFinding[];
}

interface RecordedIndex {
  readonly entries: readonly RecordedFile[];
}

/** The day on which the collection was judged. */
const now = Date.UTC(2026, 7, 22);
const context: ConfigContext = { now, profile: { cococtl: false, production: false } };

/** Where we depart from the collection on purpose. A case that no longer differs fails until it is taken out. */
const departures: Readonly<
  Record<string, { readonly reason: string; readonly differences: readonly string[] }>
> = {
  'aa/bad-eventlog-word.toml': {
    reason: 'A word that does not convert is refused; saying that it converts as well would be untrue.',
    differences: ['missing T006 warning eventlog_config.enable_eventlog'],
  },
  'aa/bad-pcr-negative.toml': {
    reason: 'A negative register is refused by the parser, so there is no register to judge.',
    differences: ['missing AA-PCR warning eventlog_config.init_pcr'],
  },
  'cdh/gc-unit-read-config-2.toml': {
    reason: 'The parser stops at the first missing key; we name both.',
    differences: ['beyond T015 error credentials[0]path'],
  },
  'cdh/warn-quoted-paths.toml': {
    reason: 'The guest reads the quoted path as an entry of the list, and so fetches it at start.',
    differences: ['beyond CD-CRED-BOOT info credentials[0]'],
  },
};

function isIndex(file: unknown): file is RecordedIndex {
  if (typeof file !== 'object' || file === null || !('entries' in file) || !Array.isArray(file.entries))
    return false;
  const [first] = file.entries as readonly unknown[];
  return (
    typeof first === 'object' &&
    first !== null &&
    'rust_verdict' in first &&
    'findings' in first &&
    'kind' in first
  );
}

async function findingsOf(
  kind: 'aa' | 'cdh',
  text: string,
): Promise<readonly (Diagnostic | ConfigFinding)[]> {
  const check = kind === 'aa' ? checkAa(text, context) : checkCdh(text, context);
  const fields = certificateFieldsOf(kind === 'aa' ? { aa: text } : { cdh: text }, context);
  return [
    ...check,
    ...(await checkCertificates(fields, context)),
    ...scanSecrets(text, `entry:${kind}.toml`),
  ];
}

/** `T004 warning image.x`, one line per finding that the collection has a rule for. */
function summaryOf(kind: 'aa' | 'cdh', finding: Diagnostic | ConfigFinding): readonly string[] {
  const id = ruleIds[finding.code];
  if (id === undefined) return [];
  const prefix = kind === 'aa' ? 'AA-' : 'CD-';
  const rule = id.startsWith('CERT-') ? prefix + id : id;
  const path = 'path' in finding ? finding.path : rule.includes('CERT') ? certificatePath(finding) : '';
  return [`${rule} ${finding.severity} ${path}`.trimEnd()];
}

/** Findings of certificates begin their message with the path of the key. */
function certificatePath({ message }: Diagnostic): string {
  return message.slice(0, message.indexOf(': '));
}

async function runFile(
  recorded: RecordedFile,
  read: (relative: string) => Promise<Uint8Array>,
): Promise<CaseResult> {
  const id = recorded.file;
  const text = decodeUtf8(await read(recorded.file));
  if (text === undefined) return { id, outcome: 'skipped', difference: 'not UTF-8' };
  const findings = await findingsOf(recorded.kind, text);
  const got = findings.flatMap((finding) => summaryOf(recorded.kind, finding));
  const wanted = recorded.findings.map(({ code, severity, path }) => `${code} ${severity} ${path}`.trimEnd());
  const parses = !findings.some(
    (finding) => 'failsAt' in finding && finding.failsAt === 'parse' && finding.severity === 'error',
  );
  const differences = [
    ...without(wanted, got).map((line) => `missing ${line}`),
    ...without(got, wanted).map((line) => `beyond ${line}`),
    ...(parses === recorded.rust.parse_ok
      ? []
      : [`the parser ${recorded.rust.parse_ok ? 'accepts' : 'refuses'} it`]),
  ];
  return verdict(id, differences);
}

/** The lines of `all` that `others` lacks; a line that stands twice must stand twice there too. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return all.filter((line) => {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function verdict(id: string, differences: readonly string[]): CaseResult {
  const departure = departures[id];
  const expected = departure?.differences ?? [];
  const unexpected = without(differences, expected);
  const gone = without(expected, differences);
  if (unexpected.length === 0 && gone.length === 0) return { id, outcome: 'passed' };
  const lines = [...unexpected, ...gone.map((line) => `no longer: ${line} (${departure?.reason ?? ''})`)];
  return { id, outcome: 'failed', difference: lines.join('; ') };
}

/** The formats of recorded files that this room can run. */
export const formats: readonly RecordedFormat[] = [
  {
    name: 'aa.toml and cdh.toml',
    recognises: isIndex,
    run: async (file, read) => {
      if (!isIndex(file) || read === undefined)
        return [{ id: 'files', outcome: 'skipped', difference: 'no files beside' }];
      return Promise.all(file.entries.map((entry) => runFile(entry, read)));
    },
  },
];
