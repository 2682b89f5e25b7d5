/** `time.*`: in Trustee and OPA, not in the agent. */
import { bigIntOf, numberFromBigInt } from '../value/number.ts';
import { readableJson } from '../value/json.ts';
import { isArray, isNumber, type RegoNumber, type Value } from '../value/value.ts';
import { define, type Definition, numberArgument, signed64, strictly, stringArgument } from './arguments.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';
import {
  daysIn,
  type Fields,
  fieldsOf,
  floorDivide,
  formatTime,
  nsOf,
  parseTime,
  weekdays,
  type ZonedTime,
} from './layout.ts';

const maxSigned64 = 2n ** 63n - 1n;

/** A time of the engine fits 64 bits: years 1677 to 2262. */
function nanoseconds(ns: bigint, context: BuiltinContext): Value | undefined {
  if (ns > maxSigned64 || ns < -maxSigned64 - 1n) return strictly(context, 'time outside of valid range');
  return numberFromBigInt(ns);
}

interface GivenTime {
  readonly time: ZonedTime;
  readonly layout: string | undefined;
}

/** A number of nanoseconds, alone or in an array with a time zone and a layout. */
function givenTime(name: string, value: Value, index: number): GivenTime {
  const [ns, zone, layout] = isArray(value) ? value : [value];
  if (ns === undefined || !isNumber(ns) || (zone !== undefined && typeof zone !== 'string')) {
    const given = readableJson(value);
    const message = `\`${name}\` expects \`ns\` to be a \`number\` or \`array[number, string]\`. Got \`${given}\` instead`;
    throw new BuiltinError(message, index);
  }
  if (layout !== undefined && typeof layout !== 'string') {
    const message = `\`${name}\` expects 3rd element of \`ns\` to be a \`string\`. Got \`${readableJson(layout)}\` instead`;
    throw new BuiltinError(message, index);
  }
  return { time: zoned(integer64(ns, index), zone ?? ''), layout };
}

function integer64(ns: RegoNumber, index: number): bigint {
  const exact = bigIntOf(ns) ?? (signed64(ns) === undefined ? undefined : BigInt(ns));
  if (exact !== undefined && exact <= maxSigned64 && exact >= -maxSigned64 - 1n) return exact;
  throw new BuiltinError('could not convert numeric value of `ns` to int64', index);
}

/** A guest knows no local time: it is UTC. */
function zoned(ns: bigint, zone: string): ZonedTime {
  if (zone === '' || zone === 'UTC' || zone === 'Local') return { ns, offset: 0, zone: 'UTC' };
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const shown = format
      .formatToParts(Number(floorDivide(ns, 1_000_000n)))
      .find((part) => part.type === 'timeZoneName')?.value;
    const [, sign = '+', hours = 0, minutes = 0] = /GMT([+-])(\d{2}):(\d{2})/.exec(shown ?? '') ?? [];
    const offset = (Number(hours) * 3600 + Number(minutes) * 60) * (sign === '-' ? -1 : 1);
    return { ns, offset, zone: '' };
  } catch (error) {
    // The platform's one way to say that it does not know a zone.
    if (error instanceof RangeError) throw new BuiltinError('failed to parse timezone');
    throw error;
  }
}

const predefinedLayouts: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ANSIC: 'Mon Jan _2 15:04:05 2006',
    UnixDate: 'Mon Jan _2 15:04:05 MST 2006',
    RubyDate: 'Mon Jan 02 15:04:05 -0700 2006',
    RFC822: '02 Jan 06 15:04 MST',
    RFC822Z: '02 Jan 06 15:04 -0700',
    RFC850: 'Monday, 02-Jan-06 15:04:05 MST',
    RFC1123: 'Mon, 02 Jan 2006 15:04:05 MST',
    RFC1123Z: 'Mon, 02 Jan 2006 15:04:05 -0700',
    RFC3339: '2006-01-02T15:04:05Z07:00',
    RFC3339Nano: '2006-01-02T15:04:05.999999999Z07:00',
  }),
);

function layoutOf(name: string): string {
  return predefinedLayouts.get(name) ?? name;
}

/** Fractions in thousands of a second, microsecond or nanosecond: as many digits as it takes. */
function shortest(time: ZonedTime): string {
  const { nanosecond } = fieldsOf(time);
  const digits = nanosecond === 0 ? 0 : nanosecond % 1_000_000 === 0 ? 3 : nanosecond % 1000 === 0 ? 6 : 9;
  const fraction = digits === 0 ? '' : `.${'0'.repeat(digits)}`;
  return formatTime(time, `2006-01-02T15:04:05${fraction}Z07:00`);
}

function integer32(name: string, value: Value, index: number): number {
  const number = signed64(numberArgument(name, value, index));
  if (number !== undefined && number >= -(2 ** 31) && number < 2 ** 31) return number;
  throw new BuiltinError('could not convert to int32', index);
}

/** OPA carries days over as Go does; regorus has no such date in a leap year's absence and cuts months to their end. */
function addDate(
  time: ZonedTime,
  years: number,
  months: number,
  days: number,
  carries: boolean,
): bigint | undefined {
  const fields = fieldsOf(time);
  const year = fields.year + years;
  if (carries) {
    return nsOf({ ...fields, year, month: fields.month + months, day: fields.day + days }, time.offset);
  }
  if (fields.day > daysIn(year, fields.month)) return undefined;
  const month = fields.month - 1 + months;
  const target = { year: year + Math.floor(month / 12), month: (((month % 12) + 12) % 12) + 1 };
  const day = Math.min(fields.day, daysIn(target.year, target.month));
  return nsOf({ ...fields, ...target, day: day + days }, time.offset);
}

