/** Runs recorded pastes (`paste-shapes.json`): text in, kind and annotations out. */
import { decodeAnnotation } from '#core/annotation/decode.ts';
import { readGzip } from '#core/annotation/gzip.ts';
import type { CaseResult, RecordedFormat } from '#core/testing/recorded.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { sha256Hex } from '#core/testing/sha256.ts';
import type { Carrier } from '../found.ts';
import type { FoundAnnotation, Recognition } from '../recognition.ts';
import { recognise } from '../recognise.ts';
import { surveyOf, type Survey } from '../survey.ts';

interface RecordedAnnotation {
  readonly key: string | null;
  readonly key_class: string;
  readonly where: Readonly<Record<'kind' | 'name' | 'namespace' | 'path', string | null>>;
  readonly status: string;
  readonly effective: boolean;
  readonly value_sha256?: string;
  readonly document_sha256?: string | null;
}

interface RecordedPaste {
  readonly id: string;
  readonly text: string;
  readonly expected: {
    readonly kinds: readonly string[];
    readonly annotations: readonly RecordedAnnotation[];
    readonly embedded?: { readonly path: string; readonly document_sha256: string };
    readonly digest?: { readonly hex: string };
    readonly document_sha256?: string;
    readonly endpoints?: readonly string[];
    readonly denied_endpoint?: string;
    readonly claims?: { readonly submodule: string; readonly init_data: string };
  };
}

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
  const found = recognise({ bytes: encodeUtf8(text) });
  const survey = surveyOf(found);
  const kinds = recordedKinds(found);
  if (!expected.kinds.some((kind) => kinds.includes(kind))) {
    return failed(id, `expected ${expected.kinds.join(', ')}, found ${kinds.join(', ')} (${found.evidence})`);
  }
  const beside = await besideDifference(survey, expected);
  if (beside !== undefined) return failed(id, beside);
  const { annotations } = survey;
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
    ['path', found.where?.path ?? null, recorded.where.path],
    ...(recorded.value_sha256 === undefined
      ? []
      : [['value', await sha256Hex(encodeUtf8(found.value)), recorded.value_sha256] as const]),
    ...(recorded.document_sha256 === undefined || recorded.document_sha256 === null
      ? []
      : [['document', await documentIn(found.value), recorded.document_sha256] as const]),
  ];
  const different = pairs.find(([, own, other]) => own !== other);
  return different && `${different[0]}: expected ${String(different[2])}, found ${String(different[1])}`;
}

async function documentIn(value: string): Promise<string> {
  const { document, recovered } = decodeAnnotation(value);
  const bytes = document ?? recovered;
  return bytes === undefined ? 'none' : sha256Hex(bytes);
}

/** Documents and digests that stand in the paste otherwise than as an annotation. */
async function besideDifference(
  { documents, digests, recognition }: Survey,
  { embedded, digest, document_sha256, endpoints, denied_endpoint, claims }: RecordedPaste['expected'],
): Promise<string | undefined> {
  if (embedded !== undefined) {
    const [found] = documents;
    if (found === undefined) return 'no document was found in it';
    const sha = await sha256Hex(found.bytes);
    if (found.path !== embedded.path) return `document: expected at ${embedded.path}, found at ${found.path}`;
    if (sha !== embedded.document_sha256)
      return `document: expected ${embedded.document_sha256}, found ${sha}`;
  }
  if (digest !== undefined && digests[0]?.hex !== digest.hex) {
    return `digest: expected ${digest.hex}, found ${digests[0]?.hex ?? 'none'}`;
  }
  if (document_sha256 !== undefined) {
    const bytes = recognition.kind === 'gzip' ? readGzip(recognition.bytes).members[0]?.bytes : undefined;
    const plain = recognition.kind === 'document' ? recognition.bytes : bytes;
    const sha = plain === undefined ? 'none' : await sha256Hex(plain);
    if (sha !== document_sha256) return `document: expected ${document_sha256}, found ${sha}`;
  }
  const wanted = endpoints ?? (denied_endpoint === undefined ? undefined : [denied_endpoint]);
  if (wanted !== undefined) {
    const found = recognition.kind === 'requests' ? recognition.requests.map(({ request }) => request) : [];
    if (found.join() !== wanted.join()) return `requests: expected ${wanted.join()}, found ${found.join()}`;
  }
  if (claims !== undefined) {
    const [found] = digests;
    if (found?.written !== claims.init_data)
      return `init_data: expected ${claims.init_data}, found ${found?.written ?? 'none'}`;
    if (found.label !== `init_data of ${claims.submodule}`)
      return `init_data: found under ${found.label ?? 'nothing'}`;
  }
  return undefined;
}

/** Our kinds in the words of the recorded file, outermost first. */
function recordedKinds(found: Recognition): readonly string[] {
  switch (found.kind) {
    case 'annotation-value':
      return [valueKind(found.annotations[0]?.status)];
    case 'annotation-lines':
      return [`${found.syntax === 'json' ? 'json' : 'yaml'}-${found.lines === 'one' ? 'line' : 'fragment'}`];
    case 'manifest':
      return [`manifest-${found.syntax}${found.broken ? '-broken' : ''}`];
    case 'document':
      return [found.broken ? 'initdata-document-broken' : 'initdata-document'];
    case 'agent-policy':
    case 'other-rego':
      return ['rego'];
    case 'digest':
      return [`digest-${found.encoding}`, ...(found.span === undefined ? [] : ['qemu-command-line'])];
    case 'gzip':
      return [found.writtenIn === 'hex' ? 'hex-bytes' : 'gzip'];
    case 'token':
      return ['jwt'];
    case 'requests':
      return [found.form === 'denial' ? 'policy-denial' : 'policy-log-jsonl'];
    case 'carried':
      return found.carriers.flatMap((carrier) => carrierNames[carrier] ?? [carrier]);
    case 'text':
      return ['unknown'];
    case 'empty':
    case 'aa.toml':
    case 'cdh.toml':
    case 'image':
    case 'bundle':
    case 'other-zip':
    case 'certificate':
    case 'private-key':
    case 'binary':
      return [found.kind];
  }
}

const carrierNames: Partial<Readonly<Record<Carrier, readonly string[]>>> = {
  describe: ['kubectl-describe'],
  'merge-patch': ['json-merge-patch'],
  shell: ['shell-command', 'shell-assignment'],
  'kbs-request': ['kbs-init-data-json'],
  manifest: ['manifest-yaml'],
};

function valueKind(status: FoundAnnotation['status'] | undefined): string {
  if (status === 'legacy-plain-toml') return 'legacy-plain-toml-base64';
  return status === 'agent-policy' ? 'agent-policy-base64' : 'annotation-value';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
