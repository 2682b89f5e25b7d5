/**
 * cdh.toml, the configuration of the Confidential Data Hub: what its parser refuses, what stops it at start, and what
 * fails at the first image pull. Certificates are read in `check-certificates.ts`, secrets are found in `core/secrets`.
 */
import { replaceSpan } from '#core/text/edit.ts';
import type { ConfigContext } from './context.ts';
import { contentPart, report, type ConfigFinding, type Inspection } from './finding.ts';
import { inspectCredentials } from './inspect-credentials.ts';
import { inspectImage } from './inspect-image.ts';
import { inspectCertificateText, inspectCertificateUse } from './inspect-text.ts';
import { inspectColons, inspectUrl } from './inspect-url.ts';
import { inspect } from './inspection.ts';
import { isBefore, newestRelease } from './releases.ts';
import { cdhSchema, defaultAaSocket, defaultCdhSocket } from './schema/cdh.ts';
import { nearest } from './similar.ts';
import { booleanAt, tableMember, textAt, type Lookup, type Placed } from './values.ts';

/**
 * Checks the content of the data entry cdh.toml. Spans point into the content, their source is `entry:cdh.toml`.
 * Never throws.
 */
export function checkCdh(content: string, context: ConfigContext): readonly ConfigFinding[] {
  const { inspection, lookup } = inspect('cdh.toml', cdhSchema, content, context);
  if (lookup === undefined) return inspection.findings;
  checkKbc(inspection, lookup);
  checkTopLevel(inspection, lookup);
  inspectCredentials(inspection, lookup);
  inspectImage(inspection, lookup);
  return inspection.findings;
}

function checkKbc(inspection: Inspection, lookup: Lookup): void {
  const name = textAt(lookup, ['kbc', 'name']);
  const url = textAt(lookup, ['kbc', 'url']);
  const certificate = textAt(lookup, ['kbc', 'kbs_cert']);
  const kbc = tableMember(lookup, ['kbc']);
  if (name !== undefined) checkName(inspection, name);
  if (url !== undefined) inspectColons(inspection, url);
  if (name?.value === 'cc_kbc') {
    if (url === undefined || url.value.trim() === '') {
      report(
        inspection,
        'config/kbc-url-missing',
        ['kbc', 'url'],
        url?.node.span ?? kbc?.keySpan ?? name.keySpan,
        'cc_kbc needs the URL of the KBS in kbc.url.',
        { failsAt: 'first-use' },
      );
    } else {
      inspectUrl(inspection, url, {
        unusable: 'config/cdh-url',
        tail: 'config/cdh-url-query',
        request: 'resource request',
      });
    }
  }
  if (certificate === undefined) return;
  inspectCertificateText(inspection, certificate, 'config/cdh-certificate-not-pem');
  inspectCertificateUse(inspection, certificate, url);
}

const kbcNames = ['cc_kbc', 'offline_fs_kbc'];

function checkName(inspection: Inspection, name: Placed<string>): void {
  if (kbcNames.includes(name.value)) return;
  const release = inspection.context.release ?? newestRelease;
  const special =
    name.value === 'online_sev_kbc' && isBefore(release, 'main')
      ? ' It exists only in builds with the feature sev, and no longer after v0.21.0.'
      : name.value === 'sample_kbc'
        ? ' It exists only in enclave-cc builds.'
        : '';
  const meant = nearest(name.value, kbcNames);
  report(
    inspection,
    'config/kbc-name',
    name.path,
    name.node.span,
    `Unknown key broker client "${name.value}"; expected cc_kbc or offline_fs_kbc.${special}`,
    {
      failsAt: 'startup',
      ...(meant === undefined
        ? {}
        : {
            fix: {
              title: `Write ${meant}`,
              source: `entry:${inspection.file}` as const,
              edits: [replaceSpan(name.node.span, `"${meant}"`)],
            },
          }),
    },
  );
}

function checkTopLevel(inspection: Inspection, lookup: Lookup): void {
  const socket = textAt(lookup, ['socket']);
  if (socket !== undefined && socket.value !== defaultCdhSocket) {
    report(
      inspection,
      'config/socket',
      socket.path,
      socket.node.span,
      socket.value.startsWith('unix://')
        ? `The other guest components look for CDH at ${defaultCdhSocket}.`
        : 'The socket must begin with unix://.',
      { failsAt: 'startup', hint: 'Remove the key.', fix: defaultFix(inspection, socket, defaultCdhSocket) },
    );
  }
  const agent = textAt(lookup, ['aa', 'aa_socket']);
  if (agent !== undefined && agent.value !== defaultAaSocket) {
    const needed = textAt(lookup, ['kbc', 'name'])?.value !== 'offline_fs_kbc';
    report(
      inspection,
      'config/aa-socket',
      agent.path,
      agent.node.span,
      `The agent listens on ${defaultAaSocket}.`,
      {
        severity: needed ? 'error' : 'warning',
        failsAt: needed ? 'startup' : 'never',
        hint: 'Remove the key.',
        fix: defaultFix(inspection, agent, defaultAaSocket),
      },
    );
  }
  const unchecked = booleanAt(lookup, ['skip_sealed_secret_verification']);
  if (unchecked?.value === true) {
    report(
      inspection,
      'config/sealed-secrets-unchecked',
      unchecked.path,
      unchecked.node.span,
      'Sealed secrets are unsealed without checking who sealed them.',
    );
  }
}

function defaultFix(
  inspection: Inspection,
  value: Placed<string>,
  text: string,
): NonNullable<ConfigFinding['fix']> {
  const edit =
    value.node.kind === 'string'
      ? replaceSpan(contentPart(inspection.text, value.node, 0, value.value.length), text)
      : replaceSpan(value.node.span, JSON.stringify(text));
  return { title: 'Write the default', source: `entry:${inspection.file}`, edits: [edit] };
}
