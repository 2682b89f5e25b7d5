/** The app as a person finds it: by roles and names. Journeys speak through these functions. */
import type { Locator, Page } from '@playwright/test';
import { savedBy } from './files.ts';
import { expect } from './test.ts';

/** The address of Compose: where nothing was opened before, a narrow page begins with Review. */
export function composeAt(page: Page, address: string): string {
  const isNarrow = (page.viewportSize()?.width ?? 0) < 768;
  return isNarrow && !address.includes('#') ? `${address}#/compose` : address;
}

/** Opens Compose and waits until it has computed the digest of what it shows. */
export async function openStudio(page: Page, address: string): Promise<void> {
  await page.goto(composeAt(page, address));
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

/** The same, once Monaco has taken over from the text area that stands in while it loads. */
export function codeEditor(page: Page, file: string): Locator {
  return page.locator('[data-stage="monaco"]').getByRole('textbox', { name: `Editor of ${file}` });
}

/** Lines of the editor as they are on screen, with plain spaces. */
export function shownLines(page: Page): Locator {
  return page.locator('[data-stage="monaco"] .view-lines');
}

/** Puts the cursor at the start of a text, presses the keys, then types. */
export async function typeAt(page: Page, box: Locator, keys: readonly string[], text: string): Promise<void> {
  await box.focus();
  for (const key of ['ControlOrMeta+Home', ...keys]) await page.keyboard.press(key);
  await page.keyboard.type(text);
}

/** The digest that the strip shows, whole. */
export async function stripDigest(page: Page): Promise<string> {
  const text = await strip(page)
    .getByText(/^sha\d+ digest [0-9a-f]+$/)
    .textContent();
  return text?.split(' ').at(-1) ?? '';
}

/** Waits until everything on screen is of the text on screen. */
export async function expectSettled(page: Page): Promise<void> {
  await expect(strip(page).getByText('updating')).toBeHidden();
  await expect(page.getByText('of an older text')).toBeHidden();
}

/** Presses a button of the Save menu and returns the saved file. */
export async function saveFile(page: Page, name: string): Promise<Buffer> {
  await page.getByRole('banner').getByRole('button', { name: 'Save', exact: true }).click();
  const saved = await savedBy(page, () => page.getByRole('button', { name, exact: true }).click());
  await page.keyboard.press('Escape');
  return saved;
}

export const saveDocument = (page: Page): Promise<Buffer> => saveFile(page, 'Save initdata.toml');

/** What the clipboard holds, by pasting it where it does no harm. */
export async function clipboardText(page: Page): Promise<string> {
  const field = page.getByRole('searchbox', { name: 'Words in problems' });
  await field.focus();
  await page.keyboard.press('ControlOrMeta+v');
  const text = await field.inputValue();
  await field.clear();
  return text;
}

/** Opens files as a person does: by the menu and the browser's picker. */
export async function pickFiles(page: Page, files: readonly GivenFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('banner').getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Open files…' }).click();
  await (
    await chooser
  ).setFiles(
    files.map(({ name, content }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(content),
    })),
  );
}

export async function selectFile(page: Page, file: string): Promise<void> {
  await page.getByRole('tablist', { name: 'Editors' }).getByRole('tab', { name: file }).click();
}

export async function selectOutput(
  page: Page,
  name: 'Digest' | 'Annotation' | 'Pod' | 'Trustee',
): Promise<void> {
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

/** Opens the studio with one dropped document, and waits until it is the one on screen. */
export async function openDocument(
  page: Page,
  address: string,
  content: string | Buffer,
  name = 'given',
): Promise<void> {
  await openStudio(page, address);
  await dropFiles(page, [{ name: `${name}.toml`, content }]);
  await expect(page.getByRole('button', { name: `Document: ${name}` })).toBeVisible();
}

/** Pastes a text where the page itself takes it, outside of every editor. */
export async function pasteOntoPage(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}
