import { expect, test } from 'vitest';
import { planImport } from '../../../src/backup/plan-import.ts';
import type { BackupRecord, BackupState } from '../../../src/model/backup-record.ts';
import { exampleBackup, exampleManifest } from '../../support/backup-manifest.ts';

const time = '2026-03-01T12:00:00Z';
const name = 'k0s_backup_shop_20260301T120000Z';
const next = 'k0s_backup_shop_20260301T120001Z';
const origin = { prefix: 'k0s_backup', cluster: 'shop', time };
const plan = (...records: readonly BackupRecord[]) =>
  planImport(records, origin, new Set(records.map((record) => record.name)));
const found = (state: BackupState, as = name): BackupRecord => ({ name: as, size: 1, state });
const imported = { clusterUid: null, k0sVersion: null, time };

test('what is not there is stored by its own name', () => {
  expect(plan(exampleBackup('2026-02-01T12:00:00Z'))).toEqual({
    type: 'store',
    name,
    leftover: null,
  });
});

test('what counts is there already, by whatever name a copy of it has', () => {
  for (const as of [name, next]) {
    const manifest = exampleManifest({
      ...imported,
      name: as,
      replaces: as === name ? null : name,
    });
    const state = { type: 'verified', manifest, signer: 'ed25519:us', drills: [] } as const;
    expect(plan(found(state, as))).toEqual({ type: 'there', name: as });
  }
});

test('one that a cluster gave in the same second is another one', () => {
  expect(plan(exampleBackup(time))).toEqual({ type: 'store', name: next, leftover: null });
});

test('what an interrupted run left does not pass for a backup, and stays', () => {
  const incomplete = found({ type: 'incomplete', lastAdded: 0, isSigned: false });
  expect(plan(incomplete)).toEqual({ type: 'store', name: next, leftover: name });
});

test('what is not to be trusted is told, and nothing is stored beside it', () => {
  expect(plan(found({ type: 'refused', reason: 'it is odd' }))).toEqual({
    type: 'refused',
    name,
    reason: 'it is odd',
  });
});
