/** The outermost chip: what the Init-Data stood in, and whether anybody looks there. */
import type { Carrier, FoundDocument } from '#core/recognition/found.ts';
import type { FoundAnnotation } from '#core/recognition/recognition.ts';
import type { Layer, LayerFact, Verdict } from './review.ts';

const carrierWords: Readonly<Record<Carrier, string>> = {
  markdown: 'Markdown',
  manifest: 'manifest',
  configmap: 'config map',
  secret: 'secret',
  describe: 'output of kubectl describe',
  'helm-values': 'values of a Helm chart',
  'helm-template': 'template of Helm',
  'json-patch': 'JSON patch',
  'merge-patch': 'merge patch',
  yaml: 'lines of YAML',
  json: 'lines of JSON',
  shell: 'command of a shell',
  diff: 'diff',
  'kbs-request': 'request to the KBS',
  token: 'token',
  'command-line': 'command line of a machine',
  hex: 'hexadecimal digits',
  prose: 'text',
};

/** No layer for a bare value or document. */
export function carrierLayer(
  found: FoundAnnotation | FoundDocument | undefined,
  carriers: readonly Carrier[],
): readonly Omit<Layer, 'findings'>[] {
  const [outer] = carriers;
  if (found === undefined || outer === undefined) return [];
  const where = 'value' in found ? found.where : found;
  const object = [where?.kind, where?.name].filter((part) => part !== undefined).join('/');
  const facts: readonly (LayerFact | undefined)[] = [
    fact('stands in', carriers.map((carrier) => carrierWords[carrier]).join(' › '), false),
    fact('object', object, true),
    fact('namespace', where?.namespace, true),
    fact('place', where?.path, true),
    'value' in found ? fact('key', found.key, true) : undefined,
    'value' in found ? fact('status', statusWords[found.status], false) : fact('note', found.note, false),
  ];
  const verdicts = 'value' in found ? placeVerdicts(found) : [];
  return [
    {
      kind: 'carrier',
      title: `${'value' in found ? 'annotation' : 'document'} in ${object === '' ? carrierWords[carriers.at(-1) ?? outer] : object}`,
      state: 'value' in found && !found.effective ? 'disputed' : 'ok',
      facts: facts.filter((one) => one !== undefined),
      verdicts,
    },
  ];
}

const statusWords: Readonly<Record<FoundAnnotation['status'], string>> = {
  complete: 'complete',
  truncated: 'cut off',
  recovered: 'put together from a broken text',
  placeholder: 'a placeholder',
  empty: 'empty',
  'legacy-plain-toml': 'old form without gzip',
  'agent-policy': 'an agent policy',
  other: 'not base64 of Init-Data',
};

function fact(name: string, value: string | undefined, quoted: boolean): LayerFact | undefined {
  return value === undefined || value === '' ? undefined : { name, value: value.slice(0, 300), quoted };
}

/** Who looks at that key in that place. */
function placeVerdicts({ effective, keyClass, reason, status }: FoundAnnotation): readonly Verdict[] {
  if (keyClass === 'runtime') {
    const note = 'since Kata 3.20 and cloud-api-adaptor 0.16';
    return (['go', 'runtime-rs', 'caa'] as const).map((consumer) => ({ consumer, outcome: 'ignores', note }));
  }
  if (keyClass === 'peer-pods-default') {
    return [
      { consumer: 'caa', outcome: 'accepts', note: 'as the default of pods without an annotation' },
      { consumer: 'go', outcome: 'not-reached' },
      { consumer: 'runtime-rs', outcome: 'not-reached' },
    ];
  }
  const ofValue = status === 'placeholder' || status === 'legacy-plain-toml' || status === 'other';
  if (effective || ofValue) return [];
  const note = reason ?? 'nobody looks there';
  return (['go', 'runtime-rs', 'caa'] as const).map((consumer) => ({ consumer, outcome: 'ignores', note }));
}
