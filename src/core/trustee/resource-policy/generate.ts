/**
 * Writes the policy with which Trustee's key broker guards resources: which status, which Init-Data, which paths.
 *
 * The values come from the binding table, so that each platform gets the form in which its own verifier writes the claim.
 *
 * @see https://github.com/confidential-containers/trustee/blob/78962cd4/kbs/sample_policies/default.rego
 */
import { trusteeCodes } from '#core/diagnostics/codes/trustee.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { findingFrom } from '#core/diagnostics/finding.ts';
import type { BindingRow } from '#core/measurement/binding.ts';
import { platformOf } from '#core/platform/platform.ts';
import { pointAt } from '#core/text/span.ts';
import { teeNamesOf } from '../token-preview.ts';

/** One part of a resource path; `undefined` stands for any. */
export type PathPart = string | undefined;

export interface ResourcePath {
  readonly repository: PathPart;
  readonly type: PathPart;
  readonly tag: PathPart;
}

/** One document whose pods may have the resources, on every route on which it is used. */
export interface AcceptedDocument {
  /** For the comment beside its values, such as `web, release 12`. */
  readonly label: string;
  readonly rows: readonly BindingRow[];
}

export interface ResourcePolicyRequest {
  /** Several during a rolling change. */
  readonly documents: readonly AcceptedDocument[];
  /** Empty for every resource of three parts. */
  readonly resources: readonly ResourcePath[];
  /** Also take tokens of Trustee before 0.14.0, whose submodule is called `cpu`. */
  readonly olderTokens: boolean;
}

