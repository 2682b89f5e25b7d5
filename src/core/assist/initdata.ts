import { aaSchema } from '#core/config/schema/aa.ts';
import { cdhSchema } from '#core/config/schema/cdh.ts';
import type { TableSchema } from '#core/config/schema/schema.ts';
import { outlineOf, type DataEntry } from '#core/initdata/outline.ts';
import type { Span } from '#core/text/span.ts';
import { contentToText, textToContent } from '#core/toml/string-map.ts';
import { scanToml } from '#core/toml/scan.ts';
import { configCompletionsAt } from './config-completion.ts';
import { configHoverAt } from './config-hover.ts';
import { placeAt } from './place.ts';
import type { Completion, Hover } from './types.ts';

interface Fact {
  readonly insert: string;
  readonly detail: string;
  readonly documentation: string;
}

const topKeys: Readonly<Record<string, Fact>> = {
  version: {
    insert: 'version = "0.1.0"',
    detail: 'string, mandatory',
    documentation:
      'Version of the format. "0.1.0" is the only one: the Kata agent and runtime-rs refuse every other.',
  },
  algorithm: {
    insert: 'algorithm = "${1:sha384}"',
    detail: 'sha256, sha384 or sha512, mandatory',
    documentation:
      'Hash of the whole document. Choose what fits the field of the platform: sha384 for TDX, sha256 for SNP and vTPMs, sha512 for CCA and SGX.',
  },
};

const algorithmFacts: Readonly<Record<string, string>> = {
  sha256: '32 bytes: fits HOSTDATA of AMD SEV-SNP and is the only one for vTPMs (PCR 8) and peer pods.',
  sha384: '48 bytes: fits MRCONFIGID of Intel TDX. SNP keeps only the first 32 bytes.',
  sha512: '64 bytes: fits the CCA personalization value and CONFIGID of SGX. TDX keeps 48, SNP 32 bytes.',
};

const entries: Readonly<Record<string, Fact>> = {
  'policy.rego': {
    insert:
      "\"policy.rego\" = '''\npackage agent_policy\n\n${1:default CreateContainerRequest := false}\n'''",
    detail: 'agent policy',
    documentation: 'Rego that the Kata agent loads before it answers any request; package agent_policy.',
  },
  'aa.toml': {
    insert: "\"aa.toml\" = '''\n[token_configs.kbs]\nurl = \"https://${1:kbs.example.com:8080}\"\n'''",
    detail: 'Attestation Agent',
    documentation: 'Configuration of the Attestation Agent: where it gets its tokens.',
  },
  'cdh.toml': {
    insert: '"cdh.toml" = \'\'\'\n[kbc]\nname = "cc_kbc"\nurl = "https://${1:kbs.example.com:8080}"\n\'\'\'',
    detail: 'Confidential Data Hub',
    documentation:
      'Configuration of the Confidential Data Hub: which KBS it reads from and how it pulls images.',
  },
};

const schemas: Readonly<Record<string, TableSchema>> = { 'aa.toml': aaSchema, 'cdh.toml': cdhSchema };

/** Completions of the document's own keys, and of the two configuration files where they stand in `'''`. */
export function initDataCompletionsAt(text: string, offset: number): readonly Completion[] {
  const inner = innerPlace(text, offset);
  if (inner !== undefined) {
    if (inner.entry.form !== 'ml-literal') return [];
    return configCompletionsAt(inner.schema, inner.entry.content, inner.offset).map((completion) => ({
      ...completion,
      replace: outward(text, inner.entry, completion.replace),
    }));
  }
  const place = placeAt(text, offset);
  switch (place.kind) {
    case 'elsewhere':
      return [];
    case 'header':
      return place.headers.present.includes('data') ? [] : [dataHeader(place.replace)];
    case 'value':
      return place.table.length === 0 ? valueCompletions(place.key, place.replace) : [];
    case 'key': {
      if (place.table.length === 0) {
        const keys = factCompletions(topKeys, place.keys, place.replace, 'key');
        return place.headers.present.includes('data') ? keys : [...keys, dataHeader(place.replace)];
      }
      return place.table[0] === 'data' && place.table.length === 1
        ? factCompletions(entries, place.keys, place.replace, 'snippet')
        : [];
    }
  }
}

