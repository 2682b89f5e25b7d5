import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { expect, test } from 'vitest';
import { refusersOf } from './refusers.ts';

const finding = (source: Diagnostic['source'], consumers: Diagnostic['consumers']) =>
  ({ source, consumers }) as Diagnostic;

test('each component that rejects or panics is named once', () => {
  expect(
    refusersOf([
      finding('initdata', [
        { consumer: 'go', outcome: 'panics' },
        { consumer: 'agent', outcome: 'rejects' },
        { consumer: 'aa', outcome: 'accepts' },
      ]),
      finding('entry:aa.toml', [
        { consumer: 'agent', outcome: 'rejects' },
        { consumer: 'cdh', outcome: 'ignores' },
      ]),
      finding('manifest', [{ consumer: 'caa', outcome: 'rejects' }]),
    ]),
  ).toEqual(['go', 'agent']);
});
