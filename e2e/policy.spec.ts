/** See what a policy lets through, find out why a request was denied, and keep what was found out. */
import { expectAccessible } from './support/accessibility.ts';
import { savedBy } from './support/files.ts';
import {
  chooseAction,
  documentWithPolicy,
  matrixRow,
  openPolicy,
  policy,
  request,
  showPanel,
} from './support/policy.ts';
import { openReview, review } from './support/review.ts';
import {
  codeEditor,
  expectSettled,
  openDocument,
  saveDocument,
  selectFile,
  shownLines,
  typeAt,
} from './support/studio.ts';
import { expect, test } from './support/test.ts';

test('the matrix: answers, where they come from, and a default turned around in the text', async ({
  page,
  sites,
}) => {
  await openPolicy(page, sites['with headers']);
  await expect(page.getByText(/always allowed, 1 conditional/)).toBeVisible();
  await expect(matrixRow(page, 'ExecProcessRequest')).toContainText('Conditional');
  await expect(matrixRow(page, 'ReadStreamRequest')).toContainText('Always denied');
  await expect(matrixRow(page, 'CopyFileRequest')).toContainText('Undefined');
  await expect(
    page
      .getByRole('list', { name: 'Problems' })
      .getByRole('button', { name: /SetPolicyRequest/ })
      .first(),
  ).toBeVisible();

  await matrixRow(page, 'SetPolicyRequest').click();
  await page.getByRole('button', { name: 'Set the default to false' }).click();
  await expect(matrixRow(page, 'SetPolicyRequest')).toContainText('Always denied');
  await page.getByRole('button', { name: 'Undo: Set the default of SetPolicyRequest to false' }).click();
  await expect(matrixRow(page, 'SetPolicyRequest')).toContainText('Always allowed');

  // From the row to its rule, and from the cursor to the row.
  await matrixRow(page, 'ExecProcessRequest').click();
  await page.getByRole('button', { name: 'input.process.Args' }).click();
  await expect(codeEditor(page, 'policy.rego')).toBeFocused();
  await expectAccessible(page, 'the matrix with open rows');

  await page.getByRole('button', { name: 'Format' }).click();
  await expectSettled(page);
  expect((await saveDocument(page)).toString()).toBe(documentWithPolicy());
});

test('the release: the same text is another policy to an older engine', async ({ page, sites }) => {
  await openPolicy(page, sites['with headers'], policy.replace('import rego.v1\n\n', ''));
  await expect(page.getByText(/Inferred from sources/)).toBeHidden();
  await page.getByRole('combobox', { name: 'Kata release' }).selectOption('kata-3.28');
  await expect(page.getByText(/Inferred from sources/)).toBeVisible();
  await expect(matrixRow(page, 'ExecProcessRequest')).toContainText('Always allowed');

  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('menuitem', { name: 'With the defaults of genpolicy' }).click();
  await expect(matrixRow(page, 'SetPolicyRequest')).toContainText('other is stricter');
  await page.getByRole('radio', { name: /^Differs/ }).check({ force: true });
  await expect(matrixRow(page, 'ReadStreamRequest')).toBeHidden();
  await expectAccessible(page, 'a comparison');
});

test('why denied: where it stopped, what was wanted, and the smallest change', async ({ page, sites }) => {
  await openPolicy(page, sites['with headers']);
  await showPanel(page, 'Simulator');
  await chooseAction(page, 'exec', /^Run a command/);
  const exec = request(page, /^run sh/);
  await expect(exec).toContainText('Denied');
  const why = page.getByRole('region', { name: 'Why' });
  await expect(why).toContainText('input.process.Args');
  await expect(why).toContainText('["sh"]');
  await expect(why).toContainText('["ls"]');
  await expect(page.getByRole('figure', { name: 'What the agent answers' })).toContainText(
    'ExecProcessRequest is blocked by policy',
  );
  await expectAccessible(page, 'a denied request');

  await page.getByRole('textbox', { name: 'Command' }).fill('ls');
  await expect(request(page, /^run ls/)).toContainText('Allowed');
  await page.getByRole('textbox', { name: 'Command' }).fill('cat x');
  await why.getByRole('list', { name: 'Smallest changes' }).getByRole('button').first().click();
  await expect(request(page, /^run cat x/)).toContainText('Allowed');
  await expect(shownLines(page).first()).toContainText('["cat","x"]');
});

