/** Checks of one base address, the same for the KBS in both files and for the Attestation Service. */
import type { DiagnosticCode } from '#core/diagnostics/catalogue.ts';
import { replaceSpan } from '#core/text/edit.ts';
import { pointAt } from '#core/text/span.ts';
import { contentPart, pathText, valuePart, report, type FindingDetails, type Inspection } from './finding.ts';
import { hostKindOf } from './host.ts';
import { placeholderIn } from './placeholder.ts';
import { expandIpv6, readBaseUrl, type UrlReading } from './url.ts';
import type { Placed } from './values.ts';

export interface UrlCodes {
  readonly unusable: DiagnosticCode;
  readonly tail: DiagnosticCode;
  /** What fails with a wrong address, as the subject of a sentence. */
  readonly request: string;
}

/** Reports what is wrong with a base address; nothing when a placeholder is left in it, which is reported elsewhere. */
export function inspectUrl(inspection: Inspection, url: Placed<string>, codes: UrlCodes): void {
  if (placeholderIn(url.value) !== undefined) return;
  const reading = readBaseUrl(url.value);
  const name = pathText(url.path);
  if (reading.kind === 'unusable') {
    report(
      inspection,
      codes.unusable,
      url.path,
      url.node.span,
      `${name} is not an absolute http or https URL: ${reading.reason}.`,
      {
        failsAt: 'first-use',
        hint: 'Such as https://kbs.example.com:8080.',
        ...schemeFix(inspection, url, reading),
      },
    );
    return;
  }
  if (reading.tail !== undefined) {
    const span = valuePart(inspection.text, url.node, reading.tail.from, reading.tail.to);
    report(
      inspection,
      codes.tail,
      url.path,
      span,
      `${name} has a query or fragment, behind which ${codes.request} paths are appended.`,
      {
        failsAt: 'first-use',
        fix: {
          title: 'Remove the query',
          source: `entry:${inspection.file}`,
          edits: [replaceSpan(span, '')],
        },
      },
    );
  }
  inspectHost(inspection, url, reading.host);
  if (reading.kind === 'http') {
    report(inspection, 'config/plain-http', url.path, url.node.span, `${name} uses plain http.`, {
      severity: inspection.context.profile.production ? 'warning' : 'info',
    });
  }
}

function schemeFix(
  inspection: Inspection,
  url: Placed<string>,
  reading: Extract<UrlReading, { kind: 'unusable' }>,
): Pick<FindingDetails, 'fix'> {
  if (!reading.missingScheme || url.node.kind !== 'string') return {};
  if (readBaseUrl(`https://${url.value}`).kind === 'unusable') return {};
  const start = contentPart(inspection.text, url.node, 0, 0).from;
  return {
    fix: {
      title: 'Put https:// before it',
      source: `entry:${inspection.file}`,
      edits: [replaceSpan(pointAt(start), 'https://')],
    },
  };
}

function inspectHost(inspection: Inspection, url: Placed<string>, host: string): void {
  const { path, node } = url;
  const platform = inspection.context.platform;
  switch (hostKindOf(host)) {
    case 'loopback':
      report(inspection, 'config/loopback-host', path, node.span, `${host} is the guest itself.`);
      break;
    case 'documentation':
      report(
        inspection,
        'config/placeholder-host',
        path,
        node.span,
        `${host} is a name or address of documentation.`,
        {
          hint: 'Replace it by the address of your server.',
        },
      );
      break;
    case 'bare':
      report(
        inspection,
        'config/bare-host',
        path,
        node.span,
        `"${host}" has no dot; the guest needs a search domain to find it.`,
      );
      break;
    case 'cluster':
      if (platform !== 'peer-pods' && platform !== 'peer-pods-aws') break;
      report(inspection, 'config/cluster-host', path, node.span, `${host} is a name inside the cluster.`);
      break;
    case 'other':
      break;
  }
}

/** `::` anywhere in the address stops CDH; an IPv6 address can be written out instead. */
export function inspectColons(inspection: Inspection, url: Placed<string>): void {
  const at = url.value.indexOf('::');
  if (at === -1) return;
  const span = valuePart(inspection.text, url.node, at, at + 2);
  const literal = /\[([0-9A-Fa-f:]+)\]/.exec(url.value);
  const written = literal === null ? undefined : expandIpv6(literal[1] ?? '');
  const fix =
    literal === null || written === undefined || url.node.kind !== 'string'
      ? undefined
      : {
          title: `Write [${written}]`,
          source: `entry:${inspection.file}` as const,
          edits: [
            replaceSpan(
              contentPart(inspection.text, url.node, literal.index, literal.index + literal[0].length),
              `[${written}]`,
            ),
          ],
        };
  report(
    inspection,
    'config/kbc-colons',
    url.path,
    span,
    'Two colons in a row, as in a short IPv6 address, stop CDH.',
    {
      failsAt: 'startup',
      hint: 'Write the IPv6 address with all eight groups, or use a name.',
      ...(fix === undefined ? {} : { fix }),
    },
  );
}
