import { checkInitData } from '#core/initdata/check.ts';
import { platforms } from '#core/platform/platform.ts';
import { ownExamples } from '#examples/own.ts';
import { expect, test } from 'vitest';
import { otherDocument } from './other-document.ts';

test.for(platforms.map(({ id, algorithm }) => ({ id, algorithm })))(
  'another pod on $id has a document of its own, with an algorithm that fits',
  ({ id, algorithm }) => {
    const text = otherDocument(id);
    const { value, diagnostics } = checkInitData(text);
    expect(value?.algorithm).toBe(algorithm);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(ownExamples.map(({ document }) => document)).not.toContain(text);
  },
);
