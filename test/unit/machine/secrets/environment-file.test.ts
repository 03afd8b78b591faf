import { expect, test } from 'vitest';
import {
  environmentFile,
  whyNotInEnvironment,
} from '../../../../src/machine/secrets/environment-file.ts';

test('values stand in double quotes, sorted by name', () => {
  const text = environmentFile([
    { name: 'B', value: 'say "$HOME" 100%\nor `x` \\' },
    { name: 'A', value: '' },
  ]);
  expect(text).toBe('A=""\nB="say \\"\\$HOME\\" 100%\nor \\`x\\` \\\\"\n');
});

test.each([
  ['tabs\tand\nlines, äöü, 🙂', null],
  ['a carriage return\r', 'it has a control character'],
  ['\0', 'it has a control character'],
  ['\u007f', 'it has a control character'],
  ['\ud800', 'it is no valid text'],
  ['\ufffe', 'it is no valid text'],
])('tells what systemd would drop: %j', (value, why) => {
  expect(whyNotInEnvironment(value)).toBe(why);
});
