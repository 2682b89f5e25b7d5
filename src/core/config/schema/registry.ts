import type { KeySchema } from './schema.ts';

/**
 * Registry rules, the same below `[image.registry_config]` and in the file that registry_configuration_uri names.
 *
 * @see https://github.com/confidential-containers/guest-components/blob/8246e5e0/image-rs/src/registry/mod.rs
 */

const mirror: KeySchema = {
  shape: {
    kind: 'tables',
    table: {
      struct: 'Mirror',
      documentation: 'One mirror. Keys below its header belong to it until the next header.',
      keys: {
        location: {
          shape: { kind: 'string', format: 'text' },
          required: true,
          documentation: 'Address of the mirror.',
          wrong: 'Missing: CDH stops at start. Empty: every image pull fails.',
          example: '"${1:mirror.example.com/path}"',
          source: 'Mirror.location',
        },
        insecure: {
          shape: { kind: 'boolean' },
          default: 'false',
          documentation: 'Plain HTTP for this mirror. It does not relax certificate checks.',
          example: 'true',
          source: 'Mirror.insecure',
        },
      },
    },
  },
  default: '[]',
  documentation:
    'Tried in order before location. Written as [[image.registry_config.registry.mirror]]; keys that follow belong to the last mirror.',
  wrong: 'Single brackets stop CDH at start.',
  source: 'Registry.mirror',
};

const registry: KeySchema = {
  shape: {
    kind: 'tables',
    table: {
      struct: 'Registry',
      documentation: 'One registry rule.',
      keys: {
        prefix: {
          shape: { kind: 'string', format: 'text' },
          default: '""',
          documentation:
            'What the rule covers: host with optional port, path, tag or digest, or *. and a domain. The text is searched anywhere in the reference. Without it location is used.',
          wrong: 'Empty together with location, or a wildcard without location: every image pull fails.',
          example: '"${1:docker.io}"',
          source: 'Registry.prefix',
        },
        insecure: {
          shape: { kind: 'boolean' },
          default: 'false',
          documentation: 'Plain HTTP for location. It does not relax certificate checks.',
          wrong: 'A registry that speaks https only becomes unreachable.',
          example: 'true',
          source: 'Registry.insecure',
        },
        blocked: {
          shape: { kind: 'boolean' },
          default: 'false',
          documentation: 'Refuses images that the rule covers.',
          example: 'true',
          source: 'Registry.blocked',
        },
        location: {
          shape: { kind: 'string', format: 'text' },
          default: '""',
          documentation: 'Where to pull from instead; it replaces the text that matched.',
          example: '"${1:registry.example.com/path}"',
          source: 'Registry.location',
        },
        mirror,
      },
    },
  },
  default: '[]',
  documentation: 'Rules, written as [[image.registry_config.registry]]. The longest match applies.',
  wrong: 'Single brackets stop CDH at start.',
  source: 'Config.registry',
};

export const registryConfigKey: KeySchema = {
  shape: {
    kind: 'table',
    table: {
      struct: 'Config',
      documentation: 'Registry rules in place.',
      keys: {
        'unqualified-search-registries': {
          shape: { kind: 'strings', format: 'text' },
          default: '["docker.io"]',
          documentation:
            'Registries that are tried for images of docker.io and for short names. Written with hyphens.',
          wrong: 'An empty list makes such images impossible to pull.',
          example: '["docker.io"]',
          source: 'Config.unqualified_search_registries',
        },
        registry,
      },
      aliases: { unqualified_search_registries: 'unqualified-search-registries', registries: 'registry' },
    },
  },
  since: 'v0.14.0',
  documentation:
    'Registry rules in place. Unlike the other pairs, the inline form wins over registry_configuration_uri.',
  wrong: 'A string stops CDH at start.',
  source: 'ImageConfig.registry_config',
};
