/** The annotation goes where the runtime looks for it; every other byte of the manifest stays. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import {
  aaToml,
  annotationBy,
  annotationKey,
  documentWith,
  expectSameBytes,
  hexDigest,
  podWith,
} from './support/files.ts';
import {
  expectSettled,
  openDocument,
  outputs,
  pasteOntoPage,
  saveFile,
  selectOutput,
} from './support/studio.ts';
import { expect, test } from './support/test.ts';

const document = documentWith(aaToml);

async function openWith(page: Page, address: string, manifest: string): Promise<void> {
  await openDocument(page, address, document);
  await pasteOntoPage(page, manifest);
  await expect(page.getByRole('tab', { name: 'pod.yaml', selected: true })).toBeVisible();
  await expectSettled(page);
  await selectOutput(page, 'Pod');
}

const deployment = `# the shop, in its own words
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop # outer
  annotations:
    note: "outer"
spec:
  template:
    metadata:
      labels: {app: shop}   # flow
      annotations:
        # kept
        note: 'inner'
    spec:
      runtimeClassName: kata-qemu-tdx
      containers: []
`;

for (const [name, text] of [
  ['comments', deployment],
  ['Windows line ends', deployment.replaceAll('\n', '\r\n')],
] as const) {
  test(`a Deployment with ${name} changes in its annotation line alone`, async ({ page, sites }) => {
    await openWith(page, sites['with headers'], text);
    const saved = (await saveFile(page, 'Save pod.yaml')).toString();
    const lines = saved.split(/(?<=\n)/);
    const added = lines.filter((line) => line.includes(annotationKey));
    expect(added).toHaveLength(1);
    expectSameBytes(Buffer.from(lines.filter((line) => !line.includes(annotationKey)).join('')), text);
    expect(saved.indexOf(annotationKey)).toBeGreaterThan(saved.indexOf('template:'));
    await expectAccessible(page, 'an annotated Deployment');

    await outputs(page).getByRole('button', { name: 'Write it into pod.yaml' }).click();
    await expect(outputs(page).getByText('pod.yaml carries this annotation already.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo: Put the annotation into pod.yaml' }).click();
    await expect(outputs(page).getByRole('button', { name: 'Write it into pod.yaml' })).toBeVisible();
  });
}

test('of several pods one is chosen', async ({ page, sites }) => {
  const bare = (name: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers: []\n`;
  await openWith(page, sites['with headers'], `${bare('first')}---\n${bare('second')}`);
  const choice = outputs(page).getByRole('combobox', { name: 'Pod that carries the annotation, of 2' });
  await choice.selectOption({ label: 'Pod/second' });
  await expectSettled(page);
  const [first, second] = (await saveFile(page, 'Save pod.yaml')).toString().split('---\n');
  expect(first).toBe(bare('first'));
  expect(second).toContain(annotationKey);
  await expectAccessible(page, 'a choice of pods');
});

test('both digests are shown before another annotation is replaced', async ({ page, sites }) => {
  const other = documentWith(aaToml.replace('8080', '7070'));
  await openDocument(page, sites['with headers'], document);
  await pasteOntoPage(page, podWith(annotationBy(other)));
  await page.getByRole('button', { name: 'Use it as the manifest only' }).click();
  await selectOutput(page, 'Pod');
  await expect(
    outputs(page).getByText('The manifest carries the annotation of another document'),
  ).toBeVisible();
  await expect(outputs(page).getByText(`in the manifest ${hexDigest('sha384', other)}`)).toBeAttached();
  await expect(outputs(page).getByText(`on screen ${hexDigest('sha384', document)}`)).toBeAttached();
  await expectAccessible(page, 'an annotation about to be replaced');
});

test('a Helm template is refused with the reason', async ({ page, sites }) => {
  await openWith(
    page,
    sites['with headers'],
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\nspec:\n  containers: []\n',
  );
  await expect(outputs(page).getByText('The annotation was not put into this manifest')).toBeVisible();
  await expect(outputs(page).getByText(/template .*Helm/)).toBeVisible();
  await expectAccessible(page, 'a refused manifest');
});

test('a starter manifest for those who have none, with the runtime class when asked', async ({
  page,
  sites,
}) => {
  await openDocument(page, sites['with headers'], document);
  await selectOutput(page, 'Pod');
  await expectAccessible(page, 'no manifest');
  await outputs(page).getByRole('button', { name: 'Start from a starter manifest' }).click();
  const shown = outputs(page).getByRole('figure', { name: 'Manifest with the annotation' });
  await expect(shown).toContainText('kind: Pod');
  await expect(shown).toContainText('runtimeClassName: kata-qemu-tdx');
  await page.getByRole('combobox', { name: 'Platform' }).selectOption({ label: 'AMD SEV-SNP' });
  await outputs(page)
    .getByRole('switch', { name: /Also set runtimeClassName/ })
    .check();
  await expect(shown).toContainText('runtimeClassName: kata-qemu-snp');
});
