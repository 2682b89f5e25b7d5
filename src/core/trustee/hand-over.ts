/** Everything that is handed to those who run the key broker, as files and as one zip. */
import { zipSync, type Zippable } from 'fflate';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { handOverCommands, type HandOverOptions } from './commands.ts';
import type { JsonObject } from './json.ts';
import { referenceMessage, sampleProvenance, type ReferenceEntry } from './reference-values.ts';

export interface HandOver {
  /** The exact document. */
  readonly document: Uint8Array<ArrayBuffer>;
  readonly resourcePolicy: string;
  /** The previewed claims, for trying the policy elsewhere; absent where there is no token. */
  readonly claims?: JsonObject | undefined;
  readonly references: readonly ReferenceEntry[];
  readonly manifest?: string | undefined;
  readonly options: HandOverOptions;
}

export interface HandOverFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The files, each once, in the order in which they are used. */
export function handOverFiles(handOver: HandOver): readonly HandOverFile[] {
  const { document, resourcePolicy, claims, references, manifest } = handOver;
  const text = (name: string, content: string): HandOverFile => ({ name, bytes: encodeUtf8(content) });
  return [
    { name: 'initdata.toml', bytes: document },
    ...(manifest === undefined ? [] : [text('pod.yaml', manifest)]),
    text('resource-policy.rego', resourcePolicy),
    ...(claims === undefined
      ? []
      : [text('expected-claims.json', `${JSON.stringify(claims, undefined, 2)}\n`)]),
    ...(references.length === 0
      ? []
      : [
          text('reference-values.json', `${sampleProvenance(references)}\n`),
          text('reference-message.json', `${referenceMessage(references)}\n`),
        ]),
    text('commands.txt', commandsText(handOver)),
  ];
}

/** Zip files carry local time without a zone; this is the earliest they can say, and the same everywhere. */
const fixedTime = new Date(1980, 0, 1, 0, 0, 0);

/** One zip with all files. The same input gives the same bytes. */
export function writeHandOver(handOver: HandOver): Uint8Array<ArrayBuffer> {
  const files: Zippable = {};
  for (const { name, bytes } of handOverFiles(handOver)) files[name] = bytes;
  return zipSync(files, { level: 9, mtime: fixedTime });
}

/** Commands to read and to choose from: running all of them in a row would be no use, so it is no script. */
function commandsText({ options }: HandOver): string {
  const names = {
    documentFile: 'initdata.toml',
    manifestFile: 'pod.yaml',
    resourcePolicyFile: 'resource-policy.rego',
  };
  return handOverCommands({ ...options, ...names })
    .map(({ title, script, note }) => `# ${title}\n${note === undefined ? '' : `# ${note}\n`}${script}\n`)
    .join('\n');
}
