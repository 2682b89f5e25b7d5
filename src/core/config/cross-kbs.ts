/** The agent and the hub must mean the same KBS and trust the same certificates. */
import { derKey, pemBlocksIn } from '#core/certificates/pem.ts';
import { copyFix, relatedTo, report, type CrossCheck, type Side, type Usable } from './cross-side.ts';
import { pathText } from './finding.ts';
import { placeholderIn } from './placeholder.ts';
import { readBaseUrl } from './url.ts';
import { tableMember, textAt } from './values.ts';

export function checkUrls(check: CrossCheck): void {
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

export function checkCertificateSets(check: CrossCheck): void {
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

/** The Attestation Service may live elsewhere; cococtl compares every URL all the same. */
export function checkServiceUrls(check: CrossCheck): void {
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
