/** The one value of a station that fits beside it in the picture, cut short. */
import type { SeenValue, Station } from '#core/journey/station.ts';

export interface Excerpt {
  readonly label: string;
  readonly text: string;
  readonly form: SeenValue['form'];
  /** True where the owner's document gives another value. */
  readonly differs: boolean;
}

const shown = 8;

/** Field names that are too long for a column. */
const shortLabels: Readonly<Record<string, string>> = { 'personalization value': 'realm value' };

/** The first value of a station; absent where it sees none. */
export function excerptOf({ id, values }: Station): Excerpt | undefined {
  const value = id === 'annotation' ? values[1] : values[0];
  if (value === undefined) return undefined;
  const { form } = value;
  return {
    label: labelOf(id, value.label),
    text:
      value.text.length > shown + 1 && form !== 'code' ? `${value.text.slice(0, shown)}…` : oneLine(value),
    form,
    differs: value.differsFrom !== undefined,
  };
}

function oneLine({ text, form }: SeenValue): string {
  return form === 'code' ? 'Rego' : text;
}

function labelOf(id: Station['id'], label: string): string {
  switch (id) {
    case 'document':
    case 'host':
      return label.split(' ')[0] ?? label;
    case 'annotation':
      return 'gzip, base64';
    case 'field':
    case 'evidence':
      return shortened(label.replace(' in the evidence', ''));
    case 'guest':
    case 'verifier':
      if (label === 'document') return label;
      return label.startsWith('digest') ? 'digest' : 'computed';
    case 'resource-policy':
      return label.startsWith('policy') ? 'policy' : 'accepts';
    case 'token':
    case 'secret':
      return label;
  }
}

function shortened(label: string): string {
  return shortLabels[label] ?? label;
}
