import { expect, test } from 'vitest';
import { abandonedBackups } from '../../../src/backup/abandoned.ts';
import { compareCluster } from '../../../src/backup/compare-cluster.ts';
import { isStale } from '../../../src/backup/is-stale.ts';
import { nextName } from '../../../src/backup/next-name.ts';
import type { BackupRecord, BackupState } from '../../../src/model/backup-record.ts';
import { exampleBackup, exampleManifest } from '../../support/backup-manifest.ts';

type Incomplete = Extract<BackupState, { readonly type: 'incomplete' }>;

const now = Date.parse('2026-03-10T12:00:00Z');
const HOUR = 3_600_000;
const incomplete = (
  stamp: string,
  { lastAdded = now - 25 * HOUR, isSigned = false }: Partial<Incomplete> = {},
): BackupRecord => ({
  name: `k0s_backup_shop_${stamp}`,
  size: 1,
  state: { type: 'incomplete', lastAdded, isSigned },
});

test('what an interrupted run left is let go a day later, once a newer backup counts', () => {
  const old = incomplete('20260308T000000Z');
  const newer = exampleBackup('2026-03-10T00:00:00Z');

  expect(abandonedBackups([old, newer], now)).toEqual([old.name]);
  expect(abandonedBackups([old], now)).toEqual([]);
  expect(abandonedBackups([old, exampleBackup('2026-03-07T00:00:00Z')], now)).toEqual([]);
});

test('what may be another run at work, or may have counted, is never let go', () => {
  const copies = [
    incomplete('20260101T000000Z', { lastAdded: now - 23 * HOUR }),
    incomplete('20260102T000000Z', { lastAdded: now + HOUR }),
    incomplete('20260103T000000Z', { lastAdded: null }),
    incomplete('20260104T000000Z', { isSigned: true }),
  ];
  expect(abandonedBackups([...copies, exampleBackup('2026-03-10T00:00:00Z')], now)).toEqual([]);
});

test('a copy is named by the next second that is free', () => {
  const taken = new Set(['a_b_20260301T120000Z', 'a_b_20260301T120001Z']);
  expect(nextName('a_b_20260301T120000Z', taken)).toBe('a_b_20260301T120002Z');
  expect(nextName('a_b_20261231T235959Z', new Set())).toBe('a_b_20270101T000000Z');
});

test('a backup is to be encrypted again for other recipients, and signed again by another key', () => {
  const backup = exampleBackup('2026-03-01T00:00:00Z');
  const age = (...keys: string[]) => ({ type: 'age', keys }) as const;

  expect(isStale(backup, age('age1x'), 'ed25519:us')).toBe(false);
  expect(isStale(backup, age('age1x', 'age1x'), 'ed25519:us')).toBe(false);
  expect(isStale(backup, age('age1y'), 'ed25519:us')).toBe(true);
  expect(isStale(backup, age('age1x', 'age1y'), 'ed25519:us')).toBe(true);
  expect(isStale(backup, age('age1x'), 'ed25519:new')).toBe(true);
});

const document = (version: string, type?: string) => ({
  spec: { k0s: { version, config: { spec: type === undefined ? {} : { storage: { type } } } } },
});

test('a single node that is told nothing keeps its state in SQLite', () => {
  const single = (type?: string) => {
    const { spec } = document('v1.34.1+k0s.0', type);
    return { document: { spec: { ...spec, hosts: [{ role: 'single' }] } }, server: null };
  };
  const of = (storage: 'etcd' | 'sqlite') => exampleManifest({ storage, server: null });

  expect(compareCluster(of('sqlite'), single())).toEqual([]);
  expect(compareCluster(of('etcd'), single('etcd'))).toEqual([]);
  expect(compareCluster(of('etcd'), single())).toEqual([
    'the backup is of a cluster that keeps its state in etcd, and sqlite is what a single node has',
  ]);
  expect(compareCluster(of('sqlite'), single('etcd'))).toEqual([
    'the backup is of a cluster that keeps its state in sqlite, and etcd is declared',
  ]);
});

test('the differences between a backup and what is declared are told', () => {
  const server = 'https://10.0.0.1:6443';
  const same = { document: document('v1.34.1+k0s.0'), server };

  expect(compareCluster(exampleManifest(), same)).toEqual([]);
  expect(compareCluster(exampleManifest(), { ...same, server: 'https://x:6443' })).toEqual([
    expect.stringContaining(
      'of a cluster at https://10.0.0.1:6443, and https://x:6443 is declared',
    ),
  ]);
  expect(
    compareCluster(exampleManifest(), { ...same, document: document('v1.35.0+k0s.0') }),
  ).toEqual(['the backup was taken by k0s v1.34.1+k0s.0, and v1.35.0+k0s.0 is declared']);
  expect(
    compareCluster(exampleManifest(), { ...same, document: document('v1.33.0+k0s.0') }),
  ).toEqual([expect.stringContaining('which is older and may not understand it')]);
  expect(
    compareCluster(exampleManifest(), { ...same, document: document('v1.34.1+k0s.0', 'kine') }),
  ).toEqual([expect.stringContaining('keeps its state in etcd, and sqlite is declared')]);
  expect(compareCluster(exampleManifest({ k0sVersion: null }), same)).toEqual([
    expect.stringContaining('is not known'),
  ]);
});
