import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeEscapes } from '../../../src/evaluate/decode-escapes.ts';
import { decodeOutput } from '../../../src/evaluate/decode-output.ts';
import { Failure } from '../../../src/model/failure.ts';

test('gives back sets that Nix would have printed as a string', () => {
  const escaped = {
    data: {
      __kubernixos: [
        ['outPath', '/x'],
        ['inner', { __kubernixos: [] }],
      ],
    },
  };
  expect(decodeEscapes(escaped, 10)).toEqual({ data: { outPath: '/x', inner: {} } });
});

test('keeps a set of the user that looks like an escape', () => {
  const escaped = { __kubernixos: [['__kubernixos', { __kubernixos: [['mantissa', 1]] }]] };
  expect(decodeEscapes(escaped, 10)).toEqual({ __kubernixos: { mantissa: 1 } });
});

test('keeps a key that JavaScript would take for the prototype', () => {
  const escaped = {
    __kubernixos: [
      ['__proto__', 1],
      ['outPath', 2],
    ],
  };
  expect(JSON.stringify(decodeEscapes(escaped, 10))).toBe('{"__proto__":1,"outPath":2}');
});

test('scales mantissa and exponent without rounding', () => {
  const double = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(double, (value) => {
      let [mantissa, exponent] = [value + 0, 0];
      while (!Number.isInteger(mantissa)) [mantissa, exponent] = [mantissa * 2, exponent - 1];
      while (Math.abs(mantissa) >= 2 ** 53) [mantissa, exponent] = [mantissa / 2, exponent + 1];
      expect(decodeEscapes({ __kubernixos: { mantissa, exponent } }, 1)).toBe(value + 0);
    }),
  );
});

test.each(['', '"b":{"__kubernixos":[]},'])(
  'refuses a value that is nested too deeply, %j',
  (first) => {
    const nested = (levels: number) =>
      new TextEncoder().encode(`{${first}${'"a":{'.repeat(levels)}${'}'.repeat(levels)}}`);
    expect(() => decodeOutput(nested(303))).not.toThrow();
    expect(() => decodeOutput(nested(304))).toThrow(RangeError);
    expect(() => decodeOutput(nested(5000))).toThrow(RangeError);
  },
);

test('reads what Nix printed as it was before', () => {
  const text = '{"a":{"__kubernixos":[["outPath","/x"]]}}';
  expect(decodeOutput(new TextEncoder().encode(text))).toEqual({ a: { outPath: '/x' } });
});

test.each([
  { __kubernixos: 1 },
  { __kubernixos: [1] },
  { __kubernixos: [[1, 2]] },
  { __kubernixos: {} },
])('takes the broken escape %j for a bug', (escaped) => {
  expect(() => decodeEscapes(escaped, 10)).toThrow(/lib\/eval\.nix/);
});

function failureOf(output: string): Failure {
  try {
    decodeOutput(Buffer.from(output, 'latin1'));
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('no failure');
}

test.each([
  ['{"a":"caf\xe9"}', 'kubernixos.manifests.web.a'],
  ['{"a":["x","caf\xe9"]}', 'kubernixos.manifests.web.a.1'],
  ['{"data":{"__kubernixos":[["outPath","\xff"]]}}', 'kubernixos.manifests.web.data.outPath'],
])('names the option of the invalid text in %j', (manifest, option) => {
  const output = `{"manifests":[{"option":"kubernixos.manifests.b","manifest":{"a":"caf\xc3\xa9"}},{"option":"kubernixos.manifests.web","manifest":${manifest}}]}`;
  expect(failureOf(output)).toMatchObject({
    code: 'invalid-utf8',
    message: `${option} is not valid UTF-8`,
  });
});

test('names an invalid key by what is left of it', () => {
  const output = '{"manifests":[{"option":"kubernixos.manifests.web","manifest":{"\xe9a":1}}]}';
  expect(failureOf(output).message).toBe('kubernixos.manifests.web.\ufffda is not valid UTF-8');
});

test('finds invalid text outside of manifests', () => {
  expect(failureOf('{"manifests":[],"warnings":["\xe9"]}').message).toBe(
    'warnings.0 is not valid UTF-8',
  );
});
