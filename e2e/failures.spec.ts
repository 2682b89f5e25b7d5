/** Defects of ours: a worker that crashes or never starts. The text stays, and what happened is said. */
import { expectAccessible } from './support/accessibility.ts';
import { hexDigest } from './support/files.ts';
import {
  codeEditor,
  expectSettled,
  openStudio,
  saveDocument,
  selectOutput,
  stripDigest,
  typeAt,
} from './support/studio.ts';
import { expect, test } from './support/test.ts';

for (const [name, what] of [
  ['analysis', 'idle'],
  ['analysis', 'at work'],
  ['encoding', 'at work'],
] as const) {
  test(`the ${name} worker crashes while ${what}, is started again, and this is said @chromium`, async ({
    page,
    sites,
  }) => {
    await openStudio(page, sites['with headers']);
    await expect(codeEditor(page, 'initdata.toml')).toBeVisible();
    await expectSettled(page);
    for (const worker of page.workers()) {
      if ((await worker.evaluate(() => self.name)) !== name) continue;
      await worker.evaluate((isIdle) => {
        const crash = () => {
          setTimeout(() => {
            throw new Error('a crash made by this test');
          });
        };
        if (isIdle) crash();
        else self.onmessage = crash;
      }, what === 'idle');
    }
    await typeAt(page, codeEditor(page, 'initdata.toml'), [], '# after the crash\n');
    await expect(page.getByText('A worker stopped and was started again.')).toBeVisible();
    await expect(page.getByText(/a crash made by this test/).first()).toBeVisible();
    // Nothing is pressed: outputs of an older text would stay where a worker is not asked again.
    await selectOutput(page, 'Annotation');
    await expectSettled(page);
    const document = await saveDocument(page);
    expect(document.toString()).toContain('# after the crash');
    await expect.poll(() => stripDigest(page)).toBe(hexDigest('sha384', document));
    await expectAccessible(page, 'a worker that crashed');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText('A worker stopped and was started again.')).toBeHidden();
  });
}

test('without its worker the page says so, edits and saves', async ({ page, context, sites }) => {
  await context.route(/analysis\.worker/, (route) => route.abort());
  await page.goto(sites['with headers']);
  await expect(page.getByText(/^Error: The document could not be checked\./)).toBeVisible();
  await typeAt(page, codeEditor(page, 'initdata.toml'), [], '# unchecked\n');
  await expectAccessible(page, 'a page without its worker');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the document' }).click();
  expect((await download).suggestedFilename()).toBe('initdata.toml');
  expect((await saveDocument(page)).toString()).toMatch(/^# unchecked\n/);
});
