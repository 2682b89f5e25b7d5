import type { Expression } from '#core/rego/ast.ts';
import type { RuleFacts } from '#core/policy/matrix/origins.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { stringOf } from '../syntax.ts';

const loose: ReadonlySet<string> = new Set(['startswith', 'endswith', 'contains', 'regex.match']);

export const imageTag: LintRule = {
  code: 'policy/image-tag',
  about: 'agent',
  why: 'A tag, a prefix or a part of a name stands for whatever the registry serves: only a digest names an image.',
  hint: 'Compare with a digest: name@sha256:….',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	some storage in input.storages
	storage.source == "registry.example/web:1.27"
}`),
  good: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	some storage in input.storages
	storage.source == "registry.example/web@sha256:6d7814b16ce8fb3d1eb8f8182b743fafaa7f27f52fcdd78d7d43f0de62666b6f"
}`),
  *find(subject) {
    const isSource = (facts: RuleFacts, expression: Expression): boolean =>
      subject
        .inputOf(facts, expression)
        .some(({ path }) => path[0] === 'storages' && path.at(-1) === 'source');
    for (const { node, facts } of subject.nodes('comparison')) {
      if (node.operator !== '==') continue;
      const constant = isSource(facts, node.left)
        ? node.right
        : isSource(facts, node.right)
          ? node.left
          : undefined;
      const image = stringOf(constant);
      if (constant === undefined || image === undefined || !isNamed(image)) continue;
      yield { span: constant.span, message: `${image} is no digest.` };
    }
    for (const { node, facts } of subject.nodes('membership')) {
      if (
        !isSource(facts, node.value) ||
        (node.collection.kind !== 'array' && node.collection.kind !== 'set')
      )
        continue;
      for (const item of node.collection.items) {
        const image = stringOf(item);
        if (image === undefined || !isNamed(image)) continue;
        yield { span: item.span, message: `${image} is no digest.` };
      }
    }
    for (const { node, facts } of subject.nodes('call')) {
      const name = node.path.join('.');
      const [first, second] = node.parameters;
      const [text, part] = name === 'regex.match' ? [second, first] : [first, second];
      if (!loose.has(name) || text === undefined || part === undefined || !isSource(facts, text)) continue;
      const written = stringOf(part);
      if (written === undefined || written.includes('sha256')) continue;
      yield {
        span: node.span,
        message: `Any image whose name fits ${name} with ${JSON.stringify(written)} passes.`,
      };
    }
  },
};

/** The name of an image, and of no fixed content. */
function isNamed(source: string): boolean {
  return /[/:.]/.test(source) && !source.includes('@sha256:');
}
