/** What arrives for the Policy mode from elsewhere on the page. What it takes to look at it is loaded then, not before. */
import { showPolicyPanel } from '#state/policy-view.ts';
import { showMode } from '#state/view.ts';
import { openText } from '../open/open.ts';

/** An agent's message, quoted or not, or a log of requests: what the panel of events reads. */
export function isEventOrLog(text: string): boolean {
  return (
    text.includes(' is blocked by policy: ') ||
    text.includes(': internal error ') ||
    /^[^\n{]{0,80}\{\s*"(?:kind|ep)"\s*:/.test(text.trimStart())
  );
}

/** Text that was pasted while the mode is open: an event is looked into, everything else is opened. */
export async function policyPaste(text: string): Promise<void> {
  if (isEventOrLog(text)) await explainEvents(text);
  else await openText(text);
}

/** Takes an event, an error or a log to the Policy mode, from wherever it was pasted. */
export async function explainEvents(text: string): Promise<void> {
  const { readEvents } = await import('#state/policy-paste.ts');
  showMode('policy');
  showPolicyPanel('events');
  await readEvents(text);
}
