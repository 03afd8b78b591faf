import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateNix } from '../../support/nix-eval.ts';
import { decodeTransport } from './decode-transport.ts';

const encoding = `(import ${join(import.meta.dirname, '../../../lib/encode.nix')})`;

async function encode(expression: string): Promise<unknown> {
  const evaluation = await evaluateNix(`${encoding}.encode (${expression})`);
  if (!evaluation.ok) throw new Error(evaluation.message);
  return evaluation.value;
}

test.each([
  [
    '{ outPath = "x"; a = 1; }',
    {
      __kubernixos: [
        ['a', 1],
        ['outPath', 'x'],
      ],
    },
  ],
  ['{ __toString = "x"; }', { __kubernixos: [['__toString', 'x']] }],
  ['{ __kubernixos = [ ]; }', { __kubernixos: [['__kubernixos', []]] }],
  [
    '[ { a.outPath = { outPath = 1; }; } ]',
    [{ a: { __kubernixos: [['outPath', { __kubernixos: [['outPath', 1]] }]] } }],
  ],
  ['{ _type = "if"; type = "derivation"; }', { _type: 'if', type: 'derivation' }],
  ['[ null true "x" { } [ ] ]', [null, true, 'x', {}, []]],
])('%s keeps its keys', async (expression, expected) => {
  expect(await encode(expression)).toEqual(expected);
});

test('integers of 64 bits stay as they are', async () => {
  const evaluation = await evaluateNix(
    `builtins.toJSON (${encoding}.encode [ 9223372036854775807 (0 - 9223372036854775807 - 1) ])`,
  );
  expect(evaluation).toEqual({ ok: true, value: '[9223372036854775807,-9223372036854775808]' });
});

test.each([
  '0.5',
  '0.1',
  '1.0',
  '-2.0',
  '0.0',
  '1e6',
  '1e16',
  '1e21',
  '3.141592653589793',
  '-0.3333333333333333',
  '123456.7',
  '1234567.8',
  '9007199254740993.0',
  '9007199254740994.0',
  '-9007199254740994.0',
  '12345678901234567890.0',
  '1.7976931348623157e308',
  '-1.7976931348623157e308',
  '2.2250738585072014e-308',
  '2.2250738585072011e-308',
  '1.2345678e-310',
  '5e-324',
])('the float %s arrives exactly', async (text) => {
  expect(decodeTransport(await encode(`builtins.fromJSON "${text}"`))).toBe(Number(text));
});

test('whole floats are spelt alike by every Nix', async () => {
  expect(await evaluateNix(`builtins.toJSON (${encoding}.encode [ 1.0 1.0e6 ])`)).toEqual({
    ok: true,
    value: '[1,1000000]',
  });
});
