/**
 * Builtins of OPA that this engine knows and does not answer. A policy that names them still compiles, and `with` may put
 * something in their place; a call that is reached ends the evaluation and says why, as no value would be the truth.
 */
import type { Builtin } from './builtin.ts';
import { BuiltinError } from './builtin.ts';

const network = 'it asks the network';
const publicKeys = 'it needs public-key cryptography';
const goStructures = 'it answers with the data structures of a library of Go';
const otherLanguage = 'it reads another language, GraphQL';
const compiler = 'it answers with what the compiler of OPA keeps of a policy';

/** Name, number of arguments, and why there is no answer. */
const unavailable: readonly (readonly [name: string, arity: number, reason: string])[] = [
  ['crypto.parse_private_keys', 1, goStructures],
  ['crypto.x509.parse_and_verify_certificates', 1, goStructures],
  ['crypto.x509.parse_and_verify_certificates_with_options', 2, goStructures],
  ['crypto.x509.parse_certificate_request', 1, goStructures],
  ['crypto.x509.parse_certificates', 1, goStructures],
  ['crypto.x509.parse_keypair', 2, goStructures],
  ['crypto.x509.parse_rsa_private_key', 1, goStructures],
  ['graphql.is_valid', 2, otherLanguage],
  ['graphql.parse', 2, otherLanguage],
  ['graphql.parse_and_verify', 2, otherLanguage],
  ['graphql.parse_query', 1, otherLanguage],
  ['graphql.parse_schema', 1, otherLanguage],
  ['graphql.schema_is_valid', 1, otherLanguage],
  ['http.send', 1, network],
  ['io.jwt.verify_eddsa', 2, publicKeys],
  ...['es', 'ps', 'rs'].flatMap((family) =>
    ['256', '384', '512'].map((size) => [`io.jwt.verify_${family}${size}`, 2, publicKeys] as const),
  ),
  ['net.lookup_ip_addr', 1, network],
  ['providers.aws.sign_req', 3, 'it signs requests to a cloud, which nothing here sends'],
  ['rego.metadata.chain', 0, compiler],
  ['rego.metadata.rule', 0, compiler],
  ['rego.parse_module', 2, compiler],
  ['strings.render_template', 2, 'it needs the template language of Go'],
];

/** Ends the evaluation in any mode, for a builtin or one of its cases that has no answer here. */
export function notAnswered(name: string, reason: string): BuiltinError {
  return new BuiltinError(`${name} is not answered here: ${reason}`, undefined, 'fatal');
}

export const publicKeysNeeded = publicKeys;

export const unavailableBuiltins: readonly Builtin[] = unavailable.map(([name, arity, reason]) => ({
  name,
  arity: { min: arity, max: arity },
  feature: 'opa',
  deterministic: true,
  evaluate: () => {
    throw notAnswered(name, reason);
  },
}));
