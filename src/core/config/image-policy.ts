/**
 * The policy for accepting images, as image-rs reads it: a smaller dialect of containers-policy.json.
 *
 * @see https://github.com/confidential-containers/guest-components/tree/8246e5e0/image-rs/src/signature/policy
 */
import type { DiagnosticCode } from '#core/diagnostics/catalogue.ts';
import type { Severity } from '#core/diagnostics/diagnostic.ts';
import type { TextEdit } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';
import { jsonMember, parseJson, type JsonMember, type JsonNode } from './json.ts';
import { readResourceUri } from './resource-uri.ts';

export interface PolicyProblem {
  readonly code: DiagnosticCode;
  /** In the policy text. */
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
  readonly severity?: Severity;
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
}

const requirementTypes = ['insecureAcceptAnything', 'reject', 'signedBy', 'sigstoreSigned'];
const identities: Readonly<Record<string, readonly string[]>> = {
  matchExact: [],
  matchRepoDigestOrExact: [],
  matchRepository: [],
  exactReference: ['dockerReference'],
  exactRepository: ['dockerRepository'],
  remapIdentity: ['prefix', 'signedPrefix'],
};

/** Problems of a policy text; `plugins` says whether the release reads `kbs+plugin` URIs. */
export function problemsOfImagePolicy(text: string, plugins: boolean): readonly PolicyProblem[] {
  const reading = parseJson(text);
  if (reading.kind === 'problem') {
    const { span, message } = reading.problem;
    const comma = text.charAt(span.from) === ',' && message.includes('comma before');
    return [
      {
        code: 'config/policy-json',
        span,
        message: `The image policy is not strict JSON. ${message}`,
        hint: 'Comments and trailing commas are not allowed.',
        ...(comma ? { fix: { title: 'Remove the comma', edits: [{ span, insert: '' }] } } : {}),
      },
    ];
  }
  const problems: PolicyProblem[] = [];
  new PolicyCheck(problems, plugins).policy(reading.node);
  return problems;
}

class PolicyCheck {
  private readonly problems: PolicyProblem[];
  private readonly plugins: boolean;

  constructor(problems: PolicyProblem[], plugins: boolean) {
    this.problems = problems;
    this.plugins = plugins;
  }

  policy(node: JsonNode): void {
    if (node.kind !== 'object') {
      this.add(
        'config/policy-fields',
        node.span,
        'The image policy must be an object with default and transports.',
      );
      return;
    }
    const fallback = jsonMember(node, 'default');
    const transports = jsonMember(node, 'transports');
    this.missing(node, fallback, transports);
    if (fallback !== undefined) {
      this.requirements(fallback.node, 'default');
      this.open(fallback.node);
    }
    if (transports !== undefined) this.transports(transports);
  }

  private add(
    code: DiagnosticCode,
    span: Span,
    message: string,
    more: Partial<Omit<PolicyProblem, 'code' | 'span' | 'message'>> = {},
  ): void {
    this.problems.push({ code, span, message, ...more });
  }

  private missing(
    node: Extract<JsonNode, { kind: 'object' }>,
    fallback: JsonMember | undefined,
    transports: JsonMember | undefined,
  ): void {
    const names = [
      fallback === undefined ? 'default' : '',
      transports === undefined ? 'transports' : '',
    ].filter((name) => name !== '');
    if (names.length === 0) return;
    const last = node.members.at(-1);
    const place = last === undefined ? node.span.from + 1 : last.node.span.to;
    const insert = `${last === undefined ? '' : ', '}"transports": {}`;
    this.add(
      'config/policy-fields',
      { from: node.span.from, to: node.span.from + 1 },
      `The image policy lacks ${names.join(' and ')}.`,
      names[0] === 'transports'
        ? { fix: { title: 'Add "transports": {}', edits: [{ span: { from: place, to: place }, insert }] } }
        : {},
    );
  }

  private open(node: JsonNode): void {
    if (node.kind !== 'array') return;
    const types = node.items.map((item) => jsonMember(item, 'type')?.node);
    const accepts = types.every((type) => type?.kind === 'string' && type.value === 'insecureAcceptAnything');
    if (!accepts) return;
    this.add(
      'config/policy-open',
      node.span,
      node.items.length === 0
        ? 'An empty default accepts every image that no scope covers.'
        : 'The default insecureAcceptAnything accepts every image that no scope covers.',
      { hint: 'Use [{"type":"reject"}] as the default and list what may be pulled.' },
    );
  }

