/** What must not leave in a link without somebody saying so. */
import { decodeAnnotation } from '#core/annotation/decode.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { surveyOf } from '#core/recognition/survey.ts';
import { recognise } from '#core/recognition/recognise.ts';
import { scanSecrets } from '#core/secrets/scan.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import { picksOf } from './choices.ts';

export interface ShareScan {
  /** Private keys, logins, tokens and the like: sharing waits until a person overrules. */
  readonly blocking: readonly Diagnostic[];
  /** Strings that only look random: said, and not in the way. */
  readonly suspicious: readonly Diagnostic[];
}

/** Values beyond this many are not opened for a link: they would not fit into one. */
const mostOpened = 50;

/**
 * Looks for secrets in what would be shared: in its text, and in every document that its annotations hold. Spans of what was
 * found inside an annotation point into that document.
 */
export function scanBeforeSharing(bytes: Uint8Array): ShareScan {
  const text = decodeUtf8(bytes);
  const inner = picksOf(surveyOf(recognise({ bytes })))
    .slice(0, mostOpened)
    .flatMap((pick) => {
      const document =
        pick.kind === 'annotation' ? decodeAnnotation(pick.annotation.value).document : undefined;
      const inside = document === undefined ? undefined : decodeUtf8(document);
      return inside === undefined ? [] : scanSecrets(inside, 'initdata');
    });
  const found = [...(text === undefined ? [] : scanSecrets(text, 'manifest')), ...inner];
  // A pasted value is itself a long string that looks random.
  const telling = found.filter(({ code }) => code !== 'secret/high-entropy');
  return { blocking: telling, suspicious: inner.filter(({ code }) => code === 'secret/high-entropy') };
}
