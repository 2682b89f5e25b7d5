/**
 * A review of something that was pasted: what it is, what is wrong with it, what it says in plain words, what would be
 * measured. One request, one answer, all of it plain data that crosses a worker.
 *
 * This room puts together what the others know. It promises that nothing in a paste makes it throw or run away, that the
 * bytes it digests are those that were pasted, that a mended copy is never used in place of them, and that no word of
 * its own claims more than was compared. It renders nothing.
 */
import type { AnalysisContext, Binding, CheckRun, Digests, DocumentFacts } from '#core/analysis/analysis.ts';
import type { Consumer, Diagnostic, SourceName } from '#core/diagnostics/diagnostic.ts';
import type { Comparison } from '#core/expected/comparison.ts';
import type { AnnotationStatus, RecognisedKind } from '#core/recognition/recognition.ts';
import type { Carrier, FoundDigest } from '#core/recognition/found.ts';
import type { Span } from '#core/text/span.ts';
import type { PolicyGlance } from './policy-glance.ts';

export interface ReviewRequest {
  readonly paste: { readonly bytes: Uint8Array; readonly name?: string | undefined };
  /** Position in `choices`. Undefined takes the only choice there is, and none when there are several. */
  readonly choice?: number | undefined;
  /** What was typed into the field or came with a link; empty for none. */
  readonly expected: string;
  readonly context: AnalysisContext;
  /** Reviews the repaired copy of the choice in its place; `subject.isRepaired` then says so. */
  readonly repaired?: boolean;
  /** `headline`: peel, digest and compare only, which takes milliseconds; findings and sentence stay short. */
  readonly depth?: 'headline' | 'full';
}

export interface Review {
  readonly paste: PasteFacts;
  /** Everything in the paste that can be reviewed, in its order. */
  readonly choices: readonly Choice[];
  /** Which of them `subject` is about; undefined when there is none or a person has to choose. */
  readonly chosen: number | undefined;
  readonly headline: Headline;
  /** The paragraph in plain words; joined, its texts are what a screen reader hears. */
  readonly sentence: readonly SentencePart[];
  readonly subject?: Subject;
  /** Digests that stand in the paste beside the Init-Data, or are all of it. */
  readonly digests: readonly FoundDigest[];
  /** Set when the paste is, or holds, an attestation token. Its signature was not looked at. */
  readonly token?: TokenFacts;
  /** Set when it speaks of requests to an agent policy: events and logs belong to the policy workbench. */
  readonly requests?: RequestLog;
}

export interface PasteFacts {
  /** What it is by the surest sign. */
  readonly kind: RecognisedKind;
  /** One sentence: what in the content says so. */
  readonly evidence: string;
  /** What stands around the Init-Data, outermost first, such as `markdown`, `manifest`. */
  readonly carriers: readonly Carrier[];
  readonly bytes: number;
  /** The text of the paste: spans with source `manifest` point into it. Absent when it is not UTF-8. */
  readonly text?: string;
}

/** One thing that can be reviewed. */
export interface Choice {
  readonly kind: 'annotation' | 'document' | 'image' | 'gzip' | 'entry';
  /** Such as `Deployment/web in payments`, `line 5` or `initdata.toml`. */
  readonly label: string;
  /** Such as `spec.template.metadata.annotations`; absent for a bare value. */
  readonly path?: string;
  readonly key?: string;
  readonly status?: AnnotationStatus;
  /** False when no runtime would take it from where and how it stands; `reason` says why. */
  readonly effective: boolean;
  readonly reason?: string;
  /** Where it is written in the paste; absent when the paste had to be mended to read it. */
  readonly span?: Span;
  /** The digest of its document under its own algorithm, to tell choices apart; absent when it cannot be read. */
  readonly digest?: string;
  /** Positions of earlier choices with the same document. */
  readonly sameAs?: number;
}

/**
 * The first thing that is said. `matches` and `differs` compare with an expected value; `unchecked` never claims
 * anything; `choose` and `nothing` are about the paste.
 */
export interface Headline {
  readonly kind: 'matches' | 'differs' | 'unchecked' | 'choose' | 'nothing';
  readonly text: string;
  /** A second line, such as the nearest explanation. */
  readonly detail?: string;
}

/** Where the reader finds what a part of the sentence says. */
export type Evidence =
  | { readonly kind: 'text'; readonly source: SourceName; readonly span: Span }
  | { readonly kind: 'finding'; readonly index: number }
  | { readonly kind: 'layer'; readonly index: number }
  | { readonly kind: 'certificate'; readonly index: number }
  | { readonly kind: 'image'; readonly index: number }
  | { readonly kind: 'request'; readonly name: string }
  | { readonly kind: 'digest' }
  /** What was looked at, whether anything was found or not. */
  | { readonly kind: 'checks' };

export interface SentencePart {
  /** Blanks and punctuation included: the parts joined are the paragraph. */
  readonly text: string;
  /** True for words of the document and not ours, such as a URL. */
  readonly quoted: boolean;
  readonly tone: 'plain' | 'good-to-know' | 'risk' | 'error';
  readonly evidence?: Evidence;
}

