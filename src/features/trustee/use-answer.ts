import { trusteeCalls } from '#state/trustee.ts';
import type { TrusteeCalls } from '#workers/trustee-calls.ts';
import { useEffect, useState } from 'react';

export interface Answer<Name extends keyof TrusteeCalls> {
  /** Of `of`, which may be an older question. */
  readonly answer: TrusteeCalls[Name]['response'];
  readonly of: TrusteeCalls[Name]['request'];
}

/** Long enough not to ask between two letters, short enough not to be noticed. */
const afterMilliseconds = 60;

/**
 * What the worker answers to a question, the last answer until there is a newer one.
 *
 * @param request the same value as long as the question is the same; undefined asks nothing
 */
export function useAnswer<Name extends keyof TrusteeCalls>(
  name: Name,
  request: TrusteeCalls[Name]['request'] | undefined,
): Answer<Name> | undefined {
  const [answer, setAnswer] = useState<Answer<Name>>();
  useEffect(() => {
    if (request === undefined) return undefined;
    let isWanted = true;
    const timer = setTimeout(() => {
      trusteeCalls
        .call(name, request)
        .then((response) => {
          if (isWanted) setAnswer({ answer: response, of: request });
        })
        // A worker that died is told of where its crash is reported, and the next question starts another.
        .catch(() => undefined);
    }, afterMilliseconds);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [name, request]);
  return request === undefined ? undefined : answer;
}
