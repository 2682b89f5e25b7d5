import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanSecrets } from './scan.ts';

// Put together at run time, so that no scanner takes this file for a leak.
const random = 'q7Zp2Lx9Vb4Nc8Tr1Ws6Ky3Md5Hf0GjQw';
const word = 'KEY';
const rsaKey = ['-----BEGIN RSA PRIVATE', 'KEY-----\nMIIB\n-----END RSA PRIVATE', 'KEY-----'].join(' ');
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJ4In0', 'c2lnbmF0dXJlLXBhcnQ'].join('.');

describe('what is found', () => {
  test.for([
    { name: 'a private key', text: `x = """\n${rsaKey}\n"""`, code: 'secret/private-key', found: rsaKey },
    {
      name: 'an OpenPGP key',
      text: `-----BEGIN PGP PRIVATE ${word} BLOCK-----\n\nx\n-----END PGP PRIVATE ${word} BLOCK-----`,
      code: 'secret/private-key',
    },
    {
      name: 'a private key without its end',
      text: `-----BEGIN PRIVATE ${word}-----\nMIIB`,
      code: 'secret/private-key',
    },
    {
      name: 'a private JWK',
      text: `{"kty":"EC","crv":"P-256","d":"${random}"}`,
      code: 'secret/private-jwk',
      found: `"d":"${random}"`,
    },
    {
      name: 'a registry login',
      text: '{"auths":{"quay.io":{"auth":"dXNlcjpwYXNzd29yZA=="}}}',
      code: 'secret/registry-login',
      found: '"auth":"dXNlcjpwYXNzd29yZA=="',
    },
    {
      name: 'a login in an escaped string',
      text: '"{\\"auth\\": \\"dXNlcjpwYXNzd29yZA==\\"}"',
      code: 'secret/registry-login',
    },
    {
      name: 'a password in a URL',
      text: 'url = "https://user:hunter2@kbs.corp:8080"',
      code: 'secret/url-credentials',
      found: 'https://user:hunter2@',
    },
    { name: 'an AWS key id', text: `id = ${'AKIA'.concat('ABCDEFGHIJKLMNOP')}`, code: 'secret/cloud-key' },
    { name: 'an AWS secret key', text: `secret_access_key = "${random}"`, code: 'secret/named-value' },
    { name: 'a GitHub token', text: `ghp_${'a1B2'.repeat(9)}`, code: 'secret/token' },
    { name: 'a GitLab token', text: `glpat-${'a1B2c'.repeat(4)}`, code: 'secret/token' },
    { name: 'a Slack token', text: ['xoxb', '123456789012', 'abcdef'].join('-'), code: 'secret/token' },
    { name: 'a Google key', text: `AIza${'Sy0'.repeat(11)}ab`, code: 'secret/cloud-key' },
    { name: 'a Hugging Face token', text: `hf_${'AbCdE'.repeat(7)}`, code: 'secret/token' },
    { name: 'an NVIDIA key', text: `nvapi-${'AbCd0'.repeat(12)}`, code: 'secret/token' },
    { name: 'a JWT', text: `bearer ${jwt}`, code: 'secret/jwt', found: jwt },
    {
      name: 'a named value in TOML',
      text: 'db_password = "hunter2"',
      code: 'secret/named-value',
      found: '"hunter2"',
    },
    {
      name: 'a named value in YAML',
      text: '  apiKey: hunter2\n',
      code: 'secret/named-value',
      found: 'hunter2',
    },
    {
      name: 'a named value in JSON',
      text: '{"client_secret": "hunter2"}',
      code: 'secret/named-value',
      found: '"hunter2"',
    },
    {
      name: 'a named value in Rego',
      text: 'token := "hunter2"',
      code: 'secret/named-value',
      found: '"hunter2"',
    },
    { name: 'a random string', text: `x = "${random}"`, code: 'secret/high-entropy', found: random },
  ])('$name', ({ text, code, found }) => {
    const findings = scanSecrets(text, 'entry:aa.toml');
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    if (found !== undefined) expect(text.slice(findings[0]?.span.from, findings[0]?.span.to)).toBe(found);
  });
});

describe('what is no secret', () => {
  test.for([
    {
      name: 'a certificate',
      text: `-----BEGIN CERTIFICATE-----\n${random}${random}\n-----END CERTIFICATE-----`,
    },
    {
      name: 'a public key',
      text: `-----BEGIN PUBLIC KEY-----\n${random}${random}\n-----END PUBLIC KEY-----`,
    },
    { name: 'a public JWK', text: `{"kty":"EC","crv":"P-256","kid":"1"}` },
    { name: 'a digest', text: 'x = "4bebff2869bcdd3e4bebff2869bcdd3e4bebff2869bcdd3e4bebff2869bcdd3e"' },
    {
      name: 'an image digest',
      text: 'image: quay.io/a/b@sha256:4bebff2869bcdd3e4bebff2869bcdd3e4bebff2869bcdd3e4bebff2869bcdd3e',
    },
    { name: 'a KBS URI', text: 'authenticated_registry_credentials_uri = "kbs:///default/credential/test"' },
    { name: 'a sealed secret', text: `secret: sealed.${jwt}` },
    {
      name: 'keys of our files',
      text: '[token_configs.kbs]\n[token_configs]\nskip_sealed_secret_verification = false\n',
    },
    {
      name: 'a reference in a manifest',
      text: 'secretKeyRef:\n  name: x\nimagePullSecrets: x\nsecretName: my-secret\n',
    },
    {
      name: 'a placeholder',
      text: 'password = "${DB_PASSWORD}"\ntoken: <token>\nurl = "https://user:${PW}@h"',
    },
    { name: 'a comparison in Rego', text: 'input.token == "x"\nallow if input.secret\nsecret := input.key' },
    { name: 'a URL with a port', text: 'https://kbs.coco.svc:8080/a@b' },
    { name: 'a path', text: '/run/confidential-containers/attestation-agent/attestation-agent.sock' },
    {
      name: 'a long name',
      text: 'max_concurrent_layer_downloads_per_image = 3\nio.katacontainers.config.hypervisor.cc_init_data',
    },
    { name: 'an UUID', text: 'id = "123e4567-e89b-12d3-a456-426614174000"' },
  ])('$name', ({ text }) => {
    expect(scanSecrets(text, 'entry:aa.toml')).toEqual([]);
  });
});

test('findings never overlap, stay in the text, and no text makes the scan throw', () => {
  const piece = fc.constantFrom(
    '-----BEGIN ',
    'PRIVATE KEY-----',
    '"kty":"EC"',
    '"d":"',
    '{',
    '}',
    '"auth":"',
    'ghp_',
    'eyJ',
    '.',
    '://',
    'a:b@c',
    'password',
    ' = ',
    '"',
    "'",
    '\\',
    '\n',
    random,
    '=',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      let end = 0;
      for (const { span } of scanSecrets(text, 'initdata')) {
        expect(span.from).toBeGreaterThanOrEqual(end);
        expect(span.to).toBeLessThanOrEqual(text.length);
        expect(span.to).toBeGreaterThan(span.from);
        end = span.to;
      }
    }),
  );
});

/** A scan that is not linear takes a minute for these; the limit leaves room for a busy machine. */
test.for([
  '-----BEGIN CERTIFICATE-----\n',
  '"kty":"RSA"',
  '"auth":"x',
  'eyJaaaaaaaaaa.',
  'password = "x',
  'https://user:',
  'aB3',
])('one megabyte of the worst form: %s', (piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
  const start = performance.now();
  scanSecrets(text, 'initdata');
  expect(performance.now() - start).toBeLessThan(3000);
});
