/** Runs recorded pastes (`paste-shapes.json`): text in, kind and annotations out. */
import type { CaseResult, RecordedFormat } from '#core/testing/recorded.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { hexOf } from '#core/initdata/hex.ts';
import type { FoundAnnotation, Recognition } from '../recognition.ts';
import { recognise } from '../recognise.ts';

interface RecordedAnnotation {
  readonly key: string | null;
  readonly key_class: string;
  readonly where: Readonly<Record<'kind' | 'name' | 'namespace' | 'path', string | null>>;
  readonly status: string;
  readonly effective: boolean;
  readonly value_sha256?: string;
}

interface RecordedPaste {
  readonly id: string;
  readonly text: string;
  readonly expected: {
    readonly kinds: readonly string[];
    readonly annotations: readonly RecordedAnnotation[];
  };
}

/** Recorded names of the kinds that are recognised so far. */
const known = new Set([
  'empty',
  'unknown',
  'annotation-value',
  'legacy-plain-toml-base64',
  'agent-policy-base64',
  'yaml-line',
  'json-line',
  'yaml-fragment',
  'json-fragment',
  'manifest-yaml',
  'manifest-yaml-broken',
  'manifest-json',
  'peer-pods-configmap',
  'initdata-document',
  'initdata-document-broken',
  'rego',
  'cdh.toml',
  'digest-hex',
  'digest-base64',
]);

export const formats: readonly RecordedFormat[] = [
  {
    name: 'pastes',
    recognises: (file) => isRecord(file) && file['format'] === 'pasted texts and what to recognise',
    run: async (file) => {
      const entries = isRecord(file) && Array.isArray(file['entries']) ? file['entries'] : [];
      return Promise.all(entries.map((entry) => runPaste(entry as RecordedPaste)));
    },
  },
];

async function runPaste({ id, text, expected }: RecordedPaste): Promise<CaseResult> {
  const later = expected.kinds.filter((kind) => !known.has(kind));
  if (later.length > 0) {
    return {
      id,
      outcome: 'skipped',
      difference: `${later.join(', ')}: a kind of paste that is not opened yet`,
    };
  }
  const found = recognise({ bytes: encodeUtf8(text) });
  const kind = recordedKind(found);
  if (!expected.kinds.includes(kind)) {
    return failed(id, `expected ${expected.kinds.join(', ')}, found ${kind} (${found.evidence})`);
  }
  const annotations = 'annotations' in found ? found.annotations : [];
  if (annotations.length !== expected.annotations.length) {
    return failed(id, `expected ${expected.annotations.length} annotations, found ${annotations.length}`);
  }
  for (const [index, annotation] of annotations.entries()) {
    const recorded = expected.annotations[index];
    const difference = recorded === undefined ? undefined : await differenceOf(annotation, recorded);
    if (difference !== undefined) return failed(id, `annotation ${index + 1}: ${difference}`);
  }
  return { id, outcome: 'passed' };
}

function failed(id: string, difference: string): CaseResult {
  return { id, outcome: 'failed', difference };
}

async function differenceOf(
  found: FoundAnnotation,
  recorded: RecordedAnnotation,
): Promise<string | undefined> {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['key', found.key ?? null, recorded.key],
    ['key class', found.keyClass, recorded.key_class],
    ['status', found.status, recorded.status],
    ['effective', found.effective, recorded.effective],
    ['kind', found.where?.kind ?? null, recorded.where.kind],
    ['name', found.where?.name ?? null, recorded.where.name],
    ['namespace', found.where?.namespace ?? null, recorded.where.namespace],
    ...(recorded.value_sha256 === undefined
      ? []
      : [['value', await sha256(found.value), recorded.value_sha256] as const]),
  ];
  const different = pairs.find(([, own, other]) => own !== other);
  return different && `${different[0]}: expected ${String(different[2])}, found ${String(different[1])}`;
}

async function sha256(text: string): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', encodeUtf8(text))));
}

/** Our kinds in the words of the recorded file. */
function recordedKind(found: Recognition): string {
  switch (found.kind) {
    case 'annotation-value':
      return valueKind(found.annotations[0]?.status);
    case 'annotation-lines':
      return `${found.syntax === 'json' ? 'json' : 'yaml'}-${found.lines === 'one' ? 'line' : 'fragment'}`;
    case 'manifest':
      return `manifest-${found.syntax}${found.broken ? '-broken' : ''}`;
    case 'document':
      return found.broken ? 'initdata-document-broken' : 'initdata-document';
    case 'agent-policy':
    case 'other-rego':
      return 'rego';
    case 'digest':
      return `digest-${found.encoding}`;
    case 'text':
      return 'unknown';
    case 'empty':
    case 'aa.toml':
    case 'cdh.toml':
    case 'image':
    case 'gzip':
    case 'bundle':
    case 'other-zip':
    case 'certificate':
    case 'private-key':
    case 'binary':
      return found.kind;
  }
}

function valueKind(status: FoundAnnotation['status'] | undefined): string {
  if (status === 'legacy-plain-toml') return 'legacy-plain-toml-base64';
  return status === 'agent-policy' ? 'agent-policy-base64' : 'annotation-value';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
