import { expect, test } from 'vitest';
import { directivesOf } from './policy.ts';

test.for([
  { policy: '', directives: [] },
  { policy: ' ; ;', directives: [] },
  {
    policy: "default-src 'none'; connect-src 'none'",
    directives: [
      { name: 'default-src', values: "'none'" },
      { name: 'connect-src', values: "'none'" },
    ],
  },
  {
    policy: "style-src  'self'   'unsafe-inline' ;upgrade-insecure-requests;",
    directives: [
      { name: 'style-src', values: "'self'   'unsafe-inline'" },
      { name: 'upgrade-insecure-requests', values: '' },
    ],
  },
])('$policy', ({ policy, directives }) => {
  expect(directivesOf(policy)).toEqual(directives);
});
