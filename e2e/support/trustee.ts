/** The Trustee mode as a person finds it: by roles and names. */
import type { Locator, Page } from '@playwright/test';
import { openDocument } from './studio.ts';
import { expect } from './test.ts';

/** A document for TDX with an agent policy that Trustee can read claims from. */
export const handedOver = `version = "0.1.0"
algorithm = "sha384"

[data]
"aa.toml" = '''
[token_configs.kbs]
url = "http://kbs.example:8080"
'''
"policy.rego" = '''
package agent_policy

default CreateContainerRequest := true
'''
`;

type Panel = 'Binding' | 'Token' | 'Resource policy' | 'Attestation' | 'Commands' | 'Contrast and AKS';

/** Opens a document, and the Trustee mode with it. */
export async function openTrustee(page: Page, address: string, text = handedOver): Promise<void> {
  await openDocument(page, address, text);
  await page.getByRole('navigation', { name: 'Modes' }).getByRole('link', { name: 'Trustee' }).click();
  await expect(page.getByRole('tab', { name: 'Binding' })).toBeVisible();
}

export async function showTrusteePanel(page: Page, name: Panel): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
  await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible();
}

/** One of those who may come for the resource, with what the policy answers. */
export function whoAsks(page: Page, name: string): Locator {
  return page.getByRole('list', { name: 'Who asks' }).getByRole('button', { name });
}
