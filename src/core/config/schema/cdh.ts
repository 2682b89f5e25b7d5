import { logKey } from './log.ts';
import { registryConfigKey } from './registry.ts';
import type { KeySchema, TableSchema } from './schema.ts';

/**
 * What cdh.toml may contain.
 *
 * @see https://github.com/confidential-containers/guest-components/blob/8246e5e0/confidential-data-hub/hub/src/config/mod.rs
 */

export const defaultCdhSocket = 'unix:///run/confidential-containers/cdh.sock';
export const defaultAaSocket = 'unix:///run/confidential-containers/attestation-agent/attestation-agent.sock';
export const defaultWorkDirectory = '/run/kata-containers/image/';
export const credentialsDirectory = '/run/confidential-containers/cdh/kbs';
/** Up to v0.17.0 the wider directory was allowed. */
export const olderCredentialsDirectory = '/run/confidential-containers/cdh';

const pullFails = 'The image client cannot be built, so every image pull fails.';

const kbc: KeySchema = {
  required: true,
  documentation: 'Key broker client: the backend that serves kbs:// resources to this guest.',
  wrong: 'Missing, or a string instead of a table: CDH stops at start.',
  source: 'CdhConfig.kbc',
  shape: {
    kind: 'table',
    table: {
      struct: 'KbsConfig',
      documentation: 'Key broker client: the backend that serves kbs:// resources to this guest.',
      keys: {
        name: {
          shape: {
            kind: 'string',
            format: 'text',
            values: [
              {
                value: 'cc_kbc',
                usual: true,
                documentation:
                  'A Trustee KBS. Needs url here and [token_configs.kbs] in aa.toml; the token comes from the Attestation Agent.',
              },
              {
                value: 'offline_fs_kbc',
                usual: true,
                documentation:
                  'JSON files of the guest image (/etc/aa-offline_fs_kbc-keys.json and -resources.json). No attestation; url is not used.',
              },
            ],
          },
          required: true,
          documentation: 'Which backend serves resources.',
          wrong: 'Missing or unknown: CDH stops at start.',
          example: '"cc_kbc"',
          source: 'KbsConfig.name; kms/src/plugins/kbs/mod.rs',
        },
        url: {
          shape: { kind: 'string', format: 'http-url' },
          default: '""',
          documentation:
            'Base address of the KBS for cc_kbc, normally the same as token_configs.kbs.url in aa.toml. Trailing slashes are cut and /kbs/v0/<plugin>/<path> is appended.',
          wrong:
            'Empty or wrong: CDH starts and each resource request fails. Two colons in a row, as in a short IPv6 address, stop it at start.',
          example: '"https://${1:kbs.example.com:8080}"',
          source: 'KbsConfig.url',
        },
        kbs_cert: {
          shape: { kind: 'string', format: 'certificates', multiline: true },
          documentation:
            "PEM certificates that this connection trusts in addition to the guest image's own store. Only the scheme of the URL decides whether TLS is used. In aa.toml the same setting is called token_configs.kbs.cert.",
          wrong:
            'Text without a PEM block adds no trust anchor and raises no error in most builds; a block that does not decode stops CDH with cc_kbc.',
          example: '"""\n-----BEGIN CERTIFICATE-----\n${1}\n-----END CERTIFICATE-----\n"""',
          source: 'KbsConfig.kbs_cert',
        },
      },
      aliases: { cert: 'kbs_cert', cert_file: 'kbs_cert', kbs_url: 'url' },
    },
  },
};

const credentials: KeySchema = {
  shape: {
    kind: 'tables',
    table: {
      struct: 'Credential',
      documentation: 'One resource to fetch from the KBS at start and the file to write it to.',
      keys: {
        resource_uri: {
          shape: { kind: 'string', format: 'kbs-uri' },
          required: true,
          documentation: 'The KBS resource to fetch.',
          wrong: 'Missing, malformed or not obtainable: CDH stops at start.',
          example: '"kbs:///${1:repository}/${2:type}/${3:tag}"',
          source: 'Credential.resource_uri',
        },
        path: {
          shape: { kind: 'string', format: 'path' },
          required: true,
          documentation: `The file to write. It starts with ${credentialsDirectory} and holds no "." or ".." part.`,
          wrong: 'Any other place stops CDH at start.',
          example: `"${credentialsDirectory}/\${1:file}"`,
          source: 'Credential.path; hub/src/auth/kbs.rs',
        },
      },
    },
  },
  default: '[]',
  documentation:
    'Resources that are fetched while CDH starts and written to files in the guest. The socket opens only when all have arrived, and the Kata agent waits about seven seconds.',
  wrong: 'Single brackets ([credentials]) stop CDH at start.',
  source: 'CdhConfig.credentials',
};

