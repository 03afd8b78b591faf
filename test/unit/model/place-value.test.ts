import { expect, test } from 'vitest';
import { placeValue } from '../../../src/model/place-value.ts';

test('puts a value where nothing was, and changes nothing else', () => {
  const document = { a: [{ b: 1 }, { b: 2 }] };
  expect(placeValue(document, ['a', 1, 'c'], 'x')).toEqual({ a: [{ b: 1 }, { b: 2, c: 'x' }] });
  expect(document).toEqual({ a: [{ b: 1 }, { b: 2 }] });
});

test('a path without a holder is a bug', () => {
  expect(() => placeValue({ a: 1 }, ['a', 'b'], 'x')).toThrow('the document has no b');
});
