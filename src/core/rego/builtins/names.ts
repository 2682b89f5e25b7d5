/**
 * Names of builtins that come in chunks of their own: known before their code is, to say where a call would work and to
 * refuse a policy whose builtins were not loaded.
 *
 * @see https://github.com/open-policy-agent/opa/blob/main/capabilities.json
 */
import type { BuiltinFeature } from '../profile.ts';

const opaNames = `
  all any array.flatten cast_array cast_boolean cast_null cast_object cast_set cast_string
  crypto.hmac.equal crypto.hmac.md5 crypto.hmac.sha1 crypto.hmac.sha256 crypto.hmac.sha512
  crypto.md5 crypto.parse_private_keys crypto.sha1 crypto.sha256
  crypto.x509.parse_and_verify_certificates crypto.x509.parse_and_verify_certificates_with_options
  crypto.x509.parse_certificate_request crypto.x509.parse_certificates crypto.x509.parse_keypair
  crypto.x509.parse_rsa_private_key glob.match glob.quote_meta graph.reachable graph.reachable_paths
  graphql.is_valid graphql.parse graphql.parse_and_verify graphql.parse_query graphql.parse_schema
  graphql.schema_is_valid hex.decode hex.encode http.send io.jwt.decode io.jwt.decode_verify
  io.jwt.encode_sign io.jwt.encode_sign_raw io.jwt.verify_eddsa io.jwt.verify_es256
  io.jwt.verify_es384 io.jwt.verify_es512 io.jwt.verify_hs256 io.jwt.verify_hs384
  io.jwt.verify_hs512 io.jwt.verify_ps256 io.jwt.verify_ps384 io.jwt.verify_ps512
  io.jwt.verify_rs256 io.jwt.verify_rs384 io.jwt.verify_rs512 json.match_schema json.patch
  json.verify_schema net.cidr_contains net.cidr_contains_matches net.cidr_expand net.cidr_intersects
  net.cidr_is_valid net.cidr_merge net.cidr_overlap net.lookup_ip_addr opa.runtime
  providers.aws.sign_req re_match regex.globs_match rego.metadata.chain rego.metadata.rule
  rego.parse_module semver.compare semver.is_valid set_diff strings.render_template strings.split_n
  plus minus mul div rem and or equal neq lt lte gt gte
  uri.is_valid uri.parse urlquery.decode urlquery.decode_object urlquery.encode
  urlquery.encode_object uuid.parse uuid.rfc4122 walk yaml.is_valid yaml.marshal yaml.unmarshal
`;

const timeNames = `
  time.add_date time.clock time.date time.diff time.format time.now_ns time.parse_duration_ns
  time.parse_ns time.parse_rfc3339_ns time.weekday
`;

const regexNames = `
  regex.find_all_string_submatch_n regex.find_n regex.is_valid regex.match regex.replace regex.split
  regex.template_match
`;

function entries(list: string, feature: BuiltinFeature): readonly (readonly [string, BuiltinFeature])[] {
  return list
    .trim()
    .split(/\s+/)
    .map((name) => [name, feature]);
}

const features: ReadonlyMap<string, BuiltinFeature> = new Map([
  ...entries(opaNames, 'opa'),
  ...entries(timeNames, 'time'),
  ...entries(regexNames, 'regex'),
]);

/** The feature that an engine needs for a builtin of a chunk; undefined for every other name. */
export function featureElsewhere(name: string): BuiltinFeature | undefined {
  return features.get(name);
}

/** Every name of a chunk with its feature. */
export function namesElsewhere(): ReadonlyMap<string, BuiltinFeature> {
  return features;
}
