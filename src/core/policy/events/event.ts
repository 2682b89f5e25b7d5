/**
 * What a person has when a pod does not start: the event of a kubelet, an error of containerd, a line of a log. The agent's
 * message is found in it, freed of its quotes, and taken apart: which request, which prints, and the request itself where a
 * print shows it.
 */
import { isJsonObject, type JsonObject } from '../simulate/json.ts';
import { quotedAt } from './escapes.ts';
import { type PrintLine, printsOf } from './prints.ts';

export interface PolicyEvent {
  /** `denied`: the policy said no. `internal`: undefined, or the evaluation failed. */
  readonly kind: 'denied' | 'internal';
  readonly entrypoint: string;
  /** The message without its quotes. */
  readonly message: string;
  /** How many programs had quoted it. */
  readonly layers: number;
  /** False when the end is cut off: events of Kubernetes end after 1 024 bytes. */
  readonly complete: boolean;
  /** Of a denial. */
  readonly prints: readonly PrintLine[];
  /** The input of the request, where a print shows all of it. */
  readonly input?: JsonObject;
  /** Of an internal error that names a place in the policy. */
  readonly error?: {
    readonly message: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
  };
  /** Where it stands in what was pasted. */
  readonly span: { readonly from: number; readonly to: number };
}

const marks = [
  { kind: 'denied', text: ' is blocked by policy: ' },
  { kind: 'internal', text: ': internal error ' },
] as const;

/** More than a person looks at. */
const maxEvents = 200;
/** Longer names are none. */
const maxName = 80;

/** Every message of the agent in a text, in order, each once. Never throws; linear in the length of the text. */
export function eventsIn(text: string): readonly PolicyEvent[] {
  const events: PolicyEvent[] = [];
  const seen = new Set<string>();
  let at = 0;
  // Where each mark comes next: looked for again only once it is passed.
  const places = marks.map(({ kind, text: mark }) => ({ kind, mark, index: text.indexOf(mark) }));
  while (events.length < maxEvents) {
    const mark = nextMark(text, at, places);
    if (mark === undefined) break;
    const { kind, from, behind } = mark;
    at = behind;
    if (from === undefined) continue;
    const { text: message, layers, complete, to } = quotedAt(text, from);
    at = Math.max(at, to);
    if (seen.has(message)) continue;
    seen.add(message);
    events.push({ kind, layers, complete, span: { from, to }, ...parted(kind, message) });
  }
  return events;
}

interface Mark {
  readonly kind: PolicyEvent['kind'];
  /** Where the name of the request starts; absent when there is no name. */
  readonly from: number | undefined;
  /** Offset behind the mark. */
  readonly behind: number;
}

interface MarkPlace {
  readonly kind: PolicyEvent['kind'];
  readonly mark: string;
  /** Negative when there is none any more. */
  index: number;
}

function nextMark(text: string, at: number, places: readonly MarkPlace[]): Mark | undefined {
  let found: MarkPlace | undefined;
  for (const place of places) {
    if (place.index >= 0 && place.index < at) place.index = text.indexOf(place.mark, at);
    if (place.index >= 0 && (found === undefined || place.index < found.index)) found = place;
  }
  if (found === undefined) return undefined;
  let from = found.index;
  while (from > at && found.index - from < maxName && /\w/.test(text[from - 1] ?? '')) from -= 1;
  const named = from < found.index && /[A-Za-z]/.test(text[from] ?? '');
  return { kind: found.kind, from: named ? from : undefined, behind: found.index + found.mark.length };
}

function parted(
  kind: PolicyEvent['kind'],
  message: string,
): Pick<PolicyEvent, 'entrypoint' | 'message' | 'prints' | 'input' | 'error'> {
  const [entrypoint = ''] = /^\w+/.exec(message) ?? [];
  const mark = marks.find((each) => each.kind === kind)?.text ?? '';
  const rest = message.slice(entrypoint.length + mark.length);
  if (kind === 'internal') {
    const error = errorIn(rest);
    return { entrypoint, message, prints: [], ...(error === undefined ? {} : { error }) };
  }
  const prints = printsOf(rest);
  const input = inputIn(prints);
  return { entrypoint, message, prints, ...(input === undefined ? {} : { input }) };
}

/** The place that the engine names, and the words behind the last `error: `. */
function errorIn(text: string): PolicyEvent['error'] {
  const [, file, line, column] = /--> (\S{1,1000}):(\d{1,9}):(\d{1,9})/.exec(text) ?? [];
  const at = text.lastIndexOf('error: ');
  if (file === undefined || at < 0) return undefined;
  return {
    message: text.slice(at + 'error: '.length).trim(),
    file,
    line: Number(line),
    column: Number(column),
  };
}

/** A print such as `CreateContainerRequest: input = {…}`: objects in prints are JSON but for sets. */
function inputIn(prints: readonly PrintLine[]): JsonObject | undefined {
  for (const { text } of prints) {
    const start = /\binput\b[\s:=]{0,10}\{/.exec(text);
    if (start === null) continue;
    const value = parsedObject(text.slice(start.index + start[0].length - 1));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** JSON that may have text behind it. */
function parsedObject(text: string): JsonObject | undefined {
  const whole = parsedJson(text);
  if (isJsonObject(whole)) return whole;
  const end = endOfObject(text);
  const part = end === undefined ? undefined : parsedJson(text.slice(0, end));
  return isJsonObject(part) ? part : undefined;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where the brackets that open at the beginning close. */
function endOfObject(text: string): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}