function uriKey(documentation: string, source: string, example: string): KeySchema {
  return {
    shape: { kind: 'string', format: 'resource-uri' },
    documentation,
    wrong: pullFails,
    example: `"kbs:///\${1:default}/\${2:${example}}/\${3:test}"`,
    source,
  };
}

const image: KeySchema = {
  documentation:
    'Pulling images inside the guest. As soon as the table or one of its sub-tables is there, no kernel parameter about images is read. Most mistakes show only at the first pull.',
  source: 'CdhConfig.image',
  shape: {
    kind: 'table',
    table: {
      struct: 'ImageConfig',
      documentation: 'Pulling images inside the guest.',
      keys: {
        max_concurrent_layer_downloads_per_image: {
          shape: { kind: 'unsigned' },
          default: '3',
          documentation: 'How many layers of one image are downloaded at the same time.',
          wrong: 'Negative: CDH stops at start. 0 is read, but the pull never goes on.',
          example: '3',
          source: 'ImageConfig; image-rs/src/pull.rs',
        },
        image_security_policy_uri: uriKey(
          'Where the policy for accepting images lies: a KBS resource or a file of the guest. Wins over image_security_policy. Without either, every image is accepted.',
          'ImageConfig.image_security_policy_uri',
          'security-policy',
        ),
        image_security_policy: {
          shape: { kind: 'string', format: 'image-policy', multiline: true },
          since: 'v0.17.0',
          documentation:
            'The policy for accepting images as JSON text with the members default and transports. Used only without image_security_policy_uri.',
          wrong: 'Not strict JSON, or a member missing: every image pull fails.',
          example: '\'{"default":[{"type":"reject"}],"transports":{"docker":{${1}}}}\'',
          source: 'ImageConfig.image_security_policy',
        },
        sigstore_config_uri: uriKey(
          'Where the signature storage settings for signedBy rules lie. Wins over sigstore_config.',
          'ImageConfig.sigstore_config_uri',
          'sigstore-config',
        ),
        sigstore_config: {
          shape: { kind: 'string', format: 'yaml', multiline: true },
          since: 'v0.17.0',
          documentation:
            'Signature storage settings for signedBy rules as YAML text with the members default-docker and docker.',
          wrong: pullFails,
          source: 'ImageConfig.sigstore_config',
        },
        authenticated_registry_credentials_uri: uriKey(
          'Where the registry login file (auths JSON) lies. Peer pod images always replace it by the pull secrets of the pod.',
          'ImageConfig.authenticated_registry_credentials_uri',
          'credential',
        ),
        registry_configuration_uri: {
          ...uriKey(
            'Where a registries file in TOML (mirrors, remapping, blocking) lies. Not used when registry_config is there.',
            'ImageConfig.registry_configuration_uri',
            'registry-configuration',
          ),
          since: 'v0.13.0',
        },
        registry_config: registryConfigKey,
        image_pull_proxy: {
          shape: {
            kind: 'table',
            table: {
              struct: 'ProxyConfig',
              documentation: 'Proxies for registries and signature downloads; never for the KBS.',
              keys: {
                https_proxy: {
                  shape: { kind: 'string', format: 'proxy-url' },
                  documentation:
                    'Proxy for https registries. A private CA of the proxy goes into image.extra_root_certificates.',
                  example: '"http://${1:proxy.example.com:3128}"',
                  source: 'ProxyConfig.https_proxy',
                },
                http_proxy: {
                  shape: { kind: 'string', format: 'proxy-url' },
                  since: 'v0.14.0',
                  documentation: 'Proxy for plain http registries.',
                  example: '"http://${1:proxy.example.com:3128}"',
                  source: 'ProxyConfig.http_proxy',
                },
                no_proxy: {
                  shape: { kind: 'string', format: 'text' },
                  since: 'v0.14.0',
                  documentation:
                    'Hosts, domains, addresses or networks that are reached directly: one string with commas, not a list.',
                  wrong: 'A list stops CDH at start.',
                  example: '"${1:10.0.0.0/8,.svc,.cluster.local}"',
                  source: 'ProxyConfig.no_proxy',
                },
              },
            },
          },
          documentation: 'Proxies for registries and signature downloads; never for the KBS.',
          wrong: 'A string stops CDH at start; up to v0.13 it was one.',
          source: 'ImageConfig.image_pull_proxy',
        },
        work_dir: {
          shape: { kind: 'string', format: 'path' },
          default: `"${defaultWorkDirectory}"`,
          documentation:
            'Directory for layers, metadata and fetched policy files. Kata mounts encrypted storage on the default.',
          wrong: 'Another directory bypasses that storage; outside /run data may leave protected memory.',
          example: `"${defaultWorkDirectory}"`,
          source: 'ImageConfig.work_dir',
        },
        extra_root_certificates: {
          shape: { kind: 'strings', format: 'certificates', multiline: true },
          default: '[]',
          since: 'v0.11.0',
          documentation:
            'Further certificates (PEM text, one per list entry) for registries, mirrors and https proxies. Always a list.',
          wrong: 'A single string stops CDH at start; a broken PEM text fails every image pull.',
          example: '["""\n-----BEGIN CERTIFICATE-----\n${1}\n-----END CERTIFICATE-----\n"""]',
          source: 'ImageConfig.extra_root_certificates',
        },
      },
      legacy: {
        skip_proxy_ips: {
          reason: 'Read up to v0.13.',
          replacedBy: 'image.image_pull_proxy.no_proxy',
        },
        default_snapshot: { reason: 'Not read since v0.17.0; overlay is fixed.' },
        nydus: { reason: 'Gone since v0.17.0.' },
        security_validate: {
          reason: 'Gone since v0.11.0; a policy alone turns checking on.',
          replacedBy: 'image.image_security_policy_uri',
        },
        auth: {
          reason: 'Gone since v0.11.0; a login file alone turns it on.',
          replacedBy: 'image.authenticated_registry_credentials_uri',
        },
        file_paths: { reason: 'Gone since v0.11.0.' },
        max_concurrent_download: {
          reason: 'The name before v0.11.0.',
          replacedBy: 'image.max_concurrent_layer_downloads_per_image',
        },
        kbc: { reason: 'Only enclave-cc builds read it.', replacedBy: 'kbc.name' },
        kbs_uri: { reason: 'Only enclave-cc builds read it.', replacedBy: 'kbc.url' },
      },
      aliases: {
        registry_config_uri: 'registry_configuration_uri',
        image_policy_uri: 'image_security_policy_uri',
        image_policy: 'image_security_policy',
        registry_auth_uri: 'authenticated_registry_credentials_uri',
      },
    },
  },
};

