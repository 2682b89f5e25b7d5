/**
 * The checks of an Init-Data document: everything that some component refuses, crashes on, ignores or takes otherwise
 * than its author thinks, all at once. Of a syntax error the first is reported, and of the rest what a tolerant scan
 * proves. What `aa.toml` and `cdh.toml` may contain is the config room's business.
 */
import type { Checked, Diagnostic } from '../diagnostics/diagnostic.ts';
import { replaceSpan } from '../text/edit.ts';
import { parseScanned } from '../toml/document.ts';
import { memberOf, type TomlTable } from '../toml/node.ts';
import type { Algorithm } from './algorithm.ts';
import { checkData } from './check-data.ts';
import { checkEarlyEnd } from './check-early-end.ts';
import { checkFields } from './check-fields.ts';
import { checkJson } from './check-json.ts';
import { checkPolicy } from './check-policy.ts';
import { checkTemplates, isTemplate } from './check-templates.ts';
import { checkText } from './check-text.ts';
import { looksLikeUtf16 } from './encoding.ts';
import { finding, mend, type Proof } from './finding.ts';
import { entryOf, outlineOf, type Outline } from './outline.ts';
import { syntaxRefused } from './words.ts';

/** A parsed document: its two fields as written and its data entries in order. */
export interface InitData {
  readonly version: string;
  readonly algorithm: string;
  readonly entries: readonly { readonly key: string; readonly content: string }[];
}

/**
 * Checks the text of a document.
 *
 * @param advised the algorithm that a fix writes where there is none, such as the natural one of a platform
 * @returns the document's meaning when it is TOML of the right shape, whatever its version and algorithm say, and every
 *   finding. Spans point into `initdata`, those about the policy into `entry:policy.rego`. Never throws.
 */
export function checkInitData(text: string, advised: Algorithm = 'sha256'): Checked<InitData> {
  if (looksLikeUtf16(text)) return { diagnostics: [utf16Finding(text)] };
  const json = checkJson(text);
  if (json !== undefined) return { diagnostics: [json] };
  const outline = outlineOf(text);
  const parsed = parseScanned(text, 'initdata', outline.scan);
  const early = parsed.value === undefined ? checkEarlyEnd(text, outline) : undefined;
  const syntax = early === undefined ? parsed.diagnostics.map(withConsumers) : [early];
  const proof = proofOf(outline, parsed.value !== undefined, syntax);
  const policy = entryOf(outline, 'policy.rego');
  const value = parsed.value === undefined ? undefined : initDataOf(parsed.value);
  const diagnostics = [
    ...syntax,
    ...checkText(text, outline),
    ...checkFields(text, outline, proof, advised),
    ...checkData(text, outline, proof),
    ...checkTemplates(text, outline),
    ...(policy === undefined || !policy.closed || !proof(policy.valueSpan.to) || isTemplate(policy.content)
      ? []
      : checkPolicy(policy.content)),
  ];
  return value === undefined ? { diagnostics } : { value, diagnostics };
}

function utf16Finding(text: string): Diagnostic {
  const span = { from: 0, to: text.length };
  return finding(
    'initdata/utf16',
    { from: 0, to: Math.min(2, text.length) },
    'The document is UTF-16; it has to be UTF-8.',
    {
      hint: 'Every other byte is a NUL.',
      consumers: syntaxRefused,
      ...mend('Remove the NUL characters', replaceSpan(span, text.replaceAll('\0', ''))),
    },
  );
}

/** In a broken document everything above the first broken place is certain. */
function proofOf(outline: Outline, parsed: boolean, syntax: readonly Diagnostic[]): Proof {
  if (parsed) return () => true;
  const broken = outline.scan.statements.find(({ kind }) => kind === 'broken');
  const open = outline.entries.find(({ closed }) => !closed);
  const first = Math.min(
    broken?.span.from ?? Infinity,
    open?.valueSpan.to ?? Infinity,
    ...syntax.map(({ span }) => Math.max(span.from, span.to - 1)),
  );
  return (offset) => offset <= first;
}

function withConsumers(found: Diagnostic): Diagnostic {
  if (found.severity !== 'error' || found.code === 'toml/readers-disagree') return found;
  return { ...found, consumers: syntaxRefused };
}

function initDataOf(root: TomlTable): InitData | undefined {
  const version = memberOf(root, 'version')?.node;
  const algorithm = memberOf(root, 'algorithm')?.node;
  const data = memberOf(root, 'data')?.node;
  if (version?.kind !== 'string' || algorithm?.kind !== 'string' || data?.kind !== 'table') return undefined;
  const entries: { readonly key: string; readonly content: string }[] = [];
  for (const { key, node } of data.members) {
    if (node.kind !== 'string') return undefined;
    entries.push({ key, content: node.value });
  }
  return { version: version.value, algorithm: algorithm.value, entries };
}
