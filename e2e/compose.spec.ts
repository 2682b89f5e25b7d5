/** From a starter to every output, and that each is made of the very bytes that are saved. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { expectAccessible } from './support/accessibility.ts';
import { aaToml, documentWith, expectSameBytes, hexDigest } from './support/files.ts';
import {
  clipboardText,
  codeEditor,
  expectSettled,
  openDocument,
  openStudio,
  outputs,
  saveDocument,
  saveFile,
  selectFile,
  selectOutput,
  shownLines,
  stripDigest,
  typeAt,
} from './support/studio.ts';
import { expect, test, type SiteName } from './support/test.ts';

async function openStarter(page: Page, title: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Starters…' }).click();
  const starters = page.getByRole('dialog', { name: 'Starters' });
  // The name goes on with what was found in it.
  await starters.getByRole('button', { name: new RegExp(`^${title}(?! with)`) }).click();
  await starters.getByRole('article', { name: title }).getByRole('button', { name: 'Open' }).click();
  await expect(starters).toBeHidden();
}

const siteNames: readonly SiteName[] = ['with headers', 'without headers'];

for (const site of siteNames) {
  test(`write in aa.toml; document, digest, annotation and pod follow, ${site}`, async ({ page, sites }) => {
    await openStudio(page, sites[site]);
    await openStarter(page, 'Intel TDX');
    await selectFile(page, 'aa.toml');
    await expect(codeEditor(page, 'aa.toml')).toBeVisible();
    await expectSettled(page);
    const before = await stripDigest(page);
    await typeAt(page, codeEditor(page, 'aa.toml'), [], '# written in a journey\n');

    await selectFile(page, 'initdata.toml');
    await expect(codeEditor(page, 'initdata.toml')).toBeVisible();
    await expect(shownLines(page)).toContainText('#\u00a0written\u00a0in\u00a0a\u00a0journey');
    await expectSettled(page);

    const document = await saveDocument(page);
    expect(document.toString()).toContain('# written in a journey\n');
    const digest = hexDigest('sha384', document);
    expect(digest).not.toBe(before);
    expect(await stripDigest(page)).toBe(digest);
    await selectOutput(page, 'Digest');
    await expect(outputs(page).getByText(`MRCONFIGID ${digest}`)).toBeAttached();

    await selectOutput(page, 'Annotation');
    await outputs(page).getByRole('button', { name: 'Copy annotation value' }).click();
    const annotation = await clipboardText(page);
    expectSameBytes(gunzipSync(Buffer.from(annotation, 'base64')), document);

    await selectOutput(page, 'Pod');
    await expect(outputs(page).getByRole('figure', { name: 'Manifest with the annotation' })).toContainText(
      annotation.slice(0, 8),
    );
    const pod = await saveFile(page, 'Save pod.yaml');
    expect(pod.toString()).toContain(`cc_init_data: ${annotation}\n`);
    await expectAccessible(page, 'outputs of a starter');
  });
}

test('the disk image has the layout of the runtimes, and the zip verifies itself', async ({
  page,
  sites,
}) => {
  await openDocument(page, sites['with headers'], documentWith(aaToml), 'shop');
  await expectSettled(page);

  const image = await saveFile(page, 'Save initdata.img');
  expect(image.length % 512).toBe(0);
  expect(image.subarray(0, 8).toString('latin1')).toBe('initdata');
  const length = Number(image.readBigUInt64LE(8));
  expectSameBytes(gunzipSync(image.subarray(16, 16 + length)), documentWith(aaToml));
  expect(image.subarray(16 + length).every((byte) => byte === 0)).toBe(true);

  const zip = unzipSync(await saveFile(page, 'Save everything as one zip'));
  const folder = mkdtempSync(join(tmpdir(), 'studio-zip-'));
  for (const [name, bytes] of Object.entries(zip)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  expectSameBytes(readFileSync(join(folder, 'initdata.toml')), documentWith(aaToml));
  const verify = () => execFileSync('sh', ['verify.sh'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  expect(verify()).not.toBe('');
  writeFileSync(join(folder, 'initdata.toml'), `${documentWith(aaToml)}\n`);
  expect(verify).toThrow();

  await page.getByRole('banner').getByRole('button', { name: 'Save', exact: true }).click();
  await expectAccessible(page, 'the save menu');
});

test('the commands on screen give what the screen shows', async ({ page, sites }) => {
  await openDocument(page, sites['with headers'], documentWith(aaToml, 'sha256'));
  await expectSettled(page);
  const folder = mkdtempSync(join(tmpdir(), 'studio-shell-'));
  writeFileSync(join(folder, 'initdata.toml'), await saveDocument(page));
  const run = (script: string | null) =>
    execFileSync('sh', ['-ec', script ?? 'false'], { cwd: folder, encoding: 'utf8' }).trim();
  const command = (what: string) =>
    outputs(page)
      .getByRole('figure', { name: `Shell command for ${what}`, exact: true })
      .locator('pre')
      .textContent();

  await selectOutput(page, 'Digest');
  expect(run(await command('the sha256 digest'))).toBe(await stripDigest(page));
  await expect(outputs(page).getByText(`MRCONFIGID ${run(await command('MRCONFIGID'))}`)).toBeAttached();

  await selectOutput(page, 'Annotation');
  run(await command('the annotation'));
  run(await command('the document inside an annotation'));
  expectSameBytes(readFileSync(join(folder, 'decoded.toml')), documentWith(aaToml, 'sha256'));
  // Our own value through the same programs.
  await outputs(page).getByRole('button', { name: 'Copy annotation value' }).click();
  writeFileSync(join(folder, 'annotation.txt'), await clipboardText(page));
  expect(run('base64 -d < annotation.txt | gunzip | sha256sum')).toContain(await stripDigest(page));
  await outputs(page).getByText('Disk image, as the host attaches it').click();
  await expectAccessible(page, 'the annotation with the layout of the image');
});

test('a starter as published says what is wrong with it', async ({ page, sites }) => {
  await openStudio(page, sites['with headers']);
  await page.getByRole('banner').getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Starters…' }).click();
  const starters = page.getByRole('dialog', { name: 'Starters' });
  const published = starters.getByRole('region', { name: 'As published, mistakes included' });
  await expect(published.getByRole('button', { name: /error/i }).first()).toBeVisible();
  await published.getByRole('button').first().click();
  await expectAccessible(page, 'starters');
});
