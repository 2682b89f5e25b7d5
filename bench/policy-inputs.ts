/** Documents with long policies, and logs of requests to send to them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeAnnotation } from '#core/annotation/decode.ts';
import { entryOf, outlineOf } from '#core/initdata/outline.ts';
import { lifeOfPod } from '#core/policy/simulate/life.ts';
import { examplePod } from '#core/policy/simulate/example-pod.ts';
import { ownCase } from './rego-inputs.ts';

export interface LongPolicy {
  readonly name: string;
  readonly text: string;
}

/** A line of its own in the rule for containers, with a string to type into. It always holds. */
export const typedMark = 'typed here';

/** One of our own, and one that genpolicy wrote where the collection is at hand. */
export function longPolicies(collection: string): readonly LongPolicy[] {
  const [own = ''] = ownCase(90_000).question.modules.map(([, text]) => text);
  const written = genpolicySample(collection);
  return [
    { name: `own, ${kilobytes(own)}`, text: typable(own) },
    ...(written === undefined
      ? []
      : [{ name: `genpolicy's, ${kilobytes(written)}`, text: typable(written) }]),
  ];
}

function kilobytes(text: string): string {
  return `${String(Math.round(text.length / 1000))} kB`;
}

function genpolicySample(collection: string): string | undefined {
  const file = join(collection, 'annotations', 'kata-genpolicy-sample-pod-one-container.b64');
  if (!existsSync(file)) {
    console.warn('WITHOUT the policy of genpolicy: the collection is not here.');
    return undefined;
  }
  const { document } = decodeAnnotation(readFileSync(file, 'utf8').trim());
  const text = document === undefined ? '' : new TextDecoder().decode(document);
  return entryOf(outlineOf(text), 'policy.rego')?.content;
}

function typable(policy: string): string {
  return policy.replace(/^CreateContainerRequest[^\n]*\{\n/m, (head) => `${head}    "${typedMark}" != ""\n`);
}

export function documentWith(policy: string): string {
  return `version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"policy.rego" = '''\n${policy}'''\n`;
}

/** A log as the agent writes it, of so many requests: the life of a pod of an image again and again. */
export function requestLog(count: number, image?: string): string {
  const life = lifeOfPod(examplePod(image === undefined ? {} : { image })).map(({ entrypoint, input }) =>
    JSON.stringify({ kind: entrypoint, request: input }),
  );
  return Array.from({ length: count }, (_, index) => life[index % life.length]).join('\n');
}
