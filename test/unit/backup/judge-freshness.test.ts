import { describe, expect, test } from 'vitest';
import { judgeFreshness } from '../../../src/backup/judge-freshness.ts';
import type { BackupRecord } from '../../../src/model/backup-record.ts';
import { exampleBackup } from '../../support/backup-manifest.ts';

const now = Date.parse('2026-03-10T12:00:00Z');
const HOUR = 3_600_000;
const drillRules = (maxAge: number | null) => ({
  host: {},
  knownHosts: '',
  localFiles: [],
  maxAge,
});
const drilled = (time: string, ok: boolean) => ({
  backup: 'b',
  time,
  ok,
  archiveSha256: 'a',
  k0sVersion: 'v1',
});

const interrupted = { type: 'incomplete', lastAdded: 0, isSigned: false } as const;

describe('the newest backup that counts', () => {
  const judge = (...records: readonly BackupRecord[]) =>
    judgeFreshness(records, { maxAge: 36 * HOUR, drill: null }, now);

  test('is young enough', () => {
    expect(
      judge(exampleBackup('2026-03-01T00:00:00Z'), exampleBackup('2026-03-10T00:00:00Z')),
    ).toEqual({
      count: 2,
      newest: {
        name: 'k0s_backup_shop_20260310T000000Z',
        time: '2026-03-10T00:00:00Z',
        age: 12 * HOUR,
      },
      drill: null,
      problems: [],
      notes: [],
    });
  });

  test('is too old by a second', () => {
    expect(judge(exampleBackup('2026-03-09T00:00:00Z')).problems).toEqual([]);
    expect(judge(exampleBackup('2026-03-08T23:59:59Z')).problems).toEqual([
      expect.stringContaining('is 36 hours old, and may be 36 hours'),
    ]);
  });

  test('may have any age where none is set', () => {
    const records = [exampleBackup('2001-01-01T00:00:00Z')];
    expect(judgeFreshness(records, { maxAge: null, drill: null }, now).problems).toEqual([]);
  });

  test('is missing, whatever else is there', () => {
    const half = { name: 'x', size: 1, state: interrupted } as const;
    expect(judge().problems).toEqual([expect.stringContaining('there is no verified backup')]);
    expect(judge(half).problems).toEqual([expect.stringContaining('there is no verified backup')]);
  });

  test('is told with newer ones that never got a manifest, and with those that may have had one', () => {
    const at = (stamp: string, isSigned: boolean) => ({
      name: `k0s_backup_shop_${stamp}`,
      size: 1,
      state: { ...interrupted, isSigned },
    });
    const newest = exampleBackup('2026-03-10T00:00:00Z');
    const { problems, notes } = judge(
      newest,
      at('20260301T000000Z', false),
      at('20260302T000000Z', true),
      at('20260310T060000Z', false),
    );
    expect(problems).toEqual([]);
    expect(notes).toEqual([
      expect.stringMatching(
        /^the newer backup k0s_backup_shop_20260310T060000Z does not count: its/,
      ),
      expect.stringMatching(/^the backup k0s_backup_shop_20260302T000000Z .* no manifest/),
    ]);
  });

  test('is of the future, so that nobody knows how old it is', () => {
    expect(judge(exampleBackup('2026-03-10T12:04:00Z')).problems).toEqual([]);
    expect(judge(exampleBackup('2026-03-11T12:00:00Z')).problems).toEqual([
      expect.stringContaining('is of the future'),
    ]);
  });

  test('does not hide one that is not to be trusted', () => {
    const bad = { name: 'x', size: 1, state: { type: 'refused', reason: 'it is odd' } } as const;
    expect(judge(exampleBackup('2026-03-10T00:00:00Z'), bad).problems).toEqual([
      'the backup x is not to be trusted: it is odd',
    ]);
  });
});

describe('drills', () => {
  const judge = (maxAge: number | null, ...drills: ReturnType<typeof drilled>[]) =>
    judgeFreshness(
      [exampleBackup('2026-03-10T00:00:00Z', { drills })],
      { maxAge: null, drill: drillRules(maxAge) },
      now,
    ).problems;

  test('are no duty unless an age is set', () => {
    expect(judge(null)).toEqual([]);
    expect(judge(HOUR)).toEqual([expect.stringContaining('no backup was tried yet')]);
  });

  test('grow old', () => {
    expect(judge(24 * HOUR, drilled('2026-03-10T00:00:00Z', true))).toEqual([]);
    expect(judge(HOUR, drilled('2026-03-10T00:00:00Z', true))).toEqual([
      expect.stringContaining('the last good drill was 12 hours ago'),
    ]);
  });

  test('that failed are told, though an earlier one was good', () => {
    expect(
      judge(null, drilled('2026-03-09T00:00:00Z', true), drilled('2026-03-10T00:00:00Z', false)),
    ).toEqual([expect.stringContaining('the last drill failed')]);
  });
});
