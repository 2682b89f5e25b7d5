/** What is inside a document: files, certificates, images, addresses, the policy at a glance. */
import type { AnalysisContext } from '#core/analysis/analysis.ts';
import type { ConfigContext } from '#core/config/context.ts';
import { entryOf, type Outline } from '#core/initdata/outline.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { certificateRows } from './certificate-rows.ts';
import { endpointsOf } from './endpoints.ts';
import { hiddenCharactersIn } from './hidden.ts';
import { imagesInManifest, imagesInPolicy } from './images.ts';
import type { PolicyGlance } from './policy-glance.ts';
import type { ReviewedDocument, ReviewedFile } from './review.ts';

type Contents = Pick<ReviewedDocument, 'files' | 'certificates' | 'images' | 'policy' | 'endpoints'>;

/** A document with more entries than this is not Init-Data that anyone wrote. */
const mostFiles = 200;

/**
 * @param manifest the object that the annotation stands in; empty for none
 * @param glance of the policy, when it was judged
 * @param quick leaves out what takes longer than a few milliseconds
 */
export async function contentsOf(
  outline: Outline | undefined,
  manifest: string,
  context: AnalysisContext,
  glance: PolicyGlance | undefined,
  quick: boolean,
): Promise<Contents> {
  const aa = outline === undefined ? undefined : entryOf(outline, 'aa.toml')?.content;
  const cdh = outline === undefined ? undefined : entryOf(outline, 'cdh.toml')?.content;
  const policy = outline === undefined ? undefined : entryOf(outline, 'policy.rego')?.content;
  const texts = { ...(aa === undefined ? {} : { aa }), ...(cdh === undefined ? {} : { cdh }) };
  // Of entries with the same key the first counts.
  const entries = [
    ...new Map((outline?.entries ?? []).toReversed().map((entry) => [entry.key, entry])).values(),
  ];
  entries.sort((a, b) => a.keySpan.from - b.keySpan.from);
  return {
    files: entries.slice(0, mostFiles).map(({ key, content }) => fileOf(key, content, quick)),
    certificates: quick ? [] : await certificateRows(texts, configOf(context)),
    images: quick ? [] : [...imagesInPolicy(policy ?? ''), ...imagesInManifest(manifest)],
    endpoints: endpointsOf(texts),
    ...(glance === undefined ? {} : { policy: glance }),
  };
}

/** The same for one file alone. */
export async function entryContents(
  key: string,
  text: string,
  context: AnalysisContext,
  glance: PolicyGlance | undefined,
  quick: boolean,
): Promise<Contents> {
  const texts = key === 'aa.toml' ? { aa: text } : key === 'cdh.toml' ? { cdh: text } : {};
  return {
    files: [fileOf(key, text, quick)],
    certificates: quick ? [] : await certificateRows(texts, configOf(context)),
    images: key === 'policy.rego' ? imagesInPolicy(text) : [],
    endpoints: endpointsOf(texts),
    ...(glance === undefined ? {} : { policy: glance }),
  };
}

function fileOf(key: string, text: string, quick: boolean): ReviewedFile {
  const language = key.endsWith('.rego') ? 'rego' : key.endsWith('.toml') ? 'toml' : 'text';
  return {
    key,
    source: `entry:${key}`,
    language,
    text,
    bytes: encodeUtf8(text).length,
    hidden: quick ? [] : hiddenCharactersIn(text),
  };
}

function configOf({ now, platform, release, cococtl, production }: AnalysisContext): ConfigContext {
  return { now, platform, release, profile: { cococtl, production } };
}
