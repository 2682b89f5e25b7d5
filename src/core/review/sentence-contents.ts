/** What the paragraph says of addresses, certificates and images. */
import { link, listed, plain, quote, type Part } from './sentence-parts.ts';
import type { CertificateRow, Endpoint, Evidence, ReviewedDocument } from './review.ts';

const mostNamed = 3;

/** Where the attestation agent and the data hub point. */
export function endpointParts({ endpoints, files }: ReviewedDocument): readonly Part[] {
  const has = (key: string): boolean => files.some((file) => file.key === key);
  const aa = endpoints.find(({ component }) => component === 'aa');
  const cdh = endpoints.find(({ component }) => component === 'cdh');
  if (!has('aa.toml') && !has('cdh.toml')) return [];
  if (aa !== undefined && cdh !== undefined && sameUrl(aa.url, cdh.url)) {
    return [plain('AA and CDH both point to '), urlPart(aa), plain('. ')];
  }
  return [
    ...(aa !== undefined
      ? [plain('AA points to '), urlPart(aa), plain(cdh === undefined ? '. ' : ', ')]
      : has('aa.toml')
        ? [link(plain('aa.toml names no server'), startOf('aa.toml')), plain('. ')]
        : []),
    ...(cdh !== undefined
      ? [
          plain(aa === undefined ? 'CDH points to ' : 'CDH to '),
          urlPart(cdh),
          plain(aa === undefined ? '. ' : ': not the same server. '),
        ]
      : has('cdh.toml')
        ? [link(plain('cdh.toml names no server'), startOf('cdh.toml')), plain('. ')]
        : []),
  ];
}

function startOf(key: string): Evidence {
  return { kind: 'text', source: `entry:${key}`, span: { from: 0, to: 0 } };
}

function sameUrl(a: string, b: string): boolean {
  return a.replace(/\/+$/, '') === b.replace(/\/+$/, '');
}

function urlPart({ url, source, span }: Endpoint): Part {
  return link(quote(url, url.startsWith('http:') ? 'risk' : 'plain'), { kind: 'text', source, span });
}

/** Which certificates, and until when. */
export function certificateParts({ certificates }: ReviewedDocument): readonly Part[] {
  if (certificates.length === 0) return [];
  const shown = certificates.slice(0, mostNamed);
  const more = certificates.length - shown.length;
  const items = shown.map((row, index): readonly Part[] => [
    link(row.readable ? quote(nameOf(row)) : plain('a block that is no certificate', 'error'), {
      kind: 'certificate',
      index,
    }),
    ...expiry(row).map((part) => (part.tone === 'plain' ? part : link(part, { kind: 'certificate', index }))),
  ]);
  return [
    plain(
      certificates.length === 1
        ? 'It trusts one certificate: '
        : `It trusts ${certificates.length} certificates: `,
    ),
    ...listed(items),
    plain(more > 0 ? ` and ${more} more. ` : '. '),
  ];
}

function nameOf({ subject }: CertificateRow): string {
  return /(?:^|,\s*)CN\s*=\s*([^,]+)/.exec(subject)?.[1] ?? (subject === '' ? 'without a name' : subject);
}

function expiry({ state, notAfter, notBefore }: CertificateRow): readonly Part[] {
  const day = (time: number | undefined): string =>
    time === undefined || !Number.isFinite(time) || Math.abs(time) > 8e15
      ? 'an unknown day'
      : new Date(time).toISOString().slice(0, 10);
  switch (state) {
    case 'current':
      return [plain(`, until ${day(notAfter)}`)];
    case 'expired':
      return [plain(', '), plain(`expired on ${day(notAfter)}`, 'error')];
    case 'not-yet':
      return [plain(', '), plain(`not before ${day(notBefore)}`, 'error')];
    case 'unknown':
      return [];
  }
}

/** Which images, and whether by digest or by a tag that can be moved. */
export function imageParts({ images }: ReviewedDocument): readonly Part[] {
  if (images.length === 0) return [];
  const loose = images.filter(({ pinned }) => pinned !== 'digest').length;
  const shown = images
    .slice(0, mostNamed)
    .map((image, index): readonly Part[] => [
      link(quote(image.reference, image.pinned === 'digest' ? 'plain' : 'risk'), { kind: 'image', index }),
    ]);
  const more = images.length - shown.length;
  return [
    plain(images.length === 1 ? 'It names the image ' : `It names ${images.length} images: `),
    ...listed(shown),
    plain(more > 0 ? ` and ${more} more` : ''),
    plain(', '),
    loose === 0
      ? plain(images.length === 1 ? 'by digest' : 'all by digest')
      : link(plain(loose === images.length ? 'not by digest' : `${loose} of them not by digest`, 'risk'), {
          kind: 'image',
          index: images.findIndex(({ pinned }) => pinned !== 'digest'),
        }),
    plain('. '),
  ];
}
