/** Layouts of Go's `time` package, which write a time as the second of January 2006 would be: `2006-01-02T15:04:05Z07:00`. */

/** A time on a clock that stands so many seconds ahead of UTC. */
export interface ZonedTime {
  /** Nanoseconds since 1970, UTC. */
  readonly ns: bigint;
  readonly offset: number;
  readonly zone: string;
}

export interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** 0 for Sunday. */
  readonly weekday: number;
}

const nsPerMs = 1_000_000n;
const nsPerSecond = 1_000_000_000n;

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

/** What the clock and the calendar show. */
export function fieldsOf(time: ZonedTime): Fields {
  const local = time.ns + BigInt(time.offset) * nsPerSecond;
  const date = new Date(Number(floorDivide(local, nsPerMs)));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    nanosecond: Number(local - floorDivide(local, nsPerSecond) * nsPerSecond),
    weekday: date.getUTCDay(),
  };
}

/**
 * Nanoseconds since 1970 of a date and time of day on a clock `offset` seconds ahead; days and months carry over. Undefined
 * for what no calendar reaches.
 */
export function nsOf(fields: Omit<Fields, 'weekday'>, offset: number): bigint | undefined {
  const date = new Date(0);
  date.setUTCFullYear(fields.year, fields.month - 1, fields.day);
  date.setUTCHours(fields.hour, fields.minute, fields.second);
  if (Number.isNaN(date.getTime())) return undefined;
  return BigInt(date.getTime()) * nsPerMs + BigInt(fields.nanosecond) - BigInt(offset) * nsPerSecond;
}

export const weekdays: readonly string[] = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];

const months: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Longer elements come first; names that go on in lower case and fractions that go on in digits are plain text. */
const element =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|__2|_2(?!006)|002|0[1-6]|15|PM|pm|[-Z]07:00:00|[-Z]070000|[-Z]07:00|[-Z]0700|[-Z]07|[.,](?:0+|9+)(?![0-9])|[1-5]/g;

function two(value: number, pad = '0'): string {
  return String(value).padStart(2, pad);
}

function dayOfYear(fields: Fields): number {
  return (Date.UTC(fields.year, fields.month - 1, fields.day) - Date.UTC(fields.year, 0, 1)) / 86_400_000 + 1;
}

function zoneText(form: string, offset: number): string {
  if (form.startsWith('Z') && offset === 0) return 'Z';
  const minutes = Math.trunc(Math.abs(offset) / 60);
  const parts = [two(Math.trunc(minutes / 60)), two(minutes % 60), two(Math.abs(offset) % 60)];
  const count = form.replaceAll(/[^0-9]/g, '').length / 2;
  return (offset < 0 ? '-' : '+') + parts.slice(0, count).join(form.includes(':') ? ':' : '');
}

function fractionText(form: string, nanosecond: number): string {
  const digits = String(nanosecond)
    .padStart(9, '0')
    .slice(0, form.length - 1);
  if (form[1] === '0') return `${form[0] ?? ''}${digits.padEnd(form.length - 1, '0')}`;
  const short = digits.replace(/0+$/, '');
  return short === '' ? '' : `${form[0] ?? ''}${short}`;
}

