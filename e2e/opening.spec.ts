/** Whatever is picked, dropped or pasted is recognised, opened or refused with a reason, and comes out as it went in. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { aaToml, annotationBy, documentWith, expectSameBytes, hexDigest, podWith } from './support/files.ts';
import {
  codeEditor,
  dropFiles,
  expectSettled,
  openDocument,
  openStudio,
  pasteOntoPage,
  pickFiles,
  saveDocument,
  saveFile,
  shownLines,
  stripDigest,
  type GivenFile,
} from './support/studio.ts';
import { expect, test } from './support/test.ts';

const document = documentWith(aaToml);
const named = (page: Page, name: string) => page.getByRole('button', { name: `Document: ${name}` });

const ways: Readonly<Record<string, (page: Page, file: GivenFile) => Promise<void>>> = {
  picked: (page, file) => pickFiles(page, [file]),
  dropped: (page, file) => dropFiles(page, [file]),
  pasted: (page, file) => pasteOntoPage(page, file.content.toString()),
};

for (const [way, open] of Object.entries(ways)) {
  test(`a document, its entries and its annotation, ${way}`, async ({ page, sites }) => {
    await openStudio(page, sites['with headers']);
    await open(page, { name: 'initdata.toml', content: document });
    await expect(shownLines(page)).toContainText('kbs.example.com');
    expectSameBytes(await saveDocument(page), document);

    for (const [name, content] of [
      ['policy.rego', 'package agent_policy\n\ndefault ExecProcessRequest := false\n'],
      ['cdh.toml', '[kbc]\nname = "cc_kbc"\nurl = "https://kbs.example.com"\n'],
    ] as const) {
      await open(page, { name, content });
      await expect(page.getByRole('tab', { name, selected: true })).toBeVisible();
      expectSameBytes(await saveFile(page, `Save ${name}`), content);
    }
    const changed = aaToml.replace('8080', '9090');
    await open(page, { name: 'aa.toml', content: changed });
    const question = page.getByRole('dialog', { name: 'Replace aa.toml?' });
    await question.getByRole('button', { name: 'Replace aa.toml' }).click();
    expectSameBytes(await saveFile(page, 'Save aa.toml'), changed);
    await page.getByRole('button', { name: 'Undo: Replace aa.toml' }).click();
    expectSameBytes(await saveFile(page, 'Save aa.toml'), aaToml);

    await open(page, { name: 'annotation.txt', content: annotationBy(document) });
    await expect(page.getByRole('tab', { name: 'initdata.toml', selected: true })).toBeVisible();
    await expect(page.getByRole('tab', { name: /^policy\.rego.*not in the document/ })).toBeVisible();
    expectSameBytes(await saveDocument(page), document);
    await expectSettled(page);
    expect(await stripDigest(page)).toBe(hexDigest('sha384', document));
    await expectAccessible(page, 'an opened annotation');
  });
}

test('our disk image and our zip come back as the same bytes', async ({ page, sites }) => {
  const text = `\ufeff${document.replaceAll('\n', '\r\n')}# end`;
  await openDocument(page, sites['with headers'], text, 'shop');
  await expectSettled(page);
  const image = await saveFile(page, 'Save initdata.img');
  const zip = await saveFile(page, 'Save everything as one zip');
  for (const [name, content] of [
    ['disk.img', image],
    ['bundle.zip', zip],
  ] as const) {
    await pickFiles(page, [{ name, content }]);
    await expect(named(page, name.split('.')[0] ?? '')).toBeVisible();
    expectSameBytes(await saveDocument(page), text);
  }
  await expectSettled(page);
  expect(await stripDigest(page)).toBe(hexDigest('sha384', text));
});

test('a manifest asks what to do with the Init-Data in it', async ({ page, sites }) => {
  await openStudio(page, sites['with headers']);
  const other = documentWith(aaToml.replace('8080', '7070'));
  const two = `${podWith(annotationBy(document), 'one')}---\n${podWith(annotationBy(other), 'two')}`;
  await pasteOntoPage(page, two);
  const dialog = page.getByRole('dialog', { name: 'A manifest with Init-Data in it' });
  await expect(dialog.getByRole('button', { name: /^Open the Init-Data of Pod\/one/ })).toBeVisible();
  await expectAccessible(page, 'the choice of a manifest');
  await dialog.getByRole('button', { name: /^Open the Init-Data of Pod\/two/ }).click();
  await expect(named(page, 'Pod/two')).toBeVisible();
  expectSameBytes(await saveDocument(page), other);

  await pasteOntoPage(page, podWith(annotationBy(document)));
  await dialog.getByRole('button', { name: 'Use it as the manifest only' }).click();
  await expect(page.getByRole('tab', { name: 'pod.yaml', selected: true })).toBeVisible();
  expectSameBytes(await saveDocument(page), other);
});

test('a manifest without Init-Data becomes the manifest of the document on screen', async ({
  page,
  sites,
}) => {
  await openStudio(page, sites['with headers']);
  const plain = podWith('x').replace(/ {2}annotations:\n.*\n/, '');
  await dropFiles(page, [
    { name: 'pod.yaml', content: plain },
    { name: 'given.toml', content: document },
  ]);
  await expect(named(page, 'given')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'pod.yaml', selected: true })).toBeVisible();
  await expect(codeEditor(page, 'pod.yaml')).toBeVisible();
  expectSameBytes(await saveDocument(page), document);
});

test('a document that is not UTF-8 is shown, digested and saved, never changed', async ({ page, sites }) => {
  const bytes = Buffer.concat([Buffer.from(document), Buffer.from([0x23, 0xff, 0xfe, 0x0a])]);
  await openDocument(page, sites['with headers'], bytes, 'latin');
  await expect(page.getByText('This document is not UTF-8, so it cannot be edited')).toBeVisible();
  await expectSettled(page);
  await codeEditor(page, 'initdata.toml').focus();
  await page.keyboard.type('x');
  expectSameBytes(await saveDocument(page), bytes);
  await page
    .getByRole('region', { name: 'Outputs', exact: true })
    .getByRole('tab', { name: 'Digest' })
    .click();
  await expect(page.getByText(hexDigest('sha384', bytes)).first()).toBeAttached();
  await expectAccessible(page, 'a document that is not UTF-8');
});

for (const [what, file, title] of [
  [
    'a photograph',
    { name: 'photo.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1]) },
    'Not recognised',
  ],
  ['prose', { name: 'letter.txt', content: 'Dear all, the meeting is at nine.' }, 'Not recognised'],
  [
    'a private key',
    { name: 'key.pem', content: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n' },
    'A private key',
  ],
] as const) {
  test(`${what} changes nothing, and why is said`, async ({ page, sites }) => {
    await openStudio(page, sites['with headers']);
    const before = await saveDocument(page);
    await dropFiles(page, [file]);
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog).toBeVisible();
    if (what === 'prose') await expectAccessible(page, 'something unknown');
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    expectSameBytes(await saveDocument(page), before);
  });
}

test('what takes long to look at can be stopped while the page stays in use', async ({ page, sites }) => {
  await openStudio(page, sites['with headers']);
  await expect(codeEditor(page, 'initdata.toml')).toBeVisible();
  // A worker that never answers, in place of YAML that takes it minutes.
  await page.evaluate(() => {
    Worker.prototype.postMessage = new Proxy(Reflect.get(Worker.prototype, 'postMessage'), {
      apply(post, worker, [message, ...rest]: [{ readonly name?: string }, ...unknown[]]) {
        if (message.name !== 'recognise') Reflect.apply(post, worker, [message, ...rest]);
      },
    });
  });
  await dropFiles(page, [{ name: 'slow.yaml', content: document }]);
  const looking = page.getByRole('region', { name: 'Opening' });
  await expect(looking.getByText('Looking at slow.yaml…')).toBeVisible();
  await expectAccessible(page, 'looking at a file');
  await codeEditor(page, 'initdata.toml').focus();
  await page.keyboard.type('# still here');
  await looking.getByRole('button', { name: 'Stop' }).click();
  const dialog = page.getByRole('dialog', { name: 'slow.yaml was not opened' });
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  expect((await saveDocument(page)).toString()).toContain('# still here');
});
