import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { digestOf } from '#core/initdata/digest.ts';
import { fitToField } from '#core/initdata/hostdata.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import {
  contrastCheck,
  contrastKey,
  measurePolicy,
  readContrastManifest,
  readPolicyAnnotation,
} from './contrast.ts';

const policy = 'package agent_policy\n\ndefault AllowRequestsFailingPolicy := false\n';
const sha256 = createHash('sha256').update(policy).digest('hex');

describe('the policy alone', () => {
  test('is read from its annotation and measured', async () => {
    const reading = readPolicyAnnotation(`${btoa(policy)}\n`);
    expect(reading).toMatchObject({ kind: 'policy', text: policy });
    if (reading.kind !== 'policy') return;
    const { hostdata, manifestKey, steps } = await measurePolicy(reading.bytes);
    expect(hostdata).toMatchObject({ bytes: 32, hex: sha256 });
    expect(manifestKey).toBe(sha256);
    expect(steps.map(({ action }) => action.kind)).toEqual(['digest']);
    expect(steps[0]?.commands[0]?.script).toContain('policy.rego');
  });

  test.for([
    ['no base64!', 'base64'],
    [gzipSync(policy).toString('base64'), 'gzip'],
    [btoa('\u00ff\u00fe'), 'UTF-8'],
  ])('%j is not', ([value = '', word]) => {
    expect(readPolicyAnnotation(value)).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining(word ?? '') as string,
    });
  });
});

describe('the guest of current Contrast', () => {
  test.for<readonly ['sha256' | 'sha384', 32 | 48 | 16, string, number]>([
    ['sha256', 32, 'matches', 32],
    ['sha384', 32, 'matches', 32],
    ['sha256', 48, 'matches', 32],
    ['sha384', 48, 'matches', 48],
    ['sha256', 16, 'too-short', 16],
  ])('%s in %d bytes %s', async ([algorithm, bytes, kind, comparedBytes]) => {
    const digest = await digestOf(encodeUtf8(policy), algorithm);
    expect(contrastCheck(digest, fitToField(digest, bytes))).toEqual({ kind, comparedBytes });
  });

  test('denies everything for another document', async () => {
    const digest = await digestOf(encodeUtf8(policy), 'sha384');
    const other = await digestOf(encodeUtf8(`${policy}\n`), 'sha384');
    expect(contrastCheck(digest, other).kind).toBe('denies-all');
  });
});

describe('manifest', () => {
  test('lists workloads by their HOSTDATA, in both layouts', async () => {
    const key = await contrastKey(encodeUtf8(policy), 'sha384');
    const json = JSON.stringify({
      Policies: { [key.toUpperCase()]: { SANs: ['web', 7], Role: 'coordinator' }, [sha256]: ['old'] },
    });
    expect(readContrastManifest(json, key)).toEqual({
      kind: 'entries',
      lists: true,
      entries: [
        { key, isThis: true, names: ['web'], role: 'coordinator' },
        { key: sha256, isThis: false, names: ['old'] },
      ],
    });
    expect(readContrastManifest(json, '00')).toMatchObject({ lists: false });
  });

  test.for(['', '[]', '{}', '{"Policies": []}'])('%j is none', (json) => {
    expect(readContrastManifest(json, '').kind).toBe('unreadable');
  });
});
