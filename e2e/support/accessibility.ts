/** Accessibility of what is on screen, in light, dark and forced colours: every journey ends with it. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

const appearances = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced colours', media: { colorScheme: 'dark', forcedColors: 'active' } },
] as const;

/**
 * Scans the page with axe, WCAG 2.2 AA and the best practices, in all three appearances.
 *
 * @param state what the page shows, for the message
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  for (const { name, media } of appearances) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    // The other mode opens a page of its own for the results, for frames that are not here: more than twice the time.
    const scan = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
    // Forced colours replace ours by the system's: their contrast is the user's choice.
    const { violations } = await (
      name === 'forced colours' ? scan.disableRules('color-contrast') : scan
    ).analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes
        .slice(0, 5)
        .map(({ html, failureSummary }) => `${html.slice(0, 200)}\n${failureSummary ?? ''}`),
    }));
    expect(found, `${state}, ${name}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
}
