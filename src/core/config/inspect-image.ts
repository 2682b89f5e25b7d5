import type { TomlMember, TomlTable } from '#core/toml/node.ts';
import { contentPart, pathText, report, type Inspection } from './finding.ts';
import { problemsOfImagePolicy } from './image-policy.ts';
import { inspectRegistries } from './inspect-registries.ts';
import { inspectCertificateText } from './inspect-text.ts';
import { inspectResourceUri, readsPlugins } from './inspect-uri.ts';
import { placeholderIn } from './placeholder.ts';
import { defaultWorkDirectory } from './schema/cdh.ts';
import { memberIn, tableMember, textIn, unsignedAt, type Lookup, type Placed } from './values.ts';

/** `[image]`: almost everything wrong in it shows only at the first image pull. */
export function inspectImage(inspection: Inspection, lookup: Lookup): void {
  const image = tableMember(lookup, ['image']);
  if (image === undefined) return;
  const has = (key: string): TomlMember | undefined => memberIn(lookup, image.node, key);
  const text = (key: string): Placed<string> | undefined => textIn(lookup, image.node, key, ['image']);
  report(
    inspection,
    'config/image-parameters-off',
    ['image'],
    image.keySpan,
    'With this table no kernel parameter about images is read.',
  );
  for (const key of uriKeys) {
    const uri = text(key);
    if (uri !== undefined) inspectResourceUri(inspection, uri, { files: true, failsAt: 'image-pull' });
  }
  inspectPairs(inspection, has);
  const policy = text('image_security_policy');
  if (has('image_security_policy_uri') === undefined) {
    if (policy !== undefined) inspectPolicy(inspection, policy);
    if (has('image_security_policy') === undefined) {
      report(
        inspection,
        'config/no-image-policy',
        ['image'],
        image.keySpan,
        'No image policy is set, so any image may be pulled.',
      );
    }
  }
  inspectSettings(inspection, lookup, text);
  inspectLogin(inspection, text);
  inspectRoots(inspection, lookup, image.node);
  inspectRegistries(inspection, lookup);
}

const uriKeys = [
  'image_security_policy_uri',
  'sigstore_config_uri',
  'authenticated_registry_credentials_uri',
  'registry_configuration_uri',
];

/** Pairs of a URI and an inline form; which of them wins is not the same for all. */
const pairs = [
  { ignored: 'image_security_policy', wins: 'image_security_policy_uri' },
  { ignored: 'sigstore_config', wins: 'sigstore_config_uri' },
  { ignored: 'registry_configuration_uri', wins: 'registry_config' },
];

function inspectPairs(inspection: Inspection, has: (key: string) => TomlMember | undefined): void {
  for (const { ignored, wins } of pairs) {
    const loser = has(ignored);
    const winner = has(wins);
    if (loser === undefined || winner === undefined) continue;
    report(
      inspection,
      'config/setting-overridden',
      ['image', ignored],
      loser.keySpan,
      `image.${ignored} is ignored, because image.${wins} is set.`,
      {
        hint: `Remove one of the two.`,
        related: [{ source: `entry:${inspection.file}`, span: winner.keySpan, message: 'this one wins' }],
      },
    );
  }
}

function inspectPolicy(inspection: Inspection, policy: Placed<string>): void {
  const { node } = policy;
  if (node.kind !== 'string' || placeholderIn(policy.value) !== undefined) return;
  for (const problem of problemsOfImagePolicy(policy.value, readsPlugins(inspection))) {
    const { fix, code, message, span, ...more } = problem;
    const edits = fix?.edits.map((edit) => ({
      span: contentPart(inspection.text, node, edit.span.from, edit.span.to),
      insert:
        node.form === 'basic' || node.form === 'ml-basic' ? edit.insert.replaceAll('"', '\\"') : edit.insert,
    }));
    report(inspection, code, policy.path, contentPart(inspection.text, node, span.from, span.to), message, {
      ...more,
      failsAt: code === 'config/policy-open' || code === 'config/policy-transport' ? 'never' : 'image-pull',
      ...(fix === undefined || edits === undefined
        ? {}
        : { fix: { title: fix.title, source: `entry:${inspection.file}` as const, edits } }),
    });
  }
}

function inspectSettings(
  inspection: Inspection,
  lookup: Lookup,
  text: (key: string) => Placed<string> | undefined,
): void {
  const downloads = unsignedAt(lookup, ['image', 'max_concurrent_layer_downloads_per_image']);
  if (downloads?.value === 0) {
    report(
      inspection,
      'config/no-downloads',
      downloads.path,
      downloads.node.span,
      'With 0 parallel downloads no layer is ever downloaded.',
      {
        failsAt: 'image-pull',
        fix: {
          title: 'Write 3, the default',
          source: `entry:${inspection.file}`,
          edits: [{ span: downloads.node.span, insert: '3' }],
        },
      },
    );
  }
  const directory = text('work_dir');
  if (directory !== undefined && directory.value.replace(/\/*$/, '/') !== defaultWorkDirectory) {
    report(
      inspection,
      'config/work-directory',
      directory.path,
      directory.node.span,
      `The work directory differs from ${defaultWorkDirectory}, on which Kata mounts its image storage.`,
      {
        ...(directory.value.startsWith('/run/')
          ? {}
          : { hint: 'Outside /run data may leave protected memory.' }),
      },
    );
  }
}

function inspectLogin(inspection: Inspection, text: (key: string) => Placed<string> | undefined): void {
  const { platform } = inspection.context;
  const login = text('authenticated_registry_credentials_uri');
  if (login === undefined || (platform !== 'peer-pods' && platform !== 'peer-pods-aws')) return;
  report(
    inspection,
    'config/login-overridden',
    login.path,
    login.node.span,
    "In peer pods this is replaced by the pod's pull secrets.",
  );
}

function inspectRoots(inspection: Inspection, lookup: Lookup, image: TomlTable): void {
  const roots = memberIn(lookup, image, 'extra_root_certificates')?.node;
  if (roots?.kind !== 'array') return;
  for (const [index, node] of roots.items.entries()) {
    if (node.kind !== 'string') continue;
    const path = ['image', 'extra_root_certificates', index];
    inspectCertificateText(
      inspection,
      { value: node.value, node, keySpan: node.span, path },
      'config/cdh-certificate-not-pem',
    );
    const blocks = node.value.split('-----BEGIN CERTIFICATE-----').length - 1;
    if (blocks > 1) {
      report(
        inspection,
        'config/several-certificates',
        path,
        node.span,
        `${pathText(path)} holds ${blocks} certificates; one entry is one certificate.`,
      );
    }
  }
}
