import { expect, test } from 'vitest';
import { holderText } from '../../../src/lease/lease-words.ts';
import { lease } from '../../support/builders.ts';

test.each([
  ['a run of ours', 'ann@laptop pid 4711 9f86d081', 'ann@laptop pid 4711 9f86d081'],
  ['what has more lines', 'ann\n  error: all is lost', 'ann error: all is lost'],
])('shows %s in one line', (_, holder, text) => {
  const acquiredAt = '2026-05-05T05:05:05.000000Z';
  expect(holderText(lease({ holder, acquiredAt }))).toBe(`${text}, since 2026-05-05T05:05:05Z`);
});

test.each([
  ['a holder', { holder: 'x'.repeat(149) + '🐙'.repeat(99), acquiredAt: null }],
  ['a time', { holder: 'ann', acquiredAt: 'x'.repeat(29) + '🐙'.repeat(99) }],
])('cuts %s that is too long between two characters, and says so', (_, record) => {
  const text = holderText(lease(record));
  expect(text.isWellFormed()).toBe(true);
  expect(text).toMatch(/^.{28,240} characters left out\) …🐙+$/u);
});
