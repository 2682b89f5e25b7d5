/**
 * What the engine of a release says of a policy as it is written: what its parser finds, whether it prepares the policy at
 * all, and whether its decision on a container asks for the image. A part of every analysis of a document, so it is
 * quick; what takes longer is the lint's.
 */
import { policyCodes } from '#core/diagnostics/codes/policy.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { findingFrom } from '#core/diagnostics/finding.ts';
import type { EngineFailure } from '#core/rego/compile/failure.ts';
import { regoFinding } from '#core/rego/finding.ts';
import type { LoadError } from '#core/rego/load-error.ts';
import type { Profile } from '#core/rego/profile.ts';
import { pointAt, type Span } from '#core/text/span.ts';
import { modelOf, type PolicyModel } from '../matrix/model.ts';
import { imageGateOf, type ImageGate } from './image-gate.ts';

export interface PolicyCheck {
  /** Spans point into `entry:policy.rego`. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when the engine has no policy to decide by. */
  readonly imageGate?: ImageGate;
}

const source = 'entry:policy.rego';

interface Kept {
  readonly text: string;
  readonly profile: Profile;
  readonly check: PolicyCheck;
}

/** The last one: most changes of a document leave its policy alone. */
let kept: Kept | undefined;

/** Asks the engine about a policy. Never throws once `loadBuiltins(profile)` was awaited. */
export function checkPolicy(text: string, profile: Profile): PolicyCheck {
  if (kept?.text === text && kept.profile === profile) return kept.check;
  const check = checked(text, profile);
  kept = { text, profile, check };
  return check;
}

function checked(text: string, profile: Profile): PolicyCheck {
  const model = modelOf(text, profile);
  const { compiled, failure, isAgentPolicy } = model.reading;
  const diagnostics = checkModel(model);
  if (compiled === undefined || failure !== undefined || !isAgentPolicy) return { diagnostics };
  return { diagnostics, imageGate: imageGateOf(model, compiled) };
}

/** The findings of `checkPolicy` for a policy that was read already. */
export function checkModel({ reading: { parsed, failure, profile } }: PolicyModel): readonly Diagnostic[] {
  const { diagnostics, loadError } = parsed;
  if (loadError !== undefined) {
    const isSaid = diagnostics.some(({ severity }) => severity === 'error');
    return isSaid ? diagnostics : [...diagnostics, refusal(loadError, profile)];
  }
  return failure === undefined ? diagnostics : [...diagnostics, unprepared(failure, profile)];
}

/** For a refusal that no finding of the parser explains. */
function refusal(error: LoadError, profile: Profile): Diagnostic {
  return regoFinding(
    'rego/syntax',
    source,
    pointAt(0),
    `${profile.name} does not load the policy: ${error.message}.`,
    {
      consumers: [{ consumer: 'agent', outcome: 'rejects', message: error.message }],
    },
  );
}

/** The engine loads such a policy and answers no request with it. */
function unprepared({ message, at }: EngineFailure, profile: Profile): Diagnostic {
  const span: Span = at === undefined ? pointAt(0) : { from: at, to: at + 1 };
  const code = 'policy/prepare-failure';
  return findingFrom(
    policyCodes[code],
    code,
    source,
    span,
    `${profile.name} loads the policy and fails every request: ${message}.`,
    {
      hint: 'Mend the rule at this place: the engine looks at all rules before the first request, whichever it asks for.',
      consumers: [{ consumer: 'agent', outcome: 'rejects', message }],
    },
  );
}
