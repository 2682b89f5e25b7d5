/** Checks of `version`, `algorithm` and whatever else stands above `[data]`. */
import type { ConsumerOutcome, Diagnostic } from '../diagnostics/diagnostic.ts';
import { insertAt, replaceSpan } from '../text/edit.ts';
import { pointAt, type Span } from '../text/span.ts';
import { algorithms, isAlgorithm, nearestAlgorithm, type Algorithm } from './algorithm.ts';
import { embedString } from './embed.ts';
import { fieldInsertion } from './edit.ts';
import { finding, mend, nearest, type Proof } from './finding.ts';
import { blockOf, lineEndOf, removalOf } from './layout.ts';
import { entryOf, type DataEntry, type Field, type Outline } from './outline.ts';
import { accepts, ignores, panics, rejects, rustRejects, supportedVersion, words } from './words.ts';

type FieldName = 'version' | 'algorithm';
const fieldNames: readonly FieldName[] = ['version', 'algorithm'];

export function checkFields(
  text: string,
  outline: Outline,
  proof: Proof,
  advised: Algorithm,
): readonly Diagnostic[] {
  if (outline.scan.statements.length === 0) return [];
  return [
    ...fieldNames.flatMap((name) => checkField(text, outline, name, proof, advised)),
    ...repeated(text, outline, proof),
    ...strangers(text, outline, proof),
  ];
}

function checkField(
  text: string,
  outline: Outline,
  name: FieldName,
  proof: Proof,
  advised: Algorithm,
): readonly Diagnostic[] {
  const field = outline[name];
  if (field === undefined) return missing(text, outline, name, proof, advised);
  return checkValue(text, name, field, proof, advised);
}

function checkValue(
  text: string,
  name: FieldName,
  field: Field,
  proof: Proof,
  advised: Algorithm,
): readonly Diagnostic[] {
  if (field.value === undefined) {
    return field.closed && proof(field.valueSpan.to) ? [wrongType(text, name, field)] : [];
  }
  if (!field.closed) return [];
  return name === 'version' ? checkVersion(field, field.value) : checkAlgorithm(field, field.value, advised);
}

function checkVersion({ valueSpan, form }: Field, version: string): readonly Diagnostic[] {
  if (version === supportedVersion) return [];
  const refusal = words.rustVersion(version);
  return [
    finding(
      'initdata/unsupported-version',
      valueSpan,
      `Version "${version}" is not supported; expected "0.1.0".`,
      {
        hint: 'There is one version of the format so far. One published guide shows "0.1.1"; it works on peer pods only.',
        consumers: [
          ...accepts('go'),
          rejects('runtime-rs', refusal),
          rejects('agent', refusal),
          ...accepts('aa', 'trustee', 'caa'),
          rejects('cococtl', words.cococtlVersion(version)),
          rejects('contrast'),
        ],
        ...mend('Set version to 0.1.0', replaceSpan(valueSpan, form === 'literal' ? "'0.1.0'" : '"0.1.0"')),
      },
    ),
  ];
}

function checkAlgorithm({ valueSpan, form }: Field, name: string, advised: Algorithm): readonly Diagnostic[] {
  if (isAlgorithm(name)) return [];
  const meant = nearestAlgorithm(name) ?? advised;
  const quote = form === 'literal' ? "'" : '"';
  return [
    finding(
      'initdata/unknown-algorithm',
      valueSpan,
      `Unknown algorithm "${name}"; expected "sha256", "sha384" or "sha512".`,
      {
        hint:
          name === 'sm3'
            ? 'Trustee knows sm3, but no runtime can compute it.'
            : 'Lower case and no hyphen. SNP and vTPMs carry 32 bytes of the digest, TDX 48.',
        consumers: algorithmRefusals(name),
        ...mend(`Set algorithm to ${meant}`, replaceSpan(valueSpan, quote + meant + quote)),
      },
    ),
  ];
}

function algorithmRefusals(name: string): readonly ConsumerOutcome[] {
  const rust = words.rustAlgorithm(name);
  const known = name === 'sm3';
  const contrastReads = algorithms.some((algorithm) => algorithm === name.replace('-', ''));
  return [
    panics('go', words.goPanic),
    rejects('runtime-rs', rust),
    rejects('agent', rust),
    ...(known
      ? accepts('aa', 'trustee')
      : [rejects('aa', words.aaAlgorithm(name)), rejects('trustee', words.aaAlgorithm(name))]),
    rejects('caa', words.peerPodAlgorithm(name)),
    rejects('cococtl', words.cococtlAlgorithm(name)),
    ...(contrastReads ? accepts('contrast') : [rejects('contrast')]),
  ];
}

function wrongType(text: string, name: FieldName, { valueSpan }: Field): Diagnostic {
  const written = text.slice(valueSpan.from, valueSpan.to);
  const value =
    name === 'version'
      ? supportedVersion
      : (/sha-?(?:256|384|512)|256|384|512/i.exec(written)?.[0] ?? 'sha256');
  const meant = name === 'version' ? value : (nearestAlgorithm(value) ?? 'sha256');
  return notText(name, valueSpan, mend(`Write ${name} = "${meant}"`, replaceSpan(valueSpan, `"${meant}"`)));
}

