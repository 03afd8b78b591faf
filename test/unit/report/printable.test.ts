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
  ['a space of no width', 'a\u200bb', 'a\\u200bb'],
  ['a byte order mark', '\ufeffa', '\\ufeffa'],
  ['a soft hyphen', 'a\u00adb', 'a\\u00adb'],
  ['a filler', '\u3164', '\\u3164'],
  ['a tag beyond 16 bits', '\u{e0041}', '\\udb40\\udc41'],
  ['half of a pair', '\ud83d', '\\ud83d'],
])('makes %s visible', (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});

test.each([
  'plain',
  'ümläut',
  '日本語',
  '😀',
  'two\n  lines',
  'two\n- items',
  'a\ttab',
  '\u26a0\ufe0f',
  'שלום',
])('leaves %j as it is', (text) => {
  expect(printable(text)).toBe(text);
});

test('keeps on its line what must stay there', () => {
  expect(printableLine('a\nb\tc\r')).toBe('a\\nb c\\u000d');
});

test('indents a line that could pass for another message', () => {
  expect(printable('no\nprune: 0 pruned\n\nyes')).toBe('no\n  prune: 0 pruned\n\n  yes');
});

test('cuts what is too long in the middle, and says how much is left out', () => {
  const text = `${'a'.repeat(1_000_000)}: it is too long`;
  const line = printableLine(text);
  expect(line).toMatch(/^a{1500}… \(998016 characters left out\) …a{484}: it is too long$/);
  expect(printable(`first\n${text}`)).toBe(`first\n  ${line}`);
});
