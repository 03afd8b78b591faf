import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson, printJson } from '../../../src/model/exact-json.ts';

test.each([
  ['9223372036854775807', 9223372036854775807n],
  ['-9223372036854775808', -9223372036854775808n],
  ['9007199254740993', 9007199254740993n],
  ['9007199254740991', 9007199254740991],
  ['1234567890123456', 1234567890123456],
  ['0.1234567890123456', 0.1234567890123456],
  ['1e400', Infinity],
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
      expect(printJson(parseJson(text))).toBe(text);
    }),
  );
});

test.each(['', '{', 'nul', '01'])('refuses %j, which is no JSON', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});