test('the editor knows the agent, in Compose too: names, calls, layout; findings with their rule and a reason', async ({
  page,
  sites,
}) => {
  const helper = policy.replace('input.process.Args == ["ls"]', 'fits(input.process.Args)');
  await openDocument(
    page,
    sites['with headers'],
    documentWithPolicy(`${helper}\nfits(args) if args == ["ls"]\n`),
  );
  await selectFile(page, 'policy.rego');
  const box = codeEditor(page, 'policy.rego');
  const suggestions = page.getByRole('listbox', { name: 'Suggest' });

  await typeAt(page, box, ['ControlOrMeta+End'], '\nCopyFileRequest if startswith(input.');
  // The list comes by itself; where the machine is too busy for that it is asked for, as a person would.
  const path = suggestions.getByRole('option', { name: /^path/ });
  await expect(async () => {
    if (!(await path.isVisible())) await page.keyboard.press('ControlOrMeta+Space');
    await expect(path).toBeVisible({ timeout: 2_000 });
  }).toPass({ intervals: [2_000] });
  await page.keyboard.type('pa');
  await expect(suggestions.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(shownLines(page)).toContainText('startswith(input.path');
  await page.keyboard.type(', ');
  await expect(page.locator('.parameter-hints-widget .parameter.active')).toHaveText('beginning');
  await page.keyboard.type('"/run/")');
  await page.keyboard.press('Escape');

  await page.keyboard.press('ControlOrMeta+Shift+O');
  const outline = page.getByRole('listbox').getByRole('option');
  await expect(outline.filter({ hasText: 'ExecProcessRequest default false' })).toBeVisible();
  await page.keyboard.type('fits');
  await expect(outline).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'input', exact: true })).toBeHidden();
  await page.keyboard.press('F2');
  await expect(page.locator('.rename-input')).toHaveValue('fits');
  await page.locator('.rename-input').fill('listed');
  await page.keyboard.press('Enter');
  await expect(shownLines(page)).toContainText('listed(input.process.Args)');
  await page.keyboard.press('Shift+Alt+F');
  await expectSettled(page);

  const problems = page.getByRole('list', { name: 'Problems' });
  const exposed = problems.getByRole('listitem').filter({ hasText: 'SetPolicyRequest' }).first();
  await exposed.getByRole('button', { name: 'Show details' }).click();
  await exposed.getByText('The rule, with examples').click();
  await expect(exposed.getByRole('figure', { name: 'It finds nothing here' })).toContainText('false');
  await exposed.getByRole('button', { name: 'Accept with a reason…' }).click();
  await exposed.getByRole('textbox', { name: 'Why it is acceptable here' }).fill('a lesson');
  await exposed.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(exposed.getByText('a lesson')).toBeVisible();
  await expectAccessible(page, 'a finding with its rule');

  const counted = await page
    .getByRole('group', { name: 'Findings' })
    .getByRole('button')
    .first()
    .textContent();
  await page.getByRole('navigation', { name: 'Modes' }).getByRole('link', { name: 'Policy' }).click();
  await expect(page.getByText('1 accepted with a reason')).toBeVisible();
  await expect(page.getByRole('radio', { name: `Errors ${counted ?? ''}` })).toBeVisible();
});

test('attacks: what gets through opens in the simulator', async ({ page, sites }) => {
  await openPolicy(page, sites['with headers']);
  await showPanel(page, 'Attacks');
  // The same words are told to screen readers.
  await expect(page.getByRole('tabpanel').getByText(/\d+ of \d+ attacks get through/)).toBeVisible();
  await expectAccessible(page, 'the attacks');
  await page
    .getByRole('button', { name: /^Open in the simulator: .*policy/i })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: /^Attack: / })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Requests', exact: true })).toContainText('SetPolicyRequest');
});