function dataHeader(replace: Span): Completion {
  return {
    label: '[data]',
    kind: 'table',
    detail: 'the data entries',
    documentation: 'The files that the guest receives. version and algorithm must stand above this line.',
    insert: '[data]\n$0',
    replace,
    snippet: true,
  };
}

function factCompletions(
  facts: Readonly<Record<string, Fact>>,
  present: readonly string[],
  replace: Span,
  kind: Completion['kind'],
): readonly Completion[] {
  return Object.entries(facts)
    .filter(([name]) => !present.includes(name))
    .map(([name, fact]) => ({
      label: name,
      kind,
      detail: fact.detail,
      documentation: fact.documentation,
      insert: fact.insert,
      replace,
      snippet: true,
    }));
}

function valueCompletions(key: string, replace: Span): readonly Completion[] {
  if (key === 'version') {
    return [
      {
        label: '0.1.0',
        kind: 'value',
        detail: 'the only version',
        documentation: topKeys['version']?.documentation ?? '',
        insert: '"0.1.0"',
        replace,
      },
    ];
  }
  if (key !== 'algorithm') return [];
  return Object.entries(algorithmFacts).map(([name, documentation]) => ({
    label: name,
    kind: 'value',
    detail: documentation.split(':')[0] ?? '',
    documentation,
    insert: `"${name}"`,
    replace,
  }));
}

/** Hover over the document's own keys and values, and inside the two configuration files. */
export function initDataHoverAt(text: string, offset: number): Hover | undefined {
  const inner = innerPlace(text, offset);
  if (inner !== undefined) {
    const hover = configHoverAt(inner.schema, inner.entry.content, inner.offset);
    return hover === undefined ? undefined : { ...hover, span: outward(text, inner.entry, hover.span) };
  }
  let inData = false;
  for (const statement of scanToml(text).statements) {
    if (statement.kind === 'broken') continue;
    const name = statement.key[0];
    if (statement.kind === 'header') inData = statement.key.length === 1 && name?.name === 'data';
    if (name === undefined || offset < name.span.from || offset > name.span.to) continue;
    const fact = statement.kind === 'header' ? undefined : (inData ? entries : topKeys)[name.name];
    if (fact !== undefined)
      return { span: name.span, title: name.name, paragraphs: [fact.documentation, fact.detail] };
    if (statement.kind === 'header' && inData) {
      return { span: name.span, title: '[data]', paragraphs: [dataHeader(name.span).documentation] };
    }
  }
  const { algorithm } = outlineOf(text);
  const named = algorithm?.value;
  const advice =
    named !== undefined && Object.hasOwn(algorithmFacts, named) ? algorithmFacts[named] : undefined;
  if (algorithm === undefined || advice === undefined) return undefined;
  const { from, to } = algorithm.valueSpan;
  return offset < from || offset > to
    ? undefined
    : { span: { from, to }, title: algorithm.value ?? '', paragraphs: [advice] };
}

interface InnerPlace {
  readonly entry: DataEntry;
  readonly schema: TableSchema;
  readonly offset: number;
}

function innerPlace(text: string, offset: number): InnerPlace | undefined {
  for (const entry of outlineOf(text).entries) {
    const schema = Object.hasOwn(schemas, entry.key) ? schemas[entry.key] : undefined;
    if (schema === undefined || entry.valueSpan.from > offset || entry.valueSpan.to < offset) continue;
    const inner = textToContent(text, placeOf(entry), offset);
    return inner === undefined ? undefined : { entry, schema, offset: inner };
  }
  return undefined;
}

function placeOf({ valueSpan, form, closed }: DataEntry): Parameters<typeof textToContent>[1] {
  return { span: valueSpan, form, closed };
}

function outward(text: string, entry: DataEntry, { from, to }: Span): Span {
  return { from: contentToText(text, placeOf(entry), from), to: contentToText(text, placeOf(entry), to) };
}
