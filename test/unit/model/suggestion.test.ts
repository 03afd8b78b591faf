import { expect, test } from 'vitest';
import { suggest } from '../../../src/model/suggestion.ts';

const NAMES = ['apply', 'prune', 'dump', 'v'];

test.each([
  ['aply', 'apply'],
  ['prnue', 'prune'],
  ['dumpp', 'dump'],
  ['apply', 'apply'],
  ['x', null],
  ['pull', null],
  ['', null],
])('suggests for %j: %s', (typed, name) => {
  expect(suggest(typed, NAMES)).toBe(name);
});
