import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetAllBeside, forgetBeside, readBeside, writeBeside } from './beside-document.ts';
import { session } from './session.ts';

/** The part of the browser's storage that is used: its keys are its own. */
function storageStub(): object {
  return Object.defineProperties(Object.create(null) as object, {
    getItem: {
      value(this: Record<string, string>, key: string) {
        return this[key] ?? null;
      },
    },
    setItem: {
      value(this: Record<string, string>, key: string, text: string) {
        this[key] = text;
      },
    },
    removeItem: {
      value(this: Record<string, string>, key: string) {
        delete this[key];
      },
    },
  });
}

beforeEach(() => {
  vi.stubGlobal('localStorage', storageStub());
});
afterEach(() => {
  vi.unstubAllGlobals();
  session.setState({ isPrivate: false });
});

test('what is written is read back, each kind and document for itself', () => {
  expect(writeBeside('resource-policy', 'a', { edited: 'x' })).toBe(true);
  expect(readBeside('resource-policy', 'a')).toEqual({ edited: 'x' });
  expect(readBeside('policy-tests', 'a')).toBeNull();
  expect(readBeside('resource-policy', 'b')).toBeNull();
  writeBeside('resource-policy', 'a', undefined);
  expect(readBeside('resource-policy', 'a')).toBeNull();
});

test('forgetting a document forgets all of it and nothing else', () => {
  for (const id of ['a', 'b']) {
    writeBeside('resource-policy', id, 1);
    writeBeside('policy-tests', id, 2);
  }
  localStorage.setItem('init-data-studio:preferences', '{}');
  forgetBeside('a');
  expect(Object.keys(localStorage)).toHaveLength(3);
  forgetAllBeside();
  expect(Object.keys(localStorage)).toEqual(['init-data-studio:preferences']);
});

test('a private session writes nothing', () => {
  session.setState({ isPrivate: true });
  expect(writeBeside('resource-policy', 'a', 1)).toBe(false);
  expect(Object.keys(localStorage)).toEqual([]);
});

test('without storage nothing is read, and that is said when writing', () => {
  vi.unstubAllGlobals();
  vi.stubGlobal('localStorage', undefined);
  expect(readBeside('resource-policy', 'a')).toBeUndefined();
  expect(writeBeside('resource-policy', 'a', 1)).toBe(false);
  expect(() => {
    forgetAllBeside();
  }).not.toThrow();
});
