/** Review as a person finds it: by roles and names. */
import type { Locator, Page } from '@playwright/test';
import { pasteOntoPage } from './studio.ts';
import { expect } from './test.ts';

/** Opens Review with nothing in it. */
export async function openReview(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#/review`);
  await expect(pasteField(page)).toBeVisible();
}

export function pasteField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Paste what you were sent' });
}

/** The answer: headline and sentence. */
export function answer(page: Page): Locator {
  return page.locator('#review-answer');
}

export function headline(page: Page): Locator {
  return answer(page).getByRole('heading', { level: 2 });
}

/** Pastes and waits for everything that is said about it. */
export async function review(page: Page, text: string): Promise<void> {
  await pasteOntoPage(page, text);
  await expectReviewed(page);
}

export async function expectReviewed(page: Page): Promise<void> {
  await expect(headline(page)).toBeVisible();
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false');
  await expect(page.getByText('Reading the files and asking the policy…')).toBeHidden();
}

/** A titled part of the answer. */
export function part(page: Page, name: string | RegExp): Locator {
  return page.getByRole('main').getByRole('region', { name });
}
