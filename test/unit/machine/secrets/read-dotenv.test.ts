import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDotenv } from '../../../../src/machine/secrets/read-dotenv.ts';

test.each([
  ['A=b', 'b'],
  ['export A=b', 'b'],
  ['  A= b \r\n', 'b'],
  ['A=', ''],
  ["A=''", ''],
  ['A=postgres://u:p%40$x@h:5432/db?a=b#c', 'postgres://u:p%40$x@h:5432/db?a=b#c'],
  [`A='it is "$HOME" \\n'  # literal`, 'it is "$HOME" \\n'],
  ['A="two\\nlines\\t\\"quoted\\" \\$x \\`y\\` \\\\"', 'two\nlines\t"quoted" $x `y` \\'],
  ["A='first\nsecond'", 'first\nsecond'],
  ['\uFEFF# comment\n\n A=x', 'x'],
])('reads %j', (text, value) => {
  expect(readDotenv(text)).toEqual({ assignments: [{ name: 'A', value }], problems: [] });
});

test('names the line of a problem behind many others', () => {
  const text = `${"A='1\n2'\n".repeat(20_000)}B = 3\n`;
  expect(readDotenv(text).problems).toEqual(['line 40001: it is no NAME=value']);
});

test.each([
  ['A=b # what is meant?', 'line 1: the value of A has to stand in quotes'],
  ['A=b\\c', 'line 1: the value of A has to stand in quotes'],
  ['B=1\nA=it"s', 'line 2: the value of A has to stand in quotes'],
  ['A="open', 'line 1: the value of A has to stand in quotes'],
  [`A='x' y`, 'line 1: something follows the quoted value of A'],
  ['A="\\d"', 'line 1: the value of A has a backslash before a letter that needs none'],
  ['A : b', 'line 1: it is no NAME=value'],
  ['2A=b', 'line 1: it is no NAME=value'],
])('does not guess at %j', (text, problem) => {
  expect(readDotenv(text).problems).toEqual([expect.stringContaining(problem)]);
});

test('no problem shows a value', () => {
  const { problems } = readDotenv(`A=hun"ter2\nB='hunter2' hunter2\nhunter2\nC="\\hunter2"\n`);
  expect(problems).toHaveLength(4);
  expect(problems.join()).not.toContain('hunter2');
});

test('any value can be written in double quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const text = `A="${value.replace(/["\\$`]/g, '\\$&').replaceAll('\r', '\\r')}"\nB=2\n`;
      expect(readDotenv(text).assignments).toEqual([
        { name: 'A', value },
        { name: 'B', value: '2' },
      ]);
    }),
  );
});

test('any text is read to its end', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('A', '=', 'b', '"', "'", '\\', ' ', '#', '\n', '\t', '$'),
      }),
      (text) => {
        expect(() => readDotenv(text)).not.toThrow();
      },
    ),
  );
});
