/** Checks of what stands in `data`: names, types, repetitions, and who reads which entry. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { replaceSpan } from '../text/edit.ts';
import type { ScannedValue } from '../toml/scan.ts';
import { duplicateOf, maxRepetitions } from './check-fields.ts';
import { quotedKey } from './embed.ts';
import { finding, mend, nearest, type Proof } from './finding.ts';
import { entryOf, type DataEntry, type OtherData, type Outline } from './outline.ts';
import { accepts, ignores, panics, rejects, rustRejects, words } from './words.ts';

/** The entries that a guest reads. */
export const guestEntries: readonly string[] = ['aa.toml', 'cdh.toml', 'policy.rego'];

export function checkData(text: string, outline: Outline, proof: Proof): readonly Diagnostic[] {
  return [
    ...checkShape(outline),
    ...outline.others.flatMap((other) => (proof(other.keySpan.from) ? [checkOther(text, other)] : [])),
    ...repeated(text, outline, proof),
    ...outline.entries.flatMap((entry) => (proof(entry.keySpan.from) ? checkName(outline, entry) : [])),
    ...(outline.intact ? checkPresence(outline) : []),
  ];
}

function checkShape({ dataHeaders }: Outline): readonly Diagnostic[] {
  return dataHeaders
    .filter(({ array }) => array)
    .map(({ span }) =>
      finding(
        'initdata/data-not-a-table',
        span,
        'Double brackets make data a list of tables; it has to be one table.',
        {
          why: 'The Go runtime takes it for a document without data, everybody else refuses it.',
          consumers: [
            ...accepts('go'),
            ...rustRejects(words.rustToml),
            rejects('caa'),
            rejects('cococtl'),
            rejects('contrast'),
          ],
          ...mend('Write [data]', replaceSpan(span, '[data]')),
        },
      ),
    );
}

function checkOther(text: string, other: OtherData): Diagnostic {
  switch (other.kind) {
    case 'unquoted':
      return unquoted(other);
    case 'table':
      return table(other);
    case 'value':
      return other.path.length === 0 ? dataValue(other) : notString(text, other);
  }
}

function unquoted({ path, keySpan }: OtherData): Diagnostic {
  const name = path.join('.');
  return finding('initdata/unquoted-key', keySpan, `${name} without quotes is a table, not a file name.`, {
    hint: `Write ${quotedKey(name.toWellFormed())}.`,
    consumers: [
      rejects('go', words.goType('map[string]any')),
      ...rustRejects(words.rustType('map')),
      rejects('caa', words.subTable),
      rejects('cococtl', `failed to parse TOML: ${words.subTable}`),
      rejects('contrast'),
    ],
    ...mend('Put the name between quotes', replaceSpan(keySpan, quotedKey(name.toWellFormed()))),
  });
}

function table({ path, keySpan }: OtherData): Diagnostic {
  const name = path.join('.');
  return finding('initdata/not-a-string', keySpan, `[data.${name}] is a table; data may hold strings only.`, {
    hint: "A file is one string: \"name\" = '''…'''. Its own tables stand inside that string.",
    consumers: [
      rejects('go', words.goType('map[string]any')),
      ...rustRejects(words.rustType('map')),
      rejects('caa', words.subTable),
      rejects('cococtl', `failed to parse TOML: ${words.subTable}`),
      rejects('contrast'),
    ],
  });
}

function dataValue({ keySpan }: OtherData): Diagnostic {
  return finding(
    'initdata/data-not-a-table',
    keySpan,
    'data has a single value; it has to be a table of strings.',
    {
      why: 'The Go runtime takes it for a document without data, everybody else refuses it.',
      consumers: [
        ...accepts('go'),
        ...rustRejects(words.rustToml),
        rejects('caa'),
        rejects('cococtl'),
        rejects('contrast'),
      ],
    },
  );
}

function notString(text: string, { path, keySpan, value }: OtherData): Diagnostic {
  const span = value?.span ?? keySpan;
  const written = text.slice(span.from, span.to);
  const kind = value === undefined ? { rust: 'map', go: 'map[string]any' } : kindOf(value, written);
  const date = kind.go === 'time.Time';
  const quotable = value?.kind === 'bare' && !value.broken;
  return finding('initdata/not-a-string', span, `The value of "${path.join('.')}" is no string.`, {
    hint: 'Every value in [data] is the content of a file: put it between quotes.',
    consumers: [
      rejects('go', words.goType(kind.go)),
      ...rustRejects(date ? words.rustToml : words.rustType(kind.rust)),
      ...(date
        ? [panics('caa', 'panic while decoding a date'), panics('cococtl', 'panic while decoding a date')]
        : [rejects('caa', 'toml: cannot'), rejects('cococtl', words.cococtlToml)]),
      rejects('contrast'),
    ],
    ...(quotable ? mend('Put it between quotes', replaceSpan(span, `"${written}"`)) : {}),
  });
}

