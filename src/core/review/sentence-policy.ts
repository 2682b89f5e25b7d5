/** What the paragraph says of the policy. */
import type { PolicyGlance, RequestRow } from './policy-glance.ts';
import { lastOf, layerOf, link, listed, plain, quote, type Part } from './sentence-parts.ts';
import type { ReviewedDocument, Subject } from './review.ts';

/** The requests that decide what a host may do with a running pod, in the words of those who ask. */
const questions = [
  ['CreateContainerRequest', 'start containers'],
  ['ExecProcessRequest', 'run commands inside (exec)'],
  ['ReadStreamRequest', 'read output and logs'],
  ['CopyFileRequest', 'copy files in'],
  ['SetPolicyRequest', 'replace the policy'],
] as const;

/** Empty for a review without the engine's answers. */
export function policyParts({ policy, files, of }: ReviewedDocument, { layers }: Subject): readonly Part[] {
  const file = files.find(({ key }) => key === 'policy.rego');
  if (file === undefined) {
    return of === 'entry'
      ? []
      : [
          link(plain('It brings no policy', 'good-to-know'), layerOf(layers, 'files') ?? lastOf(layers)),
          plain(
            ': the one in the guest image decides what the host may do, which on peer pods is everything. ',
          ),
        ];
  }
  if (policy === undefined) return [];
  if (policy.state === 'refused') {
    const { refusal } = policy;
    const evidence =
      refusal === undefined
        ? undefined
        : ({ kind: 'text', source: file.source, span: refusal.span } as const);
    return [
      plain('Its policy '),
      link(plain('does not load', 'error'), evidence),
      ...(refusal === undefined ? [] : [plain(' (“'), link(quote(refusal.message), evidence), plain('”)')]),
      plain(', and the agent does not start with it. '),
    ];
  }
  const open = answered(policy, 'allowed');
  const conditional = answered(policy, 'conditional');
  const refused = [
    ...answered(policy, 'denied'),
    ...answered(policy, 'undefined'),
    ...answered(policy, 'failed'),
  ];
  const allows = [
    ...(open.length === 0 ? [] : [[plain('always '), ...listed(open)]]),
    ...(conditional.length === 0 ? [] : [[plain('depending on the request '), ...listed(conditional)]]),
  ];
  const allowed = allows.flatMap((clause, index) => [plain(index === 0 ? '' : '; '), ...clause]);
  const refuses: readonly Part[] =
    refused.length === 0
      ? []
      : [
          plain(allows.length === 0 ? 'Its policy never lets the host ' : '; never '),
          ...listed(refused, 'or'),
        ];
  return [
    ...(allows.length === 0 ? [] : [plain('Its policy lets the host '), ...allowed]),
    ...refuses,
    plain('. '),
    ...failureParts(policy, file.text),
  ];
}

/** The rule that turns every refusal into permission. */
function failureParts({ allowsFailures }: PolicyGlance, text: string): readonly Part[] {
  if (!allowsFailures) return [];
  const name = 'AllowRequestsFailingPolicy';
  const from = Math.max(0, text.indexOf(name));
  const evidence = {
    kind: 'text',
    source: 'entry:policy.rego',
    span: { from, to: from + name.length },
  } as const;
  return [plain('But '), link(plain(`${name} lets through what it refuses`, 'error'), evidence), plain('. ')];
}

function answered({ rows }: PolicyGlance, answer: RequestRow['answer']): readonly (readonly Part[])[] {
  return questions.flatMap(([name, words]) => {
    const row = rows.find((one) => one.name === name);
    if (row?.answer !== answer) return [];
    const tone = answer === 'allowed' ? (row.effect === 'exposes' ? 'error' : 'risk') : 'plain';
    return [[link(plain(words, tone), { kind: 'request', name })]];
  });
}
