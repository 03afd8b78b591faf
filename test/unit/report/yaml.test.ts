import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Json } from '../../../src/model/json.ts';
import { printYaml } from '../../../src/report/yaml.ts';

const TRICKY = [
  ...[
    'yes',
    'Y',
    'on',
    'NO',
    '~',
    'Null',
    'true',
    '.inf',
    '.NaN',
    'e1',
    '<<',
    '=',
    '!x',
    '&a',
    '*a',
  ],
  ...['0o17', '017', '1_000', '12:30', '1:20:30', '2001-01-01', '1e3', '0x1F', '0b11', '+1', '.5'],
  ...[
    '',
    ' ',
    '---',
    '- a',
    'a: b',
    'a:',
    '#a',
    'a #b',
    '\t',
    'a\n',
    '\na',
    '  a\nb',
    'a\r\nb',
    '%',
  ],
  ...['a\u2028b', 'a\u0085b', '\ufeffa\n', '\u007f', '\u0000', '😀\n', '"', "'", '\\', 'a \nb'],
];

test.each(TRICKY)('keeps the string %j a string, as value and as key', async (text) => {
  const value = { [text]: text, list: [text], nested: { lines: `${text}\n${text}\n` } };
  const printed = await printYaml(value);
  expect(parse(printed, { version: '1.1', merge: true })).toEqual(value);
  expect(parse(printed, { version: '1.2' })).toEqual(value);
});

test('escapes every character that kubectl does not take', async () => {
  const printed = await printYaml({
    a: '\u0001\u007f\u0085\u009f\u2028\ufeff\uffff',
    'k\u0085': 1,
  });
  expect(printed).not.toMatch(/[^\x20-\x7e\n]/);
});

test('prints numbers exactly', async () => {
  expect(await printYaml([9223372036854775807n, 1e21, 1.5e-7, 100000000000000000000, 0.1])).toBe(
    '- 9223372036854775807\n- 1e+21\n- 1.5e-7\n- 100000000000000000000\n- 0.1\n',
  );
});

test('leaves plain words and lines of text readable', async () => {
  const script = '#!/bin/sh\nset -e\n  echo "a: b" # c\n';
  const image = 'registry.example.com/shop/web:1.2';
  expect(await printYaml({ apiVersion: 'apps/v1', data: { run: script }, image })).toBe(
    `apiVersion: apps/v1\ndata:\n  run: |\n    ${script.trimEnd().replaceAll('\n', '\n    ')}\nimage: ${image}\n`,
  );
});

test('repeats a shared value instead of referring to it', async () => {
  const shared = { app: 'web' };
  expect(await printYaml([shared, shared])).toBe('- app: web\n- app: web\n');
});

test('reads back as what was printed, by the rules of YAML 1.1 and 1.2', async () => {
  const text = fc.oneof(
    fc.constantFrom(...TRICKY),
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.constantFrom(...TRICKY), { maxLength: 3 }).map((parts) => parts.join('')),
  );
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.boolean(),
      fc.integer(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(value, async (sample) => {
      const printed = await printYaml(sample);
      expect(parse(printed, { version: '1.1', merge: true })).toEqual(sample);
      expect(parse(printed, { version: '1.2' })).toEqual(sample);
    }),
    { numRuns: 200 },
  );
});
