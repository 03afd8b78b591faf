import { expect, test } from 'vitest';
import { judgeArchive } from '../../../src/backup/judge-archive.ts';
import type { ArchiveContents } from '../../../src/model/archive-contents.ts';

const whole: ArchiveContents = {
  digest: { sha256: 'a'.repeat(64), size: 1000 },
  files: ['etcd-snapshot.db', 'k0s.yaml', 'pki/ca.crt', 'pki/ca.key'],
  config: 'spec: {storage: {type: etcd, etcd: {peerAddress: 10.0.0.1}}}\n',
  authority: { isWhole: true },
  state: { type: 'etcd', file: 'etcd-snapshot.db', size: 20_512, isWhole: true },
};

const kine = (dataSource: string) =>
  `spec: {storage: {type: kine, kine: {dataSource: "${dataSource}"}}}\n`;

const inSqlite: Partial<ArchiveContents> = {
  files: ['k0s.yaml', 'kine-state-backup.db', 'pki/ca.crt', 'pki/ca.key'],
  state: { type: 'sqlite', file: 'kine-state-backup.db', size: 8192, isWhole: true },
};

test.each<readonly [string, Partial<ArchiveContents>]>([
  ['with a snapshot of etcd', {}],
  ['with a database of SQLite', { ...inSqlite, config: kine('sqlite:///var/lib/k0s/db/state.db') }],
  ['of a configuration that leaves the storage to k0s', { ...inSqlite, config: 'spec: {api: {}}' }],
  ['of a configuration in JSON', { config: '{"spec":{"storage":{"type":"etcd"}}}' }],
  ['of an empty mapping', { config: '{}' }],
])('an archive %s restores a cluster', (_what, more) => {
  expect(judgeArchive({ ...whole, ...more })).toEqual([]);
});

test.each<readonly [string, Partial<ArchiveContents>, string]>([
  ['an empty configuration', { config: '' }, 'k0s.yaml cannot be read: it is no mapping.'],
  ['a list for a configuration', { config: '[]' }, 'it is no mapping'],
  [
    'a key twice in its configuration',
    { config: 'spec: {}\nspec: {}\n' },
    'Map keys must be unique',
  ],
  ['an unknown storage', { config: 'spec: {storage: {type: csv}}' }, 'neither etcd nor kine'],
  [
    'the state in another etcd',
    { config: 'spec: {storage: {type: etcd, etcd: {externalCluster: {endpoints: []}}}}' },
    'in another etcd, which k0s does not back up',
  ],
  [
    'another storage than its configuration says',
    { config: kine('sqlite:///x') },
    'kept in sqlite, but the archive holds etcd-snapshot.db',
  ],
  [
    'an authority that is not whole',
    { authority: { isWhole: false, reason: 'it is empty' } },
    "The cluster's authority is damaged: it is empty.",
  ],
])('an archive with %s does not', (_what, more, sentence) => {
  expect(judgeArchive({ ...whole, ...more }).join('\n')).toContain(sentence);
});

test('the password in the source of a database is not told', () => {
  const [problem = ''] = judgeArchive({ ...whole, config: kine('postgres://k0s:hunter2@db/k0s') });

  expect(problem).toContain('in a database of postgres');
  expect(problem).not.toContain('hunter2');
});

test('all that is wrong is told', () => {
  const empty = { files: [], config: null, authority: null, state: null };

  expect(judgeArchive({ ...whole, ...empty })).toEqual([
    'The archive holds no k0s.yaml.',
    'The archive holds no pki/ca.key.',
    'The archive holds no pki/ca.crt.',
    'The archive holds no state of the cluster, neither etcd-snapshot.db nor kine-state-backup.db.',
  ]);
});
