import { expect, test } from 'vitest';
import { containersOf, type NamedImage, otherDigest } from './assign.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const other = `sha256:${'b'.repeat(64)}`;
const containers = [
  { name: 'web', image: 'docker.io/library/nginx:1.27' },
  { name: 'pinned', image: `quay.io/shop/app@${digest}` },
  { name: 'init', image: 'docker.io/library/nginx:1.27' },
];

function image(given: Partial<NamedImage>): NamedImage {
  return { references: [], digests: [], ...given };
}

test.for<[string, NamedImage, readonly string[]]>([
  ['by a short name', image({ references: ['nginx:1.27'] }), ['web', 'init']],
  ['by another tag', image({ references: ['nginx:1.26'] }), []],
  ['by a digest of a manifest', image({ digests: [digest] }), ['pinned']],
  ['by a digest in a name', image({ references: [`mirror.example/app@${digest}`] }), ['pinned']],
  ['by the container of a request', image({ container: 'web', references: ['other'] }), ['web']],
  ['by nothing', image({}), []],
])('%s', ([, given, expected]) => {
  expect(containersOf(given, containers)).toEqual(expected);
});

test.for<[string, NamedImage, string, string | undefined]>([
  ['the pinned one', image({ digests: [digest] }), `a@${digest}`, undefined],
  ['another one', image({ digests: [other] }), `a@${digest}`, digest],
  ['one without a digest', image({}), `a@${digest}`, undefined],
  ['a tag', image({ digests: [other] }), 'a:1', undefined],
])('%s', ([, given, used, expected]) => {
  expect(otherDigest(given, used)).toBe(expected);
});
