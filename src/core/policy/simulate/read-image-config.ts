/**
 * Image configs as people get at them: `docker inspect`, `crane config`, `skopeo inspect --config`, the config file of an OCI
 * layout, or the inner object alone.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 */
import type { ImageConfig } from './image-config.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';

export interface NamedConfig {
  readonly config: ImageConfig;
  /** References that the text itself names, those by digest first; empty when it names none. */
  readonly references: readonly string[];
}

export type ReadImageConfigs =
  | { readonly kind: 'configs'; readonly configs: readonly NamedConfig[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Names of which an image config has at least one. */
const known = ['Entrypoint', 'Cmd', 'Env', 'WorkingDir', 'User', 'Volumes', 'ExposedPorts', 'Labels'];

/** Reads the image configs of a text; `docker inspect` gives a list. Never throws. */
export function readImageConfigs(text: string): ReadImageConfigs {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'refused', reason: error instanceof Error ? error.message : 'not JSON' };
  }
  const all: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const images = all.filter(isJsonObject);
  if (images.length === 0) return { kind: 'refused', reason: 'neither an image nor a list of images' };
  const configs = images.flatMap((image): readonly NamedConfig[] => {
    const inner = [image['config'], image['Config'], image].find(isConfig);
    if (inner === undefined) return [];
    const references = [...textsOf(image['RepoDigests']), ...textsOf(image['RepoTags'])];
    return [{ references, config: configOf(inner) }];
  });
  if (configs.length > 0) return { kind: 'configs', configs };
  return { kind: 'refused', reason: 'no Entrypoint, Cmd, Env, WorkingDir or User in it' };
}

function isConfig(value: Json | undefined): value is JsonObject {
  return isJsonObject(value) && known.some((name) => Object.hasOwn(value, name));
}

function configOf(config: JsonObject): ImageConfig {
  const directory = config['WorkingDir'];
  const volumes = config['Volumes'];
  return {
    entrypoint: textsOf(config['Entrypoint']),
    cmd: textsOf(config['Cmd']),
    env: textsOf(config['Env']),
    workingDir: typeof directory === 'string' ? directory : '',
    volumes: isJsonObject(volumes) ? Object.keys(volumes) : [],
    user: { kind: 'config', text: typeof config['User'] === 'string' ? config['User'] : '' },
  };
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === 'string') : [];
}
