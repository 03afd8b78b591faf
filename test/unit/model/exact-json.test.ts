import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson, printJson } from '../../../src/model/exact-json.ts';
import { escapeInJson } from '../../../src/model/unprintable.ts';

test.each([
  ['9223372036854775807', 9223372036854775807n],
  ['-9223372036854775808', -9223372036854775808n],
  ['9007199254740993', 9007199254740993n],
  ['9007199254740991', 9007199254740991],
  ['1234567890123456', 1234567890123456],
  ['0.1234567890123456', 0.1234567890123456],
  ['"9223372036854775807"', '9223372036854775807'],
])('reads %s without rounding an integer', (text, value) => {
  expect(parseJson(text)).toBe(value);
});

test('reads large integers at any depth', () => {
  expect(parseJson('{"a":[{"b":9223372036854775807,"c":1}]}')).toEqual({
    a: [{ b: 9223372036854775807n, c: 1 }],
  });
});

test('keeps a key that JavaScript would take for the prototype', () => {
  const text = '{"__proto__":9223372036854775807,"a":{"__proto__":{"b":1}}}';
  expect(printJson(parseJson(text))).toBe(text);
});

test('prints with tabs, large integers as they are', () => {
  expect(printJson({ a: [9223372036854775807n], b: {} }, '\t')).toBe(
    '{\n\t"a": [\n\t\t9223372036854775807\n\t],\n\t"b": {}\n}',
  );
});

test('reads what it prints', () => {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'grapheme' }),
      fc.boolean(),
      fc.constant(null),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
      fc.array(tie('value')),
      fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(value, (sample) => {
      const text = JSON.stringify(sample, (_key, part: unknown) =>
        typeof part === 'bigint' ? JSON.rawJSON(String(part)) : part,
      );
      expect(printJson(parseJson(text))).toBe(escapeInJson(text));
    }),
  );
});

test.each(['', '{', 'nul', '01'])('refuses %j, which is no JSON', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

test.each(['1e400', '-1e400', '1e-400', '0.123456789012345678', '1.00000000000000000001'])(
  'refuses %s, which no float is',
  (text) => {
    expect(() => parseJson(`{"a":[${text}]}`)).toThrow(RangeError);
  },
);

test.each(['0.10000000000000001', '5e-324', '1.7976931348623157e+308', '0e5', '1E3', '0.0', '1e1'])(
  'reads %s as the float that it is',
  (text) => {
    expect(parseJson(`{"a":[${text}]}`)).toEqual({ a: [Number(text)] });
  },
);

test.each(['-0', '-0.0', '-0e1'])('prints the sign of %s', (text) => {
  expect(printJson(parseJson(`[${text}]`))).toBe('[-0.0]');
});

test('of a name that is given twice the last counts, as in Go', () => {
  expect(parseJson('{"a":1,"a":2}')).toEqual({ a: 2 });
});

const nested = {
  lists: (levels: number) => '['.repeat(levels) + ']'.repeat(levels),
  objects: (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`,
  'objects around a long number': (levels: number) =>
    `${'{"a":'.repeat(levels)}9223372036854775807${'}'.repeat(levels)}`,
};

describe.each(Object.entries(nested))('%s', (_, text) => {
  test('are read and printed where 500 deep', () => {
    expect(printJson(parseJson(text(500)))).toBe(text(500));
  });

  test.each([501, 10_000, 1_000_000])('are refused where %i deep', (levels) => {
    expect(() => parseJson(text(levels))).toThrow(RangeError);
  });
});

test('prints nothing that a terminal would obey, and the same value', () => {
  const value = { '\u009b\u202e': ['\u007f\u2028\u200b\ud800', '\u001b\r'] };
  const text = printJson(value);
  expect(text).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(text)).toEqual(value);
});

test('leaves whole what kubectl could not read as two escapes', () => {
  expect(printJson('\u{e0041}\u{1f600}')).toBe('"\u{e0041}\u{1f600}"');
});
