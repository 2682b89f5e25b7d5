/** The formats of JSON Schema that are checked; any other is taken for met. */
import { regexOf } from '../regex/regex.ts';
import { addressOf } from './addresses.ts';
import { parseTime } from './layout.ts';

function isTime(layouts: readonly string[]): (text: string) => boolean {
  return (text) => layouts.some((layout) => parseTime(text, layout) !== undefined);
}

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const hostName = new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*$`);

export const schemaFormats: ReadonlyMap<string, (text: string) => boolean> = new Map(
  Object.entries({
    date: isTime(['2006-01-02']),
    time: isTime(['15:04:05', '15:04:05Z07:00']),
    'date-time': isTime(['2006-01-02T15:04:05Z07:00']),
    hostname: (text: string) => hostName.test(text),
    email: (text: string) => /^[^\s@]+@[^\s@]+$/.test(text),
    ipv4: (text: string) => !text.includes(':') && addressOf(text) !== undefined,
    ipv6: (text: string) => text.includes(':') && addressOf(text) !== undefined,
    uri: (text: string) => /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\\]*$/.test(text),
    'uri-reference': (text: string) => /^[^\s\\]*$/.test(text),
    uuid: (text: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text),
    regex: (text: string) => regexOf(text).kind === 'regex',
    'json-pointer': (text: string) => /^(?:\/(?:[^/~]|~[01])*)*$/.test(text),
  }),
);
