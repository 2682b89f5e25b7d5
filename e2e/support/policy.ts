/** The Policy mode as a person finds it: by roles and names. */
import type { Locator, Page } from '@playwright/test';
import { openDocument } from './studio.ts';
import { expect } from './test.ts';

/** Lets `ls` run, denies what else is asked of exec, and hands the policy to the host. */
export const policy = `package agent_policy

import rego.v1

default CreateSandboxRequest := true
default CreateContainerRequest := true
default StartContainerRequest := true
default GuestDetailsRequest := true
default WaitProcessRequest := true
default SetPolicyRequest := true
default ReadStreamRequest := false
default ExecProcessRequest := false

ExecProcessRequest if {
	print("asked for", input.process.Args)
	input.process.Args == ["ls"]
}
`;

export function documentWithPolicy(text = policy): string {
  return `version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"policy.rego" = '''\n${text}'''\n`;
}

/** Opens a document with a policy, and Policy with it. */
export async function openPolicy(page: Page, address: string, text = policy): Promise<void> {
  await openDocument(page, address, documentWithPolicy(text));
  await page.getByRole('navigation', { name: 'Modes' }).getByRole('link', { name: 'Policy' }).click();
  await expect(matrixRow(page, 'ExecProcessRequest')).toBeVisible();
}

export async function showPanel(
  page: Page,
  name: 'Requests' | 'Simulator' | 'Attacks' | 'Events' | 'Tests' | 'Generate' | 'Problems' | 'Policy',
): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
}

export function matrixRow(page: Page, name: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${name}\\b`) });
}

/** The requests of the simulator, each a button with its outcome. */
export function requests(page: Page): Locator {
  return page.getByRole('list', { name: 'Requests', exact: true }).getByRole('button', { expanded: false });
}

/** One request of the simulator, open or not. */
export function request(page: Page, words: string | RegExp): Locator {
  return page.getByRole('list', { name: 'Requests', exact: true }).getByRole('button', { name: words });
}

export async function chooseAction(page: Page, words: string, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Choose an action' }).click();
  await page.getByRole('searchbox', { name: 'Search the actions' }).fill(words);
  await page.getByRole('button', { name }).click();
}