/** Everything about the chosen Init-Data. */
export interface Subject {
  /** True when all of this is about the repaired copy that was asked for, and not about what was pasted. */
  readonly isRepaired: boolean;
  /** From the paste inwards; behind a broken layer there are none. */
  readonly layers: readonly Layer[];
  /** What each program does with the whole in the end, hosts first. */
  readonly outcomes: readonly Verdict[];
  /** The exact bytes, when the layers let any through. */
  readonly document?: ReviewedDocument;
  readonly findings: readonly Diagnostic[];
  /** What was looked at, so that no findings means something. */
  readonly checks: readonly CheckRun[];
  readonly comparison: Comparison;
  /** Where the expected value came from: the request, or a digest or a token in the paste. */
  readonly expectedFrom: 'given' | 'paste' | 'none';
  /** A copy with the layers mended, offered and never used silently. */
  readonly repaired?: RepairedCopy;
  /** The annotation value as its carrier holds it: spans with source `annotation` point into it. */
  readonly value?: string;
}

export interface ReviewedDocument {
  /** `entry`: a lone policy.rego, aa.toml or cdh.toml, which is a part of Init-Data and has no digest of its own there. */
  readonly of: 'document' | 'entry';
  readonly bytes: Uint8Array;
  /** Absent when the bytes are not UTF-8. Spans with source `initdata` point into it. */
  readonly text?: string;
  readonly facts: DocumentFacts;
  readonly digests: Digests;
  readonly binding: Binding;
  readonly files: readonly ReviewedFile[];
  readonly certificates: readonly CertificateRow[];
  readonly images: readonly ImageRow[];
  /** Absent without a policy.rego, and for a headline. */
  readonly policy?: PolicyGlance;
  /** Where AA and CDH go; absent parts are not configured. */
  readonly endpoints: readonly Endpoint[];
}

/** An address in the configuration of the guest. */
export interface Endpoint {
  readonly component: 'aa' | 'cdh';
  /** Such as `token_configs.kbs.url`. */
  readonly field: string;
  readonly url: string;
  readonly source: SourceName;
  readonly span: Span;
}

export type LayerState =
  /** All programs take it off without a word. */
  | 'ok'
  /** Taken off, but not by all or not in the same way. */
  | 'disputed'
  /** Ended here. */
  | 'broken';

/** One layer, as a chip. */
export interface Layer {
  readonly kind: 'carrier' | 'hex' | 'base64' | 'gzip' | 'deflate' | 'image' | 'utf8' | 'toml' | 'files';
  /** A few words for the chip, such as `base64 3 644`. */
  readonly title: string;
  readonly state: LayerState;
  readonly facts: readonly LayerFact[];
  /** Positions in `findings` of what was found at this layer. */
  readonly findings: readonly number[];
  /** What each program does here; empty where all take the layer off. */
  readonly verdicts: readonly Verdict[];
}

export interface LayerFact {
  readonly name: string;
  readonly value: string;
  /** True when the value is taken from the paste and not ours. */
  readonly quoted: boolean;
}

export interface Verdict {
  readonly consumer: Consumer;
  readonly outcome:
    'accepts' | 'rejects' | 'panics' | 'ignores' | 'not-reached' | 'depends-on-host' | 'unknown';
  /** The words that it logs, when it logs any and they are known. */
  readonly message?: string;
  /** Such as `reads only the first member`. */
  readonly note?: string;
}

export interface ReviewedFile {
  /** The key in `[data]`. */
  readonly key: string;
  readonly source: SourceName;
  readonly language: 'rego' | 'toml' | 'text';
  readonly text: string;
  /** UTF-8 bytes. */
  readonly bytes: number;
  /** Characters that a reader does not see or that reorder what he sees. */
  readonly hidden: readonly HiddenCharacter[];
}

export interface HiddenCharacter {
  readonly span: Span;
  readonly codePoint: number;
  /** Such as `right-to-left override`. */
  readonly name: string;
  readonly kind: 'bidirectional' | 'invisible' | 'control' | 'space';
}

export interface CertificateRow {
  readonly source: SourceName;
  readonly span: Span;
  /** Such as `kbc.kbs_cert`. */
  readonly field: string;
  /** False when the block is no certificate; the names below are then empty. */
  readonly readable: boolean;
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly state: 'current' | 'expired' | 'not-yet' | 'unknown';
  readonly authority?: boolean;
  readonly selfSigned?: boolean;
  readonly key?: string;
  /** Lower-case hex. */
  readonly sha256?: string;
}

export interface ImageRow {
  /** As written. */
  readonly reference: string;
  readonly pinned: 'digest' | 'tag' | 'neither' | 'pattern';
  /** Where it was found first. */
  readonly source: SourceName;
  readonly span: Span;
}

export interface RepairedCopy {
  /** What had to be done, in order, such as `Added the missing "=" at the end.` */
  readonly repairs: readonly string[];
  readonly value: string;
  readonly documentBytes: number;
  /** Of the repaired copy's document, under the algorithm it names; absent when it names none or cannot be hashed. */
  readonly digest?: string;
  /** How the repaired copy's document compares with the expected value, if one was given. */
  readonly comparison: Comparison;
}

export interface TokenFacts {
  /** Of the header, as it says of itself. */
  readonly algorithm?: string;
  readonly type?: string;
  /** `empty`: an unsigned token. Nothing here checked a signature. */
  readonly signature: 'empty' | 'present';
  readonly claims: readonly TokenClaim[];
  /** `init_data` of the CPU submodule, however the platform writes it. */
  readonly initData?: string;
  readonly submodule?: string;
}

export interface TokenClaim {
  /** Dotted. */
  readonly path: string;
  readonly value: string;
}

export interface RequestLog {
  readonly kind: 'denial' | 'log';
  readonly entries: readonly { readonly request: string; readonly input?: string }[];
}
