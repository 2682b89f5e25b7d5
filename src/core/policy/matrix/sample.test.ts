import { expect, test } from 'vitest';
import { isMatch, regexOf } from '#core/rego/regex/regex.ts';
import { sampleOf } from './sample.ts';

test.for([
  '^/run/kata-containers/shared/containers/[0-9a-f]{64}-[0-9a-f]{16}-hosts$',
  'nginx|apache',
  '(a|b)+c?',
  '[^a-z]',
  String.raw`\w{20}\.\d`,
  '.*',
  String.raw`^\p{Greek}$`,
])('%s matches its sample', (pattern) => {
  const reading = regexOf(pattern);
  const sample = sampleOf(pattern);
  if (reading.kind !== 'regex' || sample === undefined) throw new Error('no sample');
  expect(isMatch(reading.regex, sample, () => undefined)).toBe(true);
});

test.for(['(?=a)', 'a{5000}', '['])('%s has no sample', (pattern) => {
  expect(sampleOf(pattern)).toBeUndefined();
});
