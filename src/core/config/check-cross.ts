/**
 * What can be seen only with several data entries side by side: the agent and the hub must mean the same KBS and trust
 * the same certificates, and some combinations never start.
 */
import { derKey, pemBlocksIn } from '#core/certificates/pem.ts';
import type { DiagnosticCode } from '#core/diagnostics/catalogue.ts';
import type { Fix } from '#core/diagnostics/diagnostic.ts';
import {
  diagnostic,
  type DiagnosticDetails,
  type Related,
  type SourceName,
} from '#core/diagnostics/diagnostic.ts';
import { pointAt, type Span } from '#core/text/span.ts';
import type { ConfigContext } from './context.ts';
import { pathText, type ConfigFinding, type KeyPath } from './finding.ts';
import { lookupOf } from './inspection.ts';
import { placeholderIn } from './placeholder.ts';
import { readConfig } from './read-config.ts';
import type { ConfigFile, FailureStage } from './schema/schema.ts';
import { setTomlValue } from './set-value.ts';
import { readBaseUrl, type UrlReading } from './url.ts';
import { booleanAt, memberAt, tableMember, textAt, type Lookup, type Placed } from './values.ts';

export interface CrossTexts {
  /** Content of the data entry; absent when the document has no such entry. */
  readonly aa?: string;
  readonly cdh?: string;
  readonly policy?: string;
}

interface Side {
  readonly file: ConfigFile;
  readonly text: string;
  readonly lookup: Lookup;
  readonly url?: Placed<string>;
  readonly reading?: Usable;
  readonly certificate?: Placed<string>;
}

type Usable = Exclude<UrlReading, { kind: 'unusable' }>;

interface CrossCheck {
  readonly context: ConfigContext;
  readonly aa?: Side;
  readonly cdh?: Side;
  readonly findings: ConfigFinding[];
}

/** Checks the data entries against each other. Spans point into the entry that `source` names. Never throws. */
export function checkCross(texts: CrossTexts, context: ConfigContext): readonly ConfigFinding[] {
  const aa = sideOf(
    'aa.toml',
    texts.aa,
    ['token_configs', 'kbs', 'url'],
    ['token_configs', 'kbs', 'cert'],
    context,
  );
  const cdh = sideOf('cdh.toml', texts.cdh, ['kbc', 'url'], ['kbc', 'kbs_cert'], context);
  const check: CrossCheck = {
    context,
    findings: [],
    ...(aa === undefined ? {} : { aa }),
    ...(cdh === undefined ? {} : { cdh }),
  };
  checkPresence(check, texts);
  checkTokenSource(check);
  if (usesKbs(cdh)) {
    checkUrls(check);
    checkCertificateSets(check);
  } else {
    checkOffline(check);
  }
  checkServiceUrls(check);
  checkEventLog(check);
  checkImageGates(check, texts.policy);
  return check.findings;
}

function sideOf(
  file: ConfigFile,
  text: string | undefined,
  urlPath: readonly string[],
  certificatePath: readonly string[],
  context: ConfigContext,
): Side | undefined {
  const root = text === undefined ? undefined : readConfig(file, text).view?.root;
  if (text === undefined || root === undefined) return undefined;
  const lookup = lookupOf(root, context);
  const url = textAt(lookup, urlPath);
  const certificate = textAt(lookup, certificatePath);
  const reading =
    url === undefined || placeholderIn(url.value) !== undefined ? undefined : readBaseUrl(url.value);
  return {
    file,
    text,
    lookup,
    ...(url === undefined ? {} : { url }),
    ...(reading === undefined || reading.kind === 'unusable' ? {} : { reading }),
    ...(certificate === undefined || certificate.value.trim() === '' ? {} : { certificate }),
  };
}

function usesKbs(cdh: Side | undefined): boolean {
  return cdh !== undefined && textAt(cdh.lookup, ['kbc', 'name'])?.value === 'cc_kbc';
}

interface CrossDetails extends DiagnosticDetails {
  readonly failsAt?: FailureStage;
}

