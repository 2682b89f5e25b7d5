import { expect, test } from 'vitest';
import { isOwnFile, withoutRefused, type TimedAddress } from './network.ts';

const folder = 'https://studio.example/app/';

test.for([
  { address: `${folder}assets/index.js`, own: true },
  { address: `${folder}assets/index.js?text=secret`, own: false },
  { address: 'https://studio.example/other.js', own: false },
  { address: 'https://elsewhere.example/app/assets/index.js', own: false },
  { address: 'blob:https://studio.example/1', own: true },
  { address: 'data:image/svg+xml,', own: true },
])('$address, own $own', ({ address, own }) => {
  expect(isOwnFile(address, folder)).toBe(own);
});

const at = (address: string, time: number): TimedAddress => ({ address, time });

test.for([
  { name: 'nothing', requests: [], refusals: [], out: [] },
  { name: 'one that went out', requests: [at('a', 10)], refusals: [], out: ['a'] },
  { name: 'one that was refused', requests: [at('a', 10)], refusals: [at('a', 12)], out: [] },
  { name: 'the same later', requests: [at('a', 10), at('a', 5_000)], refusals: [at('a', 12)], out: ['a'] },
  { name: 'twice, refused once', requests: [at('a', 10), at('a', 11)], refusals: [at('a', 12)], out: ['a'] },
  { name: 'another address', requests: [at('a', 10)], refusals: [at('b', 10)], out: ['a'] },
])('requests that went out: $name', ({ requests, refusals, out }) => {
  expect(withoutRefused(requests, refusals).map(({ address }) => address)).toEqual(out);
});
