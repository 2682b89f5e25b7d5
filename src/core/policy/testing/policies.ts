/** Policies to try things on: our starters, what documentation publishes, and those of the collection where it is at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'smol-toml';
import { isRecord } from '#core/testing/comparison.ts';

export interface NamedPolicy {
  /** Folder and file, such as `own/restrictive.rego`. */
  readonly id: string;
  readonly text: string;
}

const examples = join(import.meta.dirname, '../../../examples');
const shared = join(import.meta.dirname, '../../../../../shared');

/** Whether the collection is on this machine. */
export const collectionPresent = existsSync(join(shared, 'corpus'));

function filesIn(folder: string, ending: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort();
}

/** A policy of `src/examples/own`. */
export function ownPolicy(name: 'allow-all' | 'restrictive'): string {
  return readFileSync(join(examples, 'own', `${name}.rego`), 'utf8');
}

/** The `policy.rego` of a published example. */
export function publishedPolicy(name: string): string {
  return policyOf(readFileSync(join(examples, 'published', `${name}.toml`), 'utf8')) ?? '';
}

/** Every policy of `src/examples`. */
export function examplePolicies(): readonly NamedPolicy[] {
  const own = filesIn(join(examples, 'own'), '.rego').map((name) => ({
    id: `own/${name}`,
    text: readFileSync(join(examples, 'own', name), 'utf8'),
  }));
  const published = filesIn(join(examples, 'published'), '.toml').flatMap((name) => {
    const text = policyOf(readFileSync(join(examples, 'published', name), 'utf8'));
    return text === undefined ? [] : [{ id: `published/${name}`, text }];
  });
  return [...own, ...published];
}

/** Every policy in the documents and annotations of the collection; none without it. */
export function collectedPolicies(): readonly NamedPolicy[] {
  if (!collectionPresent) return [];
  const documents = join(shared, 'corpus/documents');
  const annotations = join(shared, 'corpus/annotations');
  const found = [
    ...filesIn(documents, '.toml').map((name) => ({
      id: `documents/${name}`,
      text: policyOf(readFileSync(join(documents, name), 'utf8')),
    })),
    ...filesIn(annotations, '.b64').map((name) => ({
      id: `annotations/${name}`,
      text: policyOfAnnotation(readFileSync(join(annotations, name), 'utf8')),
    })),
  ];
  return found.flatMap(({ id, text }) => (text === undefined ? [] : [{ id, text }]));
}

/** The policies of the recorded decisions, by their id. */
export function recordedPolicies(): readonly NamedPolicy[] {
  if (!collectionPresent) return [];
  const file: unknown = JSON.parse(readFileSync(join(shared, 'vectors/agent-decisions.json'), 'utf8'));
  const policies = isRecord(file) && Array.isArray(file['policies']) ? file['policies'].filter(isRecord) : [];
  return policies.map((policy) => ({
    id: `recorded/${String(policy['id'])}`,
    text: String(policy['policy']),
  }));
}

function policyOf(document: string): string | undefined {
  try {
    const { data } = parse(document);
    const policy = isRecord(data) ? data['policy.rego'] : undefined;
    return typeof policy === 'string' ? policy : undefined;
  } catch {
    return undefined;
  }
}

/** Older annotations are the bare policy, without compression. */
function policyOfAnnotation(value: string): string | undefined {
  const bytes = Buffer.from(value, 'base64');
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) {
    const text = bytes.toString('utf8');
    return /^\s*package /m.test(text) ? text : policyOf(text);
  }
  try {
    return policyOf(gunzipSync(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
