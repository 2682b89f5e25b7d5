/** The policy engine at work in Compose: what the guest would refuse stands among the problems, and can be mended there. */
import { documentWith } from './support/files.ts';
import { openDocument, saveDocument } from './support/studio.ts';
import { expect, test } from './support/test.ts';

const aaToml = '[token_configs.kbs]\nurl = "https://kbs.example.com"\n';
const policy =
  'package agent_policy\n\nExecProcessRequest {\n  regex.match("^ls$", input.process.Args[0])\n}\n';

for (const site of ['with headers', 'without headers'] as const) {
  test(`a policy of the older dialect is an error, and one fix makes it load, ${site}`, async ({
    page,
    sites,
  }) => {
    const start = `${documentWith(aaToml)}"policy.rego" = '''\n${policy}'''\n`;
    await openDocument(page, sites[site], start);
    const problem = page
      .getByRole('list', { name: 'Problems' })
      .getByRole('listitem')
      .filter({ hasText: 'expected `if`' });
    await expect(problem).toContainText('policy.rego');
    await problem.getByRole('button', { name: 'Insert if' }).click();
    await expect(problem).toHaveCount(0);
    expect((await saveDocument(page)).toString()).toContain('ExecProcessRequest if {\n');
  });
}
