import { expect, test } from 'vitest';
import { isEventOrLog } from './receive.ts';

test.for([
  ['Error: "ExecProcessRequest is blocked by policy: "', true],
  ['CreateSandboxRequest: internal error policy check', true],
  ['{"kind":"ExecProcessRequest","request":{}}', true],
  ['  { "kind": "X", "data": {} }', true],
  ['package agent_policy', false],
  ['kind: Pod\nmetadata: {}', false],
  ['{"apiVersion":"v1","kind":"Pod"}', false],
] as const)('%s: %s', ([text, expected]) => {
  expect(isEventOrLog(text)).toBe(expected);
});
