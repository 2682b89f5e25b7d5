/** What is known about the name at an offset. */
import type { Profile } from '#core/rego/profile.ts';
import type { PolicyModel } from '../matrix/model.ts';
import { pathText } from '../matrix/origins.ts';
import { agentRequests, deadRequests, failuresEntrypoint } from '../requests/request.ts';
import { aboutBuiltin, aboutRequest, fieldAt, requestsFor } from './describe.ts';
import { signatureOf, signatureText } from './signatures.ts';
import { occurrencesOf, type PolicySymbol, symbolAt } from './symbols.ts';
import type { Hover } from './types.ts';

/** Says what a request, rule, field, builtin or local name is; undefined where nothing is known. */
export function policyHoverAt(model: PolicyModel, offset: number): Hover | undefined {
  const symbol = symbolAt(model, offset);
  if (symbol === undefined) return undefined;
  const { span } = symbol;
  const { profile } = model.reading;
  switch (symbol.kind) {
    case 'rule':
      return { span, ...aboutRule(model, symbol.name) };
    case 'builtin': {
      const signature = signatureOf(symbol.name);
      const title = signature === undefined ? symbol.name : signatureText(symbol.name, signature);
      return { span, title, paragraphs: aboutBuiltin(symbol.name, profile) };
    }
    case 'import':
      return { span, title: symbol.name, paragraphs: ['An import of this policy.'] };
    case 'field':
      return aboutField(model, symbol, profile);
    case 'local': {
      const [first] = model
        .origins()
        .of(symbol.facts, { kind: 'variable', name: symbol.name, span, at: span.from });
      const uses = occurrencesOf(model, symbol).length - 1;
      const source = first?.root === 'input' ? [`Stands for input.${pathText(first.path)}.`] : [];
      return {
        span,
        title: symbol.name,
        paragraphs: ['A name of this rule.', ...source, uses === 1 ? 'Used once.' : `Used ${uses} times.`],
      };
    }
  }
}

function aboutRule(model: PolicyModel, name: string): Omit<Hover, 'span'> {
  const request = agentRequests.find((each) => each.name === name);
  if (request !== undefined) return { title: name, paragraphs: aboutRequest(request) };
  if (name === failuresEntrypoint) {
    return {
      title: name,
      paragraphs: ['True, it turns denied and undefined requests into allowed ones. It sticks.'],
    };
  }
  const story = deadRequests.get(name);
  if (story !== undefined) return { title: name, paragraphs: [`No agent asks for it. ${story}`] };
  const definitions = (model.reading.rules.get(name) ?? []).filter(({ kind }) => kind === 'rule').length;
  const needing = agentRequests.filter((each) => model.dependenciesOf(each.name).rules.has(name));
  const readers = needing.map((each) => each.name).join(', ');
  return {
    title: name,
    paragraphs: [
      definitions === 1 ? 'A rule of this policy.' : `A rule of this policy with ${definitions} definitions.`,
      readers === '' ? 'No request needs it.' : `Needed by ${readers}.`,
    ],
  };
}

function aboutField(
  model: PolicyModel,
  { path, span, facts }: PolicySymbol & { readonly kind: 'field' },
  profile: Profile,
): Hover {
  const requests = requestsFor(facts.name, (name) => model.dependenciesOf(name).rules);
  const title = path.length === 0 ? 'input' : `input.${pathText(path)}`;
  const names =
    requests.length === agentRequests.length ? 'the request' : requests.map(({ name }) => name).join(', ');
  if (path.length === 0) return { span, title, paragraphs: [`What ${names} holds.`] };
  const field = fieldAt(path, requests, profile);
  if (field === undefined) {
    return { span, title, paragraphs: [`${names} has no such field: it is always undefined.`] };
  }
  return { span, title: `${title}: ${field.type}`, paragraphs: field.doc === undefined ? [] : [field.doc] };
}