export const cdhSchema: TableSchema = {
  struct: 'CdhConfig',
  documentation:
    'Configuration of the Confidential Data Hub. kbc.name is mandatory: an empty file stops CDH, an absent entry does not.',
  keys: {
    kbc,
    aa: {
      shape: {
        kind: 'table',
        table: {
          struct: 'AaConfig',
          documentation: 'How CDH reaches the Attestation Agent.',
          keys: {
            aa_socket: {
              shape: { kind: 'string', format: 'socket' },
              default: `"${defaultAaSocket}"`,
              since: 'main',
              documentation:
                'Address of the Attestation Agent. It always listens on the default, so leave the key out.',
              wrong: 'Nothing listens there: CDH stops at start with cc_kbc.',
              example: `"${defaultAaSocket}"`,
              source: 'AaConfig.aa_socket',
            },
          },
        },
      },
      since: 'main',
      documentation:
        'How CDH reaches the Attestation Agent. Newer than v0.21.0: known in Kata 4.1.0, not in the current peer pod image.',
      wrong: 'A string stops CDH at start.',
      source: 'CdhConfig.aa',
    },
    credentials,
    image,
    socket: {
      shape: { kind: 'string', format: 'socket' },
      default: `"${defaultCdhSocket}"`,
      documentation:
        'Address that CDH listens on. The Kata agent, the REST server and image-rs have the default built in. It belongs before the first table header.',
      wrong: 'Without unix:// CDH stops at start; with another path the agent gives up waiting.',
      example: `"${defaultCdhSocket}"`,
      source: 'CdhConfig.socket',
    },
    skip_sealed_secret_verification: {
      shape: { kind: 'boolean' },
      default: 'false',
      since: 'v0.18.0',
      documentation: 'Unseals sealed secrets without checking their signature. For migration and tests.',
      wrong: 'A word that is no boolean stops CDH at start.',
      example: 'false',
      source: 'CdhConfig.skip_sealed_secret_verification',
    },
    log: logKey,
  },
  legacy: {
    aa_kbc_params: {
      reason: 'It never was a key of this file; it is a kernel parameter and an environment variable.',
      replacedBy: 'kbc.url',
    },
  },
};
