import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jsonOf, valueFromUnknown } from '#core/rego/value/json.ts';
import { isRecord, type Json } from '#core/testing/comparison.ts';
import { announce } from '#core/testing/announce.ts';
import { requestCatalogue } from '../requests/catalogue.ts';
import { completeInput, defaultOf } from './complete.ts';
import { type FieldType, fieldsOf, fieldTypeAt, messageOf, typeText } from './fields.ts';
import { messages } from './messages.ts';

const complete = (entrypoint: string, input: unknown): unknown => {
  const completion = completeInput(entrypoint, valueFromUnknown(input));
  return completion === undefined ? undefined : JSON.parse(jsonOf(completion.input) ?? '');
};

describe('the table', () => {
  const names = Object.keys(messages);

  test('has a message for each of the 41 requests', () => {
    for (const name of Object.keys(requestCatalogue)) expect(messageOf(name), name).toBeDefined();
    expect(Object.keys(requestCatalogue)).toHaveLength(41);
  });

  test.for(names)('%s refers to messages that exist and says something of each field', (name) => {
    for (const { type, doc } of fieldsOf(name) ?? []) {
      expect(doc).toMatch(/^[A-Z].*\.$/);
      for (const inner of innerMessages(type)) expect(names).toContain(inner);
    }
  });

  test('has nothing that no request reaches', () => {
    const reached = new Set<string>();
    const reach = (name: string): void => {
      if (reached.has(name)) return;
      reached.add(name);
      for (const { type } of fieldsOf(name) ?? []) innerMessages(type).forEach(reach);
    };
    Object.keys(requestCatalogue).forEach(reach);
    reach('PolicyCopyFileRequest');
    expect(names.filter((name) => !reached.has(name))).toEqual([]);
  });
});

function innerMessages(type: FieldType): readonly string[] {
  if (type.kind === 'message') return [type.name];
  if (type.kind === 'list') return innerMessages(type.item);
  return type.kind === 'map' ? innerMessages(type.value) : [];
}

describe('completion', () => {
  test.for<readonly [what: string, entrypoint: string, input: unknown, expected: unknown]>([
    ['nothing at all', 'ReadStreamRequest', null, { container_id: '', exec_id: '', len: 0 }],
    ['an unset message', 'UpdateRoutesRequest', {}, { routes: null }],
    ['an empty message', 'UpdateRoutesRequest', { routes: {} }, { routes: { Routes: [] } }],
    ['null for what was not sent', 'AddSwapRequest', { PCIPath: null }, { PCIPath: [] }],
    [
      'items of lists',
      'UpdateEphemeralMountsRequest',
      { storages: [{ fs_group: {} }] },
      {
        storages: [
          {
            driver: '',
            driver_options: [],
            source: '',
            fstype: '',
            options: [],
            mount_point: '',
            fs_group: { group_id: 0, group_change_policy: 0 },
            shared: false,
          },
        ],
      },
    ],
    [
      'an optional scalar',
      'MemAgentMemcgConfig',
      { swap: false },
      expect.objectContaining({ swap: false, disabled: null }),
    ],
    [
      'the file to copy, without its bytes',
      'CopyFileRequest',
      { path: '/a', data: [1] },
      {
        path: '/a',
        file_type: 'Unknown',
        symlink_target: null,
        file_size: 0,
        file_mode: 0,
        dir_mode: 0,
        uid: 0,
        gid: 0,
        offset: 0,
      },
    ],
  ])('%s', ([, entrypoint, input, expected]) => {
    expect(complete(entrypoint, input)).toEqual(expected);
  });

  test('says what it added, dropped, and could not take', () => {
    const input = { container_id: 7, exec_id: 'e', extra: 1, process: { Args: ['a', 1], User: { UID: -1 } } };
    const completion = completeInput('ExecProcessRequest', valueFromUnknown(input));
    expect(completion?.dropped).toEqual([['extra']]);
    expect(completion?.misfits.map(({ path, type }) => [path.join('.'), typeText(type)])).toEqual([
      ['container_id', 'string'],
      ['process.User.UID', 'uint32'],
      ['process.Args.1', 'string'],
    ]);
    expect(completion?.added).toContainEqual(['process', 'User', 'AdditionalGids']);
    expect(completion?.added).toContainEqual(['stdin_port']);
  });

  test('keeps 64-bit numbers', () => {
    const completion = completeInput(
      'MemHotplugByProbeRequest',
      valueFromUnknown({ memHotplugProbeAddr: [2n ** 64n - 1n] }),
    );
    expect(completion?.misfits).toEqual([]);
    expect(jsonOf(completion?.input ?? null)).toBe('{"memHotplugProbeAddr":[18446744073709551615]}');
  });

  test('older releases give the whole file to copy', () => {
    const completion = completeInput('CopyFileRequest', valueFromUnknown({}), 'kata-3.11');
    expect(completion?.added).toContainEqual(['data']);
  });

  test.for([
    'PolicyCopyFileRequest',
    'PullImageRequest',
    'Storage',
    'AllowRequestsFailingPolicy',
    'toString',
  ])('%s is no request', (name) => {
    expect(completeInput(name, valueFromUnknown({}))).toBeUndefined();
  });
});

