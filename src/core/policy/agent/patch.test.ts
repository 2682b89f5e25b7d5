import { describe, expect, test } from 'vitest';
import { jsonOf, valueFromUnknown } from '#core/rego/value/json.ts';
import { applyPatch, patchOf } from './patch.ts';

const document = { pstate: { a: 1, list: [1, 2], 'x/y': 3, '~': 4 } };

function patched(operations: unknown): string | undefined {
  const patch = patchOf(valueFromUnknown(operations));
  if (patch === undefined) return 'no patch';
  const result = applyPatch(valueFromUnknown(document), patch);
  return result.kind === 'patched' ? jsonOf(result.value) : `${result.index}: ${result.reason}`;
}

describe('operations', () => {
  test.for([
    [
      'add',
      [{ op: 'add', path: '/pstate/b', value: 2 }],
      '{"pstate":{"a":1,"b":2,"list":[1,2],"x/y":3,"~":4}}',
    ],
    [
      'add to a list',
      [{ op: 'add', path: '/pstate/list/0', value: 0 }],
      '{"pstate":{"a":1,"list":[0,1,2],"x/y":3,"~":4}}',
    ],
    [
      'append',
      [{ op: 'add', path: '/pstate/list/-', value: 3 }],
      '{"pstate":{"a":1,"list":[1,2,3],"x/y":3,"~":4}}',
    ],
    ['replace', [{ op: 'replace', path: '/pstate', value: {} }], '{"pstate":{}}'],
    [
      'remove by an escaped key',
      [
        { op: 'remove', path: '/pstate/x~1y' },
        { op: 'remove', path: '/pstate/~0' },
      ],
      '{"pstate":{"a":1,"list":[1,2]}}',
    ],
    [
      'move',
      [{ op: 'move', from: '/pstate/a', path: '/b' }],
      '{"b":1,"pstate":{"list":[1,2],"x/y":3,"~":4}}',
    ],
    ['copy', [{ op: 'copy', from: '/pstate/a', path: '/pstate' }], '{"pstate":1}'],
    [
      'test',
      [
        { op: 'test', path: '/pstate/list', value: [1, 2] },
        { op: 'replace', path: '', value: {} },
      ],
      '{}',
    ],
    [
      'a test that fails',
      [
        { op: 'remove', path: '/pstate/a' },
        { op: 'test', path: '/pstate/list', value: [] },
      ],
      '1: the tested value differs',
    ],
    [
      'remove what is not there',
      [{ op: 'remove', path: '/pstate/none' }],
      '0: there is no place /pstate/none',
    ],
    [
      'add below what is not there',
      [{ op: 'add', path: '/none/a', value: 1 }],
      '0: there is no place /none/a',
    ],
    [
      'an index with a leading zero',
      [{ op: 'replace', path: '/pstate/list/01', value: 1 }],
      '0: there is no place /pstate/list/01',
    ],
    [
      'an index behind the end',
      [{ op: 'add', path: '/pstate/list/3', value: 1 }],
      '0: there is no place /pstate/list/3',
    ],
    [
      'move into itself',
      [{ op: 'move', from: '/pstate', path: '/pstate/a' }],
      '0: a value cannot move into itself',
    ],
  ] as const)('%s', ([, operations, result]) => {
    expect(patched(operations)).toBe(result);
  });
});

test.for([
  ['no list', { op: 'add' }],
  ['an unknown operation', [{ op: 'frob', path: '/a' }]],
  ['a path without a slash', [{ op: 'remove', path: 'a' }]],
  ['a path with a lone tilde', [{ op: 'remove', path: '/~2' }]],
  ['no value', [{ op: 'add', path: '/a' }]],
  ['no source', [{ op: 'move', path: '/a' }]],
] as const)('not a patch: %s', ([, value]) => {
  expect(patched(value)).toBe('no patch');
});