function report(
  check: CrossCheck,
  code: DiagnosticCode,
  file: ConfigFile,
  path: KeyPath,
  span: Span,
  message: string,
  { failsAt = 'never', ...details }: CrossDetails = {},
): void {
  const finding = diagnostic(code, `entry:${file}`, span, message, details);
  check.findings.push({ ...finding, path: pathText(path), failsAt });
}

function relatedTo({ file }: Side, value: Placed<unknown>, message: string): Related {
  return { source: `entry:${file}`, span: value.node.span, message };
}

function checkPresence(check: CrossCheck, { aa, cdh }: CrossTexts): void {
  const { platform } = check.context;
  if (aa === undefined && (platform === 'peer-pods' || platform === 'peer-pods-aws')) {
    report(
      check,
      'cross/peer-pod-without-agent-file',
      'aa.toml',
      [],
      pointAt(0),
      'There is no data entry "aa.toml".',
      {
        failsAt: 'startup',
        hint: 'Add the entry; an empty one starts the agent without a token source.',
      },
    );
  }
  if (cdh !== undefined && cdh.trim() === '') {
    report(check, 'cross/empty-cdh', 'cdh.toml', [], pointAt(0), 'The data entry "cdh.toml" is empty.', {
      failsAt: 'parse',
      consumers: [{ consumer: 'cdh', outcome: 'rejects', message: 'missing configuration field "kbc.name"' }],
    });
  }
}

function checkTokenSource(check: CrossCheck): void {
  const { aa, cdh } = check;
  if (aa === undefined || cdh === undefined || !usesKbs(cdh)) return;
  if (memberAt(aa.lookup, ['token_configs', 'kbs']) !== undefined) return;
  const name = textAt(cdh.lookup, ['kbc', 'name']);
  report(
    check,
    'cross/no-token-source',
    'aa.toml',
    ['token_configs', 'kbs'],
    memberAt(aa.lookup, ['token_configs'])?.keySpan ?? pointAt(0),
    'cdh.toml uses cc_kbc, and aa.toml has no [token_configs.kbs].',
    {
      failsAt: 'first-use',
      ...(name === undefined ? {} : { related: [relatedTo(cdh, name, 'cc_kbc')] }),
      ...(cdh.reading === undefined || cdh.url === undefined
        ? {}
        : copyFix(
            aa,
            ['token_configs', 'kbs', 'url'],
            cdh.url.value,
            'Add [token_configs.kbs] with the URL of cdh.toml',
          )),
    },
  );
}

/** The fix that writes a value into the other file; none when no place can be found for it. */
function copyFix(
  target: Side,
  path: readonly string[],
  value: string,
  title: string,
): { readonly fix?: Fix } {
  const { value: edits } = setTomlValue(target.text, path, value);
  if (edits === undefined || edits.length === 0) return {};
  return { fix: { title, source: `entry:${target.file}`, edits } };
}

function checkUrls(check: CrossCheck): void {
  const { aa, cdh } = check;
  if (aa?.url === undefined || aa.reading === undefined) return;
  if (cdh?.url === undefined || cdh.reading === undefined || aa.reading.normal === cdh.reading.normal) return;
  const sameServer =
    aa.reading.host === cdh.reading.host && writtenPort(aa.reading) === writtenPort(cdh.reading);
  const schemes = aa.reading.kind !== cdh.reading.kind && sameServer;
  const code = schemes ? 'cross/schemes-differ' : 'cross/kbs-urls-differ';
  const message = schemes
    ? `aa.toml talks ${aa.reading.kind} and cdh.toml ${cdh.reading.kind} to ${cdh.reading.host}.`
    : `aa.toml names the KBS ${aa.url.value}, cdh.toml names ${cdh.url.value}.`;
  report(check, code, 'cdh.toml', cdh.url.path, cdh.url.node.span, message, {
    failsAt: 'first-use',
    related: [relatedTo(aa, aa.url, 'the URL in aa.toml')],
    ...copyFix(cdh, ['kbc', 'url'], aa.url.value, 'Use the URL of aa.toml in cdh.toml'),
  });
}

