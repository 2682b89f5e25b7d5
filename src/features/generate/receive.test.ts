import { expect, test } from 'vitest';
import { isImageFile, isImageText } from './receive.ts';

test.for([
  ['image.tar', true],
  ['web.tar.gz', true],
  ['config.json', true],
  ['policy.jsonl', true],
  ['pod.yaml', false],
  ['initdata.toml', false],
  ['annotation.gz', false],
] as const)('%s: %s', ([name, expected]) => {
  expect(isImageFile(name)).toBe(expected);
});

test.for([
  ['[{"Config": {"Env": []}}]', true],
  ['{"config":{"Entrypoint":["x"]}}', true],
  ['{"OCI":{"Process":{}}}', true],
  ['{"kind":"Pod","spec":{}}', false],
  ['Entrypoint: "Env":', false],
] as const)('%s: %s', ([text, expected]) => {
  expect(isImageText(text)).toBe(expected);
});
