/**
 * Image configs as people get at them: `docker inspect`, `crane config`, `skopeo inspect --config`, the config file of an OCI
 * layout, or the inner object alone.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 */
import type { ImageConfig } from './image-config.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

export type ReadImageConfig =
  | {
      readonly kind: 'config';
      readonly config: ImageConfig;
      /** References that the text itself names, those by digest first; empty when it names none. */
      readonly references: readonly string[];
      /** A user by name, whose ids are in the image's passwd file alone: they must be given in the manifest. */
      readonly namedUser?: string;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** Names of which an image config has at least one. */
const known = ['Entrypoint', 'Cmd', 'Env', 'WorkingDir', 'User', 'Volumes', 'ExposedPorts', 'Labels'];

/** Reads one image config. Never throws. */
export function readImageConfig(text: string): ReadImageConfig {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'refused', reason: error instanceof Error ? error.message : 'not JSON' };
  }
  // docker inspect gives a list, also of one image.
  const whole: unknown = Array.isArray(value) ? (value as readonly unknown[])[0] : value;
  if (!isJsonObject(whole)) return { kind: 'refused', reason: 'neither an image nor a list of images' };
  const inner = [whole['config'], whole['Config'], whole].find(isConfig);
  if (inner === undefined)
    return { kind: 'refused', reason: 'no Entrypoint, Cmd, Env, WorkingDir or User in it' };
  const references = [...textsOf(whole['RepoDigests']), ...textsOf(whole['RepoTags'])];
  return { kind: 'config', references, ...configOf(inner) };
}

function isConfig(value: Json | undefined): value is JsonObject {
  return isJsonObject(value) && known.some((name) => Object.hasOwn(value, name));
}

function configOf(config: JsonObject): { readonly config: ImageConfig; readonly namedUser?: string } {
  const directory = config['WorkingDir'];
  const user = typeof config['User'] === 'string' ? config['User'] : '';
  const ids = idsOf(user);
  const volumes = config['Volumes'];
  return {
    config: {
      entrypoint: textsOf(config['Entrypoint']),
      cmd: textsOf(config['Cmd']),
      env: textsOf(config['Env']),
      workingDir: typeof directory === 'string' ? directory : '',
      volumes: isJsonObject(volumes) ? Object.keys(volumes) : [],
      ...(ids === undefined ? {} : { user: ids }),
    },
    ...(ids === undefined ? { namedUser: user } : {}),
  };
}

/** `1000`, `1000:1000`, or nothing for root; a group that is not given is that of the passwd file, or 0 without an entry. */
function idsOf(user: string): ImageConfig['user'] {
  if (user === '') return { uid: 0, gid: 0 };
  const [, uid, gid] = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(user) ?? [];
  if (uid === undefined || (gid === undefined && uid !== '0')) return undefined;
  return { uid: Number(uid), gid: Number(gid ?? '0') };
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === 'string') : [];
}