function notText(name: FieldName, span: Span, fix: Partial<ReturnType<typeof mend>> = {}): Diagnostic {
  return finding('initdata/field-type', span, `The value of ${name} has to be a string.`, {
    hint: `Write ${name} = "…" above [data].`,
    consumers: [
      rejects('go', words.goToml),
      ...rustRejects(words.rustToml),
      rejects('caa', 'toml: cannot decode TOML'),
      rejects('cococtl', words.cococtlToml),
      rejects('contrast'),
    ],
    ...fix,
  });
}

/** A field that is not there, or is there under another name or in another place. */
function missing(
  text: string,
  outline: Outline,
  name: FieldName,
  proof: Proof,
  advised: Algorithm,
): readonly Diagnostic[] {
  const table = tableOf(outline, name);
  if (table !== undefined) return [notText(name, table)];
  const other = outline.fields.find(({ key }) => key.toLowerCase() === name);
  if (other !== undefined) return [otherCase(name, other), ...checkValue(text, name, other, proof, advised)];
  const strayed = outline.entries.find((entry) => entry.key === name && entry.place === 'section');
  if (strayed !== undefined) {
    return proof(strayed.keySpan.from) ? [afterData(text, outline, name, strayed)] : [];
  }
  const misspelt = outline.fields.find(({ key }) => nearest(key, fieldNames) === name);
  if (misspelt !== undefined) return [misspeltField(name, misspelt)];
  if (!outline.intact && mentionsBroken(text, outline, name)) return [];
  const line = name === 'version' ? 'version = "0.1.0"' : `algorithm = "${advised}"`;
  return [
    finding(`initdata/missing-${name}`, pointAt(topOf(text)), `There is no ${name}.`, {
      hint: `Write ${line} above [data].`,
      consumers: missingRefusals(name),
      ...mend(`Insert ${line}`, fieldInsertion(text, outline, name, line)),
    }),
  ];
}

/** Where a header or a dotted key makes a table of a field. */
function tableOf(outline: Outline, name: FieldName): Span | undefined {
  const header = outline.foreignHeaders.find(({ key }) => key[0]?.name.toLowerCase() === name);
  return header?.span ?? outline.fields.find(({ key }) => key.toLowerCase().startsWith(`${name}.`))?.keySpan;
}

function mentionsBroken(text: string, outline: Outline, name: FieldName): boolean {
  return outline.scan.statements.some(
    ({ kind, span }) =>
      kind === 'broken' &&
      text
        .slice(span.from, Math.min(span.to, span.from + 200))
        .toLowerCase()
        .includes(name),
  );
}

function topOf(text: string): number {
  return text.charCodeAt(0) === 0xfeff ? 1 : 0;
}

function missingRefusals(name: FieldName): readonly ConsumerOutcome[] {
  const rust = rustRejects(words.missingField(name));
  return name === 'version'
    ? [
        ...accepts('go'),
        ...rust,
        ...accepts('caa'),
        rejects('cococtl', words.cococtlVersion('')),
        rejects('contrast'),
      ]
    : [
        panics('go', words.goPanic),
        ...rust,
        rejects('caa', words.peerPodAlgorithm('')),
        rejects('cococtl', words.cococtlAlgorithm('')),
        rejects('contrast'),
      ];
}

function afterData(text: string, outline: Outline, name: FieldName, entry: DataEntry): Diagnostic {
  const line = `${name} = ${embedString(entry.content.toWellFormed(), 'basic')}`;
  const insertion = fieldInsertion(text, outline, name, line);
  return finding(
    'initdata/field-after-data',
    entry.keySpan,
    `${name} stands below [data] and so is an entry of data; the document has no ${name}.`,
    {
      hint: 'Move it above the line [data].',
      consumers: missingRefusals(name),
      ...mend(`Move ${name} above [data]`, insertion, ...removalOf(text, outline, entry)),
    },
  );
}

function otherCase(name: FieldName, { key, keySpan }: Field): Diagnostic {
  return finding('initdata/field-case', keySpan, `The name is "${key}"; it has to be "${name}".`, {
    hint: 'Names are compared letter by letter in the guest.',
    consumers: [...accepts('go', 'caa', 'cococtl', 'contrast'), ...rustRejects(words.missingField(name))],
    ...mend(`Rename it to ${name}`, replaceSpan(keySpan, name)),
  });
}

function misspeltField(name: FieldName, { key, keySpan }: Field): Diagnostic {
  return finding('initdata/field-misspelt', keySpan, `"${key}" is unknown; did you mean "${name}"?`, {
    why: `Unknown names are ignored, so the document has no ${name}.`,
    consumers: missingRefusals(name),
    ...mend(`Rename it to ${name}`, replaceSpan(keySpan, name)),
  });
}