/** Ports are the same when written alike, or when both are left to the scheme. */
function writtenPort({ kind, port }: Usable): number {
  return (kind === 'http' && port === 80) || (kind === 'https' && port === 443) ? 0 : port;
}

function checkCertificateSets(check: CrossCheck): void {
  const { aa, cdh } = check;
  if (
    aa?.url === undefined ||
    aa.reading === undefined ||
    cdh?.url === undefined ||
    cdh.reading === undefined
  )
    return;
  if (aa.reading.authority !== cdh.reading.authority) return;
  if (aa.reading.kind !== 'https' || cdh.reading.kind !== 'https') return;
  const [one, other] = [aa.certificate, cdh.certificate];
  if (one === undefined && other === undefined) {
    for (const side of [aa, cdh]) {
      if (side.url === undefined) continue;
      report(
        check,
        'cross/https-without-certificate',
        side.file,
        side.url.path,
        side.url.node.span,
        `${pathText(side.url.path)} uses https without a certificate of its own.`,
      );
    }
    return;
  }
  if (one === undefined || other === undefined) {
    const [has, lacks] = one === undefined ? [cdh, aa] : [aa, cdh];
    const path = lacks === aa ? ['token_configs', 'kbs', 'cert'] : ['kbc', 'kbs_cert'];
    const certificate = has.certificate;
    if (certificate === undefined || lacks.url === undefined) return;
    report(
      check,
      'cross/certificate-one-sided',
      lacks.file,
      path,
      lacks.url.node.span,
      `${has.file} has a certificate for this KBS and ${lacks.file} has none.`,
      {
        related: [relatedTo(has, certificate, 'the certificate')],
        ...copyFix(lacks, path, certificate.value, `Copy the certificate to ${lacks.file}`),
      },
    );
    return;
  }
  if (certificateSet(one.value) === certificateSet(other.value)) return;
  report(
    check,
    'cross/certificates-differ',
    'cdh.toml',
    other.path,
    other.node.span,
    'aa.toml and cdh.toml trust different certificates for the same KBS.',
    {
      related: [relatedTo(aa, one, 'the certificates in aa.toml')],
      ...copyFix(cdh, ['kbc', 'kbs_cert'], one.value, 'Use the certificates of aa.toml in cdh.toml'),
    },
  );
}

/** Equal for texts that hold the same certificates in any order. */
function certificateSet(text: string): string {
  const keys = pemBlocksIn(text)
    .filter(({ label }) => label === 'CERTIFICATE')
    .map(({ der, bodySpan }) =>
      der === undefined ? text.slice(bodySpan.from, bodySpan.to).trim() : derKey(der),
    );
  return [...new Set(keys)].toSorted().join('\n');
}

function checkOffline(check: CrossCheck): void {
  const { cdh } = check;
  const name = cdh === undefined ? undefined : textAt(cdh.lookup, ['kbc', 'name']);
  if (cdh === undefined || name?.value !== 'offline_fs_kbc') return;
  for (const { value, file } of kbsUris(cdh)) {
    report(
      check,
      'cross/kbs-resources-offline',
      file,
      value.path,
      value.node.span,
      `${value.value} is asked of offline_fs_kbc, which serves only files of the guest image.`,
      {
        failsAt: value.path[0] === 'credentials' ? 'startup' : 'image-pull',
        hint: 'Fine only with a guest image of your own that carries these files.',
        related: [relatedTo(cdh, name, 'offline_fs_kbc')],
      },
    );
  }
}

const imageUris = [
  'image_security_policy_uri',
  'sigstore_config_uri',
  'authenticated_registry_credentials_uri',
  'registry_configuration_uri',
];

function kbsUris(cdh: Side): readonly { readonly value: Placed<string>; readonly file: ConfigFile }[] {
  const credentials = memberAt(cdh.lookup, ['credentials'])?.node;
  const items = credentials?.kind === 'array' ? credentials.items : [];
  const values = [
    ...items.flatMap((item, index) => {
      if (item.kind !== 'table') return [];
      const uri = textAt({ ...cdh.lookup, root: item }, ['resource_uri']);
      return uri === undefined ? [] : [{ ...uri, path: ['credentials', index, 'resource_uri'] }];
    }),
    ...imageUris.flatMap((key) => textAt(cdh.lookup, ['image', key]) ?? []),
  ];
  return values
    .filter(({ value }) => /^kbs(?:\+[^:/]*)?:/.test(value))
    .map((value) => ({ value, file: cdh.file }));
}

