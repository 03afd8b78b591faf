import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateNix } from '../../support/nix-eval.ts';

const escapeUrl = join(import.meta.dirname, '../../../lib/machine/escape-url.nix');

/** Around every border between bytes of UTF-8, and every character that some encoding leaves alone. */
const codes = [
  ...Array.from({ length: 0x17f }, (_, index) => index + 1),
  ...[0x7ff, 0x800, 0xfff, 0x1000, 0xcfff, 0xd000, 0xd7ff, 0xe000, 0xfffd, 0xffff],
  ...[0x10000, 0x3ffff, 0x40000, 0x7ffff, 0x80000, 0xbffff, 0xc0000, 0xfffff, 0x100000, 0x10ffff],
];

test('every character becomes its bytes, and comes back', async () => {
  const texts = codes.map((code) => `a${String.fromCodePoint(code)}b`);
  const list = JSON.stringify(JSON.stringify(texts)).replaceAll('${', '\\${');
  const evaluation = await evaluateNix(`map (import ${escapeUrl}) (builtins.fromJSON ${list})`);
  if (!evaluation.ok) throw new Error(evaluation.message);
  const escaped = evaluation.value as string[];
  expect(escaped.map(decodeURIComponent)).toEqual(texts);
  for (const text of escaped) expect(text).toMatch(/^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+$/);
});
