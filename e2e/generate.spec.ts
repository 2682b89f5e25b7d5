/** A policy made for a pod, tried before it is offered; and what a policy of genpolicy holds. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { dockerInspect, image, ociArchive } from './support/image.ts';
import { documentWithPolicy, matrixRow, openPolicy, policy, showPanel } from './support/policy.ts';
import { dropFiles, expectSettled, openDocument, pasteOntoPage, saveDocument } from './support/studio.ts';
import { expect, test } from './support/test.ts';

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web}}
    spec:
      initContainers:
        - {name: prepare, image: "${image}", command: [/prepare]}
      containers:
        - name: web
          image: "${image}"
          env: [{name: MODE, valueFrom: {configMapKeyRef: {name: settings, key: mode}}}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {mode: fast}
`;

async function openGenerator(page: Page, address: string): Promise<void> {
  await openDocument(page, address, documentWithPolicy());
  await page.getByRole('navigation', { name: 'Modes' }).getByRole('link', { name: 'Policy' }).click();
  await expect(matrixRow(page, 'ExecProcessRequest')).toBeVisible();
  await showPanel(page, 'Generate');
}

async function addManifest(page: Page): Promise<void> {
  await dropFiles(page, [{ name: 'web.yaml', content: manifest }]);
  await expect(container(page, 'web')).toBeVisible();
}

function container(page: Page, name: string): Locator {
  return page
    .getByRole('region', { name: 'Containers and their images' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });
}

/** One line of the data, with its sources. */
function line(page: Page, text: string): Locator {
  return page
    .getByRole('list', { name: 'Data of the policy, line by line' })
    .getByRole('listitem')
    .filter({ hasText: text })
    .first();
}

test('from a manifest and an image config to a policy that is tried, used and undone', async ({
  page,
  sites,
}) => {
  await openGenerator(page, sites['with headers']);
  await expect(page.getByText('There is no pod to make a policy for')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start from a starter manifest' })).toBeVisible();
  await addManifest(page);
  await expect(page.getByText(/of \d+ attacks get through/)).toBeVisible();
  await expect(container(page, 'web')).toContainText('Not known: any command is let in');

  await pasteOntoPage(page, dockerInspect());
  await expect(container(page, 'web')).toContainText('/web');
  await expect(page.getByText(/all \d+ attacks that were tried are stopped/)).toBeVisible();
  await expect(line(page, '"args": ["/web", "serve"]')).toContainText('image: Entrypoint');
  await expect(line(page, '"MODE=fast"')).toContainText('ConfigMap/settings, key mode');
  await expect(page.getByText('Does it see no variables but those that were agreed on?')).toBeVisible();
  await page.getByText('Is it run from the image that was agreed on?').click();
  await expect(page.getByText('image_of', { exact: true })).toBeVisible();
  await expectAccessible(page, 'the generator');

  await page.getByRole('button', { name: 'Use this policy' }).click();
  await expect(page.getByRole('button', { name: 'In use' })).toBeDisabled();
  await expectSettled(page);
  expect((await saveDocument(page)).toString()).toContain('"args": ["/web", "serve"]');
  // What was given of the image is known to all that send requests for this pod.
  await showPanel(page, 'Attacks');
  await expect(page.getByRole('tabpanel').getByText(/^0 of \d+ attacks get through/)).toBeVisible();
  await showPanel(page, 'Generate');
  await page.getByRole('button', { name: 'Undo: Use the generated policy' }).click();
  await expect(page.getByRole('button', { name: 'Use this policy' })).toBeEnabled();
  await expectSettled(page);
  expect((await saveDocument(page)).toString()).toBe(documentWithPolicy());
});

test('an archive brings users and a digest, a form says otherwise, in a column of 320 pixels', async ({
  page,
  sites,
}) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await openDocument(page, sites['with headers'], documentWithPolicy());
  await page.goto(`${page.url().replace(/#.*/, '')}#/policy/generate`);
  await expect(page.getByText('There is no pod to make a policy for')).toBeVisible();
  await addManifest(page);
  const { bytes, digest } = ociArchive();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Image configs or archives…' }).click();
  await (await chooser).setFiles([{ name: 'web.tar', mimeType: 'application/x-tar', buffer: bytes }]);
  await expect(container(page, 'web')).toContainText('web.tar, image archive');
  await expect(container(page, 'web')).toContainText('1000, group 1000');
  await expect(container(page, 'web')).toContainText('Or with groups 0');

  await page.getByRole('button', { name: `Pin web to ${digest} in the manifest` }).click();
  await expect(container(page, 'web')).toContainText(`registry.example.com/web@${digest}`);
  const form = page.getByRole('form', { name: 'Image of web' });
  await container(page, 'web').getByText('Say otherwise').click();
  await form.getByRole('textbox', { name: 'User and groups' }).fill('app');
  await expect(form.getByText(/^Only numbers/)).toBeVisible();
  await form.getByRole('textbox', { name: 'User and groups' }).fill('7 8');
  await form.getByRole('textbox', { name: 'Cmd' }).fill('listen "a b"');
  await form.getByRole('button', { name: 'Take this' }).click();
  await expect(container(page, 'web')).toContainText('7, group 8');
  await expect(line(page, '"args": ["/web", "listen", "a b"]')).toContainText('filled in');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
  await expectAccessible(page, 'the generator in a narrow page');
});

/** Rules that check nothing, before data as genpolicy writes it. */
const ofGenpolicy = `${policy}
policy_data := {
  "containers": [
    {
      "OCI": {
        "Process": {"Args": ["/web"], "Env": ["HOSTNAME=$(host-name)", "MODE=fast"], "Cwd": "/", "User": {"UID": 1, "GID": 2}},
        "Annotations": {
          "io.kubernetes.cri.container-type": "container",
          "io.kubernetes.cri.container-name": "web",
          "io.kubernetes.cri.image-name": "${image}"
        },
        "Mounts": [{"destination": "/proc", "source": "proc", "type_": "proc", "options": ["nosuid"]}],
        "Root": {"Readonly": true}
      },
      "storages": [],
      "exec_commands": [["/web", "ready"]]
    }
  ],
  "request_defaults": {"CopyFileRequest": ["^/run"], "ReadStreamRequest": false},
  "cluster_config": {"guest_pull": true, "pause_container_image": "registry.example.com/pause:1"}
}
`;

test('the data of a policy of genpolicy, and the images that its rules do not look at', async ({
  page,
  sites,
}) => {
  await openPolicy(page, sites['with headers'], ofGenpolicy);
  await page.getByRole('tab', { name: 'Policy data' }).click();
  await expect(page.getByText(/known gaps of the rules are in this policy/)).toBeVisible();
  await expect(
    page.getByText(/Nothing in the rules looks at this image: web may run any other/),
  ).toBeVisible();
  await expect(page.getByRole('table', { name: 'Containers of the policy' })).toContainText(image);
  await expect(page.getByRole('table', { name: 'Environment of web' })).toContainText('any host name');
  await expect(page.getByRole('table', { name: 'Request defaults' })).toContainText('CopyFileRequest');
  await expectAccessible(page, 'the data of genpolicy');
  expect(page.url()).toContain('#/policy/data');

  await page
    .getByRole('button', { name: /^Open in the simulator: Pull another image, with the ann/ })
    .click();
  await expect(
    page.getByRole('heading', { name: /^CreateContainerRequest: pull another image/ }),
  ).toBeVisible();
  await expect(page.getByRole('list', { name: 'Requests', exact: true })).toContainText('Allowed');
});
