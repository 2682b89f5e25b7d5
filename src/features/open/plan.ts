/** What to do with something that was opened, pasted or dropped. Decides only; `carry-out.ts` acts. */
import { documentFromBytes } from '#core/analysis/facts.ts';
import type { DocumentInput } from '#core/analysis/analysis.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { FoundAnnotation, Recognition, RecognitionInput } from '#core/recognition/recognition.ts';
import type { Unwrapped, Wrapped } from '#workers/calls.ts';

/** Takes a document out of its wrapping; the page asks a worker to. */
export type Unwrap = (wrapped: Wrapped) => Unwrapped | Promise<Unwrapped>;

/** A document found in something, and what had to be overlooked to get at it. */
export interface FoundDocument {
  /** Where it stood, such as `Deployment/web` or the file's name. */
  readonly name: string;
  readonly document: DocumentInput;
  /** Findings about the wrapping: readers of a cluster may refuse what was read here. */
  readonly wrapping: readonly Diagnostic[];
  /** True when its carrier had to be mended first, such as lines that were joined. */
  readonly mended: boolean;
}

export type Plan =
  | { readonly kind: 'document'; readonly found: FoundDocument; readonly evidence: string }
  | { readonly kind: 'entry'; readonly key: string; readonly content: string; readonly evidence: string }
  /** A manifest, perhaps with documents in its annotations. */
  | {
      readonly kind: 'manifest';
      readonly text: string;
      readonly documents: readonly FoundDocument[];
      readonly evidence: string;
    }
  | { readonly kind: 'documents'; readonly documents: readonly FoundDocument[]; readonly evidence: string }
  | { readonly kind: 'bundle'; readonly name: string; readonly bytes: Uint8Array; readonly evidence: string }
  | {
      readonly kind: 'nothing';
      readonly title: string;
      readonly reason: string;
      /** What was found where reading ended. */
      readonly findings?: readonly Diagnostic[];
      /** What was given, when Review can say more about it than that it cannot be opened. */
      readonly given?: RecognitionInput;
      /** Hex: it can be compared with the document on screen. */
      readonly digest?: string;
    };

const whatOpens =
  'Init-Data, one of its files, an annotation, a manifest, a disk image and a zip that was saved here can be opened.';

/**
 * @param name what to call a document that comes without a name of its own
 * @param input the bytes that were recognised, and the name of their file: a document that is not UTF-8 is known by these
 * @throws what `unwrap` throws
 */
export async function planFor(
  recognition: Recognition,
  name: string,
  input: RecognitionInput,
  unwrap: Unwrap,
): Promise<Plan> {
  const { evidence } = recognition;
  const nothing = (title: string, reason: string, findings: readonly Diagnostic[] = []) => ({
    kind: 'nothing' as const,
    title,
    reason,
    findings,
    given: input,
  });
  switch (recognition.kind) {
    case 'document':
      return { kind: 'document', found: plainDocument(name, recognition.bytes), evidence };
    case 'agent-policy':
      return { kind: 'entry', key: 'policy.rego', content: recognition.text, evidence };
    case 'aa.toml':
    case 'cdh.toml':
      return { kind: 'entry', key: recognition.kind, content: recognition.text, evidence };
    case 'annotation-value':
    case 'annotation-lines':
      return planForDocuments(recognition.annotations, name, evidence, input, unwrap);
    case 'carried':
      return planForDocuments(
        recognition.annotations,
        name,
        evidence,
        input,
        unwrap,
        recognition.documents.map(({ bytes }) => plainDocument(name, bytes)),
      );
    case 'manifest':
      return {
        kind: 'manifest',
        text: recognition.text,
        documents: await documentsIn(recognition.annotations, name, unwrap),
        evidence,
      };
    case 'image': {
      const { document, diagnostics } = await unwrap({ kind: 'image', bytes: recognition.bytes });
      if (document === undefined) {
        return nothing('The disk image cannot be read', unread, diagnostics);
      }
      const found = { name, document, wrapping: diagnostics, mended: false };
      return { kind: 'document', found, evidence };
    }
    case 'gzip': {
      const { document, diagnostics } = await unwrap({ kind: 'gzip', bytes: recognition.bytes });
      if (document === undefined) {
        return nothing('The gzip file cannot be read', 'It does not unpack to a document.');
      }
      const found = { name, document, wrapping: diagnostics, mended: false };
      return { kind: 'document', found, evidence };
    }
    case 'bundle':
      return { kind: 'bundle', name, bytes: recognition.bytes, evidence };
    case 'token':
      return nothing(
        'An attestation token',
        'It holds claims about Init-Data, and no Init-Data. Review shows them.',
      );
    case 'requests':
      return nothing('Requests to an agent policy', 'They come from an event or a log. Review shows them.');
    case 'other-rego':
      return nothing(
        'A Rego policy, but not an agent policy',
        `Its package is ${recognition.package ?? 'not named'}; the agent asks the package agent_policy. A resource policy belongs to the KBS, not into Init-Data.`,
      );
    case 'other-zip':
      return nothing('A zip file that was not made here', 'It holds no initdata.toml.');
    case 'certificate':
      return nothing(
        'A certificate',
        'Put it into the KBS certificate of the quick form: it belongs inside aa.toml and cdh.toml.',
      );
    case 'private-key':
      return nothing(
        'A private key',
        'It was not opened. Init-Data is readable by the host: a private key must never be in it.',
      );
    case 'digest':
      return {
        ...nothing(
          `A digest of ${String(recognition.length)} bytes`,
          'A digest cannot be turned back into its document. Review compares it with one, and looks for the reason when they differ.',
        ),
        digest: recognition.hex,
      };
    case 'empty':
      return nothing('Nothing in it', evidence);
    case 'binary':
      if (looksLikeDocument(input)) {
        return { kind: 'document', found: plainDocument(name, new Uint8Array(input.bytes)), evidence };
      }
      return nothing('Not recognised', `${evidence} Nothing was changed. ${whatOpens}`);
    case 'text':
      return nothing('Not recognised', `${evidence} Nothing was changed. ${whatOpens}`);
  }
}

