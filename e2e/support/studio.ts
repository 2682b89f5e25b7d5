/** The app as a person finds it: by roles and names. Journeys speak through these functions. */
import type { Locator, Page } from '@playwright/test';
import { expect } from './test.ts';

/** Opens the app and waits until it has computed the digest of what it shows. */
export async function openStudio(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Init-Data Studio', level: 1 })).toBeVisible();
  await expect(strip(page).getByRole('button', { name: /^Copy sha\d+ digest/ })).toBeVisible();
}

/** The byte-truth strip. */
export function strip(page: Page): Locator {
  return page.getByRole('region', { name: 'Byte truth' });
}

export function outputs(page: Page): Locator {
  return page.getByRole('region', { name: 'Outputs', exact: true });
}

/** The text box of one file, in Monaco or as a plain text area. */
export function editor(page: Page, file: string): Locator {
  return page.getByRole('textbox', { name: `Editor of ${file}` });
}

export async function selectFile(page: Page, file: string): Promise<void> {
  await page.getByRole('tablist', { name: 'Editors' }).getByRole('tab', { name: file }).click();
}

export async function selectOutput(page: Page, name: 'Digest' | 'Annotation' | 'Pod'): Promise<void> {
  await outputs(page).getByRole('tab', { name }).click();
}

export interface GivenFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Lets files fall onto the page, as from a file manager. */
export async function dropFiles(page: Page, files: readonly GivenFile[]): Promise<void> {
  const plain = files.map(({ name, content }) => ({ name, bytes: [...Buffer.from(content)] }));
  const transfer = await page.evaluateHandle((given) => {
    const made = new DataTransfer();
    for (const { name, bytes } of given) made.items.add(new File([Uint8Array.from(bytes)], name));
    return made;
  }, plain);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.locator('body').dispatchEvent(type, { dataTransfer: transfer });
  }
}

/** Pastes a text where the page itself takes it, outside of every editor. */
export async function pasteOntoPage(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}
