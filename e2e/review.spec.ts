/** Paste anything, read one sentence, decide: what it is, what it says, what is wrong with it, what would be measured. */
import { expectAccessible } from './support/accessibility.ts';
import {
  aaToml,
  annotationBy,
  documentWith,
  expectSameBytes,
  hexDigest,
  podWith,
  savedBy,
} from './support/files.ts';
import { mostLaboriousTask } from './support/main-thread.ts';
import { answer, expectReviewed, headline, openReview, part, pasteField, review } from './support/review.ts';
import { openDocument, pasteOntoPage, saveDocument } from './support/studio.ts';
import { expect, test } from './support/test.ts';

const policy = `package agent_policy

default ExecProcessRequest := true
default ReadStreamRequest := false
default SetPolicyRequest := false
# a reader is led astray: \u202eesrever
`;
const document = `${documentWith(aaToml)}"policy.rego" = '''\n${policy}'''\n`;
const annotation = annotationBy(document);

test('a pasted manifest: one sentence, its evidence, and no Monaco', async ({ page, sites }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await openReview(page, sites['with headers']);
  await expectAccessible(page, 'an empty review');
  await review(page, podWith(annotation));

  await expect(headline(page)).toHaveText(/not checked/i);
  await expect(answer(page)).toBeFocused();
  await expect(answer(page)).toContainText('https://kbs.example.com:8080');
  await expect(answer(page)).toContainText('sha384');
  await expect(answer(page)).not.toContainText(/\b(valid|verified|safe|secure)\b/i);
  // What is read out is what is written there.
  await expect(page.locator('[aria-live="polite"]')).toContainText('https://kbs.example.com:8080');
  await expect(page.getByText(new RegExp(hexDigest('sha384', document))).first()).toBeAttached();

  const layers = page.getByRole('list', { name: 'Layers, outermost first' });
  await expect(layers.getByRole('button')).toHaveText([
    /Pod\/web/,
    /base64/,
    /gzip/,
    /UTF-8/,
    /TOML 0\.1\.0/,
    /2 files/,
  ]);
  await layers.getByRole('button', { name: /gzip/ }).press('Enter');
  await expect(page.getByRole('region', { name: /^Facts about gzip/ })).toContainText(/checksum\s*agrees/);

  const glance = part(page, 'The policy at a glance');
  await expect(glance.getByRole('region', { name: /^Allowed/ })).toContainText('ExecProcessRequest');
  await expect(glance.getByRole('region', { name: /^Undefined/ })).toContainText('CreateContainerRequest');
  await glance.getByRole('button', { name: 'ExecProcessRequest' }).click();
  const code = page.getByRole('figure', { name: 'Text of policy.rego' });
  await expect(code).toContainText('U+202E right-to-left override');
  await expect(page.getByRole('tab', { name: 'policy.rego', selected: true })).toBeVisible();
  await expectAccessible(page, 'a reviewed manifest');
  expect(loaded.filter((url) => /monaco/i.test(url))).toEqual([]);
  await page.getByRole('button', { name: 'Open in Policy' }).click();
  await expect(page.getByRole('link', { name: 'Policy', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await page.goBack();
  await expect(answer(page)).toContainText('https://kbs.example.com:8080');
});

test('an expected digest: matches, differs by a newline, is no digest', async ({ page, sites }) => {
  await openReview(page, sites['with headers']);
  await review(page, annotation);
  const field = page.getByRole('textbox', { name: 'Expected digest' });
  await field.fill(hexDigest('sha384', document).toUpperCase());
  await expect(headline(page)).toHaveText(/matches the digest you gave/i);
  await expectAccessible(page, 'a digest that matches');

  await field.fill(hexDigest('sha384', document.replace(/\n$/, '')));
  await expect(headline(page)).toHaveText(/does not match/i);
  await expect(answer(page)).toContainText(/final newline/i);
  await expect(page.getByText(/of 12 groups differ/)).toBeVisible();
  await expectAccessible(page, 'a digest that differs');

  await field.fill('no digest');
  await expect(headline(page)).toHaveText(/not checked/i);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('');
  await expect(headline(page)).toHaveText(/not checked/i);
});

test('a broken annotation says where it breaks and who does what; its repaired copy is marked', async ({
  page,
  sites,
}) => {
  await openReview(page, sites['with headers']);
  const padded = annotation.endsWith('=') ? annotation : annotationBy(`${document}\n`);
  await review(page, padded.replace(/=$/, ''));
  const layers = page.getByRole('list', { name: 'Layers, outermost first' });
  const broken = layers.getByRole('button', { name: /base64.*broken here/ });
  await broken.click();
  const facts = page.getByRole('region', { name: /^Facts about base64/ });
  await expect(facts.getByRole('row', { name: /runtime-rs/ })).toContainText('crashes');
  await expect(facts.getByRole('row', { name: /Go runtime/ })).toContainText('refuses');
  await expectAccessible(page, 'a broken annotation');

  await page.getByRole('button', { name: 'Review the repaired copy' }).click();
  await expect(page.getByText('All of this is about the repaired copy')).toBeVisible();
  await expectReviewed(page);
  await expect(answer(page)).toContainText('https://kbs.example.com:8080');
  await page.getByRole('button', { name: 'Back to what was pasted' }).click();
  await expect(broken).toBeVisible();
});

test('several annotations are a choice, and never silently the first', async ({ page, sites }) => {
  await openReview(page, sites['with headers']);
  const other = documentWith(aaToml.replace('8080', '7070'));
  await review(page, `${podWith(annotation, 'one')}---\n${podWith(annotationBy(other), 'two')}`);
  const list = part(page, /^2 things to review/);
  await expect(list.getByRole('button', { name: /^Pod\/(one|two)/ })).toHaveCount(2);
  await expectAccessible(page, 'a choice of two');
  await list.getByRole('button', { name: /^Pod\/two/ }).click();
  await expectReviewed(page);
  await expect(answer(page)).toContainText('https://kbs.example.com:7070');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(list.getByRole('button', { name: /^Pod\/one/ })).toBeVisible();
});

test('findings are accepted with a reason, and taken on to Compose as the same bytes', async ({
  page,
  sites,
}) => {
  const odd = `\ufeff${documentWith(`${aaToml}urll = 1\n`).replaceAll('\n', '\r\n')}`;
  await openReview(page, sites['with headers']);
  await review(page, annotationBy(odd));
  const finding = part(page, /findings?$/)
    .getByRole('button', { name: /urll/ })
    .first();
  await finding.press('Enter');
  await page.getByRole('button', { name: 'Accept with a reason…' }).click();
  await expect(page.getByRole('textbox', { name: 'Why it is acceptable here' })).toBeFocused();
  await page.keyboard.type('left for the next release');
  await page.keyboard.press('Enter');
  await expect(page.getByText('left for the next release')).toBeVisible();
  await expectAccessible(page, 'an accepted finding');
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('left for the next release')).toBeHidden();

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expectSameBytes(
    await savedBy(page, () => page.getByRole('menuitem', { name: /^Save initdata\.toml/ }).click()),
    odd,
  );
  await page.getByRole('button', { name: 'Open in Compose' }).click();
  await expect(page.getByRole('tab', { name: 'initdata.toml', selected: true })).toBeVisible();
  expectSameBytes(await saveDocument(page), odd);
});

test('what Compose cannot open, it takes to Review', async ({ page, sites }) => {
  await openDocument(page, sites['with headers'], document);
  await pasteOntoPage(page, hexDigest('sha384', document));
  await page.getByRole('button', { name: 'Compare the document on screen with it' }).click();
  await expect(headline(page)).toHaveText(/matches the digest you gave/i);
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Document: given' })).toBeVisible();
  await page.getByRole('link', { name: 'Review', exact: true }).click();
  await page.getByRole('button', { name: 'Review something else' }).click();
  await expect(pasteField(page)).toBeVisible();
});

/**
 * Milliseconds of processor time for one task of the main thread. Pastes like these take at most 30 on the machines that
 * this was written on, where the aim is 50; a machine a third as fast passes still.
 */
const mostLabour = 100;

test('hostile input is text: a bomb, markup, a million lines, a file beyond the limit', async ({
  page,
  sites,
  browser,
  browserName,
}) => {
  await openReview(page, sites['with headers']);
  const markup = documentWith('# <img src=x onerror="document.title=1"><script>document.title=2</script>\n');
  await review(page, annotationBy(markup));
  await expect(page.getByRole('figure', { name: 'Text of aa.toml' })).toContainText('<script>');
  expect(await page.title()).toBe('Review · Init-Data Studio');

  const hostile = async (): Promise<void> => {
    await review(page, annotationBy(Buffer.alloc(40_000_000)));
    await expect(headline(page)).toHaveText(/does not decode/);
    await page.getByRole('button', { name: 'Review something else' }).click();
    await review(page, 'x\n'.repeat(1_000_000));
    await expect(headline(page)).toHaveText(/No Init-Data was found/);
    await page.getByRole('button', { name: 'Review something else' }).click();
    await review(page, 'io.katacontainers.config.hypervisor.cc_init_data: H4sIAAAAAAAA\n'.repeat(60_000));
    await expect(part(page, /things to review/)).toBeVisible();
  };
  // Only Chromium tells what its main thread did.
  if (browserName === 'chromium') {
    expect((await mostLaboriousTask(browser, page, hostile)) ?? 0).toBeLessThan(mostLabour);
  } else {
    await hostile();
  }

  // A worker that never answers, in place of input that takes it minutes.
  await page.evaluate(() => {
    Object.assign(globalThis, { answering: Reflect.get(Worker.prototype, 'postMessage') });
    Worker.prototype.postMessage = () => undefined;
  });
  await page.getByRole('button', { name: 'Review something else' }).click();
  await pasteOntoPage(page, annotation);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('The review was stopped before it was done.').first()).toBeVisible();
  await page.evaluate(() => {
    Worker.prototype.postMessage = (globalThis as unknown as { answering: Worker['postMessage'] }).answering;
  });
  await page.getByRole('button', { name: 'Start again' }).click();
  await expectReviewed(page);

  const transfer = await page.evaluateHandle(() => {
    const made = new DataTransfer();
    made.items.add(new File([new Blob([new ArrayBuffer(120_000_000)])], 'big.yaml'));
    return made;
  });
  await page.locator('body').dispatchEvent('drop', { dataTransfer: transfer });
  await expect(page.getByText(/This is too large to review: 120 MB/)).toBeVisible();
  await expectAccessible(page, 'a file beyond the limit');
});

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true });

  test('Review comes first, and nothing scrolls sideways', async ({ page, sites }) => {
    await page.goto(sites['with headers']);
    await expect(pasteField(page)).toBeVisible();
    await review(page, podWith(annotation));
    for (const file of ['aa.toml', 'policy.rego', 'initdata.toml']) {
      await page.getByRole('tab', { name: file }).click();
      expect(await page.evaluate(() => window.document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
    await expectAccessible(page, 'a review of 320 pixels');
  });
});
