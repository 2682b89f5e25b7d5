/** Another pod's document for the replay: made properly, for the same kind of machine, and not for this pod. */
import type { PlatformId } from '#core/platform/platform.ts';
import { platformOf } from '#core/platform/platform.ts';
import { ownExamples } from '#examples/own.ts';

/** One of our own documents with the algorithm of a platform, told from the one that people start from by its first line. */
export function otherDocument(platform: PlatformId): string {
  const { algorithm } = platformOf(platform);
  const [first] = ownExamples;
  const example = ownExamples.find((each) => each.platform === platform) ?? first;
  const text = (example?.document ?? '').replace(/^algorithm = ".*"$/m, `algorithm = "${algorithm}"`);
  return `# Init-Data of another pod.\n${text}`;
}