  private transports({ node }: JsonMember): void {
    if (node.kind !== 'object') {
      this.add('config/policy-fields', node.span, 'transports must be an object.');
      return;
    }
    for (const transport of node.members) {
      if (transport.key !== 'docker') {
        this.add(
          'config/policy-transport',
          transport.keySpan,
          `The transport "${transport.key}" is never looked up; only docker is.`,
        );
      }
      if (transport.node.kind !== 'object') {
        this.add(
          'config/policy-fields',
          transport.node.span,
          `transports.${transport.key} must be an object of scopes.`,
        );
        continue;
      }
      for (const scope of transport.node.members) {
        this.requirements(scope.node, `transports.${transport.key}.${scope.key}`);
      }
    }
  }

  private requirements(node: JsonNode, where: string): void {
    if (node.kind !== 'array') {
      this.add('config/policy-fields', node.span, `${where} must be a list of requirements.`);
      return;
    }
    for (const item of node.items) this.requirement(item, where);
  }

  private requirement(node: JsonNode, where: string): void {
    const type = jsonMember(node, 'type')?.node;
    if (type?.kind !== 'string') {
      this.add('config/policy-type', node.span, `A requirement of ${where} has no type.`);
      return;
    }
    switch (type.value) {
      case 'insecureAcceptAnything':
      case 'reject':
        break;
      case 'signedBy':
        this.signedBy(node, where);
        break;
      case 'sigstoreSigned':
        this.sigstoreSigned(node, where);
        break;
      default:
        this.add('config/policy-type', type.span, `Unknown requirement type "${type.value}" in ${where}.`, {
          hint: `Use one of ${requirementTypes.join(', ')}.`,
        });
    }
  }

  private signedBy(node: JsonNode, where: string): void {
    const keyType = jsonMember(node, 'keyType')?.node;
    if (keyType?.kind !== 'string' || keyType.value !== 'GPGKeys') {
      this.add(
        'config/policy-key',
        keyType?.span ?? node.span,
        `signedBy in ${where} needs "keyType": "GPGKeys".`,
      );
    }
    const data = this.oneKey(node, where);
    if (data?.kind === 'string' && !/^[A-Za-z0-9+/\s]+=*\s*$/.test(data.value)) {
      this.add(
        'config/policy-key',
        data.span,
        `keyData of signedBy in ${where} must be base64 of the key ring.`,
      );
    }
    const identity = jsonMember(node, 'signedIdentity');
    if (identity !== undefined) this.identity(identity.node, where, Object.keys(identities));
  }

  private sigstoreSigned(node: JsonNode, where: string): void {
    const data = this.oneKey(node, where);
    if (data?.kind === 'string' && !data.value.includes('-----BEGIN')) {
      this.add(
        'config/policy-key',
        data.span,
        `keyData of sigstoreSigned in ${where} holds no PEM public key; here it is the key text itself, not base64 of it.`,
      );
    }
    const identity = jsonMember(node, 'signedIdentity');
    if (identity !== undefined) this.identity(identity.node, where, ['matchRepository', 'exactRepository']);
  }

  /** Exactly one of keyPath and keyData; gives the node of keyData. */
  private oneKey(node: JsonNode, where: string): JsonNode | undefined {
    const path = jsonMember(node, 'keyPath');
    const data = jsonMember(node, 'keyData');
    if ((path === undefined) === (data === undefined)) {
      this.add(
        'config/policy-key',
        data?.keySpan ?? node.span,
        path === undefined
          ? `A requirement of ${where} has no key; give keyPath or keyData.`
          : `A requirement of ${where} has both keyPath and keyData; exactly one is allowed.`,
      );
    }
    if (path?.node.kind === 'string') {
      const reading = readResourceUri(path.node.value, { files: true, plugins: this.plugins });
      if (reading.kind === 'refused') {
        this.add('config/policy-key', path.node.span, `keyPath in ${where}: ${reading.problem.message}`, {
          ...(reading.problem.hint === undefined ? {} : { hint: reading.problem.hint }),
        });
      }
    }
    return data?.node;
  }

  private identity(node: JsonNode, where: string, allowed: readonly string[]): void {
    const type = jsonMember(node, 'type')?.node;
    if (type?.kind !== 'string') {
      this.add('config/policy-identity', node.span, `signedIdentity in ${where} has no type.`);
      return;
    }
    if (!allowed.includes(type.value)) {
      this.add(
        'config/policy-identity',
        type.span,
        `signedIdentity "${type.value}" in ${where} is not supported here; use ${allowed.join(', ')}.`,
      );
      return;
    }
    const members = identities[type.value] ?? [];
    for (const member of members) {
      if (jsonMember(node, member)?.node.kind === 'string') continue;
      this.add(
        'config/policy-identity',
        node.span,
        `signedIdentity "${type.value}" in ${where} needs ${member}.`,
      );
    }
  }
}
