/** Through the flows of the app, the only requests are GETs of files of the build: the fixture `foreignRequests` asserts it. */
import { expectAccessible } from './support/accessibility.ts';
import { dropFiles, editor, openStudio, selectFile, selectOutput, strip } from './support/studio.ts';
import { expect, test, type SiteName } from './support/test.ts';

const siteNames: readonly SiteName[] = ['with headers', 'without headers', 'one file'];

const document = `version = "0.1.0"
algorithm = "sha256"

[data]
"aa.toml" = '''
[token_configs]
[token_configs.kbs]
url = "https://kbs.example.com:8080"
'''
`;
/** By `sha256sum`. */
const digest = 'd9ce1446b3ef0582af068ed4100970822bf419272c4ec998461b84c512c2763a';

for (const name of siteNames) {
  test(`write, look at every output, change platform and theme, ${name}`, async ({
    page,
    sites,
    foreignRequests,
  }) => {
    await openStudio(page, sites[name]);
    await dropFiles(page, [{ name: 'initdata.toml', content: document }]);
    await expect(strip(page)).toContainText(digest.slice(0, 8));

    await selectFile(page, 'aa.toml');
    await expect(editor(page, 'aa.toml')).toBeVisible();
    for (const output of ['Annotation', 'Pod', 'Digest'] as const) await selectOutput(page, output);
    await strip(page).getByRole('combobox', { name: 'Platform' }).selectOption({ label: 'AMD SEV-SNP' });
    await page.getByRole('button', { name: /^Theme/ }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(strip(page)).toContainText('0 requests');
    expect(foreignRequests).toEqual([]);
    await expectAccessible(page, 'a document with aa.toml');
  });
}