/** The Attestation Service may live elsewhere; cococtl compares every URL all the same. */
function checkServiceUrls(check: CrossCheck): void {
  const { aa, cdh } = check;
  if (aa === undefined) return;
  const kbs = aa.reading ?? cdh?.reading;
  const service = textAt(aa.lookup, ['token_configs', 'coco_as', 'url']);
  const reading = service === undefined ? undefined : readBaseUrl(service.value);
  if (
    kbs !== undefined &&
    service !== undefined &&
    reading !== undefined &&
    reading.kind !== 'unusable' &&
    placeholderIn(service.value) === undefined &&
    reading.normal !== kbs.normal
  ) {
    report(
      check,
      'cross/attestation-service-url',
      'aa.toml',
      service.path,
      service.node.span,
      `The Attestation Service ${service.value} is not the KBS ${kbs.normal}.`,
    );
  }
  if (check.context.profile.cococtl) checkLikeCococtl(check, aa);
}

function checkLikeCococtl(check: CrossCheck, aa: Side): void {
  const tokens = tableMember(aa.lookup, ['token_configs']);
  const urls = (tokens?.node.members ?? []).flatMap(({ key }) => {
    const url = textAt(aa.lookup, ['token_configs', key, 'url']);
    return url?.node.kind === 'string' ? [url] : [];
  });
  const all = [...urls, ...(check.cdh?.url === undefined ? [] : [check.cdh.url])].filter(
    ({ value }) => plainUrl(value) !== '',
  );
  if (new Set(all.map(({ value }) => plainUrl(value))).size < 2) return;
  const [first] = urls;
  if (first === undefined) return;
  const names = all.map(({ path, value }) => `${pathText(path)} ${value}`);
  report(
    check,
    'cross/cococtl-urls-differ',
    'aa.toml',
    first.path,
    first.node.span,
    `kubectl coco initdata validate warns that these differ: ${names.join(', ')}.`,
    { consumers: [{ consumer: 'cococtl', outcome: 'accepts' }] },
  );
}

function plainUrl(value: string): string {
  return value.trim().replace(/\/+$/, '');
}

function checkEventLog(check: CrossCheck): void {
  const { aa } = check;
  const enabled = aa === undefined ? undefined : booleanAt(aa.lookup, ['eventlog_config', 'enable_eventlog']);
  if (enabled?.value !== true) return;
  report(
    check,
    'cross/event-log',
    'aa.toml',
    enabled.path,
    enabled.node.span,
    'Each image that CDH pulls is recorded and extends the register.',
  );
}

function checkImageGates(check: CrossCheck, policy: string | undefined): void {
  const { cdh } = check;
  const image = cdh === undefined ? undefined : tableMember(cdh.lookup, ['image']);
  if (cdh === undefined || policy === undefined) return;
  const guarded =
    image?.node.members.some(({ key }) => /^image_security_policy(?:_uri)?$/.test(key)) ?? false;
  const restricts = /\b(?:PullImageRequest|image_name|image-name|"image"|policy_data\.images)/.test(policy);
  const allowsAll =
    /\bdefault\s+PullImageRequest\s*:?=\s*true\b/.test(policy) && !/\bimage[-_]name\b/.test(policy);
  const gate = restricts && !allowsAll;
  if (gate === guarded) return;
  const source: SourceName = 'entry:policy.rego';
  report(
    check,
    'cross/image-gates',
    'cdh.toml',
    ['image'],
    image?.keySpan ?? pointAt(0),
    gate
      ? 'policy.rego speaks about images, and cdh.toml sets no image policy: signatures are not checked.'
      : 'cdh.toml sets an image policy, and policy.rego does not restrict which images may be pulled.',
    { related: [{ source, span: pointAt(0), message: 'the agent policy' }] },
  );
}