test('an event, handed over by Review, becomes a request; a log is replayed', async ({ page, sites }) => {
  const input = { container_id: 'a', process: { Args: ['sh'] } };
  const message = `ExecProcessRequest is blocked by policy: agent_policy:14: input: ${JSON.stringify(input)}`;
  await openPolicy(page, sites['with headers']);
  await openReview(page, sites['with headers']);
  await review(page, `Warning  Failed  kubelet  Error: rpc error: ${JSON.stringify(message)}: unknown`);
  await page.getByRole('button', { name: 'Look into it in Policy' }).click();
  const event = page.getByRole('region', { name: 'ExecProcessRequest' });
  await expect(event).toContainText('was denied');
  await expectAccessible(page, 'an event');
  await event.getByRole('button', { name: 'Open the request in the simulator' }).click();
  await expect(request(page, /as the event shows it/)).toContainText('Denied');

  await showPanel(page, 'Events');
  const line = (kind: string, given: object) => JSON.stringify({ kind, request: given });
  await page
    .getByRole('textbox', { name: 'Event, error or log' })
    .fill([line('GuestDetailsRequest', {}), line('ExecProcessRequest', input)].join('\n'));
  const log = page.getByRole('region', { name: 'Log of requests' });
  await expect(log).toContainText('2 requests: 1 allowed, 1 denied');
  await log.getByRole('button', { name: 'Open line 2 in the simulator' }).click();
  await expect(request(page, /line 2/)).toContainText('Denied');
});

test('tests: saved, turned around by a change, saved to a file and opened again', async ({ page, sites }) => {
  await openPolicy(page, sites['with headers']);
  await showPanel(page, 'Simulator');
  await chooseAction(page, 'set-policy', /^Replace the policy/);
  await page.getByRole('button', { name: 'Save as a test that expects allowed' }).click();
  await showPanel(page, 'Tests');
  await expect(page.getByText('All 1 come out as expected')).toBeVisible();

  await showPanel(page, 'Requests');
  await matrixRow(page, 'SetPolicyRequest').click();
  await page.getByRole('button', { name: 'Set the default to false' }).click();
  await expect(page.getByRole('tab', { name: /^Tests/ })).toContainText('1');
  await showPanel(page, 'Tests');
  await expect(page.getByText('was allowed')).toBeVisible();
  await expectAccessible(page, 'tests');

  const file = await savedBy(page, () => page.getByRole('button', { name: 'Save testcases.json' }).click());
  expect(JSON.parse(file.toString())).toMatchObject([{ allowed: true, kind: 'SetPolicyRequest' }]);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open testcases.json…' }).click();
  await (await chooser).setFiles([{ name: 'testcases.json', mimeType: 'application/json', buffer: file }]);
  await expect(page.getByRole('list', { name: 'Tests' }).getByRole('listitem')).toHaveCount(2);
  await page.reload();
  await showPanel(page, 'Tests');
  await expect(page.getByRole('list', { name: 'Tests' }).getByRole('listitem')).toHaveCount(2);
});

test('by keyboard alone', async ({ page, sites }) => {
  await openPolicy(page, sites['with headers']);
  await page.getByRole('tab', { name: 'Requests' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: /^Wide open/ })).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Compare', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^It follows from the structure/)).toBeVisible();

  await page.getByRole('tab', { name: 'Requests' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Simulator' })).toBeFocused();
  const opener = page.getByRole('button', { name: 'Choose an action' });
  await expect(opener).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(opener).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('logs');
  await expect(page.getByRole('searchbox', { name: 'Search the actions' })).toHaveValue('logs');
  const readLogs = page.getByRole('button', { name: /^Read the logs/ });
  await expect(readLogs).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(readLogs).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Read the logs' })).toBeVisible();
  await expect(opener).toBeFocused();
  await expect(request(page, /^read what/)).toContainText('Denied');
});

test('without a policy the panels say so, and lead to a generated one', async ({ page, sites }) => {
  await page.goto(`${sites['with headers']}#/policy`);
  for (const name of ['Attacks', 'Simulator', 'Requests'] as const) {
    await showPanel(page, name);
    await expect(page.getByText('There is no policy to ask')).toBeVisible();
  }
  await expect(page.getByText('Without a policy there is nothing to look at.')).toBeVisible();
  await page.getByRole('button', { name: 'Generate one from the manifest' }).click();
  await expect(page.getByRole('tab', { name: 'Generate', selected: true })).toBeVisible();
});

test('in a column of 320 pixels', async ({ page, sites }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openPolicy(page, sites['with headers']);
  for (const panel of [
    'Policy',
    'Problems',
    'Requests',
    'Simulator',
    'Attacks',
    'Events',
    'Tests',
  ] as const) {
    await showPanel(page, panel);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, panel).toBeLessThanOrEqual(320);
  }
  await showPanel(page, 'Requests');
  await matrixRow(page, 'ExecProcessRequest').click();
  await expectAccessible(page, 'the matrix of a narrow page');
});