test.for([
  ['CreateContainerRequest', ['storages', 0, 'driver'], 'string'],
  ['CreateContainerRequest', ['storages', undefined], 'Storage or null'],
  ['CreateContainerRequest', ['OCI', 'Annotations', 'any'], 'string'],
  ['CreateContainerRequest', ['OCI', 'Process', 'Capabilities', 'Bounding'], 'list of string'],
  ['UpdateInterfaceRequest', ['interface', 'IPAddresses', 1, 'family'], '0 = v4, 1 = v6'],
  ['WriteStreamRequest', ['data', 0], 'uint32'],
  ['CreateContainerRequest', ['OCI', 'Mounts', 'type'], undefined],
  ['CreateContainerRequest', ['container_id', 'x'], undefined],
] as const)('%s at %s', ([message, path, expected]) => {
  const type = fieldTypeAt(message, path);
  expect(type === undefined ? undefined : typeText(type)).toBe(expected);
});

const reference = join(import.meta.dirname, '../../../../../shared/reference');
const present = existsSync(reference);
if (!present) announce('skipped: 48 example requests and the schema of the agent, as ../shared is not there');
const read = (name: string): unknown =>
  present ? JSON.parse(readFileSync(join(reference, name), 'utf8')) : { steps: [], messages: {} };

/** The type of a field in the words of the collection. */
function collected(field: Json): string {
  const [kind, of] = [String(field['kind']), String(field['of'])];
  if (kind === 'array') return `list of ${of}`;
  if (kind === 'map') return `object of ${String(field['value'])}`;
  if (kind === 'message') return `${of} or null`;
  if (kind === 'bytes') return 'list of bytes';
  if (kind === 'oneof') return 'anything';
  return field['optional'] === true || field['default'] === null ? `${kind} or null` : kind;
}

describe.skipIf(!present)('against the collection', () => {
  const schema = read('agent-policy-schema.json') as {
    readonly messages: Readonly<Record<string, readonly Json[]>>;
  };
  const examples = read('agent-policy-examples.json') as {
    readonly steps: readonly { readonly entrypoint: string; readonly input: unknown }[];
  };

  test.for(Object.keys(messages))('fields of %s', (name) => {
    const fields = fieldsOf(name) ?? [];
    const expected = (schema.messages[name] ?? []).map((field) => [
      field['json'],
      collected(field),
      field['default'],
    ]);
    const found = fields.map((field) => {
      const shown = field.type.kind === 'enum' ? 'enum' : typeText(field.type);
      const fallback: unknown = JSON.parse(jsonOf(defaultOf(field.type, field.name)) ?? '');
      return [field.name, shown, fallback];
    });
    expect(found).toEqual(expected);
  });

  test('recorded requests are complete, and complete again when members with defaults are taken away', () => {
    expect(examples.steps).toHaveLength(48);
    for (const { entrypoint, input } of examples.steps) {
      const completion = completeInput(entrypoint, valueFromUnknown(input));
      expect(completion, entrypoint).toMatchObject({ added: [], dropped: [], misfits: [] });
      expect(complete(entrypoint, input)).toEqual(input);
      const message = messageOf(entrypoint) ?? '';
      expect(complete(entrypoint, bare(input, { kind: 'message', name: message })), entrypoint).toEqual(
        input,
      );
    }
  });
});

/** Without members that are as their defaults, and without nulls. */
function bare(value: unknown, type: FieldType | undefined): unknown {
  if (Array.isArray(value))
    return value.map((item) => bare(item, type?.kind === 'list' ? type.item : undefined));
  if (!isRecord(value) || type?.kind !== 'message') return value;
  const fields = fieldsOf(type.name) ?? [];
  const kept = Object.entries(value).flatMap(([name, member]): readonly (readonly [string, unknown])[] => {
    const field = fields.find((each) => each.name === name);
    const fallback = field === undefined ? undefined : jsonOf(defaultOf(field.type, name));
    return JSON.stringify(member) === fallback ? [] : [[name, bare(member, field?.type)]];
  });
  return Object.fromEntries(kept);
}
