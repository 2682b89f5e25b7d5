import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annotationKey } from '#core/annotation/annotation.ts';
import { manifestCompletionsAt, manifestHoverAt } from './assist.ts';

/** The text without its cursor mark `|`, and where that was. */
function cursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('|');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

describe('manifestCompletionsAt', () => {
  test.for([
    { marked: 'kind: Pod\nspec:\n  runtimeClassName: |', label: 'kata-qemu-tdx', replaced: '' },
    { marked: 'spec:\n  runtimeClassName: "kata-q|emu"', label: 'kata-remote', replaced: 'kata-qemu' },
    { marked: '{\n"runtimeClassName": "|"}', label: 'kata-qemu-snp', replaced: '' },
    { marked: 'metadata:\n  annotations:\n    io.ka|', label: annotationKey, replaced: 'io.ka' },
    { marked: 'metadata:\r\n  annotations: # c\r\n    a: b\r\n    |', label: annotationKey, replaced: '' },
    { marked: 'kind: Pod\nspec:\n  |\n  containers: []', label: 'runtimeClassName', replaced: '' },
    { marked: 'resources:\n  limits:\n    nvi|', label: 'nvidia.com/pgpu', replaced: 'nvi' },
  ])('$marked', ({ marked, label, replaced }) => {
    const { text, offset } = cursor(marked);
    const found = manifestCompletionsAt(text, offset).find((completion) => completion.label === label);
    expect(found).toBeDefined();
    expect(text.slice(found?.replace.from, found?.replace.to)).toBe(replaced);
  });

  test.for(['kind: |', 'metadata:\n  name: kata|', 'metadata:\n  labels:\n    a|', 'runtimeClassName: a b|'])(
    'nothing at %s',
    (marked) => {
      const { text, offset } = cursor(marked);
      expect(manifestCompletionsAt(text, offset)).toEqual([]);
    },
  );
});

describe('manifestHoverAt', () => {
  test.for([
    { marked: 'runtimeClassName: kata-q|emu-tdx', title: 'kata-qemu-tdx' },
    { marked: 'runtimeClassName: my|-class', title: 'my-class' },
    { marked: 'runtime|ClassName: a', title: 'runtimeClassName' },
    { marked: `    ${annotationKey.slice(0, 9)}|${annotationKey.slice(9)}: x`, title: 'Init-Data' },
    { marked: 'x: " nvrc.smi|.srs=1"', title: 'nvrc.smi.srs' },
  ])('$marked', ({ marked, title }) => {
    const { text, offset } = cursor(marked);
    expect(manifestHoverAt(text, offset)?.title).toBe(title);
  });

  test('nothing on other words', () => {
    expect(manifestHoverAt('kind: Pod', 7)).toBeUndefined();
    expect(manifestHoverAt('', 0)).toBeUndefined();
  });
});

test('no text and no offset makes it throw', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', ':', ' ', '\n', '\r', '-', 'spec:\n', 'annotations:', '\ufeff', '"'),
  });
  fc.assert(
    fc.property(text, fc.nat(), (value, at) => {
      const offset = at % (value.length + 1);
      expect(manifestCompletionsAt(value, offset).every(({ replace }) => replace.to <= value.length)).toBe(
        true,
      );
      expect(manifestHoverAt(value, offset)?.span.from ?? 0).toBeLessThanOrEqual(offset);
    }),
  );
});
