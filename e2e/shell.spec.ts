/** The shell of the page: keys, palette, address, panes, theme, and dialogs, with an accessibility scan of each state. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { composeAt } from './support/studio.ts';
import { expect, test } from './support/test.ts';

async function open(page: Page, address: string): Promise<void> {
  await page.goto(composeAt(page, address));
  await expect(page.getByRole('heading', { name: 'Init-Data Studio' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'initdata.toml' })).toBeVisible();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)).toEqual([]);
}

const paneWithFocus = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'));

test('F6 goes around the panes, and back with Shift', async ({ page, sites }) => {
  await open(page, sites['with headers']);
  const order = ['header', 'strip', 'rail', 'editor', 'problems', 'outputs', 'header'];
  for (const pane of order) {
    await page.keyboard.press('F6');
    expect(await paneWithFocus(page)).toBe(pane);
  }
  await page.keyboard.press('Shift+F6');
  expect(await paneWithFocus(page)).toBe('outputs');
});

test('skip links lead past the strip', async ({ page, sites }) => {
  await open(page, sites['with headers']);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the editor' })).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await paneWithFocus(page)).toBe('editor');
});

test('the palette finds and runs a command', async ({ page, sites }) => {
  await open(page, sites['with headers']);
  await page.keyboard.press('Control+k');
  const search = page.getByRole('combobox', { name: 'Search commands' });
  await expect(search).toBeFocused();
  await expectAccessible(page);
  const commands = page.getByRole('listbox', { name: 'Commands' }).getByRole('option');
  await search.fill('annotat val');
  await expect(commands.first()).toHaveText('Copy the annotation value');
  await search.fill('shannot');
  await expect(commands.first()).toHaveText('Show the annotation');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Annotation' })).toHaveAttribute('aria-selected', 'true');
  expect(await paneWithFocus(page)).toBe('outputs');

  await page.keyboard.press('Control+k');
  await expect(commands.first()).toHaveText('Show the annotation');
  await page.keyboard.press('Escape');
  expect(await paneWithFocus(page)).toBe('outputs');
});

test('the question mark lists the shortcuts, never while text is written, and can be switched off', async ({
  page,
  sites,
}) => {
  await open(page, sites['with headers']);
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.getByRole('searchbox', { name: 'Words in problems' }).press('?');
  await expect(list).toBeHidden();
  await page.getByRole('banner').getByRole('button', { name: 'Save' }).press('?');
  await expect(list).toBeVisible();
  await expectAccessible(page);
  await list.getByRole('switch', { name: 'Shortcuts of a single character' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('banner').getByRole('button', { name: 'Save' })).toBeFocused();
  await page.keyboard.press('?');
  await expect(list).toBeHidden();
});

test('shortcuts work in the code editor, where single characters are text', async ({ page, sites }) => {
  await open(page, sites['with headers']);
  const editor = page.getByRole('textbox', { name: 'initdata.toml' });
  await editor.focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor).toBeFocused();
  await page.keyboard.press('F6');
  expect(await paneWithFocus(page)).toBe('problems');
});

test('a defect in one pane leaves the text and the others alone', async ({ page, sites }) => {
  await open(page, sites['with headers']);
  await page.evaluate(() => {
    const sound = CSS.escape;
    // What the row of tabs calls when this tab is chosen.
    CSS.escape = (text) => {
      if (text !== 'manifest') return sound(text);
      CSS.escape = sound;
      throw new Error('a defect made for this test');
    };
  });
  await page.getByRole('tab', { name: 'pod.yaml' }).click();
  const failure = page.getByRole('region', { name: 'Editor' });
  await expect(failure.getByText('a defect made for this test')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Digest' })).toBeVisible();
  await expectAccessible(page);
  const saved = page.waitForEvent('download');
  await failure.getByRole('button', { name: 'Save the document' }).click();
  expect((await saved).suggestedFilename()).toBe('initdata.toml');
  await failure.getByRole('button', { name: 'Show it again' }).click();
  await expect(page.getByRole('tab', { name: 'pod.yaml' })).toBeVisible();
});

test('a refused clipboard leaves the text selected', async ({ page, sites }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new DOMException('refused', 'NotAllowedError')) },
    });
  });
  await open(page, sites['with headers']);
  await page.getByRole('button', { name: 'Copy sha384 digest' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Copy failed' });
  const text = dialog.getByRole('textbox');
  await expect(text).toBeFocused();
  await expect(text).toHaveValue(/^[0-9a-f]{96}$/);
  expect(await text.evaluate((field: HTMLTextAreaElement) => field.selectionEnd - field.selectionStart)).toBe(
    96,
  );
  await expectAccessible(page);
});

test('the address keeps the tab and the output', async ({ page, sites }) => {
  await open(page, sites['with headers']);
  await page.getByRole('tab', { name: 'pod.yaml' }).click();
  await page.getByRole('tab', { name: 'Annotation' }).click();
  await expect(page).toHaveURL(/#\/compose\/manifest\?out=annotation$/);
  await page.reload();
  await expect(page.getByRole('tab', { name: 'pod.yaml' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: 'Annotation' })).toHaveAttribute('aria-selected', 'true');
  await page.goto(`${sites['with headers']}#%E0%A4%A?out=<b>&&`);
  await expect(page.getByRole('tab', { name: 'Annotation' })).toHaveAttribute('aria-selected', 'true');
  await page.goto(`${sites['with headers']}#compose/initdata?out=digest`);
  await expect(page.getByRole('tab', { name: 'initdata.toml' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: 'Digest' })).toHaveAttribute('aria-selected', 'true');
});

test('panes are sized by keyboard and reset by a double press', async ({ page, sites }) => {
  await open(page, sites['with headers']);
  const separator = page.getByRole('separator', { name: 'Width of the outputs' });
  const now = async () => Number(await separator.getAttribute('aria-valuenow'));
  const before = await now();
  await separator.press('ArrowLeft');
  expect(await now()).not.toBe(before);
  await separator.press('Home');
  const least = await now();
  await separator.press('End');
  expect(await now()).toBeGreaterThan(least);
  await separator.dblclick();
  await expect.poll(now).toBeCloseTo(before, 0);
});

test('the theme follows the system until one is chosen, and stays chosen', async ({ page, sites }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, sites['with headers']);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await ground();
  expect(light).not.toBe(dark);
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  expect(await ground()).toBe(dark);
  await page.reload();
  expect(await ground()).toBe(dark);
  await expect(page.locator('meta[name="theme-color"]')).toHaveAttribute('content', dark);
});

for (const media of [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
] as const) {
  test(`every dialog is accessible, ${media.colorScheme}, forced colours ${media.forcedColors}`, async ({
    page,
    sites,
  }) => {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await open(page, sites['with headers']);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Help and settings' }).click();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    for (const item of ['Keyboard shortcuts', 'Privacy, and its proof', 'Preferences']) {
      await page.getByRole('button', { name: 'Help and settings' }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await expect(page.getByRole('dialog', { name: item })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog', { name: item })).toBeHidden();
    }
  });
}

test.describe('phoning home', () => {
  test.use({ watch: false });

  test('is refused in every way, and the count stays at none', async ({ page, sites }) => {
    await open(page, sites['without headers']);
    await page.getByRole('button', { name: '0 requests' }).click();
    const dialog = page.getByRole('dialog', { name: 'Privacy, and its proof' });
    await dialog.getByRole('button', { name: 'Try to phone home' }).click();
    await expect(dialog.getByText(/^All \d+ ways were refused by the browser\.$/)).toBeVisible({
      timeout: 20_000,
    });
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: '0 requests' })).toBeVisible();
  });
});

for (const { name, width, height } of [
  { name: 'medium', width: 1024, height: 768 },
  { name: 'narrow', width: 390, height: 844 },
  { name: 'at 400 % zoom', width: 320, height: 256 },
]) {
  test(`the page holds together, ${name}`, async ({ page, sites }) => {
    await page.setViewportSize({ width, height });
    await open(page, sites['with headers']);
    await page.getByRole('button', { name: 'Outputs', exact: true }).click();
    await expect(page.getByRole('tab', { name: 'Digest' })).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

test('on a narrow page a count leads to the problems, and a command to its tab', async ({ page, sites }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, sites['with headers']);
  await page.getByRole('button', { name: /notes?: show in Problems$/i }).click();
  await expect(page.getByRole('searchbox', { name: 'Words in problems' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search commands' }).fill('edit pod manifest');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'pod.yaml' })).toHaveAttribute('aria-selected', 'true');
});