export interface GeneratedPolicy {
  readonly text: string;
  /** Platforms that have no value to pin. Spans point into the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Values by the name of the verifier, with a comment for each. */
type Values = Map<string, Map<string, string>>;

/** Never throws. With nothing to accept the policy denies everything. */
export function generateResourcePolicy(request: ResourcePolicyRequest): GeneratedPolicy {
  const withDocument: Values = new Map();
  const withoutDocument: Values = new Map();
  const missing = new Set<string>();
  for (const { label, rows } of request.documents) {
    for (const { route, claim, carried } of rows) {
      const { name } = platformOf(route.platform);
      if (carried.kind !== 'value')
        missing.add(`${name}: ${reasonOf(claim.kind === 'value' ? carried : claim)}`);
      if (claim.kind !== 'value') continue;
      const values = route.plaintext === 'sent' ? withDocument : withoutDocument;
      for (const tee of teeNamesOf(route.platform)) {
        const of = values.get(tee) ?? new Map<string, string>();
        const field = carried.kind === 'value' ? carried.field : 'not measured';
        of.set(claim.value, `${field}: ${oneLine(label)}`);
        values.set(tee, of);
      }
    }
  }
  const everyGpu = request.documents.every(({ rows }) =>
    rows.every(({ route }) => platformOf(route.platform).gpu),
  );
  const hasRows = request.documents.some(({ rows }) => rows.length > 0);
  const text = [
    ...policyHead,
    allowRule,
    ...affirmingRules(everyGpu && hasRows),
    ...evidenceRules(request.olderTokens),
    ...acceptedRules(withDocument, withoutDocument),
    ...resourceRules(request.resources),
  ].join('\n\n');
  return {
    text: `${text}\n`,
    diagnostics: [...missing].map((message) =>
      findingFrom(
        trusteeCodes['resource-policy/not-pinnable'],
        'resource-policy/not-pinnable',
        'resource-policy',
        pointAt(0),
        message,
        { hint: 'Nothing that this policy says about Init-Data is proven there.' },
      ),
    ),
  };
}

/**
 * A policy that asks for an affirming status and looks at no Init-Data: all that can be asked where nothing is bound, and
 * what `kbs-client … set-resource-policy --affirming` amounts to elsewhere.
 */
export function statusOnlyPolicy(resources: readonly ResourcePath[]): string {
  const allow = `allow if {\n\tdata.plugin == "resource"\n\taffirming\n\tresource_guarded\n}`;
  const rules = [...policyHead, allow, ...affirmingRules(false), ...resourceRules(resources)];
  return `${rules.join('\n\n')}\n`;
}

const policyHead = [
  'package policy',
  'import rego.v1',
  '# Trustee asks data.policy.allow and nothing else.\ndefault allow := false',
];

const allowRule = `allow if {
	data.plugin == "resource"
	affirming
	init_data_accepted
	resource_guarded
}`;

function affirmingRules(gpu: boolean): readonly string[] {
  return [
    `# Every part that was attested: the processor and, where there is one, the GPU.
affirming if {
	count(input.submods) > 0${gpu ? '\n\tinput.submods.gpu0' : ''}
	every submodule in input.submods {
		submodule["ear.status"] == "affirming"
	}
}`,
  ];
}

function evidenceRules(olderTokens: boolean): readonly string[] {
  const current = 'evidence := input.submods.cpu0["ear.veraison.annotated-evidence"]';
  if (!olderTokens) return [current];
  return [
    current,
    `# Tokens of Trustee before 0.14.0.
evidence := input.submods.cpu["ear.veraison.annotated-evidence"] if not input.submods.cpu0`,
  ];
}

function acceptedRules(withDocument: Values, withoutDocument: Values): readonly string[] {
  const rules = [
    `# By the verifier's name, each value as that verifier writes the claim init_data.
accepted := ${valuesText(withDocument)}`,
    `# The document has to come with the evidence: a host can write the field and hand over no document.
# A program in such a guest could still send it: the policy in the guest image has to refuse that program.
init_data_accepted if {
	some tee, values in accepted
	evidence[tee]
	evidence.init_data in values
	is_object(evidence.init_data_claims)
}`,
  ];
  if (withoutDocument.size === 0) return rules;
  return [
    ...rules,
    `# No document comes with this evidence: the value of the register is all there is.
accepted_without_document := ${valuesText(withoutDocument)}`,
    `init_data_accepted if {
	some tee, values in accepted_without_document
	evidence[tee]
	evidence.init_data in values
}`,
  ];
}

function valuesText(values: Values): string {
  if (values.size === 0) return '{}';
  const groups = [...values].map(([tee, of]) => {
    const lines = [...of].map(([value, comment]) => `\t\t# ${comment}\n\t\t${JSON.stringify(value)},`);
    return `\t${JSON.stringify(tee)}: {\n${lines.join('\n')}\n\t},`;
  });
  return `{\n${groups.join('\n')}\n}`;
}

function resourceRules(resources: readonly ResourcePath[]): readonly string[] {
  if (resources.length === 0) {
    return [
      `# repository, type and tag; any of them.\nresource_guarded if count(data["resource-path"]) == 3`,
    ];
  }
  return resources.map(({ repository, type, tag }) => {
    const parts = [repository, type, tag];
    if (parts.every((part) => part !== undefined)) {
      return `resource_guarded if data["resource-path"] == [${parts.map((part) => JSON.stringify(part)).join(', ')}]`;
    }
    const lines = parts.flatMap((part, index) =>
      part === undefined ? [] : [`\tdata["resource-path"][${index}] == ${JSON.stringify(part)}`],
    );
    return `resource_guarded if {\n\tcount(data["resource-path"]) == 3\n${lines.join('\n')}${lines.length > 0 ? '\n' : ''}}`;
  });
}

function reasonOf(absent: BindingRow['carried'] | BindingRow['claim']): string {
  switch (absent.kind) {
    case 'value':
      return '';
    case 'fails':
      return `the guest refuses the digest (${absent.guest}).`;
    case 'refused':
      return `the guest refuses the digest (${absent.message}).`;
    case 'nothing':
    case 'unset':
    case 'absent':
      return absent.reason;
  }
}

/** A comment ends with its line, and the engine counts the columns of a line. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 120);
}
