/** Runs shell scripts in a folder of their own. For tests in Node alone. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Folder {
  readonly write: (name: string, content: Uint8Array | string) => void;
  readonly read: (name: string) => Uint8Array;
  readonly run: (script: string) => { readonly status: number; readonly out: string };
  readonly remove: () => void;
}

export function temporaryFolder(): Folder {
  const root = mkdtempSync(join(tmpdir(), 'bundle-'));
  return {
    write: (name, content) => {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    },
    read: (name) => new Uint8Array(readFileSync(join(root, name))),
    run: (script) => {
      const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: root, encoding: 'utf8' });
      return { status: status ?? -1, out: stdout + stderr };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Those of the programs that this machine does not have. */
export function missingPrograms(names: readonly string[]): readonly string[] {
  return names.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
}
