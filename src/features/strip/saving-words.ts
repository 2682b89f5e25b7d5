import type { Saving } from '#state/session.ts';
import type { Tone } from '#ui/tone.ts';

export interface SavingWords {
  readonly word: string;
  readonly tone: Tone;
  readonly explanation: string;
}

/** The state of the storage in one word and in full. */
export function savingWords(saving: Saving): SavingWords {
  switch (saving.kind) {
    case 'saved':
      return {
        word: 'Saved',
        tone: 'neutral',
        explanation:
          'The document and its manifest are kept in this browser, on this machine. Browsers may clear their storage, so save a file of what you need.',
      };
    case 'pending':
      return {
        word: 'Unsaved',
        tone: 'neutral',
        explanation:
          'Changes are written to this browser shortly after you stop typing. A document that nobody touched is not kept.',
      };
    case 'private':
      return {
        word: 'Private',
        tone: 'note',
        explanation:
          'A private session: nothing is written to this browser. Closing the page loses the text.',
      };
    case 'failed':
      return {
        word: 'Not saved',
        tone: 'error',
        explanation: `${
          saving.cause === 'full'
            ? 'The storage of this browser is full'
            : 'This browser refuses to store anything'
        } (${saving.reason}). The text is still in this page: save it as a file before you close it.`,
      };
    case 'elsewhere':
      return {
        word: 'In another tab',
        tone: 'risk',
        explanation:
          'Another tab has this document open and saves it. What you change here is kept in this page only.',
      };
  }
}
