import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planPrune } from '../../../src/backup/plan-prune.ts';
import type { VerifiedBackup } from '../../../src/model/backup-record.ts';
import { exampleBackup } from '../../support/backup-manifest.ts';

const now = Date.parse('2026-03-20T12:00:00Z');
const one = { last: 1, daily: 0, weekly: 0, monthly: 0 };
const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T12:00:00Z`;
const ofCluster = (backup: VerifiedBackup, clusterUid: string): VerifiedBackup => ({
  ...backup,
  state: { ...backup.state, manifest: { ...backup.state.manifest, clusterUid } },
});
/** The same archive once more, as while other keys are given. */
const copyOf = ({ name, ...backup }: VerifiedBackup): VerifiedBackup => {
  const copy = name.replace('T120000Z', 'T120001Z');
  const manifest = { ...backup.state.manifest, name: copy, replaces: name };
  return { ...backup, name: copy, state: { ...backup.state, manifest } };
};
const drilled = (number: number, ok: boolean) =>
  exampleBackup(day(number), {
    drills: [
      { backup: 'b', time: day(number), ok, archiveSha256: 'a'.repeat(64), k0sVersion: 'v1.34.1' },
    ],
  });

test('the backups of the last drill and of the last good one stay', () => {
  const backups = [drilled(1, true), drilled(2, true), drilled(3, false), exampleBackup(day(4))];
  const plan = planPrune(backups, one, now);

  expect(plan.remove).toEqual([backups[0]?.name]);
  expect(plan.keep).toEqual([
    { name: backups[3]?.name, reasons: ['last'] },
    { name: backups[2]?.name, reasons: ['drill'] },
    { name: backups[1]?.name, reasons: ['drill'] },
  ]);
});

test('a backup and its copy are one, and stay or go together', () => {
  const backups = [1, 2, 3].map((number) => exampleBackup(day(number)));
  const all = backups.flatMap((backup) => [backup, copyOf(backup)]);
  const { keep, remove } = planPrune(all, { ...one, last: 2 }, now);

  const names = (some: readonly VerifiedBackup[]) => some.map(({ name }) => name).toSorted();
  expect(keep.map(({ name }) => name).toSorted()).toEqual(names(all.slice(2)));
  expect(remove.toSorted()).toEqual(names(all.slice(0, 2)));
});

test('what cannot be trusted is in no list', () => {
  const refused = { name: 'x', size: 1, state: { type: 'refused', reason: 'odd' } } as const;
  const { keep, remove, abandoned } = planPrune([refused, exampleBackup(day(1))], one, now);
  expect([...keep.map(({ name }) => name), ...remove, ...abandoned]).not.toContain('x');
});

describe('whatever there is', () => {
  const backups = fc
    .uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 19 }), fc.constantFrom('a', 'b'), fc.boolean()),
      { selector: ([number]) => number, minLength: 1 },
    )
    .map((all) =>
      all.flatMap(([number, uid, isCopied]) => {
        const backup = ofCluster(exampleBackup(day(number)), uid);
        return isCopied ? [copyOf(backup), backup] : [backup];
      }),
    );
  const retention = fc.record({
    last: fc.integer({ min: 1, max: 4 }),
    daily: fc.nat(3),
    weekly: fc.nat(3),
    monthly: fc.nat(3),
  });

  test('the newest one of each cluster stays, and never fewer of it than asked', () => {
    fc.assert(
      fc.property(backups, retention, (all, rules) => {
        const kept = planPrune(all, rules, now).keep.map(({ name }) => name);
        for (const uid of ['a', 'b']) {
          const own = all.filter(({ state }) => state.manifest.clusterUid === uid);
          const times = [...new Set(own.map(({ state }) => state.manifest.time))].toSorted();
          for (const { name, state } of own)
            if (times.slice(-rules.last).includes(state.manifest.time))
              expect(kept).toContain(name);
        }
      }),
    );
  });

  test('each is kept or removed, and none is both', () => {
    fc.assert(
      fc.property(backups, retention, (all, rules) => {
        const { keep, remove } = planPrune(all, rules, now);
        const told = [...keep.map(({ name }) => name), ...remove].toSorted();
        expect(told).toEqual(all.map(({ name }) => name).toSorted());
      }),
    );
  });
});
