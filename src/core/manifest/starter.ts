/** A manifest for people who have none. */
import { platformOf, type PlatformId } from '#core/platform/platform.ts';
import { runtimeClassOf } from '#core/platform/runtime-class.ts';

export interface StarterOptions {
  readonly platform: PlatformId;
  readonly name?: string;
  readonly image?: string;
}

/** The image of the documentation example, by digest so that a policy can name it. */
const exampleImage =
  'docker.io/library/nginx@sha256:e56797eab4a5300158cc015296229e13a390f82bfc88803f45b08912fd5e3348';

/**
 * A pod with the runtime class of the platform and without the annotation, which `injectAnnotation` adds.
 *
 * Where no class of kata-deploy starts the platform a comment stands in its place. A name is made to fit what
 * Kubernetes allows.
 */
export function starterManifest({ platform, name, image }: StarterOptions): string {
  const { runtimeClasses, gpu, name: platformName } = platformOf(platform);
  const podName = dnsLabel(name) ?? 'nginx-confidential';
  const className = runtimeClasses.find((candidate) => runtimeClassOf(candidate)?.status.kind !== 'removed');
  return [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    `  name: ${podName}`,
    'spec:',
    className === undefined
      ? `  # runtimeClassName: none of kata-deploy starts ${platformName} today; set that of your cluster`
      : `  runtimeClassName: ${className}`,
    '  containers:',
    `    - name: ${podName}`,
    `      image: ${imageText(image)}`,
    '      imagePullPolicy: Always',
    ...(gpu ? ['      resources:', '        limits:', '          nvidia.com/pgpu: "1"'] : []),
    '',
  ].join('\n');
}

/** Lower-case letters, digits and hyphens, starting with a letter so that YAML reads a string. */
function dnsLabel(name: string | undefined): string | undefined {
  const label = (name ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 63)
    .replace(/-+$/, '');
  return label === '' || /^(y|n|yes|no|on|off|true|false|null)$/.test(label) ? undefined : label;
}

function imageText(image: string | undefined): string {
  const text = image ?? exampleImage;
  return /^[A-Za-z][\w./:@-]*[\w]$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
