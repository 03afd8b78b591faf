import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DatedBackup, planRetention } from '../../../src/backup/plan-retention.ts';
import type { Retention } from '../../../src/model/backup-rules.ts';

const NOW = Date.parse('2026-03-15T12:00:00Z');
const ONLY_LAST = { last: 1, daily: 0, weekly: 0, monthly: 0 };

const at = (...times: readonly string[]): readonly DatedBackup[] =>
  times.map((time) => ({ name: `backup ${time}`, time }));

const kept = (backups: readonly DatedBackup[], retention: Retention) =>
  planRetention(backups, retention, NOW).keep.map(({ name, reasons }) => [
    name.replace('backup ', ''),
    ...reasons,
  ]);

describe('of each period', () => {
  test('the newest backup stays, of as many periods as there are backups in', () => {
    const backups = at(
      '2026-03-15T10:00:00Z',
      '2026-03-15T08:00:00Z',
      '2026-03-12T23:59:59Z',
      '2026-03-12T00:00:00Z',
      '2026-03-01T00:00:00Z',
    );

    expect(kept(backups, { ...ONLY_LAST, daily: 2 })).toEqual([
      ['2026-03-15T10:00:00Z', 'last', 'daily'],
      ['2026-03-12T23:59:59Z', 'daily'],
    ]);
  });

  test('weeks begin on Monday, and belong to the year of their Thursday', () => {
    const backups = at(
      '2026-01-04T23:00:00Z', // Sunday of week 1.
      '2025-12-29T00:00:00Z', // Monday of week 1.
      '2025-12-28T23:00:00Z', // Sunday of week 52.
    );

    expect(kept(backups, { ...ONLY_LAST, weekly: 5 })).toEqual([
      ['2026-01-04T23:00:00Z', 'last', 'weekly'],
      ['2025-12-28T23:00:00Z', 'weekly'],
    ]);
  });

  test('months are those of UTC', () => {
    const backups = at('2026-03-01T00:00:00Z', '2026-02-28T23:59:59Z', '2026-02-01T00:00:00Z');

    expect(kept(backups, { ...ONLY_LAST, monthly: 5 })).toEqual([
      ['2026-03-01T00:00:00Z', 'last', 'monthly'],
      ['2026-02-28T23:59:59Z', 'monthly'],
    ]);
  });
});

test('backups of a later date than now stay, and push out none of the others', () => {
  const backups = at('2030-01-01T00:00:00Z', '2026-03-15T10:00:00Z', '2026-03-14T10:00:00Z');

  expect(planRetention(backups, ONLY_LAST, NOW)).toEqual({
    keep: [
      { name: 'backup 2030-01-01T00:00:00Z', reasons: ['future'] },
      { name: 'backup 2026-03-15T10:00:00Z', reasons: ['last'] },
    ],
    remove: ['backup 2026-03-14T10:00:00Z'],
  });
});

test('a backup without a time that can be read stays', () => {
  expect(planRetention(at('yesterday'), ONLY_LAST, NOW).remove).toEqual([]);
});

const YEARS = 3 * 365 * 86_400_000;

const backups = fc
  .uniqueArray(fc.integer({ min: NOW - YEARS, max: NOW + YEARS / 10 }), { maxLength: 60 })
  .map((moments) =>
    moments.map((moment, index) => ({
      name: `backup-${String(index)}`,
      time: `${new Date(moment).toISOString().slice(0, 19)}Z`,
    })),
  );

const retentions = fc.record({
  last: fc.integer({ min: 0, max: 5 }),
  daily: fc.integer({ min: 0, max: 8 }),
  weekly: fc.integer({ min: 0, max: 8 }),
  monthly: fc.integer({ min: 0, max: 8 }),
});

const isPast = ({ time }: DatedBackup) => Date.parse(time) <= NOW;

describe('whatever there is and is asked for', () => {
  const holds = (property: (all: readonly DatedBackup[], retention: Retention) => void) => {
    fc.assert(fc.property(backups, retentions, property));
  };

  test('each backup is either kept or removed', () => {
    holds((all, retention) => {
      const { keep, remove } = planRetention(all, retention, NOW);
      const names = [...keep.map(({ name }) => name), ...remove];
      expect(names.toSorted()).toEqual(all.map(({ name }) => name).toSorted());
    });
  });

  test('the newest one is never removed, nor the newest that is not of the future', () => {
    holds((all, retention) => {
      const { remove } = planRetention(all, retention, NOW);
      for (const some of [all, all.filter(isPast)]) {
        const newest = some.map(({ time }) => time).reduce((a, b) => (a > b ? a : b), '');
        const names = some.filter(({ time }) => time === newest).map(({ name }) => name);
        expect(names.every((name) => remove.includes(name)) && names.length > 0).toBe(false);
      }
    });
  });

  test('never fewer are kept than are asked for', () => {
    holds((all, retention) => {
      const past = all.filter(isPast).length;
      const { keep } = planRetention(all, retention, NOW);
      const counted = keep.filter(({ reasons }) => !reasons.includes('future')).length;
      expect(counted).toBeGreaterThanOrEqual(Math.min(past, Math.max(1, retention.last)));
    });
  });

  test('each period that is asked for has its newest backup', () => {
    holds((all, retention) => {
      const { keep } = planRetention(all, retention, NOW);
      const days = new Set(all.filter(isPast).map(({ time }) => time.slice(0, 10)));
      const months = new Set(all.filter(isPast).map(({ time }) => time.slice(0, 7)));
      const count = (reason: string) =>
        keep.filter(({ reasons }) => reasons.some((one) => one === reason)).length;
      expect(count('daily')).toBe(Math.min(retention.daily, days.size));
      expect(count('monthly')).toBe(Math.min(retention.monthly, months.size));
    });
  });

  test('to decide again about what was kept removes nothing', () => {
    holds((all, retention) => {
      const { keep } = planRetention(all, retention, NOW);
      const names = keep.map(({ name }) => name);
      const left = all.filter(({ name }) => names.includes(name));
      expect(planRetention(left, retention, NOW)).toEqual({ keep, remove: [] });
    });
  });

  test('the order that they come in does not matter', () => {
    holds((all, retention) => {
      expect(planRetention(all.toReversed(), retention, NOW)).toEqual(
        planRetention(all, retention, NOW),
      );
    });
  });

  test('to ask for more never removes more', () => {
    holds((all, retention) => {
      const more = { ...retention, last: retention.last + 1, weekly: retention.weekly + 1 };
      const removed = planRetention(all, retention, NOW).remove;
      expect(removed).toEqual(expect.arrayContaining([...planRetention(all, more, NOW).remove]));
    });
  });
});
