/** Measure a document and hand it over: what each platform carries, what the token says, and who gets the secret. */
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { expectAccessible } from './support/accessibility.ts';
import { savedBy } from './support/files.ts';
import { codeEditor, outputs, selectOutput, strip } from './support/studio.ts';
import { expect, test } from './support/test.ts';
import { handedOver, openTrustee, showTrusteePanel, whoAsks } from './support/trustee.ts';

const sha384 = (text: string): string => createHash('sha384').update(text).digest('hex');

test('a value from elsewhere is recognised, compared and explained; a trap is mended', async ({
  page,
  sites,
}) => {
  await openTrustee(page, sites['with headers']);
  await showTrusteePanel(page, 'Binding');
  const here = page.getByRole('region', { name: 'This document on Intel TDX' });
  await expect(here).toContainText(sha384(handedOver));
  const value = page.getByRole('textbox', { name: 'Check a value' });
  await value.fill(`mr_config_id: ${sha384(handedOver)}`);
  await expect(page.getByText('Equal, letter by letter, to the claim init_data')).toBeVisible();
  await value.fill(sha384(handedOver.trimEnd()));
  await expect(page.getByText('Not what Intel TDX carries of this document.')).toBeVisible();
  await expect(page.getByText(/without its final newline/)).toBeVisible();
  await expectAccessible(page, 'a value that is explained');

  await strip(page).getByRole('combobox', { name: 'Platform' }).selectOption('az-tdx-vtpm');
  const azure = page.getByRole('region', { name: 'This document on Azure vTPM on TDX' });
  await expect(azure).toContainText('The guest refuses this digest');
  await azure.getByRole('button', { name: 'Set the algorithm to sha256' }).click();
  await expect(azure).toContainText('PCR 8');
  await azure.getByText('How the value comes out of the document, byte by byte').first().click();
  await expect(azure.getByRole('figure', { name: 'Shell command for step 2 as hex' }).first()).toContainText(
    '/dev/zero',
  );
});

test('a resource policy is made, tried, broken, mended and found again after a reload', async ({
  page,
  sites,
}) => {
  await openTrustee(page, sites['with headers']);
  await showTrusteePanel(page, 'Resource policy');
  await expect(whoAsks(page, 'The pod with this document')).toContainText('Allowed');
  await whoAsks(page, 'A changed document').click();
  const why = page.getByRole('region', { name: 'Why' });
  await expect(why).toContainText('evidence.init_data in values');
  await expectAccessible(page, 'a denied request');

  await page.getByRole('textbox', { name: 'Resources', exact: true }).fill('default/key/db');
  await expect(whoAsks(page, 'Another resource')).toContainText('Denied');

  const editor = codeEditor(page, 'resource-policy.rego');
  await editor.focus();
  await expect(editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  // In one piece: what is typed letter by letter opens lists that take the Enter key.
  await page.keyboard.insertText('package policy\n\ndefault allowed := false\n');
  await expect(whoAsks(page, 'The pod with this document')).toContainText('Undefined');
  const problems = page.getByRole('list', { name: 'Problems of the resource policy' });
  await problems.getByRole('button', { name: 'Rename allowed to allow' }).click();
  await expect(whoAsks(page, 'The pod with this document')).toContainText('Denied');
  await page.reload();
  await expect(page.getByText('Edited by hand: the form no longer writes it.')).toBeVisible();
  await page.getByRole('button', { name: 'Write it anew from the form' }).click();
  await expect(whoAsks(page, 'The pod with this document')).toContainText('Allowed');
});

test('token, checklist, commands with a zip, and what Contrast lists', async ({ page, sites }) => {
  await openTrustee(page, sites['with headers']);
  await showTrusteePanel(page, 'Token');
  await expect(page.getByRole('figure', { name: 'Claims' })).toContainText(sha384(handedOver));
  const evidence = { init_data: 'ab'.repeat(48), init_data_claims: null };
  const claims = {
    submods: { cpu0: { 'ear.status': 'affirming', 'ear.veraison.annotated-evidence': evidence } },
  };
  await page.getByRole('textbox', { name: 'Token or claims' }).fill(JSON.stringify(claims));
  await expect(page.getByRole('row', { name: /^init_data / })).toContainText('Differs');
  await expectAccessible(page, 'a token beside the preview');

  await showTrusteePanel(page, 'Attestation');
  const list = page.getByRole('list', { name: 'Production checklist' });
  await expect(list).toContainText('MRCONFIGID of Intel TDX takes it.');
  await expect(list).toContainText('It has none of the known mistakes.');

  await showTrusteePanel(page, 'Commands');
  await expect(page.getByRole('figure', { name: 'Shell command for Guard the secrets' })).toContainText(
    'kbs-client --url http://kbs.example:8080 config set-resource-policy --policy-file resource-policy.rego',
  );
  await page.getByRole('button', { name: 'Add -r' }).click();
  await expect(page.getByText('None of the known traps is in it.')).toBeVisible();
  const zip = await savedBy(page, () =>
    page.getByRole('button', { name: 'Save all as hand-over.zip' }).click(),
  );
  const files = unzipSync(new Uint8Array(zip));
  expect(Buffer.from(files['initdata.toml'] ?? []).toString()).toBe(handedOver);
  expect(Buffer.from(files['resource-policy.rego'] ?? []).toString()).toContain(sha384(handedOver));

  await showTrusteePanel(page, 'Contrast and AKS');
  const key = sha384(handedOver).slice(0, 64);
  await page
    .getByRole('textbox', { name: 'manifest.json of Contrast' })
    .fill(JSON.stringify({ Policies: { [key]: { SANs: ['web'] } } }));
  await expect(page.getByText('This document is listed, for web.')).toBeVisible();
  await expect(page.getByText('Its policy alone is not listed.')).toBeVisible();
});

test('by keyboard, on a narrow page, and from Compose', async ({ page, sites }) => {
  await page.setViewportSize({ width: 320, height: 720 });
  await openTrustee(page, sites['with headers']);
  await showTrusteePanel(page, 'Binding');
  await expect(page.getByRole('tab', { name: 'Binding', exact: true })).toBeFocused();
  for (const name of ['Token', 'Resource policy', 'Attestation', 'Commands', 'Contrast and AKS']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name, exact: true })).toBeFocused();
    await expect(page.getByRole('tabpanel', { name }).getByRole('heading').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
  await expect(page).toHaveURL(/#\/trustee\/contrast$/);

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('navigation', { name: 'Modes' }).getByRole('link', { name: 'Compose' }).click();
  await selectOutput(page, 'Trustee');
  await expect(outputs(page)).toContainText(sha384(handedOver));
  await expect(outputs(page).getByRole('figure', { name: 'Resource policy' })).toContainText(
    'package policy',
  );
  await expectAccessible(page, 'what Trustee is to see, in Compose');
  await outputs(page).getByRole('button', { name: 'Edit and try it' }).click();
  await expect(whoAsks(page, 'The pod with this document')).toContainText('Allowed');
});
