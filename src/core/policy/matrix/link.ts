/** From a place in the text to the requests that it matters to, and back. */
import type { Span } from '#core/text/span.ts';
import type { RequestName } from '../requests/catalogue.ts';
import { agentRequests } from '../requests/request.ts';
import type { PolicyModel } from './model.ts';

/** Requests whose answer may depend on the rule at an offset, in the order of the catalogue; none between rules. */
export function requestsAt(model: PolicyModel, offset: number): readonly RequestName[] {
  const at = model.origins().facts.find(({ rule: { span } }) => span.from <= offset && offset <= span.to);
  if (at === undefined) return [];
  const { rules } = model.reading;
  return agentRequests.flatMap(({ name }) =>
    rules.has(name) && model.dependenciesOf(name).rules.has(at.name) ? [name] : [],
  );
}

/** Every rule that the answer to a request may depend on, in the order of the text. */
export function spansFor(model: PolicyModel, name: RequestName): readonly Span[] {
  return model
    .dependenciesOf(name)
    .facts.map(({ rule }) => rule.span)
    .toSorted((a, b) => a.from - b.from);
}