/** More are not shown: then a string has lost its end, and what follows are no fields. */
export const maxRepetitions = 20;

/** Fields written twice beyond the first repetition, which the parser reports. */
function repeated(text: string, outline: Outline, proof: Proof): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const seen = new Map<string, Field>();
  for (const field of outline.fields) {
    const first = seen.get(field.key);
    if (first === undefined) seen.set(field.key, field);
    else if (!proof(field.keySpan.from) && found.length < maxRepetitions) {
      found.push(duplicateOf(text, field.keySpan, first.keySpan, field.lineSpan));
    }
  }
  return found;
}

/** The finding for something defined twice that the parser has not come to. */
export function duplicateOf(text: string, keySpan: Span, first: Span, lines: Span): Diagnostic {
  const name = text.slice(keySpan.from, keySpan.to);
  return finding('initdata/duplicate-entry', keySpan, `${name} is defined a second time.`, {
    hint: 'Keep one of them.',
    related: [{ source: 'initdata', span: first, message: 'The first definition is here.' }],
    ...mend(`Remove this second ${name}`, replaceSpan(lines, '')),
  });
}

const entryLike = /\.(?:toml|rego|json)$/i;

/** Top-level keys and tables that belong to nobody, or belong into data. */
function strangers(text: string, outline: Outline, proof: Proof): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const noData =
    outline.dataHeaders.length === 0 && outline.dataInline === undefined && outline.entries.length === 0;
  const dataLike = outline.foreignHeaders.find(
    ({ key }) => key.length === 1 && nearest(key[0]?.name ?? '', ['data']) === 'data',
  );
  if (noData && !outline.others.some(({ path }) => path.length === 0)) {
    found.push(...missingData(text, outline, dataLike?.key[0]?.span));
  }
  for (const field of outline.fields) {
    const { key, keySpan } = field;
    if (fieldNames.some((name) => name === key || isStandIn(outline, name, key))) continue;
    if (!proof(keySpan.from) || (noData && entryLike.test(key))) continue;
    found.push(unknownField(`"${key}"`, keySpan));
  }
  for (const { key, span } of outline.foreignHeaders) {
    if (fieldNames.some((name) => key[0]?.name.toLowerCase() === name && outline[name] === undefined))
      continue;
    if (key[0]?.span === dataLike?.key[0]?.span || !proof(span.from)) continue;
    found.push(unknownField(`The table [${key.map(({ name }) => name).join('.')}]`, span));
  }
  return found;
}

function isStandIn(outline: Outline, name: FieldName, key: string): boolean {
  if (outline[name] !== undefined || entryOf(outline, name) !== undefined) return false;
  const lower = key.toLowerCase();
  return lower === name || lower.startsWith(`${name}.`) || nearest(key, fieldNames) === name;
}

function unknownField(what: string, span: Span): Diagnostic {
  return finding(
    'initdata/unknown-field',
    span,
    `${what} is measured with the document and read by nobody.`,
    {
      hint: 'Files for the guest belong into [data].',
      consumers: ignores('go', 'runtime-rs', 'agent', 'aa', 'trustee', 'caa', 'cococtl'),
    },
  );
}

function missingData(text: string, outline: Outline, misspelt: Span | undefined): readonly Diagnostic[] {
  const consumers = [
    ...accepts('go'),
    ...rustRejects(words.missingField('data')),
    ...accepts('caa'),
    rejects('cococtl', words.cococtlMissing('aa.toml')),
  ];
  if (misspelt !== undefined) {
    const written = text.slice(misspelt.from, misspelt.to);
    return [
      finding('initdata/missing-data', misspelt, `The table [${written}] has to be called [data].`, {
        consumers,
        ...mend('Rename it to data', replaceSpan(misspelt, 'data')),
      }),
    ];
  }
  if (!outline.intact && /^[ \t]*\[+[ \t]*["']?data/m.test(text)) return [];
  const lineEnd = lineEndOf(text);
  const loose = outline.fields.find(({ key }) => entryLike.test(key));
  const late =
    loose === undefined
      ? []
      : outline.fields.filter(
          ({ key, keySpan }) => keySpan.from > loose.keySpan.from && fieldNames.some((name) => name === key),
        );
  const at = loose === undefined ? undefined : blockOf(text, outline, loose.lineSpan).from;
  const ends = text === '' || text.endsWith('\n');
  const insertion =
    at === undefined || late.length > 0
      ? insertAt(text.length, `${ends ? '' : lineEnd}${lineEnd}[data]${lineEnd}`)
      : insertAt(at, `[data]${lineEnd}`);
  return [
    finding(
      'initdata/missing-data',
      loose?.keySpan ?? pointAt(text.length),
      loose === undefined
        ? 'There is no table [data].'
        : `"${loose.key}" stands above a [data] that is missing.`,
      {
        hint: 'Files for the guest are strings in the table [data].',
        consumers,
        ...mend('Insert [data]', insertion),
      },
    ),
  ];
}