/** Writes a time by a layout. */
export function formatTime(time: ZonedTime, layout: string): string {
  const fields = fieldsOf(time);
  const hour = fields.hour % 12 === 0 ? 12 : fields.hour % 12;
  return layout.replaceAll(element, (form) => {
    switch (form) {
      case '2006':
        return String(fields.year).padStart(4, '0');
      case '06':
        return two(fields.year % 100);
      case 'January':
        return months[fields.month - 1] ?? '';
      case 'Jan':
        return (months[fields.month - 1] ?? '').slice(0, 3);
      case '01':
        return two(fields.month);
      case '1':
        return String(fields.month);
      case 'Monday':
        return weekdays[fields.weekday] ?? '';
      case 'Mon':
        return (weekdays[fields.weekday] ?? '').slice(0, 3);
      case '02':
        return two(fields.day);
      case '_2':
        return two(fields.day, ' ');
      case '2':
        return String(fields.day);
      case '002':
        return String(dayOfYear(fields)).padStart(3, '0');
      case '__2':
        return String(dayOfYear(fields)).padStart(3);
      case '15':
        return two(fields.hour);
      case '03':
        return two(hour);
      case '3':
        return String(hour);
      case '04':
        return two(fields.minute);
      case '4':
        return String(fields.minute);
      case '05':
        return two(fields.second);
      case '5':
        return String(fields.second);
      case 'PM':
        return fields.hour >= 12 ? 'PM' : 'AM';
      case 'pm':
        return fields.hour >= 12 ? 'pm' : 'am';
      case 'MST':
        return time.zone === '' ? zoneText('-07:00', time.offset) : time.zone;
      default:
        return /^[-Z]/.test(form) ? zoneText(form, time.offset) : fractionText(form, fields.nanosecond);
    }
  });
}

interface Draft {
  year: number;
  month: number;
  day: number;
  dayOfYear: number | undefined;
  hour: number;
  afternoon: boolean | undefined;
  minute: number;
  second: number;
  nanosecond: number;
  offset: number;
}

/** What an element of a layout may be in a text, and what it says. */
const readers: Readonly<Record<string, readonly [RegExp, (draft: Draft, text: string) => void]>> = {
  '2006': [/^\d{4}/, (draft, text) => (draft.year = Number(text))],
  '06': [/^\d{2}/, (draft, text) => (draft.year = Number(text) + (Number(text) >= 69 ? 1900 : 2000))],
  January: [new RegExp(`^(?:${months.join('|')})`, 'i'), (draft, text) => (draft.month = monthOf(text))],
  Jan: [
    new RegExp(`^(?:${months.map((name) => name.slice(0, 3)).join('|')})`, 'i'),
    (draft, text) => (draft.month = monthOf(text)),
  ],
  '01': [/^\d{2}/, (draft, text) => (draft.month = Number(text))],
  '1': [/^\d{1,2}/, (draft, text) => (draft.month = Number(text))],
  Monday: [new RegExp(`^(?:${weekdays.join('|')})`, 'i'), () => undefined],
  Mon: [new RegExp(`^(?:${weekdays.map((name) => name.slice(0, 3)).join('|')})`, 'i'), () => undefined],
  '02': [/^\d{2}/, (draft, text) => (draft.day = Number(text))],
  _2: [/^ ?\d{1,2}/, (draft, text) => (draft.day = Number(text))],
  '2': [/^ ?\d{1,2}/, (draft, text) => (draft.day = Number(text))],
  '002': [/^\d{3}/, (draft, text) => (draft.dayOfYear = Number(text))],
  __2: [/^ {0,2}\d{1,3}/, (draft, text) => (draft.dayOfYear = Number(text))],
  '15': [/^\d{2}/, (draft, text) => (draft.hour = Number(text))],
  '03': [/^\d{2}/, (draft, text) => (draft.hour = Number(text))],
  '3': [/^\d{1,2}/, (draft, text) => (draft.hour = Number(text))],
  '04': [/^\d{2}/, (draft, text) => (draft.minute = Number(text))],
  '4': [/^\d{1,2}/, (draft, text) => (draft.minute = Number(text))],
  '05': [/^\d{2}/, (draft, text) => (draft.second = Number(text))],
  '5': [/^\d{1,2}/, (draft, text) => (draft.second = Number(text))],
  PM: [/^[AP]M/, (draft, text) => (draft.afternoon = text === 'PM')],
  pm: [/^[ap]m/, (draft, text) => (draft.afternoon = text === 'pm')],
  MST: [
    /^(?:GMT[+-]\d{1,2}|[A-Z]{3,5}|[+-]\d{2}(?:\d{2})?)/,
    (draft, text) => (draft.offset = abbreviationOffset(text)),
  ],
};