/** A few wrong bytes do not make a document something else: it is shown read-only, decoded and digested all the same. */
function looksLikeDocument({ bytes, name = '' }: RecognitionInput): boolean {
  if (/\.toml$/i.test(name)) return true;
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  return /^\s*(version|algorithm)\s*=/m.test(text) && text.includes('data');
}

/** The documents that annotations hold, each under the name of its carrier. */
async function documentsIn(
  annotations: readonly FoundAnnotation[],
  name: string,
  unwrap: Unwrap,
): Promise<readonly FoundDocument[]> {
  const found: FoundDocument[] = [];
  for (const { value, status, where, span } of annotations) {
    if (status === 'placeholder' || status === 'empty' || status === 'agent-policy') continue;
    const { document, diagnostics } = await unwrap({ kind: 'annotation', value });
    if (document === undefined) continue;
    const carrier = [where?.kind, where?.name].filter((part) => part !== undefined).join('/');
    const mended = status === 'recovered' || span === undefined;
    found.push({ name: carrier === '' ? name : carrier, document, wrapping: diagnostics, mended });
  }
  return found;
}

async function planForDocuments(
  annotations: readonly FoundAnnotation[],
  name: string,
  evidence: string,
  input: RecognitionInput,
  unwrap: Unwrap,
  plain: readonly FoundDocument[] = [],
): Promise<Plan> {
  const documents = [...(await documentsIn(annotations, name, unwrap)), ...plain];
  const [only] = documents;
  if (only === undefined) {
    const [first] = annotations;
    const findings =
      first === undefined ? [] : (await unwrap({ kind: 'annotation', value: first.value })).diagnostics;
    return { kind: 'nothing', title: titleOf(first), reason: first?.reason ?? unread, findings };
  }
  return documents.length === 1
    ? { kind: 'document', found: await asGiven(only, input, unwrap), evidence }
    : { kind: 'documents', documents, evidence };
}

/** A bare value is judged as it was given: what its line breaks do is then among its findings. */
async function asGiven(
  found: FoundDocument,
  { bytes }: RecognitionInput,
  unwrap: Unwrap,
): Promise<FoundDocument> {
  const value = new TextDecoder().decode(bytes).trim();
  const { document, diagnostics } = await unwrap({ kind: 'annotation', value });
  return document === undefined ? found : { ...found, wrapping: diagnostics, mended: false };
}

function titleOf(annotation: FoundAnnotation | undefined): string {
  switch (annotation?.status) {
    case 'placeholder':
      return 'An annotation with a placeholder instead of a value';
    case 'agent-policy':
      return 'A policy annotation of older releases, not Init-Data';
    case 'truncated':
      return 'An annotation that was cut off';
    case 'complete':
    case 'recovered':
    case 'empty':
    case 'legacy-plain-toml':
    case 'other':
    case undefined:
      return 'The annotation cannot be read';
  }
}

function plainDocument(name: string, bytes: Uint8Array): FoundDocument {
  return { name, document: documentFromBytes(bytes), wrapping: [], mended: false };
}

const unread = 'It does not decode to a document. Nothing was changed.';

/** A name for a document that comes from a file of this name. */
export function nameFrom(fileName: string | undefined): string {
  const base = (fileName ?? '').split(/[\\/]/).at(-1) ?? '';
  const stem = base.replace(/\.(toml|ya?ml|json|img|zip|gz|txt|b64)$/i, '');
  return stem === '' || /^(initdata|pod|manifest|annotation)$/i.test(stem) ? 'Untitled' : stem;
}
