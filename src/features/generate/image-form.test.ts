import fc from 'fast-check';
import { expect, test } from 'vitest';
import { argumentsOf } from '../policy/command-line.ts';
import { configOfForm, formOf } from './image-form.ts';

const empty = { entrypoint: '', cmd: '', env: '', workingDir: '', user: '' };

test('what is left empty is not known', () => {
  expect(configOfForm(empty, undefined, argumentsOf)).toEqual({ config: {}, error: undefined });
});

test.for([
  ['[] is empty', { cmd: '[]' }, { cmd: [] }],
  ['a line is split', { entrypoint: 'sh -c "a b"' }, { entrypoint: ['sh', '-c', 'a b'] }],
  ['variables by line', { env: 'A=1\n\nB=2 3\nnothing' }, { env: ['A=1', 'B=2 3'] }],
  ['a user alone', { user: '7' }, { user: { kind: 'ids', uid: 7, gid: 0, additionalGids: [0] } }],
  ['groups', { user: '7 8 9' }, { user: { kind: 'ids', uid: 7, gid: 8, additionalGids: [8, 9] } }],
] as const)('%s', ([, part, config]) => {
  expect(configOfForm({ ...empty, ...part }, undefined, argumentsOf).config).toEqual(config);
});

test('a name is refused', () => {
  expect(configOfForm({ ...empty, user: 'app' }, undefined, argumentsOf).error).toBeDefined();
});

test('arguments survive the form', () => {
  const list = fc.array(fc.string());
  fc.assert(
    fc.property(list, (entrypoint) => {
      const { config } = configOfForm(formOf({ entrypoint }), undefined, argumentsOf);
      expect(config.entrypoint).toEqual(entrypoint);
    }),
  );
});