function monthOf(text: string): number {
  return months.findIndex((name) => name.toLowerCase().startsWith(text.toLowerCase().slice(0, 3))) + 1;
}

/** Only UTC and what says its distance to it is known; other abbreviations count as UTC, as in Go. */
function abbreviationOffset(text: string): number {
  const hours = /^GMT([+-]\d{1,2})$/.exec(text)?.[1];
  return hours === undefined ? 0 : Number(hours) * 3600;
}

function zonePattern(form: string): RegExp {
  const colon = form.includes(':') ? ':' : '';
  const count = form.replaceAll(/[^0-9]/g, '').length / 2;
  const digits = Array.from({ length: count }, () => '\\d{2}').join(colon);
  return new RegExp(`^(?:[+-]${digits}${form.startsWith('Z') ? '|Z' : ''})`);
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const [hours = 0, minutes = 0, seconds = 0] = (text.slice(1).match(/\d{2}/g) ?? []).map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}

/** Reads a time by a layout: nanoseconds since 1970, or undefined when the text does not follow it. */
export function parseTime(text: string, layout: string): bigint | undefined {
  const draft: Draft = {
    year: 0,
    month: 1,
    day: 1,
    dayOfYear: undefined,
    hour: 0,
    afternoon: undefined,
    minute: 0,
    second: 0,
    nanosecond: 0,
    offset: 0,
  };
  let rest = text;
  let from = 0;
  for (const match of layout.matchAll(element)) {
    const literal = layout.slice(from, match.index);
    if (!rest.startsWith(literal)) return undefined;
    rest = rest.slice(literal.length);
    const [form] = match;
    from = match.index + form.length;
    const read = readElement(draft, form, rest);
    if (read === undefined) return undefined;
    rest = rest.slice(read);
    // A text may have a fraction of the second that the layout does not mention.
    if (form.endsWith('5') && form !== '15' && !/^[.,](?:0+|9+)(?![0-9])/.test(layout.slice(from))) {
      rest = rest.slice(readElement(draft, '.9', rest) ?? 0);
    }
  }
  if (rest !== layout.slice(from)) return undefined;
  return timeOf(draft);
}

/** The length of what an element took of a text. */
function readElement(draft: Draft, form: string, text: string): number | undefined {
  const reader = readers[form];
  const isZone = /^[-Z]0/.test(form);
  const pattern = reader?.[0] ?? (isZone ? zonePattern(form) : fractionPattern(form));
  const found = pattern.exec(text)?.[0];
  if (found === undefined) return undefined;
  if (reader !== undefined) reader[1](draft, found);
  else if (isZone) draft.offset = offsetOf(found);
  else draft.nanosecond = Number(found.slice(1, 10).padEnd(9, '0'));
  return found.length;
}

function fractionPattern(form: string): RegExp {
  return form[1] === '0' ? new RegExp(`^[.,]\\d{${String(form.length - 1)}}`) : /^(?:[.,]\d+)?/;
}

function timeOf(draft: Draft): bigint | undefined {
  let { hour, month, day } = draft;
  if (draft.afternoon !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (draft.afternoon ? 12 : 0);
  }
  if (draft.dayOfYear !== undefined) {
    const date = new Date(Date.UTC(draft.year, 0, draft.dayOfYear));
    if (date.getUTCFullYear() !== draft.year) return undefined;
    month = date.getUTCMonth() + 1;
    day = date.getUTCDate();
  }
  if (month < 1 || month > 12 || day < 1 || day > daysIn(draft.year, month)) return undefined;
  if (hour > 23 || draft.minute > 59 || draft.second > 59) return undefined;
  return nsOf({ ...draft, month, day, hour }, draft.offset);
}

export function daysIn(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}
