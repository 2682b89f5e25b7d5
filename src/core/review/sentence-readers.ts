/** What the paragraph says of the programs that do not take it. */
import { link, plain, quote, type Part } from './sentence-parts.ts';
import type { Subject, Verdict } from './review.ts';

const consumerNames: Readonly<Record<Verdict['consumer'], string>> = {
  go: 'the Go runtime',
  'runtime-rs': 'runtime-rs',
  agent: 'the kata-agent',
  aa: 'the attestation agent',
  cdh: 'the data hub',
  caa: 'the cloud-api-adaptor',
  cococtl: 'cococtl',
  contrast: 'Contrast',
  trustee: 'Trustee',
};

/** Of one and of several. */
const outcomeWords: Partial<Readonly<Record<Verdict['outcome'], readonly [string, string]>>> = {
  rejects: ['refuses it', 'refuse it'],
  panics: ['panics on it', 'panic on it'],
  ignores: ['ignores it', 'ignore it'],
};

/** Who does not take it. Tools that only check are left to the table. */
export function readerParts({ outcomes, layers }: Subject): readonly Part[] {
  const refusing = outcomes.filter(
    ({ consumer, outcome }) =>
      outcomeWords[outcome] !== undefined && consumer !== 'cococtl' && consumer !== 'contrast',
  );
  const noted = outcomes.filter(
    ({ outcome, note }) => outcome === 'accepts' && note?.startsWith('reads') === true,
  );
  const at = layers.findIndex(({ state }) => state !== 'ok');
  const evidence = at < 0 ? undefined : ({ kind: 'layer', index: at } as const);
  const groups = groupsOf([...refusing, ...noted]);
  return groups.flatMap(({ names, does, message }, index): readonly Part[] => [
    link(plain(`${index === 0 ? capital(names) : names} ${does}`, 'error'), evidence),
    ...(message === undefined
      ? []
      : [plain(' with “'), link(quote(message.slice(0, 160)), evidence), plain('”')]),
    plain(index === groups.length - 1 ? '. ' : '; '),
  ]);
}

interface Group {
  readonly names: string;
  readonly does: string;
  readonly message?: string;
}

/** Those that do the same with the same words, together. */
function groupsOf(verdicts: readonly Verdict[]): readonly Group[] {
  const groups = new Map<string, readonly Verdict[]>();
  for (const verdict of verdicts) {
    const key = `${verdict.outcome} ${verdict.message ?? ''} ${verdict.outcome === 'accepts' ? (verdict.note ?? '') : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), verdict]);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const names = members.map(({ consumer }) => consumerNames[consumer]);
    const last = names.at(-1) ?? '';
    const joined = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
    const [one, several] = outcomeWords[first.outcome] ?? [
      first.note ?? '',
      (first.note ?? '').replace(/^reads/, 'read'),
    ];
    const does = names.length === 1 ? one : several;
    return [{ names: joined, does, ...(first.message === undefined ? {} : { message: first.message }) }];
  });
}

function capital(text: string): string {
  return text.startsWith('runtime-rs') ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
