import { newDocument } from '#core/initdata/starter.ts';
import { expect, test } from 'vitest';
import { isUntouched } from './untouched.ts';

const started = newDocument({ algorithm: 'sha384' });

test.for([
  { name: 'as started', text: started, manifest: '', untouched: true },
  { name: 'another algorithm', text: newDocument({ algorithm: 'sha256' }), manifest: '', untouched: true },
  { name: 'one letter typed', text: `${started}#`, manifest: '', untouched: false },
  { name: 'an entry', text: `${started}"aa.toml" = ""\n`, manifest: '', untouched: false },
  { name: 'everything deleted', text: '', manifest: '', untouched: false },
  { name: 'a manifest', text: started, manifest: 'kind: Pod\n', untouched: false },
])('$name', ({ text, manifest, untouched }) => {
  expect(isUntouched(text, manifest)).toBe(untouched);
});
