import { expect, test } from 'vitest';
import { groupsOf } from './hex-groups.ts';

test.for([
  { hex: '', other: undefined, groups: [] },
  { hex: '0123456789', other: undefined, groups: ['01234567', '89'] },
  { hex: '0123456789', other: '01234567ff', groups: ['01234567', '89!'] },
  { hex: 'abcdef0123456789', other: 'ABCDEF0123456789', groups: ['abcdef01', '23456789'] },
  { hex: 'abcdef0123456789', other: 'abcdef01', groups: ['abcdef01', '23456789!'] },
])('$hex against $other', ({ hex, other, groups }) => {
  expect(groupsOf(hex, other).map((group) => group.digits + (group.differs ? '!' : ''))).toEqual(groups);
});
