/** What the hardware carries: per platform, with no algorithm to go by, and where the browser computes no digest. */
import { expectAccessible } from './support/accessibility.ts';
import { aaToml, documentWith, hexDigest } from './support/files.ts';
import { expectSettled, openDocument, outputs, saveDocument, selectOutput, strip } from './support/studio.ts';
import { expect, test } from './support/test.ts';

for (const [name, document] of [
  ['an unknown', documentWith(aaToml, 'sha3-256')],
  ['no', documentWith(aaToml).replace(/algorithm.*\n/, '')],
] as const) {
  test(`with ${name} algorithm all three digests are undecided and none is bound`, async ({
    page,
    sites,
  }) => {
    await openDocument(page, sites['with headers'], document);
    await expect(strip(page).getByText('Digest undecided')).toBeVisible();
    await selectOutput(page, 'Digest');
    for (const algorithm of ['sha256', 'sha384', 'sha512'] as const) {
      const digest = hexDigest(algorithm, document);
      await expect(outputs(page).getByText(`${algorithm} of the bytes ${digest}`)).toBeAttached();
    }
    await expect(outputs(page).getByRole('heading', { name: /^Undecided on / })).toBeVisible();
    await expect(outputs(page).getByText(/MRCONFIGID [0-9a-f]/)).toHaveCount(0);
    if (name === 'no') await expectAccessible(page, 'undecided digests');
  });
}

test('the platform changes field and warnings, and no byte', async ({ page, sites }) => {
  const document = documentWith(aaToml);
  const digest = hexDigest('sha384', document);
  await openDocument(page, sites['with headers'], document);
  await selectOutput(page, 'Digest');
  const platform = strip(page).getByRole('combobox', { name: 'Platform' });
  await expect(outputs(page).getByText(`MRCONFIGID ${digest}`)).toBeAttached();

  await platform.selectOption({ label: 'AMD SEV-SNP' });
  // 32 bytes are all that the field takes.
  await expect(outputs(page).getByText(new RegExp(`HOST_?DATA ${digest.slice(0, 64)}$`))).toBeAttached();
  await expect(
    page
      .getByRole('list', { name: 'Problems' })
      .getByText(/SNP|32 bytes/)
      .first(),
  ).toBeVisible();

  await platform.selectOption('az-snp-vtpm');
  await expect(outputs(page).getByRole('heading', { name: /^PCR 8 on / })).toBeVisible();
  await platform.selectOption('se');
  await expect(outputs(page).getByRole('heading', { name: /^Nothing on / })).toBeVisible();
  await platform.selectOption('coco-dev');
  await expectSettled(page);
  await expectAccessible(page, 'a platform that binds nothing');
  expect((await saveDocument(page)).toString()).toBe(document);
});

test('choosing the algorithm rewrites its value alone', async ({ page, sites }) => {
  const document = documentWith(aaToml).replace('"sha384"', "'sha384' # chosen");
  await openDocument(page, sites['with headers'], document);
  await strip(page).getByRole('combobox', { name: 'Algorithm' }).selectOption('sha256');
  expect((await saveDocument(page)).toString().replace(/['"]sha256['"]/, "'sha384'")).toBe(document);
});

test.describe('on a page that is not secure', () => {
  test.use({ watch: false });

  test('the missing digest is explained, and the rest works @chromium', async ({ page, context, sites }) => {
    const origin = 'http://studio.test/';
    await context.route(`${origin}**`, async (route) => {
      const url = route.request().url().replace(origin, sites['with headers']);
      await route.fulfill({ response: await route.fetch({ url }) });
    });
    await page.goto(origin);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await expect(
      strip(page).getByText(/No digest: the browser computes it on https and localhost only/),
    ).toBeVisible();
    await selectOutput(page, 'Digest');
    await expect(outputs(page).getByText('No digest in this page')).toBeVisible();
    await selectOutput(page, 'Annotation');
    await expect(outputs(page).getByRole('button', { name: 'Copy annotation value' })).toBeVisible();
    await outputs(page).getByRole('button', { name: 'Copy annotation value' }).click();
    await expect(page.getByRole('dialog', { name: 'Copy failed' }).getByRole('textbox')).toHaveValue(/^H4sI/);
    await page.keyboard.press('Escape');
    await expectAccessible(page, 'a page that is not secure');
  });
});
