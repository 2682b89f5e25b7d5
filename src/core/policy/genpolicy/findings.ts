/** The known gap of genpolicy's rules, as a finding in a policy that has it. */
import { type Diagnostic, diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { GenpolicyGaps } from './gaps.ts';
import type { GenpolicyPolicy } from './read.ts';

/** One finding for each image that the policy names, when requests have shown that it looks at none of them. */
export function gapFindings({ containers }: GenpolicyPolicy, { gaps }: GenpolicyGaps): readonly Diagnostic[] {
  const [first] = gaps;
  if (first === undefined) return [];
  const ways = gaps.map(({ attack }) => attack.title.toLowerCase()).join('; ');
  return containers.flatMap(({ image, name = 'this container' }) =>
    image === undefined
      ? []
      : [
          diagnostic(
            'policy/genpolicy-image',
            'entry:policy.rego',
            image.span,
            `Nothing in the rules looks at this image: ${name} may run any other. Requests that pass: ${ways}.`,
            { hint: 'Compare the source of the one guest-pull storage with the image, by digest.' },
          ),
        ],
  );
}
