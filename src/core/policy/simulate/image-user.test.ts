import { expect, test } from 'vitest';
import type { ImageUser } from './image-config.ts';
import { type AskedUser, userFor } from './image-user.ts';

const passwd = 'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1001::/app:/bin/sh\nbroken\nodd:x:y:z\n';
const group = 'root:x:0:root\nwheel:x:10:root\napp:x:1001:\naudio:x:29:app,other\n';

function config(text: string, withFiles: boolean): ImageUser {
  return { kind: 'config', text, ...(withFiles ? { passwd, group } : {}) };
}

const nothing: AskedUser = { groups: [] };

test.for<[string, ImageUser | undefined, AskedUser, object]>([
  ['nobody says anything', undefined, nothing, { assumed: 'user' }],
  [
    'the manifest says all',
    undefined,
    { uid: 7, gid: 8, groups: [9] },
    { user: { uid: 7, gid: 8, additionalGids: [8, 9] } },
  ],
  ['root', config('', false), nothing, { user: { uid: 0, gid: 0, additionalGids: [0] } }],
  [
    'root, with groups of the image',
    config('', true),
    nothing,
    { user: { uid: 0, gid: 0, additionalGids: [0], otherGroups: [10], neededGroups: [] }, assumed: 'groups' },
  ],
  ['a number', config('1000', false), nothing, { user: { uid: 1000, gid: 0 }, assumed: 'groups' }],
  ['a number and a group', config('5:6', false), nothing, { user: { uid: 5, gid: 0 }, assumed: 'groups' }],
  ['a name that cannot be looked up', config('app', false), nothing, { assumed: 'user' }],
  [
    'a name',
    config('app', true),
    nothing,
    {
      user: { uid: 1000, gid: 1001, additionalGids: [1001], otherGids: [0], otherGroups: [29, 0] },
      assumed: 'groups',
    },
  ],
  [
    'a name and a group',
    config('app:audio', true),
    nothing,
    { user: { uid: 1000, gid: 1001, otherGids: [29, 0], otherGroups: [29, 0] }, assumed: 'groups' },
  ],
  [
    'a user of the manifest that the image knows',
    config('', true),
    { uid: 1000, groups: [5] },
    { user: { uid: 1000, gid: 1001, additionalGids: [1001, 5], neededGroups: [5] }, assumed: 'groups' },
  ],
  [
    'what was sent',
    { kind: 'ids', uid: 3, gid: 4, additionalGids: [4, 5] },
    nothing,
    { user: { uid: 3, gid: 4, additionalGids: [4, 5] } },
  ],
])('%s', ([, image, asked, expected]) => {
  const found = userFor(image, asked);
  expect(found).toMatchObject(expected);
  if (!('assumed' in expected)) expect(found.assumed).toBeUndefined();
});
