/**
 * What can be seen only with several data entries side by side: the agent and the hub must mean the same KBS and trust
 * the same certificates, and some combinations never start.
 */
import type { SourceName } from '#core/diagnostics/diagnostic.ts';
import { pointAt, type Span } from '#core/text/span.ts';
import type { ConfigContext } from './context.ts';
import { checkCertificateSets, checkServiceUrls, checkUrls } from './cross-kbs.ts';
import { copyFix, relatedTo, report, sideOf, usesKbs, type CrossCheck, type Side } from './cross-side.ts';
import type { ConfigFinding } from './finding.ts';
import type { ConfigFile } from './schema/schema.ts';
import { booleanAt, memberAt, tableMember, textAt, type Placed } from './values.ts';

export interface CrossTexts {
  /** Content of the data entry; absent when the document has no such entry. */
  readonly aa?: string;
  readonly cdh?: string;
  /** What the policy engine says of policy.rego; absent when there is none, or it does not load. */
  readonly imageGate?: PolicyImageGate;
}

/** Whether the agent policy decides by the image, and where it reads it first. */
export interface PolicyImageGate {
  readonly decides: boolean;
  readonly span?: Span;
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
  checkImageGates(check, texts.imageGate);
  return check.findings;
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

function checkImageGates(check: CrossCheck, policy: PolicyImageGate | undefined): void {
  const { cdh } = check;
  const image = cdh === undefined ? undefined : tableMember(cdh.lookup, ['image']);
  if (cdh === undefined || policy === undefined) return;
  const guarded =
    image?.node.members.some(({ key }) => /^image_security_policy(?:_uri)?$/.test(key)) ?? false;
  if (policy.decides === guarded) return;
  const source: SourceName = 'entry:policy.rego';
  report(
    check,
    'cross/image-gates',
    'cdh.toml',
    ['image'],
    image?.keySpan ?? pointAt(0),
    policy.decides
      ? 'policy.rego decides by the image, and cdh.toml sets no image policy: signatures are not checked.'
      : 'cdh.toml sets an image policy, and policy.rego creates containers without regard to their image.',
    {
      related: [
        {
          source,
          span: policy.span ?? pointAt(0),
          message: policy.decides ? 'the image is read here' : 'the agent policy',
        },
      ],
    },
  );
}