/** Years, months, days, hours, minutes and seconds from the earlier to the later time. */
function difference(a: Fields, b: Fields): readonly number[] {
  let [years, months, days] = [b.year - a.year, b.month - a.month, b.day - a.day];
  let [hours, minutes, seconds] = [b.hour - a.hour, b.minute - a.minute, b.second - a.second];
  if (b.nanosecond < a.nanosecond) seconds -= 1;
  if (seconds < 0) [seconds, minutes] = [seconds + 60, minutes - 1];
  if (minutes < 0) [minutes, hours] = [minutes + 60, hours - 1];
  if (hours < 0) [hours, days] = [hours + 24, days - 1];
  if (days < 0) [days, months] = [days + daysIn(a.year, a.month), months - 1];
  if (months < 0) [months, years] = [months + 12, years - 1];
  return [years, months, days, hours, minutes, seconds];
}

const durationUnits: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1000n],
  ['\u00b5s', 1000n],
  ['\u03bcs', 1000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

/** A duration of Go such as `1h30m`, `-1.5s`. */
function durationOf(text: string): bigint {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (rest === '0') return 0n;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)[^\d.]+)+$/.test(rest)) {
    throw new BuiltinError(`invalid duration: ${text}`);
  }
  let total = 0n;
  for (const [, whole = '', fraction = '', name = ''] of rest.matchAll(/(\d*)(?:\.(\d*))?([^\d.]+)/g)) {
    const unit = durationUnits.get(name);
    if (unit === undefined) throw new BuiltinError(`unknown unit: ${name}`);
    total += BigInt(whole) * unit + (BigInt(fraction) * unit) / 10n ** BigInt(fraction.length);
  }
  if (total > maxSigned64) throw new BuiltinError('overflow');
  return sign === '-' ? -total : total;
}

const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

function timeBuiltin(definition: Omit<Definition, 'feature'>): Builtin {
  return define({ ...definition, feature: 'time' });
}

export const timeBuiltins: readonly Builtin[] = [
  timeBuiltin({
    name: 'time.now_ns',
    arity: 0,
    deterministic: false,
    evaluate: (_, context) => nanoseconds(context.now, context),
  }),
  timeBuiltin({
    name: 'time.add_date',
    arity: 4,
    evaluate: ([value, years, months, days], context) => {
      const { time } = givenTime('time.add_date', value, 0);
      const added = addDate(
        time,
        integer32('time.add_date', years, 1),
        integer32('time.add_date', months, 2),
        integer32('time.add_date', days, 3),
        context.profile === 'opa',
      );
      return added === undefined ? undefined : nanoseconds(added, context);
    },
  }),
  timeBuiltin({
    name: 'time.clock',
    arity: 1,
    evaluate: ([value]) => {
      const { hour, minute, second } = fieldsOf(givenTime('time.clock', value, 0).time);
      return [hour, minute, second];
    },
  }),
  timeBuiltin({
    name: 'time.date',
    arity: 1,
    evaluate: ([value]) => {
      const { year, month, day } = fieldsOf(givenTime('time.date', value, 0).time);
      return [year, month, day];
    },
  }),
  timeBuiltin({
    name: 'time.diff',
    arity: 2,
    evaluate: ([a, b]) => {
      const first = givenTime('time.diff', a, 0).time;
      const second = { ...givenTime('time.diff', b, 1).time, offset: first.offset };
      const [earlier, later] = first.ns <= second.ns ? [first, second] : [second, first];
      return difference(fieldsOf(earlier), fieldsOf(later));
    },
  }),
  timeBuiltin({
    name: 'time.format',
    arity: 1,
    evaluate: ([value]) => {
      const { time, layout } = givenTime('time.format', value, 0);
      return layout === undefined ? shortest(time) : formatTime(time, layoutOf(layout));
    },
  }),
  timeBuiltin({
    name: 'time.parse_duration_ns',
    arity: 1,
    evaluate: ([text], context) =>
      nanoseconds(durationOf(stringArgument('time.parse_duration_ns', text, 0)), context),
  }),
  timeBuiltin({
    name: 'time.parse_ns',
    arity: 2,
    evaluate: ([layout, text], context) => {
      const form = layoutOf(stringArgument('time.parse_ns', layout, 0));
      const ns = parseTime(stringArgument('time.parse_ns', text, 1), form);
      if (ns === undefined)
        throw new BuiltinError('Failed to parse datetime: input contains invalid characters');
      return nanoseconds(ns, context);
    },
  }),
  timeBuiltin({
    name: 'time.parse_rfc3339_ns',
    arity: 1,
    evaluate: ([text], context) => {
      const given = stringArgument('time.parse_rfc3339_ns', text, 0);
      const upper = given.replace(' ', 'T').toUpperCase();
      const ns = rfc3339.test(given) ? parseTime(upper, '2006-01-02T15:04:05Z07:00') : undefined;
      if (ns === undefined)
        throw new BuiltinError('Failed to parse datetime: input contains invalid characters');
      return nanoseconds(ns, context);
    },
  }),
  timeBuiltin({
    name: 'time.weekday',
    arity: 1,
    evaluate: ([value]) => weekdays[fieldsOf(givenTime('time.weekday', value, 0).time).weekday],
  }),
];
