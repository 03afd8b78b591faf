import { expect, test } from 'vitest';
import { parseSelector } from '../../../src/cli/arguments/selector.ts';
import { Failure } from '../../../src/model/failure.ts';

const is = (key: string, ...values: string[]) => ({ key, operator: 'in', values });
const not = (key: string, ...values: string[]) => ({ key, operator: 'not-in', values });
const has = (key: string) => ({ key, operator: 'exists', values: [] });
const lacks = (key: string) => ({ key, operator: 'not-exists', values: [] });

test.each([
  ['', []],
  ['  ', []],
  ['a=b', [is('a', 'b')]],
  ['a==b', [is('a', 'b')]],
  [' a = b , c ', [is('a', 'b'), has('c')]],
  ['a!=b', [not('a', 'b')]],
  ['a=', [is('a', '')]],
  ['a=,b', [is('a', ''), has('b')]],
  ['a!=', [not('a', '')]],
  ['a', [has('a')]],
  ['!a', [lacks('a')]],
  ['! a', [lacks('a')]],
  ['a in (x,y)', [is('a', 'x', 'y')]],
  ['a in(y, x,x)', [is('a', 'x', 'y')]],
  ['a notin (x)', [not('a', 'x')]],
  ['a in ()', [is('a', '')]],
  ['a in (,x)', [is('a', '', 'x')]],
  ['a in (x),b notin (y,z),c', [is('a', 'x'), not('b', 'y', 'z'), has('c')]],
  ['in in (in,notin)', [is('in', 'in', 'notin')]],
  ['in', [has('in')]],
  ['a=in', [is('a', 'in')]],
  ['example.com/Tier_1.x=A-b', [is('example.com/Tier_1.x', 'A-b')]],
])('parses %j', (selector, requirements) => {
  expect(parseSelector(selector)).toEqual(requirements);
});

test.each([
  'a=b,',
  ',a',
  'a,,b',
  '=b',
  'a=b c',
  'a b',
  'a===b',
  'a=!b',
  '!a=b',
  '!a in (x)',
  'a in x',
  'in (x)',
  'a in (x',
  'a in x)',
  'a in (x y)',
  'a in ((x))',
  'a=(b)',
  '!',
  '!!a',
  '-a=b',
  'a/b/c=d',
  '/a',
  'A.B/c=d',
  'é=b',
  'a=é',
  'a=-b',
  'a=b/c',
  `${'a'.repeat(64)}=b`,
  `a=${'b'.repeat(64)}`,
  '\u00a0',
])('refuses %j', (selector) => {
  expect(() => parseSelector(selector)).toThrow(Failure);
});

test.each(['a>1', 'a < 1', 'b,a>1'])('says that order is not supported in %j', (selector) => {
  expect(() => parseSelector(selector)).toThrow('< and > are not supported');
});
