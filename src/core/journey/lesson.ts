/** Why a tampering got through to the secret, and what stands against it. */
import type { Route } from '#core/measurement/routes.ts';
import { verifierOf } from '#core/measurement/binding.ts';
import type { Threads } from './station.ts';

export interface Lesson {
  readonly kind:
    'unbound' | 'sample' | 'not-looked-at' | 'other-accepted' | 'document-not-asked-for' | 'sent-from-inside';
  readonly why: string;
  /** What to do about it. */
  readonly hint: string;
  /** Upstream file in which this can be read. */
  readonly fact: string;
}

/**
 * The lesson of a tampering that was not noticed.
 *
 * @param arrives what of the document reached the policy of the key broker
 * @param looks whether that policy would decide otherwise for another document
 */
export function lessonOf(route: Route, arrives: Threads, looks: boolean): Lesson {
  if (verifierOf(route.platform) === 'sample') {
    return {
      kind: 'sample',
      why: 'Evidence of the sample attester is made by software and compared with nothing.',
      hint: 'Use it to try things out, and never for a secret that matters.',
      fact: 'Trustee: deps/verifier/src/sample',
    };
  }
  if (arrives.digest === 'none') {
    return {
      kind: 'unbound',
      why: 'On this way nothing of Init-Data is in the evidence, so no policy of the key broker can tell one document from another.',
      hint: 'Choose a platform and class that measure it, or keep secrets out of what depends on it.',
      fact: route.source,
    };
  }
  if (!looks) {
    return {
      kind: 'not-looked-at',
      why: 'The policy that decided looks at nothing of Init-Data: it releases the secret to every document.',
      hint: 'Pin init_data in the resource policy, and ask for init_data_claims.',
      fact: 'Trustee: kbs/src/api_server.rs',
    };
  }
  if (arrives.digest === 'other') {
    return {
      kind: 'other-accepted',
      why: 'The evidence tells that it is another document, and the policy that decided accepts it all the same.',
      hint: 'Pin the value of your own document alone.',
      fact: 'Trustee: kbs/src/api_server.rs',
    };
  }
  if (arrives.document === 'none') {
    return {
      kind: 'document-not-asked-for',
      why: 'init_data is what the host wrote into the field. Pinning it alone does not bind the guest, which never got the document.',
      hint: 'Let the policy ask for init_data_claims too: it is null when no document comes with the evidence.',
      fact: 'Trustee: attestation-service/src/lib.rs (parse_init_data)',
    };
  }
  return {
    kind: 'sent-from-inside',
    why: 'Field, evidence and document agree, so no comparison can notice. Pinning init_data shows what the host wrote and which document was sent, not what the guest runs under.',
    hint: 'What stands against it is in the guest image: a default policy that refuses such a program, in an image that is measured itself. The policy of stock images allows every request.',
    fact: 'kata-containers: tools/osbuilder/rootfs-builder/rootfs.sh',
  };
}
