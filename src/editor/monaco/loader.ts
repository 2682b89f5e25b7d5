/**
 * Stands in for `@monaco-editor/loader`, under which name the build resolves this file: the package would fetch Monaco
 * from a foreign host and carries that address even when it does not. Here Monaco comes from the bundle.
 */
import { monaco } from './monaco.ts';

interface Initialisation extends Promise<typeof monaco> {
  cancel(): void;
}

const loader = {
  /** Monaco is there once this module is; nothing is left to wait for or to call off. */
  init: (): Initialisation => Object.assign(Promise.resolve(monaco), { cancel: () => undefined }),
  config: (): void => undefined,
  __getMonacoInstance: () => monaco,
};

// @monaco-editor/react imports the default export.
export { loader as default };
