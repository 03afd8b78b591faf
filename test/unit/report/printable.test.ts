import { expect, test } from 'vitest';
import { printable, printableLine } from '../../../src/report/printable.ts';

test.each([
  ['a colour', '\u001b[31mred', '\\u001b[31mred'],
  ['a window title', '\u001b]0;x\u0007', '\\u001b]0;x\\u0007'],
  ['an 8-bit control sequence', '\u009b31m', '\\u009b31m'],
  ['a carriage return', 'a\rb', 'a\\u000db'],
  ['a backspace', 'a\bb', 'a\\u0008b'],
  ['a NUL', 'a\0b', 'a\\u0000b'],
  ['a right-to-left override', 'a\u202eb', 'a\\u202eb'],
  ['an isolate', '\u2066a\u2069', '\\u2066a\\u2069'],
  ['an Arabic letter mark', '\u061c', '\\u061c'],
  ['a line separator', 'a\u2028b', 'a\\u2028b'],
])('makes %s visible', (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});

test.each(['plain', 'ümläut', '日本語', '😀', 'two\nlines', 'a\ttab', 'שלום'])(
  'leaves %j as it is',
  (text) => {
    expect(printable(text)).toBe(text);
  },
);

test('keeps on its line what must stay there', () => {
  expect(printableLine('a\nb\tc\r')).toBe('a\\nb c\\u000d');
});
