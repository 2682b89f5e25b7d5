/**
 * aa.toml, the configuration of the Attestation Agent: what its parser refuses, what it ignores without a word, and
 * what fails later. Certificates are read in `check-certificates.ts`, secrets are found in `core/secrets`.
 */
import type { PlatformId } from '#core/platform/platform.ts';
import { pointAt } from '#core/text/span.ts';
import type { ConfigContext } from './context.ts';
import { report, type ConfigFinding, type Inspection } from './finding.ts';
import { inspectCertificateText, inspectCertificateUse } from './inspect-text.ts';
import { inspectUrl } from './inspect-url.ts';
import { inspect } from './inspection.ts';
import { isBefore, newestRelease, releaseName } from './releases.ts';
import { aaSchema } from './schema/aa.ts';
import { booleanAt, memberAt, tableMember, textAt, unsignedAt, type Lookup } from './values.ts';

/**
 * Checks the content of the data entry aa.toml. Spans point into the content, their source is `entry:aa.toml`.
 * Never throws.
 */
export function checkAa(content: string, context: ConfigContext): readonly ConfigFinding[] {
  const { inspection, lookup } = inspect('aa.toml', aaSchema, content, context);
  if (lookup === undefined) return inspection.findings;
  checkKbs(inspection, lookup);
  checkAttestationService(inspection, lookup);
  checkOlderReleases(inspection, lookup);
  checkEventLog(inspection, lookup);
  return inspection.findings;
}

function checkKbs(inspection: Inspection, lookup: Lookup): void {
  const kbs = memberAt(lookup, ['token_configs', 'kbs']);
  if (kbs?.node.kind !== 'table' && kbs?.node.kind !== 'array') {
    const at = kbs?.keySpan ?? memberAt(lookup, ['token_configs'])?.keySpan ?? pointAt(0);
    report(
      inspection,
      'config/no-kbs-token',
      ['token_configs', 'kbs'],
      at,
      'There is no table [token_configs.kbs], so the agent has no token for a KBS.',
      {
        hint: 'Needed for everything that CDH reads with cc_kbc.',
        consumers: [
          { consumer: 'aa', outcome: 'rejects', message: 'kbs token config not configured in config file' },
        ],
      },
    );
  }
  const url = textAt(lookup, ['token_configs', 'kbs', 'url']);
  const certificate = textAt(lookup, ['token_configs', 'kbs', 'cert']);
  if (url !== undefined) {
    inspectUrl(inspection, url, {
      unusable: 'config/aa-url',
      tail: 'config/aa-url-query',
      request: 'token request',
    });
  }
  if (certificate !== undefined) {
    inspectCertificateText(inspection, certificate, 'config/aa-certificate-not-pem');
    inspectCertificateUse(inspection, certificate, url);
  }
}

function checkAttestationService(inspection: Inspection, lookup: Lookup): void {
  const url = textAt(lookup, ['token_configs', 'coco_as', 'url']);
  if (url === undefined) return;
  inspectUrl(inspection, url, { unusable: 'config/as-url', tail: 'config/aa-url-query', request: 'request' });
}

/** Up to v0.12 both token tables with their URLs were mandatory. */
function checkOlderReleases(inspection: Inspection, lookup: Lookup): void {
  const release = inspection.context.release ?? newestRelease;
  if (!isBefore(release, 'v0.13.0')) return;
  for (const name of ['kbs', 'coco_as']) {
    if (tableMember(lookup, ['token_configs', name]) !== undefined) continue;
    const path = `token_configs.${name}.url`;
    report(
      inspection,
      'config/not-in-release-value',
      path,
      memberAt(lookup, ['token_configs'])?.keySpan ?? pointAt(0),
      `${releaseName(release)} wants ${path}; it is optional since v0.13.0.`,
      {
        failsAt: 'parse',
        consumers: [{ consumer: 'aa', outcome: 'rejects', message: `missing configuration field "${path}"` }],
      },
    );
  }
}

/** What each platform's attester does with the event log; `undefined` where it depends on what is beneath. */
const eventLogWorks: Readonly<Record<PlatformId, boolean | undefined>> = {
  tdx: true,
  'tdx-gpu': true,
  'az-snp-vtpm': true,
  'az-tdx-vtpm': true,
  snp: false,
  'snp-gpu': false,
  tpm: false,
  cca: false,
  sgx: false,
  se: false,
  'coco-dev': false,
  'peer-pods': undefined,
  'peer-pods-aws': false,
};

function checkEventLog(inspection: Inspection, lookup: Lookup): void {
  const enabled = booleanAt(lookup, ['eventlog_config', 'enable_eventlog']);
  const { platform } = inspection.context;
  const works = platform === undefined ? undefined : eventLogWorks[platform];
  if (enabled?.value === true && works !== true) {
    report(
      inspection,
      'config/event-log',
      enabled.path,
      enabled.node.span,
      works === false
        ? 'On the chosen platform the agent stops at start with the event log on.'
        : 'The event log stops the agent at start except on TDX, Azure vTPMs and CSV.',
      { severity: works === false ? 'error' : 'warning', failsAt: 'startup' },
    );
  }
  const register = unsignedAt(lookup, ['eventlog_config', 'init_pcr']);
  if (register !== undefined && register.value > 23) {
    report(
      inspection,
      'config/register',
      register.path,
      register.node.span,
      `Register ${register.value} is outside 0 to 23.`,
      { hint: 'The default is 17.' },
    );
  }
}
