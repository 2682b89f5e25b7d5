import { beforeAll, expect, test } from 'vitest';
import { profileOf } from '../profile.ts';
import { agentContext, evaluateTerm } from '../testing/terms.ts';
import { jsonOf } from '../value/json.ts';
import { loadBuiltins } from './registry.ts';

beforeAll(async () => {
  await loadBuiltins(profileOf('trustee'));
});

test.for([
  ['time.now_ns()', '42'],
  ['time.date(1581977096085918512)', '[2020,2,17]'],
  ['time.clock([1581977096085918512, "Europe/Berlin"])', '[23,4,56]'],
  ['time.weekday(-1)', '"Wednesday"'],
  ['time.format(1581977096085918512)', '"2020-02-17T22:04:56.085918512Z"'],
  ['time.format([1581977096000000000, "America/New_York", "RFC1123Z"])', '"Mon, 17 Feb 2020 17:04:56 -0500"'],
  ['time.format([0, "UTC", "Jan _2 3:04PM 06 002"])', '"Jan  1 12:00AM 70 001"'],
  ['time.parse_rfc3339_ns("2020-02-17T22:04:56.085918512Z")', '1581977096085918512'],
  ['time.parse_rfc3339_ns("2020-02-30T00:00:00Z")', undefined],
  ['time.parse_ns("RFC822Z", "17 Feb 20 22:04 +0200")', '1581969840000000000'],
  ['time.parse_ns("2006-01-02", "2020-02-17x")', undefined],
  ['time.parse_duration_ns("-1h30m.5s")', '-5400500000000'],
  ['time.parse_duration_ns("1d")', undefined],
  ['time.add_date(1582977600000000000, 1, 0, 0)', undefined],
  ['time.add_date(1580428800000000000, 0, 1, 0)', '1582934400000000000'],
  ['time.diff(1577836800000000000, 1583107200000000000)', '[0,2,1,0,0,0]'],
  ['time.date("a")', undefined],
] as const)('%s', ([term, expected]) => {
  const context = { ...agentContext, profile: 'trustee', now: 42n } as const;
  let value;
  try {
    value = evaluateTerm(term, context);
  } catch {
    value = undefined;
  }
  expect(value === undefined ? undefined : jsonOf(value)).toBe(expected);
});