/** What serde and BurntSushi call the value's type in their messages. */
function kindOf(value: ScannedValue, written: string): { readonly rust: string; readonly go: string } {
  if (value.kind === 'array') return { rust: 'sequence', go: '[]any' };
  if (value.kind !== 'bare') return { rust: 'map', go: 'map[string]any' };
  if (written === 'true' || written === 'false') return { rust: `boolean \`${written}\``, go: 'bool' };
  if (/^[0-9]{4}-|^[0-9]{2}:/.test(written)) return { rust: 'map', go: 'time.Time' };
  if (/^[+-]?[0-9]+$/.test(written)) return { rust: `integer \`${Number(written)}\``, go: 'int64' };
  if (/^0[xob]|^[+-]?[0-9_]+$/.test(written)) return { rust: 'integer', go: 'int64' };
  return { rust: 'floating point', go: 'float64' };
}

function repeated(text: string, { entries }: Outline, proof: Proof): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const seen = new Map<string, DataEntry>();
  for (const entry of entries) {
    const first = seen.get(entry.key);
    if (first === undefined) seen.set(entry.key, entry);
    else if (!proof(entry.keySpan.from) && found.length < maxRepetitions) {
      found.push(duplicateOf(text, entry.keySpan, first.keySpan, entry.lineSpan));
    }
  }
  return found;
}

/** Entries that turn up in published examples and that the guest does not read, each with what it is. */
const explained: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'daemon.json':
      'On peer pods daemon.json (now apf.json) travels in the cloud user data, not in Init-Data.',
    'apf.json': 'On peer pods apf.json travels in the cloud user data, not in Init-Data.',
    'auth.json':
      'Registry credentials of peer pods travel as auth.json in the cloud user data, not in Init-Data.',
    'attestation-agent.json':
      'The example in the specification shows it, but no component reads it; the agent reads aa.toml.',
    'ccop.toml': "IBM's ccop brings its own reader for it.",
  }),
);

const aliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    aa: 'aa.toml',
    cdh: 'cdh.toml',
    policy: 'policy.rego',
    'attestation-agent.toml': 'aa.toml',
    'confidential-data-hub.toml': 'cdh.toml',
    'agent-policy.rego': 'policy.rego',
    'agent_policy.rego': 'policy.rego',
  }),
);

function checkName(outline: Outline, entry: DataEntry): readonly Diagnostic[] {
  const { key, keySpan } = entry;
  if (guestEntries.includes(key)) return [];
  if ((key === 'version' || key === 'algorithm') && outline[key] === undefined) return [];
  const explanation = explained.get(key);
  const meant =
    explanation === undefined ? (aliases.get(key.toLowerCase()) ?? nearest(key, guestEntries)) : undefined;
  if (meant !== undefined) {
    const taken = entryOf(outline, meant) !== undefined;
    return [
      finding(
        'initdata/misspelt-entry',
        keySpan,
        `The guest does not read "${key}"; did you mean "${meant}"?`,
        {
          consumers: [...ignores('agent', 'caa'), ...accepts('go', 'runtime-rs', 'aa')],
          ...(taken ? {} : mend(`Rename it to ${meant}`, replaceSpan(keySpan, quotedKey(meant)))),
        },
      ),
    ];
  }
  return [
    finding(
      'initdata/unknown-entry',
      keySpan,
      `"${key}" is measured and delivered, but the guest does not read it.`,
      {
        hint:
          explanation ??
          'Trustee still shows it in init_data_claims; peer pods log that it is not allowed; Contrast writes it.',
        consumers: [...ignores('agent', 'caa'), ...accepts('go', 'runtime-rs', 'aa', 'trustee', 'contrast')],
      },
    ),
  ];
}

/** What kubectl coco insists on, and a `data` with nothing in it. */
function checkPresence(outline: Outline): readonly Diagnostic[] {
  const place = outline.dataHeader ?? outline.dataInline ?? outline.entries[0]?.keySpan;
  if (place === undefined) return [];
  const absent = ['aa.toml', 'cdh.toml'].filter(
    (key) =>
      entryOf(outline, key) === undefined && !outline.others.some(({ path }) => path.join('.') === key),
  );
  const empty = outline.entries.length === 0 && outline.others.length === 0;
  return [
    ...(empty
      ? [
          finding('initdata/data-empty', place, 'data holds no entry: the guest starts with its defaults.', {
            hint: 'The document is still measured and bound.',
            consumers: [
              ...accepts('go', 'runtime-rs', 'agent', 'aa', 'trustee', 'caa'),
              rejects('cococtl', words.cococtlMissing('aa.toml')),
            ],
          }),
        ]
      : absent.map((key) =>
          finding(
            'initdata/missing-cococtl-entry',
            place,
            `There is no "${key}"; kubectl coco asks for it.`,
            {
              hint: 'The guest starts with defaults for it, which is fine where it needs no key broker.',
              consumers: [...accepts('agent', 'aa'), rejects('cococtl', words.cococtlMissing(key))],
            },
          ),
        )),
  ];
}
