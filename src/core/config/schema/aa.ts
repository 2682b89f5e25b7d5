import { logKey } from './log.ts';
import type { KeySchema, TableSchema } from './schema.ts';

/**
 * What aa.toml may contain.
 *
 * @see https://github.com/confidential-containers/guest-components/blob/8246e5e0/attestation-agent/attestation-agent/src/config/mod.rs
 */

const kbs: KeySchema = {
  documentation:
    'Token source "kbs": the agent attests to this Key Broker Service and hands the token to the Confidential Data Hub. Everything that reads from a KBS through cc_kbc needs it.',
  wrong:
    'Without the table a token request fails with "kbs token config not configured in config file". A string instead of a table stops the agent at start.',
  source: 'config/kbs.rs KbsConfig',
  shape: {
    kind: 'table',
    table: {
      struct: 'KbsConfig',
      documentation: 'Token source "kbs".',
      keys: {
        url: {
          shape: { kind: 'string', format: 'http-url' },
          required: true,
          documentation:
            'Base address of the KBS. Trailing slashes are cut and /kbs/v0/auth and /kbs/v0/attest are appended as text, so a path prefix works and a query does not.',
          wrong:
            'Missing: the agent stops at start. Not a usable URL: nothing shows at start, each token request fails.',
          example: '"https://${1:kbs.example.com:8080}"',
          source: 'config/kbs.rs KbsConfig.url',
        },
        cert: {
          shape: { kind: 'string', format: 'certificates', multiline: true },
          documentation:
            "PEM certificates that this connection trusts in addition to the guest image's own store. In cdh.toml the same setting is called kbc.kbs_cert.",
          wrong:
            'Text without a PEM block adds no trust anchor and raises no error in most builds; a block that does not decode fails each token request.',
          example: '"""\n-----BEGIN CERTIFICATE-----\n${1}\n-----END CERTIFICATE-----\n"""',
          source: 'config/kbs.rs KbsConfig.cert',
        },
        tee_key_algorithm: {
          shape: {
            kind: 'string',
            format: 'text',
            closed: true,
            values: [
              {
                value: 'ECDH-ES+A256KW-P256',
                usual: true,
                documentation: 'Key agreement on curve P-256 with AES-256 key wrap. The default.',
              },
              {
                value: 'ECDH-ES+A256KW-P521',
                usual: true,
                documentation: 'The same scheme on curve P-521.',
              },
              {
                value: 'RSA-OAEP-256',
                usual: true,
                documentation: 'RSA with OAEP and SHA-256; the key takes longer to generate.',
              },
              {
                value: 'ML-KEM-768+A192KW',
                usual: false,
                documentation:
                  'Post-quantum, only in builds with the feature pqc-experimental. Its key cannot be exported, so the token request fails even there.',
              },
            ],
          },
          default: '"ECDH-ES+A256KW-P256"',
          since: 'v0.19.0',
          documentation:
            'Kind of the short-lived key made inside the TEE. The KBS encrypts its answers to it and must know the algorithm.',
          wrong: 'Any other text, or another letter case, stops the agent at start.',
          source: 'kbs_protocol/src/keypair.rs TeeKeyAlgorithm',
        },
      },
      aliases: { kbs_cert: 'cert', cert_file: 'cert', kbs_url: 'url' },
    },
  },
};

const cocoAs: KeySchema = {
  documentation:
    'Token source "coco_as": evidence goes straight to an Attestation Service. The Confidential Data Hub never uses this token; workloads may get it over the REST API.',
  wrong: 'An empty table stops the agent, because the URL is mandatory inside it.',
  source: 'config/coco_as.rs CoCoASConfig',
  shape: {
    kind: 'table',
    table: {
      struct: 'CoCoASConfig',
      documentation: 'Token source "coco_as".',
      keys: {
        url: {
          shape: { kind: 'string', format: 'http-url' },
          required: true,
          documentation:
            'Base address of the Attestation Service. /attestation is appended as text and trailing slashes are not cut. There is no certificate setting for this connection.',
          wrong: 'Missing: the agent stops at start. Not a usable URL: each request for this token fails.',
          example: '"https://${1:as.example.com:50004}"',
          source: 'config/coco_as.rs CoCoASConfig.url',
        },
      },
      aliases: { as_url: 'url' },
    },
  },
};

export const aaSchema: TableSchema = {
  struct: 'Config',
  documentation:
    'Configuration of the Attestation Agent. Every table is optional; an empty file is read and leaves the agent without a token source.',
  keys: {
    token_configs: {
      shape: {
        kind: 'table',
        table: {
          struct: 'TokenConfigs',
          documentation: 'Where attestation tokens come from. Each sub-table enables one kind of token.',
          keys: { coco_as: cocoAs, kbs },
        },
      },
      documentation:
        'Where attestation tokens come from. Without it no token can be issued, and the kernel parameter agent.aa_kbc_params is not looked at because a file exists.',
      wrong: 'A string here stops the agent at start.',
      source: 'config/mod.rs Config.token_configs',
    },
    eventlog_config: {
      shape: {
        kind: 'table',
        table: {
          struct: 'EventlogConfig',
          documentation: 'The log of runtime measurements. Each member has a default of its own.',
          keys: {
            init_pcr: {
              shape: { kind: 'unsigned' },
              default: '17',
              documentation:
                'Register that is used when a measurement names none. TDX and CSV map the number to their own registers, Azure vTPMs take it as PCR number.',
              wrong:
                'A negative number or a word stops the agent at start. Above 23 there is no such register on a TPM.',
              example: '17',
              source: 'config/mod.rs EventlogConfig.init_pcr',
            },
            enable_eventlog: {
              shape: { kind: 'boolean' },
              default: 'false',
              documentation:
                'Records runtime events in /run/attestation-agent/eventlog and extends the register for each; image pulls are then measured too.',
              wrong:
                'true stops the agent at start on platforms whose attester defines no event log hash: no TEE, SEV-SNP, SE, CCA, SGX, plain TPM.',
              example: 'false',
              source: 'config/mod.rs EventlogConfig.enable_eventlog',
            },
          },
          legacy: { eventlog_algorithm: { reason: 'The platform fixes the algorithm since v0.15.0.' } },
        },
      },
      documentation: 'The log of runtime measurements. Each member has a default of its own.',
      source: 'config/mod.rs EventlogConfig',
    },
    log: logKey,
  },
  legacy: {
    aa_kbc_params: {
      reason:
        'It never was a key of this file: name::url belongs to the kernel parameter agent.aa_kbc_params or to AA_KBC_PARAMS, and both count only when there is no file.',
      replacedBy: 'token_configs.kbs.url',
    },
  },
};
