/** An image config as the texts of a form. An empty text is not known; `[]` is known to be empty. */
import type { ImageConfig, ImageUser } from '#core/policy/simulate/image-config.ts';

export interface ImageFormTexts {
  readonly entrypoint: string;
  readonly cmd: string;
  readonly env: string;
  readonly workingDir: string;
  readonly user: string;
}

const none = '[]';

export function formOf(config: ImageConfig | undefined): ImageFormTexts {
  return {
    entrypoint: lineOf(config?.entrypoint),
    cmd: lineOf(config?.cmd),
    env: config?.env === undefined ? '' : config.env.length === 0 ? none : config.env.join('\n'),
    workingDir: config?.workingDir === undefined ? '' : config.workingDir === '' ? '/' : config.workingDir,
    user: userLine(config?.user),
  };
}

/**
 * @param before what was known; what a form does not ask for is kept
 * @param split a command line into arguments
 */
export function configOfForm(
  { entrypoint, cmd, env, workingDir, user }: ImageFormTexts,
  before: ImageConfig | undefined,
  split: (line: string) => readonly string[],
): { readonly config: ImageConfig; readonly error: string | undefined } {
  const list = (text: string): readonly string[] | undefined =>
    text.trim() === '' ? undefined : text.trim() === none ? [] : split(text);
  const variables =
    env.trim() === none
      ? []
      : env
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line.includes('='));
  const ids = /^\d{1,10}( +\d{1,10})*$/.test(user.trim()) ? user.trim().split(/ +/).map(Number) : undefined;
  const [uid, gid = 0, ...others] = ids ?? [];
  const error =
    user.trim() === '' || ids !== undefined
      ? undefined
      : 'Only numbers: names are in the image’s passwd file, which an archive of the image brings along.';
  const given = { entrypoint: list(entrypoint), cmd: list(cmd) };
  return {
    error,
    config: {
      ...(given.entrypoint === undefined ? {} : { entrypoint: given.entrypoint }),
      ...(given.cmd === undefined ? {} : { cmd: given.cmd }),
      ...(env.trim() === '' ? {} : { env: variables }),
      ...(workingDir.trim() === '' ? {} : { workingDir: workingDir.trim() }),
      ...(before?.volumes === undefined ? {} : { volumes: before.volumes }),
      ...(uid === undefined
        ? {}
        : { user: { kind: 'ids', uid, gid, additionalGids: [...new Set([gid, ...others])] } }),
    },
  };
}

function lineOf(list: readonly string[] | undefined): string {
  if (list === undefined) return '';
  return list.length === 0 ? none : list.map(quoted).join(' ');
}

/** As a shell would need it; `argumentsOf` reads it back. */
function quoted(argument: string): string {
  return argument === '' || argument === none || /[\s"'\\]/.test(argument)
    ? `"${argument.replaceAll(/["\\]/g, '\\$&')}"`
    : argument;
}

function userLine(user: ImageUser | undefined): string {
  if (user?.kind === 'ids') return [...new Set([user.uid, user.gid, ...user.additionalGids])].join(' ');
  return user?.text === '' ? '0 0' : '';
}
