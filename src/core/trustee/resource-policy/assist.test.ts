import { describe, expect, test } from 'vitest';
import { applyEdits } from '#core/text/edit.ts';
import { resourceCompletionsAt, resourceHoverAt, type ResourceDocuments } from './assist.ts';

const documents: ResourceDocuments = {
  claims: {
    submods: {
      cpu0: { 'ear.status': 'affirming', 'ear.veraison.annotated-evidence': { init_data: 'ab', tdx: {} } },
    },
  },
  plugin: 'resource',
  path: ['default', 'key', 'db'],
};

/** The text with its cursor taken out. */
function cursorIn(text: string): { readonly text: string; readonly offset: number } {
  const offset = text.indexOf('|');
  return { text: text.replace('|', ''), offset };
}

/** Labels, and the text after the first one was chosen. */
function offered(written: string): readonly [labels: readonly string[], after: string | undefined] {
  const { text, offset } = cursorIn(written);
  const found = resourceCompletionsAt(text, offset, documents);
  const [first] = found;
  return [
    found.map(({ label }) => label),
    first === undefined ? undefined : applyEdits(text, [{ span: first.replace, insert: first.insert }]),
  ];
}

const alias = 'evidence := input.submods.cpu0["ear.veraison.annotated-evidence"]\n';

describe('offered', () => {
  test.for<readonly [string, readonly string[], string | undefined]>([
    ['\tinput.|', ['submods'], '\tinput.submods'],
    ['\tinput.submods.cp|', ['cpu0'], '\tinput.submods.cpu0'],
    [
      '\tinput.submods.cpu0.|',
      ['ear.status', 'ear.veraison.annotated-evidence'],
      '\tinput.submods.cpu0["ear.status"]',
    ],
    ['\tinput["submods"]["|"]', ['cpu0'], '\tinput["submods"]["cpu0"]'],
    ['\tdata["|', ['plugin', 'resource-path', 'query'], '\tdata["plugin"]'],
    [`${alias}\tevidence.|`, ['init_data', 'tdx'], `${alias}\tevidence.init_data`],
    [`${alias}\tevidence.init_data == |`, ['"ab"'], `${alias}\tevidence.init_data == "ab"`],
    [`${alias}\tevidence.init_data == "|"`, ['"ab"'], `${alias}\tevidence.init_data == "ab"`],
    [
      '\tdata["resource-path"] == |',
      ['["default","key","db"]'],
      '\tdata["resource-path"] == ["default","key","db"]',
    ],
    ['\tother.|', [], undefined],
    ['\tinput.submods.gpu0.|', [], undefined],
    ['\tinput|', [], undefined],
    ['# input.|', [], undefined],
  ])('%j', ([written, labels, after]) => {
    expect(offered(written)).toEqual([labels, after]);
  });

  test('at the margin: what Trustee asks', () => {
    expect(offered('package policy\n\nal|')[0]).toContain('allow if { … }');
  });
});

describe('shown', () => {
  test.for<readonly [string, string | undefined, string]>([
    ['\tinput.submods.c|pu0["ear.status"]', 'input.submods.cpu0', 'ear.status'],
    ['\tinput.submods.cpu0["ear.st|atus"]', 'input.submods.cpu0["ear.status"]', '"affirming"'],
    [
      `${alias}\tevidence.ini|t_data`,
      'input.submods.cpu0["ear.veraison.annotated-evidence"].init_data',
      '"ab"',
    ],
    ['\tdata["resource-|path"]', 'data["resource-path"]', '["default","key","db"]'],
    ['\tinput.in|it_data', 'input.init_data', 'undefined'],
    [
      '\tinput.submods.cpu0["ear.veraison.annotated-evidence"].tdx.td|x_module',
      'input.submods.cpu0["ear.veraison.annotated-evidence"].tdx.tdx_module',
      'verifier',
    ],
    ['\tev|ery x in y', undefined, ''],
    ['# input.submods.c|pu0', undefined, ''],
  ])('%j', ([written, title, words]) => {
    const { text, offset } = cursorIn(written);
    const hover = resourceHoverAt(text, offset, documents);
    expect(hover?.title).toBe(title);
    expect(hover?.paragraphs.join(' ') ?? '').toContain(words);
  });
});
